import Foundation

extension String {
    /// The text in composed form (NFC), without white space at its ends; empty if nothing in it can be seen.
    ///
    /// Nearly every text already is composed; then nothing is converted.
    public var tidied: String {
        var scalars = unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        guard scalars.contains(where: \.isVisible) else { return "" }
        let trimmed = String(scalars)
        return trimmed.isPlainlyComposed ? trimmed : trimmed.precomposedStringWithCanonicalMapping
    }

    /// The text as one line: composed (NFC), words apart by one space, without control characters and without those that
    /// turn the direction of what follows; empty if nothing in it can be seen.
    public var oneLine: String {
        var line = String.UnicodeScalarView()
        let words = unicodeScalars.split { scalar in
            scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
        }
        for word in words where word.contains(where: \.isVisible) {
            if !line.isEmpty { line.append(" ") }
            for scalar in word where !scalar.turnsDirection { line.append(scalar) }
        }
        let text = String(line)
        return text.isPlainlyComposed ? text : text.precomposedStringWithCanonicalMapping
    }

    /// Only scalars that no composition changes: Latin with its composed Vietnamese letters, and common punctuation.
    private var isPlainlyComposed: Bool {
        unicodeScalars.allSatisfy { scalar in
            scalar.value < 0x300 || (0x1E00...0x1EFF).contains(scalar.value)
                || (0x2010...0x2026).contains(scalar.value)
        }
    }
}

extension Unicode.Scalar {
    /// Whether a reader sees it: neither white space nor a control or format character, nor one that is shown as nothing.
    var isVisible: Bool {
        if value > 0x20 && value < 0x7F { return true }
        let category = properties.generalCategory
        return !properties.isWhitespace && category != .control && category != .format
            && !properties.isDefaultIgnorableCodePoint
    }

    /// Embeddings, overrides and isolates: after them a name reads otherwise than it is written.
    fileprivate var turnsDirection: Bool {
        (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
    }
}
