import Language

/// Pieces of a text that may tell who the sender is: what an officer looks at once more before it is shown to all. A
/// help for the eye, not a promise: it finds too much, and may miss something.
enum TellingFragments {
    /// Words before a number that make it an address.
    private static let addressWords: Set<String> = [
        "so", "nha", "ngo", "ngach", "hem", "kiet", "can", "ho", "phong", "lo", "thua", "toa", "tang",
    ]

    /// The pieces, each once, in the order in which they stand: numbers of five digits and more, numbers after a word
    /// of an address, numbers with a stroke, electronic addresses, and two or more capitalised words in a row.
    static func find(_ text: String) -> [String] {
        var found: [String] = []
        func add(_ piece: some StringProtocol) {
            let piece = String(piece)
            if !found.contains(piece) { found.append(piece) }
        }
        for line in text.split(whereSeparator: { "!?;:\n".contains($0) }) {
            var name: [Substring] = []
            func endName() {
                if name.count > 1 { add(name.joined(separator: " ")) }
                name = []
            }
            var (written, before) = ("", "")
            for word in line.split(separator: " ") {
                let bare = word.trimming { !$0.isLetter && !$0.isNumber && $0 != "+" }
                let ends = word.last.map { ",.)”\"".contains($0) } ?? false
                if bare.contains(where: \.isNumber) {
                    endName()
                    let digits = bare.filter(\.isNumber).count
                    if digits >= 5 || addressWords.contains(before) || bare.contains("/") {
                        add(addressWords.contains(before) ? "\(written) \(bare)" : String(bare))
                    }
                } else if bare.contains("@") {
                    endName()
                    add(bare)
                } else if let first = bare.first, first.isUppercase, bare.dropFirst().allSatisfy({ !$0.isUppercase }) {
                    name.append(bare)
                    if ends { endName() }
                } else {
                    endName()
                }
                written = String(bare)
                before = Folding.fold(written)
            }
            endName()
        }
        return found
    }
}

extension Substring {
    fileprivate func trimming(_ isOutside: (Character) -> Bool) -> Substring {
        var result = self
        while let first = result.first, isOutside(first) { result.removeFirst() }
        while let last = result.last, isOutside(last) { result.removeLast() }
        return result
    }
}
