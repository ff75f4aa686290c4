import Kernel

/// Speaks to one person in that person's language.
///
///     t(.title)    t(.dueOn, ["day": t.day(due)])    t.count(.lettersFound, 12)
public struct Translator: Sendable {
    public let locale: Locale
    private let catalogue: Catalogue
    private let zone: Zone

    public init(_ locale: Locale, _ catalogue: Catalogue, zone: Zone) {
        self.locale = locale
        self.catalogue = catalogue
        self.zone = zone
    }

    /// The text of a key. A language that lacks it falls back to Vietnamese, visibly marked.
    public func callAsFunction(_ key: MessageKey, _ places: [String: String] = [:]) -> String {
        fill(text(key.name), places)
    }

    /// The plural form for a number, which fills `{n}`.
    public func count(_ key: MessageKey, _ number: Int, _ places: [String: String] = [:]) -> String {
        let form = locale == .en && number == 1 ? "one" : "other"
        var places = places
        places["n"] = self.number(number)
        return fill(text("\(key.name)[\(form)]"), places)
    }

    /// 20/11/2026 in Vietnamese, 20 November 2026 in English.
    public func day(_ day: Day) -> String {
        let (year, month, number) = day.parts
        switch locale {
        case .vi: return "\(pad(number))/\(pad(month))/\(year)"
        case .en: return "\(number) \(Self.englishMonths[month - 1]) \(year)"
        }
    }

    /// The day with its weekday before it.
    public func weekday(_ day: Day) -> String {
        self(MessageKey("language.weekday", "\(day.weekday.rawValue)"), ["day": self.day(day)])
    }

    /// 08:30, 20/11/2026, on the clocks of the jurisdiction.
    public func time(_ instant: Instant) -> String {
        let (hour, minute) = zone.time(of: instant)
        return "\(pad(hour)):\(pad(minute)), \(day(zone.day(of: instant)))"
    }

    /// 12.345 in Vietnamese, 12,345 in English.
    public func number(_ number: Int) -> String {
        if (0..<1_000).contains(number) { return String(number) }
        let separator: Character = locale == .vi ? "." : ","
        var result: [Character] = []
        for (index, digit) in String(number.magnitude).reversed().enumerated() {
            if index > 0 && index.isMultiple(of: 3) { result.append(separator) }
            result.append(digit)
        }
        return (number < 0 ? "-" : "") + String(result.reversed())
    }

    /// The text of a law or a unit that carries its own translations.
    public func pick(_ texts: [String: String]) -> String {
        texts[locale.rawValue] ?? texts[Locale.vi.rawValue] ?? ""
    }

    private func text(_ name: String) -> String {
        if let text = catalogue.text(name, in: locale) { return text }
        if let text = catalogue.text(name, in: .vi) { return "[vi] " + text }
        return "[\(name)]"
    }

    private func fill(_ text: String, _ places: [String: String]) -> String {
        guard !places.isEmpty, text.utf8.contains(UInt8(ascii: "{")) else { return text }
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let name = String(rest[rest.index(after: open)..<close])
            result += places[name] ?? "{\(name)}"
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    private func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
}
