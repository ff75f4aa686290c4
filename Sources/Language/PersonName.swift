/// A person's name, in one field as the person writes it: family name first, given name last.
///
/// Nothing is asked of it but that it is not empty: names of one word and of other nations are names.
public struct PersonName: Hashable, Sendable, CustomStringConvertible {
    /// As `oneLine` gives it: composed, words apart by one space, capitals as they were typed.
    public let text: String

    /// Nil if nothing in it can be seen. Control characters count as spaces.
    public init?(_ typed: String) {
        let line = typed.oneLine
        guard !line.isEmpty else { return nil }
        text = line
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
