import Foundation

/// A person's name, in one field as the person writes it: family name first, given name last.
///
/// Nothing is asked of it but that it is not empty: names of one word and of other nations are names.
public struct PersonName: Hashable, Sendable, CustomStringConvertible {
    /// Composed (NFC), words apart by one space, capitals as they were typed.
    public let text: String

    /// Nil if there is nothing but spaces. Control characters count as spaces.
    public init?(_ typed: String) {
        let words = typed.unicodeScalars.split { scalar in
            scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
        }
        guard !words.isEmpty else { return nil }
        text = words.map { String($0) }.joined(separator: " ").precomposedStringWithCanonicalMapping
    }

    public var description: String { text }

    /// Orders as lists of people do in Viet Nam: by given name, then family name, then the names between, each by
    /// `VietnameseOrder`. Printable ASCII, to be kept in a column; compared byte by byte.
    public var sortKey: String {
        let words = text.split(separator: " ")
        let given = words.last.map(String.init) ?? ""
        let family = words.count > 1 ? String(words[0]) : ""
        let between = words.dropFirst().dropLast().joined(separator: " ")
        // A comma is below everything a key holds: a name without a family name goes first.
        return [given, family, between].map(VietnameseOrder.key).joined(separator: ",")
    }
}
