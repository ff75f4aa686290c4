/// An address that mail can be sent to: plain ASCII, without quoting, so that nothing in it can end a header or a command.
public struct MailAddress: Hashable, Sendable, CustomStringConvertible {
    public let local: String
    /// In lower case; it has a dot.
    public let domain: String

    /// Nil unless the text, without the spaces around it, is such an address.
    public init?(_ text: String) {
        let bytes = Array(text.utf8).trimmed
        guard bytes.count <= 254, let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { return nil }
        let (local, domain) = (bytes[..<at], bytes[(at + 1)...])
        guard (1...64).contains(local.count), Self.isDotted(local, Self.isLocal) else { return nil }
        let labels = domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard labels.count > 1, labels.allSatisfy(Self.isLabel) else { return nil }
        self.local = String(decoding: local, as: UTF8.self)
        self.domain = String(decoding: domain, as: UTF8.self).lowercased()
    }

    public var description: String { "\(local)@\(domain)" }

    private static func isDotted(_ bytes: ArraySlice<UInt8>, _ isPart: (UInt8) -> Bool) -> Bool {
        bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            .allSatisfy { !$0.isEmpty && $0.allSatisfy(isPart) }
    }

    private static func isLabel(_ bytes: ArraySlice<UInt8>) -> Bool {
        let dash = UInt8(ascii: "-")
        return (1...63).contains(bytes.count) && bytes.first != dash && bytes.last != dash
            && bytes.allSatisfy { isLetterOrDigit($0) || $0 == dash }
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}

extension [UInt8] {
    fileprivate var trimmed: [UInt8] {
        let space = UInt8(ascii: " ")
        guard let first = firstIndex(where: { $0 != space }), let last = lastIndex(where: { $0 != space }) else {
            return []
        }
        return Array(self[first...last])
    }
}
