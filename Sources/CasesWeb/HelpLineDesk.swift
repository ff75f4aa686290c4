import Acts
import Cases
import Hummingbird
import Kernel
import Language
import Notices
import Registry
import Storage
import Web

/// The help line: an officer on the telephone finds a letter by the code that the caller says, and reads out what its
/// sender sees.
public struct HelpLineDesk: Sendable {
    /// The same for an unknown code and for a letter of which this officer may not speak.
    static let unknown = Problem(
        "helpLine.unknown", status: 422, HelpLineMessages.unknown, fields: [.init("code", HelpLineMessages.unknown)])
    /// The last character checks the others: something was misheard or mistyped.
    static let misheard = Problem(
        "helpLine.misheard", status: 422, HelpLineMessages.misheard,
        fields: [.init("code", HelpLineMessages.misheard)])

    private let site: Site
    private let shell: any Shell

    public init(site: Site, shell: any Shell) {
        self.site = site
        self.shell = shell
    }

    @Sendable public func ask(_ request: Request, _ context: OfficerContext) async throws -> Response {
        try await requireLine(context)
        return show(HelpLinePage(csrf: context.officer.csrf), request, context)
    }

    @Sendable public func look(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let form = try await Form(request)
        try form.check(context.officer)
        try await requireLine(context)
        var page = HelpLinePage(typed: String(form["code"].prefix(40)), csrf: context.officer.csrf)
        do {
            page.found = try await found(page.typed, context)
        } catch {
            guard let problem = WebProblem.onForm(error, context) else { throw error }
            page.problem = problem
        }
        return show(page, request, context)
    }

    /// Every look-up counts against the account, a right one too: a busy day of calls, and no search through letters. One
    /// officer leaves one trace a day on a letter.
    private func found(_ typed: String, _ context: OfficerContext) async throws -> HelpLinePage.Found {
        let (account, today) = (context.officer.account.id, site.today)
        guard let code = LetterCode(typed: typed) else { throw Self.misheard }
        try await Throttle(site: site).take([("letters told on the telephone by \(account)", .lookUp)])
        let letter = try await site.store.read { tx in
            try LetterOnTheLine.letter(of: code, for: account, on: today, tx)
        }
        guard let letter else { throw Self.unknown }
        try await LapseClock.lapse(MatterKey(letter.key.home, letter.matter), site.store, site.performer)
        let act = AnswerCall(letter, by: account)
        do {
            try await site.performer.perform(
                act, by: context.actor,
                key: IdempotencyKey("call \(account) \(letter.key) \(today)", content: Array("\(letter.key)".utf8)))
        } catch ProcedureError.unknownMatter {
            // It has gone to another body in this moment.
            throw Self.unknown
        }
        let told = try await site.store.read { tx in try LetterOnTheLine.read(letter.key, on: today, tx) }
        guard let told else { throw Self.unknown }
        return HelpLinePage.Found(code: code, told: told)
    }

    /// Throws 403 for whoever holds no post of a help line.
    private func requireLine(_ context: OfficerContext) async throws {
        let (account, today) = (context.officer.account.id, site.today)
        let standing = try await site.store.read { tx in try Standing.of(account, on: today, tx) }
        guard standing?.answersCalls == true else { throw ActProblem.forbidden }
    }

    private func show(_ page: HelpLinePage, _ request: Request, _ context: OfficerContext) -> Response {
        let words = Wording(site, site.translator(context.locale))
        return Response(
            shell.document(helpLinePage(page, words), for: site.visit(request, context)), showing: page.problem)
    }
}

extension Standing {
    /// Whether one of the posts is of a help line, wherever.
    var answersCalls: Bool { posts.contains { $0.post.role.powers.contains(.answerCalls) } }
}
