/// A piece of a page. Everything put into it is escaped; there is one door for text that is not: `HTML(trusted:)`.
///
/// Pages are written so that an XML parser reads them too: a test does, and finds every tag left open.
public struct HTML: Sendable {
    public private(set) var text: String

    /// Text as it stands in the source.
    public init(trusted text: StaticString) { self.text = text.description }

    init(_ text: String) { self.text = text }

    /// Nothing.
    public static let empty = HTML("")

    /// Plain text, escaped.
    public static func text(_ text: String) -> HTML { HTML(escape(text)) }

    /// The pieces one after another.
    public static func joined(_ pieces: some Sequence<HTML>) -> HTML {
        var result = ""
        for piece in pieces { result += piece.text }
        return HTML(result)
    }

    static func escape(_ text: String) -> String {
        guard text.utf8.contains(where: isSpecial) else { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count + 16)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): result += "&amp;".utf8
            case UInt8(ascii: "<"): result += "&lt;".utf8
            case UInt8(ascii: ">"): result += "&gt;".utf8
            case UInt8(ascii: "\""): result += "&quot;".utf8
            case UInt8(ascii: "'"): result += "&#39;".utf8
            case 9, 10, 13, 32...: result.append(byte)
            // Other control characters are not allowed in a page.
            default: result.append(UInt8(ascii: " "))
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
        case 9, 10, 13, 32...: false
        default: true
        }
    }
}

/// Collects the pieces of a closure, with `if`, `if let`, `switch` and `for`.
@resultBuilder
public enum HTMLBuilder {
    public static func buildExpression(_ piece: HTML) -> HTML { piece }
    public static func buildExpression(_ text: String) -> HTML { .text(text) }
    public static func buildBlock(_ pieces: HTML...) -> HTML { .joined(pieces) }
    public static func buildOptional(_ piece: HTML?) -> HTML { piece ?? .empty }
    public static func buildEither(first piece: HTML) -> HTML { piece }
    public static func buildEither(second piece: HTML) -> HTML { piece }
    public static func buildArray(_ pieces: [HTML]) -> HTML { .joined(pieces) }
}
