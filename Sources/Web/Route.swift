import HTTPTypes
import Hummingbird
import Kernel
import Language

/// The address of one page or action. Links, forms and the router all print this value; no address is written twice.
///
///     static let matter = Route<MatterKey>(.get, "/desk/matters/{}")
///     Routes.matter.path(key)
public struct Route<each Value: PathValue>: Sendable {
    public let method: HTTPRequest.Method
    private let parts: [String]

    /// `{}` stands for each value, in order.
    public init(_ method: HTTPRequest.Method, _ template: StaticString) {
        self.method = method
        parts = template.description.split(separator: "{}", omittingEmptySubsequences: false).map(String.init)
    }

    /// The address for these values.
    public func path(_ values: repeat each Value) -> String {
        var texts: [String] = []
        for value in repeat each values { texts.append(value.description) }
        var path = parts[0]
        for (text, part) in zip(texts, parts.dropFirst()) { path += text + part }
        return path
    }

    /// As the router reads it: `/desk/matters/:v0`.
    public var template: RouterPath {
        var path = parts[0]
        for (index, part) in parts.dropFirst().enumerated() { path += ":v\(index)\(part)" }
        return RouterPath(path)
    }

    /// The values of a request's address. Throws 404 if one of them cannot be read.
    public func values(_ parameters: Parameters) throws(Problem) -> (repeat each Value) {
        var index = 0
        func next<V: PathValue>(_: V.Type) throws(Problem) -> V {
            defer { index += 1 }
            guard let text = parameters.get("v\(index)"), let value = V(pathText: text) else {
                throw WebProblem.notFound
            }
            return value
        }
        return (repeat try next((each Value).self))
    }
}

/// The address of a page without values.
// swift-format-ignore
public typealias PlainRoute = Route< >

/// What can stand in an address.
public protocol PathValue: CustomStringConvertible, Sendable {
    init?(pathText: String)
}

extension Key: PathValue {
    public init?(pathText: String) { self.init(pathText) }
}

extension ID: PathValue {
    public init?(pathText: String) { self.init(pathText) }
}

extension Locale: PathValue, CustomStringConvertible {
    public init?(pathText: String) { self.init(rawValue: pathText) }
    public var description: String { rawValue }
}

extension RouterMethods {
    /// Adds the handler of a route, and the route to the book.
    public func add<each Value: PathValue>(
        _ route: Route<repeat each Value>, _ book: RouteBook,
        _ handler: @escaping @Sendable (Request, Context) async throws -> Response
    ) {
        book.add(route.template, route.method)
        on(route.template, method: route.method, use: handler)
    }
}

extension String: PathValue {
    public init?(pathText: String) {
        guard let decoded = Form.decode(pathText[...]) else { return nil }
        self = decoded
    }
}
