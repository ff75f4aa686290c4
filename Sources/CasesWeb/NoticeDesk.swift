import Acts
import Cases
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Notices
import Registry
import Storage
import Web

/// Telling people what no e-mail told them: calls, letters, and the lists of who has not been told.
public struct NoticeDesk: Sendable {
    private let site: Site
    private let shell: any Shell

    public init(site: Site, shell: any Shell) {
        self.site = site
        self.shell = shell
    }

    // MARK: - Calls

    @Sendable public func calls(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let position = try Self.position(AddressQuery(request))
        let lines = try await own([.calls], .all, after: position, context)[0]
        let page = NoticePage(
            which: .calls, lines: lines, isFirst: position == nil, tells: true,
            done: request.query("done").flatMap(NoticeOutcome.init))
        return show(callsPage(page, words(context)), request, context)
    }

    @Sendable public func call(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let key = try NoticeRoutes.call.values(context.parameters)
        return try await page(of: key, request, context)
    }

    /// Shows name and telephone on the answer to the POST itself: reloading it is opening them again, with its trace.
    @Sendable public func openCall(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let key = try NoticeRoutes.openCall.values(context.parameters)
        let form = try await Form(request)
        try form.check(context.officer)
        let line = try await find(key, context)
        do {
            return try await page(of: key, contact: try await open(line, context), request, context)
        } catch {
            guard let problem = WebProblem.onForm(error, context), problem.status != 404 else { throw error }
            return try await page(of: key, showing: problem, request, context)
        }
    }

    /// Opened before: the page as it is without the name.
    @Sendable public func afterOpening(_ request: Request, _ context: OfficerContext) async throws -> Response {
        .seeOther(NoticeRoutes.call.path(try NoticeRoutes.afterOpening.values(context.parameters)))
    }

    @Sendable public func record(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let key = try NoticeRoutes.record.values(context.parameters)
        let form = try await Form(request)
        try form.check(context.officer)
        let line = try await find(key, context)
        do {
            if line.notice.callOutcomes.isEmpty { throw ActProblem.overtaken }
            guard let outcome = NoticeOutcome(rawValue: form["outcome"]), line.notice.callOutcomes.contains(outcome)
            else {
                throw Problem(
                    "matter.choose", status: 422, MatterMessages.chooseFirst,
                    fields: [.init("outcome", MatterMessages.chooseFirst)])
            }
            try await record(outcome, line, nil, context)
            return .seeOther(NoticeRoutes.calls.path() + "?done=\(outcome.rawValue)")
        } catch {
            guard let problem = WebProblem.onForm(error, context), problem.status != 404 else { throw error }
            return try await page(of: key, showing: problem, request, context)
        }
    }

    private func page(
        of key: NoticeKey, contact: Contact? = nil, showing problem: Problem? = nil, _ request: Request,
        _ context: OfficerContext
    ) async throws -> Response {
        let line = try await find(key, context)
        let wordings = NoticeWording.both(site)
        let words = words(context)
        let (today, account) = (site.today, context.officer.account.id)
        let tells = try await site.store.read { tx in
            (try Standing.of(account, on: today, tx).map(NoticeList.bodies) ?? [])
                .contains(line.notice.organization)
        }
        let page = CallPage(
            line: line, sentences: wordings.map { ($0.t.locale, $0.readOut(line)) },
            isProtected: line.kind == .denunciation, contact: contact,
            place: contact == nil ? "" : try await place(of: line, words), problem: problem, csrf: context.officer.csrf,
            tells: tells)
        return show(callPage(page, words), request, context, showing: problem)
    }

    // MARK: - Letters on paper

    @Sendable public func post(_ request: Request, _ context: OfficerContext) async throws -> Response {
        try await printList(request, context)
    }

    /// Letters for those who are chosen: who they are is opened for it, each with its trace.
    @Sendable public func print(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let form = try await Form(request)
        try form.check(context.officer)
        let keys = Self.keys(form)
        guard !keys.isEmpty else {
            return try await printList(typed: form, showing: Self.nothingChosen, request, context)
        }
        let words = words(context)
        var letters: [PrintedLetter] = []
        for key in keys {
            do {
                let line = try await find(key, context)
                guard line.notice.course.state == .printing || line.notice.course.state == .posted else { continue }
                let contact = try await open(line, context)
                letters.append(
                    PrintedLetter(
                        line: line, name: contact.name, address: contact.address ?? "",
                        place: try await place(of: line, words)))
            } catch {
                // One that was told meanwhile does not keep back those whose names have been opened already.
                guard let problem = WebProblem.of(error), problem.status < 500 else { throw error }
            }
        }
        guard !letters.isEmpty else {
            return try await printList(typed: form, showing: ActProblem.overtaken, request, context)
        }
        let follow = { (code: String) in site.followAddress(of: code, request) }
        return show(printedPage(letters, NoticeWording.both(site), follow: follow, words), request, context)
    }

    @Sendable public func afterPrinting(_ request: Request, _ context: OfficerContext) async throws -> Response {
        .seeOther(NoticeRoutes.post.path())
    }

    /// Records for those who are chosen that their letters were posted, delivered or came back, on a day.
    @Sendable public func mark(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let form = try await Form(request)
        try form.check(context.officer)
        guard let outcome = NoticeOutcome(rawValue: form["outcome"]),
            [.posted, .delivered, .returned].contains(outcome)
        else { throw WebProblem.unreadable }
        let keys = Self.keys(form)
        guard !keys.isEmpty else {
            return try await printList(typed: form, showing: Self.nothingChosen, request, context)
        }
        guard let day = Day(form["day"]) else {
            return try await printList(typed: form, showing: RecordNotice.dayUnfit, request, context)
        }
        var (done, refused) = (0, 0)
        for key in keys {
            do {
                try await record(outcome, try await find(key, context), day, context)
                done += 1
            } catch {
                guard let problem = WebProblem.onForm(error, context) else { throw error }
                // What was recorded before stands: then the others are counted as refused, and nothing is hidden.
                if problem == RecordNotice.dayUnfit, done == 0 {
                    return try await printList(typed: form, showing: problem, request, context)
                }
                refused += 1
            }
        }
        return try await printList(done: (outcome, done, refused), request, context)
    }

    private static let nothingChosen = Problem("notice.chooseFirst", status: 422, NoticeMessages.choose)

    private static func keys(_ form: Form) -> [NoticeKey] {
        (0..<PrintPage.most).flatMap { [form["w\($0)"], form["p\($0)"]] }.compactMap { NoticeKey($0) }
    }

    private func printList(
        typed form: Form = .empty, showing problem: Problem? = nil,
        done: (outcome: NoticeOutcome, n: Int, refused: Int)? = nil, _ request: Request, _ context: OfficerContext
    ) async throws -> Response {
        let lists = try await own([.print, .posted], .all, context)
        let page = PrintPage(
            waiting: lists[0], posted: lists[1], chosen: Set(Self.keys(form)), day: Day(form["day"]) ?? site.today,
            problem: problem, done: done, csrf: context.officer.csrf)
        return show(printPage(page, words(context)), request, context, showing: problem)
    }

    // MARK: - Who has not been told

    @Sendable public func notices(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let query = AddressQuery(request)
        let words = words(context)
        guard let which = try query.value("which", NoticeList.Which.init) else {
            return .seeOther(NoticeRoutes.calls.path())
        }
        let days = which == .late ? lateDays : try Self.days(query)
        let position = try Self.position(query)
        guard let code = query["unit"] else {
            let lines = try await own([which], days, after: position, context)[0]
            let page = NoticePage(which: which, lines: lines, isFirst: position == nil, tells: true)
            return show(noticesPage(page, words), request, context)
        }
        guard let unit = words.directory.organization(code: code)?.id else { throw WebProblem.notFound }
        let (today, actor, account) = (site.today, context.actor, context.officer.account.id)
        let page = try await site.store.read { tx in
            let scope = try Scope.of(actor, on: today, tx)
            guard var reach = try scope.figures(of: unit, tx) else { throw WebProblem.notFound }
            if query["alone"] != nil { reach = FigureReach(unit: unit, kinds: reach.kinds, isAlone: true) }
            let own = try Standing.of(account, on: today, tx).map(NoticeList.bodies) ?? []
            return NoticePage(
                which: which, lines: try NoticeList.lines(which, reach, days, after: position, scope, tx),
                isFirst: position == nil, address: query, unit: unit, tells: own.contains(unit))
        }
        return show(noticesPage(page, words), request, context)
    }

    private var lateDays: NoticeList.Days { .before(NoticeTime.lateBefore(site.today, site.performer.world.law)) }

    private static func position(_ query: AddressQuery) throws -> NoticeList.Position? {
        try query.value("after", NoticeList.Position.init(text:))
    }

    private static func days(_ query: AddressQuery) throws -> NoticeList.Days {
        let from = try query.value("from") { Day($0) }
        let until = try query.value("until") { Day($0) }
        guard let from, let until else { return .all }
        return .init(from: from, until: until)
    }

    // MARK: - Reading and doing

    /// Lists of the bodies whose senders this officer tells. Throws 403 for whoever tells nobody.
    private func own(
        _ lists: [NoticeList.Which], _ days: NoticeList.Days, after position: NoticeList.Position? = nil,
        _ context: OfficerContext
    ) async throws -> [[NoticeLine]] {
        let (today, actor, account) = (site.today, context.actor, context.officer.account.id)
        return try await site.store.read { tx in
            let bodies = try Standing.of(account, on: today, tx).map(NoticeList.bodies) ?? []
            guard !bodies.isEmpty else { throw ActProblem.forbidden }
            let scope = try Scope.of(actor, on: today, tx)
            return try lists.map { try NoticeList.lines($0, of: bodies, days, after: position, scope, tx) }
        }
    }

    private func find(_ key: NoticeKey, _ context: OfficerContext) async throws -> NoticeLine {
        let (today, actor) = (site.today, context.actor)
        let line = try await site.store.read { tx in
            try NoticeList.find(key, Scope.of(actor, on: today, tx), tx)
        }
        guard let line else { throw WebProblem.notFound }
        return line
    }

    private func open(_ line: NoticeLine, _ context: OfficerContext) async throws -> Contact {
        try await LapseClock.lapse(line.matter, site.store, site.performer)
        let act = OpenContact(line.notice.key, of: line.matter, by: context.officer.account.id)
        return try await site.performer.perform(act, by: context.actor).outcome
    }

    private func record(
        _ outcome: NoticeOutcome, _ line: NoticeLine, _ day: Day?, _ context: OfficerContext
    ) async throws {
        let act = RecordNotice(
            outcome, of: line.notice.key, in: line.matter, by: context.officer.account.id, on: day)
        try await site.performer.perform(act, by: context.actor)
    }

    /// The commune of the letter, as an address needs it.
    private func place(of line: NoticeLine, _ words: Wording) async throws -> String {
        let letter = line.notice.key.letter
        let area = try await site.store.read { tx in try NoticeList.area(of: letter, tx) }
        return area.map { words.area($0) } ?? ""
    }

    private func words(_ context: OfficerContext) -> Wording { Wording(site, site.translator(context.locale)) }

    private func show(
        _ page: Page, _ request: Request, _ context: OfficerContext, showing problem: Problem? = nil
    ) -> Response {
        Response(shell.document(page, for: site.visit(request, context)), showing: problem)
    }
}

extension Site {
    /// Where a letter is followed, for a camera, a mail or paper: as the installation says it is reached, or else as this
    /// browser called it.
    func followAddress(of code: String, _ request: Request) -> String {
        let path = CasesRoutes.follow.path() + "?code=\(code)"
        if let publicAddress { return publicAddress + path }
        let scheme = isBehindTLSProxy ? "https" : request.head.scheme ?? "http"
        return request.head.authority.map { "\(scheme)://\($0)\(path)" } ?? path
    }
}
