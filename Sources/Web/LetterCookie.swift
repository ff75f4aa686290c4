import Hummingbird
import Kernel
import Storage
import Vault

/// Opens one letter to the browser that showed its code and PIN, for half an hour. Signed, so that it cannot be made
/// up; it names the letter, never the PIN.
public struct LetterCookie: Sendable {
    private var name: String { site.cookieName("letter") }
    static let lifetime = 1800

    /// What the cookie opens.
    public struct Pass: Hashable, Sendable {
        public let letter: LetterKey
        public let pinVersion: Int
        /// The letter was handed in with this browser just now: its receipt, with the PIN, may be shown.
        public let showsReceipt: Bool

        public init(letter: LetterKey, pinVersion: Int, showsReceipt: Bool) {
            self.letter = letter
            self.pinVersion = pinVersion
            self.showsReceipt = showsReceipt
        }
    }

    private let site: Site

    public init(site: Site) { self.site = site }

    public func issue(_ pass: Pass) -> Cookie {
        let expires = site.now.adding(seconds: Self.lifetime).milliseconds
        let content = "\(pass.letter).\(pass.pinVersion).\(pass.showsReceipt ? 1 : 0).\(expires)"
        let signature = site.keys.cookie.authenticate("letter \(content)".utf8).hexadecimal
        return cookie("\(content).\(signature)", maxAge: Self.lifetime)
    }

    /// The pass of a request; nil if there is none, it has run out, or it was not signed here.
    public func pass(_ request: Request) -> Pass? {
        let parts = (request.cookies[name]?.value ?? "").split(separator: ".")
        guard parts.count == 5, let letter = LetterKey(parts[0]), let version = Int(parts[1]),
            let expires = Int64(parts[3]), expires > site.now.milliseconds,
            let signature = [UInt8](hexadecimal: parts[4])
        else { return nil }
        let content = parts[..<4].joined(separator: ".")
        guard site.keys.cookie.isValid(signature, for: "letter \(content)".utf8) else { return nil }
        return Pass(letter: letter, pinVersion: version, showsReceipt: parts[2] == "1")
    }

    /// Clears it: on a shared telephone or at a library.
    public func clear() -> Cookie { cookie("", maxAge: 0) }

    private func cookie(_ value: String, maxAge: Int) -> Cookie {
        Cookie(
            name: name, value: value, maxAge: maxAge, path: "/", secure: site.isBehindTLSProxy, httpOnly: true,
            sameSite: .strict)
    }
}
