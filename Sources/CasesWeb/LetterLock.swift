import Cases
import Kernel
import Storage
import Vault
import Web

/// The lock on a letter: code and PIN open it, wrong tries are counted, and nothing tells which of the two was wrong.
public struct LetterLock: Sendable {
    /// The same for an unknown code and for a wrong PIN.
    static let failed = Problem("letter.unlockFailed", status: 404, FollowMessages.unlockFailed)

    private let site: Site
    private let throttle: Throttle

    public init(site: Site) {
        self.site = site
        throttle = Throttle(site: site)
    }

    /// What the code and PIN open. Throws 404 if they open nothing, 429 after too many tries.
    public func open(code typedCode: String, pin typedPIN: String, from peer: String) async throws -> LetterCookie.Pass
    {
        guard let code = LetterCode(typed: typedCode), let pin = PIN(typed: typedPIN) else {
            // Not a code or not a PIN: no try at all, but many of them are somebody's program.
            let names: [(String, Throttle.Limit)] = [("pin from \(peer)", .peer)]
            try await throttle.take(names)
            throw Self.failed
        }
        let names: [(String, Throttle.Limit)] = [("pin of \(code.compact)", .name), ("pin from \(peer)", .peer)]
        let taken = try await throttle.take(names)
        let keys = site.keys
        let opened = try await site.store.read { tx in try FollowedLetter.unlock(code, pin, under: keys, tx) }
        guard let opened else { throw Self.failed }
        try await throttle.giveBack(taken)
        return LetterCookie.Pass(letter: opened.key, pinVersion: opened.pinVersion, showsReceipt: false)
    }
}
