import Hummingbird
import Kernel
import Registry
import Vault
import Web

/// Lets the officer who has just entered a letter, or issued a PIN, see its slip for a quarter of an hour: the PIN is shown
/// on no other page. Signed, of one account, and forgotten with the next letter.
struct SlipPass: Hashable {
    private static let lifetime = 15 * 60

    let letter: LetterKey
    let pinVersion: Int
    let account: AccountID
    /// The slip of before was lost: this one takes its place.
    let isReissued: Bool

    /// The pass of a request; nil if there is none, it has run out, or it was not signed here.
    static func read(_ request: Request, _ site: Site) -> SlipPass? {
        let parts = (request.cookies[site.cookieName("slip")]?.value ?? "").split(separator: ".")
        guard parts.count == 6, let letter = LetterKey(parts[0]), let version = Int(parts[1]),
            let account = AccountID(parts[2]), let expires = Int64(parts[4]), expires > site.now.milliseconds,
            let signature = [UInt8](hexadecimal: parts[5])
        else { return nil }
        let content = parts[..<5].joined(separator: ".")
        guard site.keys.cookie.isValid(signature, for: "slip \(content)".utf8) else { return nil }
        return SlipPass(letter: letter, pinVersion: version, account: account, isReissued: parts[3] == "1")
    }

    func carrier(_ site: Site) -> Cookie {
        let expires = site.now.adding(seconds: Self.lifetime).milliseconds
        let content = "\(letter).\(pinVersion).\(account).\(isReissued ? 1 : 0).\(expires)"
        let signature = site.keys.cookie.authenticate("slip \(content)".utf8).hexadecimal
        return Cookie(
            name: site.cookieName("slip"), value: "\(content).\(signature)", maxAge: Self.lifetime,
            path: "/desk/letters",
            secure: site.isBehindTLSProxy, httpOnly: true, sameSite: .strict)
    }
}
