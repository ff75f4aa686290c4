/// The number of a thing together with its home: what finds its rows. Written `1-8124` in addresses.
public struct Key<S: Subject>: Hashable, Sendable, CustomStringConvertible {
    public let home: Home
    public let id: ID<S>

    public init(_ home: Home, _ id: ID<S>) {
        self.home = home
        self.id = id
    }

    public var description: String { "\(home.slot)-\(id)" }

    /// Nil unless the text was written by `description`.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let slot = Int(parts[0]), let home = Home(slot: slot), let id = ID<S>(parts[1])
        else { return nil }
        self.init(home, id)
    }
}

public typealias MatterKey = Key<Subjects.Matter>
public typealias LetterKey = Key<Subjects.Letter>
