import Cases
import Files
import Foundation
import Hummingbird
import Kernel
import Storage
import Vault
import Web

/// Keeps unfinished letters for a day, each for the browser that holds its token. The store holds a hash of the token,
/// and what was typed sealed under a key made of the token and the vault: a copy of the store opens nothing.
struct UnfinishedLetters: Sendable {
    private var name: String { site.cookieName("draft") }

    private let site: Site

    init(site: Site) { self.site = site }

    /// One letter with what finds its row again.
    struct Held: Sendable {
        let token: Token
        let begun: Instant
        var letter: UnfinishedLetter
    }

    /// What a request's cookie leads to; nil if there is none, or its day is over.
    func find(_ request: Request) async throws -> Held? {
        guard let token = request.cookies[name].flatMap({ Token($0.value) }) else { return nil }
        let (hash, now) = (hash(token), site.now)
        let row = try await site.store.read { tx in try UnfinishedLetterTable.find(hash, at: now, tx) }
        guard let row, let key = key(token), let bytes = try? key.open(row.sealed, for: hash),
            let letter = try? JSONDecoder().decode(UnfinishedLetter.self, from: Data(bytes))
        else { return nil }
        return Held(token: token, begun: row.begun, letter: letter)
    }

    /// Whether the browser once held one.
    func wasHeld(_ request: Request) -> Bool { request.cookies[name]?.value.isEmpty == false }

    func begin() -> Held { Held(token: Token(), begun: site.now, letter: UnfinishedLetter()) }

    func save(_ held: Held) async throws {
        let hash = hash(held.token)
        guard let key = key(held.token) else { throw WebProblem.failed }
        let sealed = try key.seal(Array(try JSONEncoder().encode(held.letter)), for: hash)
        try await site.store.write(.shared) { tx in
            try UnfinishedLetterTable.save(hash, sealed, begun: held.begun, tx)
        }
    }

    /// Nothing of it is left; the collector finds its files.
    func discard(_ held: Held) async throws {
        let hash = hash(held.token)
        try await site.store.write(.shared) { tx in try UnfinishedLetterTable.delete(hash, tx) }
    }

    /// The key its files are kept under, which becomes the letter's; made when the first file comes.
    func fileKey(_ held: inout Held) throws -> DataKey {
        if let wrapped = held.letter.fileKey {
            return try DataKey(WrappedKey(bytes: wrapped), under: site.keys.vault, for: hash(held.token))
        }
        let key = DataKey.random()
        held.letter.fileKey = try key.wrapped(under: site.keys.vault, for: hash(held.token)).bytes
        return key
    }

    /// For a day, and for pages of ours only; `nil` clears it.
    func carrier(_ token: Token?) -> Cookie {
        Cookie(
            name: name, value: token?.description ?? "",
            maxAge: token == nil ? 0 : UnfinishedLetterTable.lifetime, path: "/letters",
            secure: site.isBehindTLSProxy, httpOnly: true, sameSite: .lax)
    }

    private func hash(_ token: Token) -> [UInt8] {
        site.keys.lookup.authenticate("unfinished letter ".utf8 + token.bytes)
    }

    private func key(_ token: Token) -> DataKey? {
        DataKey(site.keys.vault.authenticate("unfinished letter ".utf8 + token.bytes))
    }
}
