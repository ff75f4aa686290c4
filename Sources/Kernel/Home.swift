/// The slot of the province where a letter was received, 0 for central bodies. Fixed for ever: a transfer or a
/// merger of provinces moves the work, never the home. Large tables are keyed by home first.
public struct Home: Hashable, Comparable, Sendable {
    /// 0 to 1,023, so that two characters of a code hold it.
    public let slot: Int

    public init?(slot: Int) {
        guard (0..<1024).contains(slot) else { return nil }
        self.slot = slot
    }

    private init(unchecked slot: Int) { self.slot = slot }

    public static let central = Home(unchecked: 0)

    public static func < (left: Home, right: Home) -> Bool { left.slot < right.slot }
}
