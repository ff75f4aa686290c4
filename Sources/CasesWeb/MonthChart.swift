import Kernel
import Language
import Markup

/// What came and what was answered, month by month: two bars each, told apart by fill and by legend. The table beside it
/// says the same in numbers.
func monthChart(_ months: [(label: String, received: Int, answered: Int)], _ t: Translator) -> HTML {
    let most = max(1, months.map { max($0.received, $0.answered) }.max() ?? 1)
    let (step, height, bar) = (44, 120, 16)
    func length(_ n: Int) -> Int { n * height / most }
    let width = max(1, months.count) * step
    return element("figure", [("class", "chart")]) {
        element(
            "svg",
            [
                ("viewBox", "0 0 \(width) \(height + 24)"), ("role", "img"),
                ("aria-label", t(ListMessages.monthsTitle)),
            ]
        ) {
            for (index, month) in months.enumerated() {
                let x = index * step + 4
                void(
                    "rect",
                    [
                        ("class", "came"), ("x", "\(x)"), ("y", "\(height - length(month.received))"),
                        ("width", "\(bar)"), ("height", "\(length(month.received))"),
                    ])
                void(
                    "rect",
                    [
                        ("class", "went"), ("x", "\(x + bar + 2)"), ("y", "\(height - length(month.answered))"),
                        ("width", "\(bar)"), ("height", "\(length(month.answered))"),
                    ])
                element(
                    "text", [("x", "\(x + bar)"), ("y", "\(height + 16)"), ("text-anchor", "middle")],
                    String(month.label.prefix(2)))
            }
        }
        element("figcaption") {
            element("span", [("class", "key came")], t(ListMessages.figure(.received)))
            HTML.text(" ")
            element("span", [("class", "key went")], t(ListMessages.figure(.answered)))
        }
    }
}
