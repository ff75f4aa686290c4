import Cases
import Foundation
import Hummingbird
import Import
import Kernel
import Registry
import Sheets
import Storage
import Vault
import Web

/// A file of an old register with what was chosen for it.
struct OldRegisterUpload: Codable, Sendable {
    /// Nobody else goes on with it, whoever has the browser.
    let account: String
    /// The code of the body it is brought along for.
    let body: String
    let book: CellBook
    /// Which of its sheets.
    var sheet: Int
    var year: Int?
    var kind: String
    /// Column to what it says; nil until it was chosen.
    var columns: [Int: String]?
    /// So many lines were brought along out of it.
    var brought = 0

    var settings: RegisterSettings? {
        columns.map { columns in
            RegisterSettings(
                year: year, kind: Kind(rawValue: kind), columns: columns.compactMapValues(RegisterColumn.init))
        }
    }
}

/// Keeps files of old registers for a day, each for the browser that holds its token. The store holds a hash of the token,
/// and the file sealed under a key made of the token and the vault, as with unfinished letters.
struct OldRegisterUploads: Sendable {
    private var cookie: String { site.cookieName("old_register") }

    private let site: Site

    init(site: Site) { self.site = site }

    struct Held: Sendable {
        let token: Token
        let begun: Instant
        var upload: OldRegisterUpload
    }

    func begin(_ upload: OldRegisterUpload) -> Held { Held(token: Token(), begun: site.now, upload: upload) }

    /// What a request's cookie leads to; nil if there is none, its day is over, or it is another officer's.
    func find(_ request: Request, of account: AccountID) async throws -> Held? {
        guard let token = request.cookies[cookie].flatMap({ Token($0.value) }) else { return nil }
        let (hash, now) = (hash(token), site.now)
        let row = try await site.store.read { tx in try OldRegisterUploadTable.find(hash, at: now, tx) }
        guard let row, let key = key(token), let bytes = try? key.open(row.sealed, for: hash) else { return nil }
        let found = await Blocking.run { try? JSONDecoder().decode(OldRegisterUpload.self, from: Data(bytes)) }
        guard let upload = found, upload.account == "\(account)" else { return nil }
        return Held(token: token, begun: row.begun, upload: upload)
    }

    func save(_ held: Held) async throws {
        let hash = hash(held.token)
        guard let key = key(held.token), let account = AccountID(held.upload.account) else { throw WebProblem.failed }
        let upload = held.upload
        let bytes = try await Blocking.run { try Array(JSONEncoder().encode(upload)) }
        let sealed = try key.seal(bytes, for: hash)
        try await site.store.write(.shared) { tx in
            try OldRegisterUploadTable.save(hash, sealed, of: account, begun: held.begun, tx)
        }
    }

    /// Nothing of it is left.
    func discard(_ held: Held) async throws {
        let hash = hash(held.token)
        try await site.store.write(.shared) { tx in try OldRegisterUploadTable.delete(hash, tx) }
    }

    /// For a day, and for these pages only; `nil` clears it.
    func carrier(_ token: Token?) -> Cookie {
        Cookie(
            name: cookie, value: token?.description ?? "",
            maxAge: token == nil ? 0 : OldRegisterUploadTable.lifetime, path: OldRegisterRoutes.path,
            secure: site.isBehindTLSProxy, httpOnly: true, sameSite: .lax)
    }

    private func hash(_ token: Token) -> [UInt8] {
        site.keys.lookup.authenticate("old register ".utf8 + token.bytes)
    }

    private func key(_ token: Token) -> DataKey? {
        DataKey(site.keys.vault.authenticate("old register ".utf8 + token.bytes))
    }
}
