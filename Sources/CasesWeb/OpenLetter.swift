import Acts
import Cases
import Hummingbird
import Identity
import Kernel
import Notices
import Registry
import Storage
import Vault
import Web

/// The letter that a request's cookie opens, read within its sender's scope.
struct OpenLetter: Sendable {
    let pass: LetterCookie.Pass
    let letter: FollowedLetter
    let own: OwnLetter
    /// The last one of the letter; nil if its sender was told nothing yet.
    let notice: Notice?
    /// Carried by the forms of the letter's page, so that no other page can send them.
    let csrf: String

    var key: LetterKey { pass.letter }

    /// Nil if the request opens nothing, its half hour is over, or the PIN was issued anew.
    static func read(_ request: Request, _ site: Site) async throws -> OpenLetter? {
        guard let pass = LetterCookie(site: site).pass(request) else { return nil }
        return try await read(pass, site)
    }

    static func read(_ pass: LetterCookie.Pass, _ site: Site) async throws -> OpenLetter? {
        let (today, vault) = (site.today, site.keys.vault)
        let found = try await site.store.read { tx -> (FollowedLetter, OwnLetter, Notice?)? in
            let scope = try Scope.of(.petitioner(pass.letter.id), on: today, tx)
            guard let letter = try FollowedLetter.read(scope, home: pass.letter.home, tx),
                letter.letter.pinVersion == pass.pinVersion,
                let own = try OwnLetter.read(scope, home: pass.letter.home, under: vault, tx)
            else { return nil }
            return (letter, own, try NoticeTable.last(of: pass.letter, tx))
        }
        let csrf = site.keys.cookie.authenticate("letter csrf \(pass.letter) \(pass.pinVersion)".utf8)
        return found.map { letter, own, notice in
            OpenLetter(
                pass: pass, letter: letter, own: own, notice: notice, csrf: csrf.prefix(16).hexadecimal)
        }
    }

    /// Throws unless the form was made for this letter's page.
    func check(_ form: Form) throws(Problem) {
        guard form["csrf"] == csrf else { throw WebProblem.forgedForm }
    }
}
