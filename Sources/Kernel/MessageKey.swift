/// The name of a text in the catalogues: `cases.state.received`. User text itself never stands in Swift.
public struct MessageKey: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    public let name: String

    public init(stringLiteral name: StaticString) { self.name = name.description }

    /// A key of a family, one for each code: `MessageKey("cases.state", code)`. The catalogue test expands all codes.
    public init(_ family: StaticString, _ code: String) { name = "\(family).\(code)" }

    public var description: String { name }
}
