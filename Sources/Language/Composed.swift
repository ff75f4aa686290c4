import Foundation

extension String {
    /// The text in composed form (NFC), without white space at its ends.
    ///
    /// Nearly every text already is composed; then nothing is converted.
    public var tidied: String {
        var scalars = unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        let trimmed = String(scalars)
        return trimmed.isPlainlyComposed ? trimmed : trimmed.precomposedStringWithCanonicalMapping
    }

    /// Only scalars that no composition changes: Latin with its composed Vietnamese letters, and common punctuation.
    private var isPlainlyComposed: Bool {
        unicodeScalars.allSatisfy { scalar in
            scalar.value < 0x300 || (0x1E00...0x1EFF).contains(scalar.value)
                || (0x2010...0x2026).contains(scalar.value)
        }
    }
}
