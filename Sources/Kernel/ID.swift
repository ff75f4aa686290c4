/// The number of one thing of one sort: an `ID<Subjects.Letter>` never passes for the number of a matter.
///
/// 63 bits, rising with time: 41 bits of milliseconds since 2020, 10 bits of server number, 12 bits of counter.
public struct ID<Subject>: Hashable, Comparable, Sendable {
    public let raw: Int64

    public init(_ raw: Int64) { self.raw = raw }

    public static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }
}

extension ID: CustomStringConvertible {
    public var description: String { String(raw) }

    /// Nil unless the text is a positive decimal number.
    public init?(_ text: some StringProtocol) {
        guard let raw = Int64(text), raw > 0 else { return nil }
        self.raw = raw
    }
}
