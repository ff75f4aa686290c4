import Acts
import Cases
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Registry
import Storage
import Vault
import Web

/// One thing done to many matters: chosen, looked at beforehand, done one act each, taken back where there is a way.
public struct BulkDesk: Sendable {
    private let site: Site
    private let shell: any Shell

    public init(site: Site, shell: any Shell) {
        self.site = site
        self.shell = shell
    }

    /// The matters are chosen: the ticked ones, those of the page, or those of the filter.
    @Sendable public func choose(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let form = try await Form(request)
        try form.check(context.officer)
        let directory = site.directory.current
        var carried = BulkForm(keys: [], filter: form["filter"], csrf: context.officer.csrf)
        switch form["which"] {
        case "page": carried.keys = BulkForm.keys(form["page"])
        case "all":
            let filter = try MatterFilter(AddressQuery(form["filter"]), directory, site.fields)
            let (days, actor, officer) = (site.filterDays, context.actor, context.officer.account.id)
            let found = try await site.store.read { tx in
                let scope = try Scope.of(actor, on: days.today, tx)
                return try DeskList.page(scope, filter, days, for: officer, size: BulkAct.most, tx).entries
            }
            carried.keys = BulkForm.keys(found.map { "\($0.matter)" }.joined(separator: " "))
        default:
            let ticked = (0..<DeskList.pageSize).map { form["m\($0)"] }
            carried.keys = BulkForm.keys(ticked.joined(separator: " "))
        }
        return try await choices(carried, nil, request, context)
    }

    /// Shows what would be done and what not. Nothing is done but that lapses are recorded, as before every act.
    @Sendable public func preview(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let form = try await read(request, context)
        let act: BulkAct
        do {
            act = try self.act(form)
        } catch let problem as Problem where problem.status == 422 {
            return try await choices(form, problem, request, context)
        }
        for key in form.keys { try await LapseClock.lapse(key, site.store, site.performer) }
        let (officer, performer, keys) = (context.officer.account.id, site.performer, form.keys)
        let today = site.today
        let (lines, posts) = try await site.store.read { tx in
            let held = try Standing.of(officer, on: today, tx)?.posts.map(\.post) ?? []
            return (try BulkList.check(act, keys, by: officer, performer, tx), try Self.fit(held, on: today, tx))
        }
        let page = BulkPreviewPage(
            form: form, posts: posts, lines: lines, token: Token().description,
            undo: Self.wayBack(form.choice, lines.filter { $0.refusal == nil }))
        return show(bulkPreviewPage(page, words(context)), request, context)
    }

    /// Does it. Sent twice, it is done once.
    @Sendable public func perform(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let posted = try await Form(request)
        let form = try read(posted, context)
        guard let token = Token(posted["token"]) else { throw WebProblem.unreadable }
        let act = try self.act(form)
        let (officer, performer, keys) = (context.officer.account.id, site.performer, form.keys)
        let before = try await site.store.read { tx in try BulkList.check(act, keys, by: officer, performer, tx) }
        let refusals = try await perform(keys.map { ($0, act) }, token: token.description, officer)
        let lines = before.map { (line: $0, refusal: refusals[$0.matter]) }
        let page = BulkResultPage(
            form: form, lines: lines, token: Token().description,
            undo: posted["undo"].split(separator: " ").filter { part in
                part.split(separator: "~").first.flatMap { MatterKey($0) }.map { refusals[$0] == nil } ?? false
            }.joined(separator: " "), isUndone: false)
        return show(bulkResultPage(page, words(context)), request, context)
    }

    /// Takes back what was done, one act each.
    @Sendable public func undo(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let posted = try await Form(request)
        var form = try read(posted, context)
        guard let token = Token(posted["token"]), let choice = form.choice else { throw WebProblem.unreadable }
        let acts = posted["undo"].split(separator: " ").prefix(BulkAct.most).compactMap { part in
            let parts = part.split(separator: "~", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let key = MatterKey(parts[0]) else { return nil as (MatterKey, BulkAct)? }
            switch choice {
            // What nobody had before lies untaken again.
            case .assign: return (key, PostID(parts[1]).map { .assign($0) } ?? .release)
            case .take: return (key, .release)
            case .classify: return (key, .classify(site.fields.known(String(parts[1]))))
            case .offer: return (key, .recall)
            case .note: return nil
            }
        }
        form.keys = acts.map(\.0)
        let officer = context.officer.account.id
        let refusals = try await perform(acts, token: token.description, officer)
        let (performer, keys) = (site.performer, form.keys)
        let lines = try await site.store.read { tx in
            // Only their titles are wanted.
            try BulkList.check(.recall, keys, by: officer, performer, tx)
        }
        let page = BulkResultPage(
            form: form, lines: lines.map { (line: $0, refusal: refusals[$0.matter]) }, token: "", undo: "",
            isUndone: true)
        return show(bulkResultPage(page, words(context)), request, context)
    }

    /// What a form led to cannot be asked for again: the list can. Comes from switching the language, or going back.
    @Sendable public func list(_ request: Request, _ context: OfficerContext) async throws -> Response {
        .seeOther(ListRoutes.matters.path())
    }

    // MARK: - Doing

    /// A few at a time, so that they share commits; returns what was refused.
    private func perform(
        _ acts: [(MatterKey, BulkAct)], token: String, _ officer: AccountID
    ) async throws -> [MatterKey: Problem] {
        let (store, performer) = (site.store, site.performer)
        let refusals = try await acts.mapped(atOnce: 16) { key, act -> (MatterKey, Problem)? in
            do {
                try await act.perform(key, by: officer, token: token, store, performer)
                return nil
            } catch {
                // Of a store that cannot be written too: others of them may have been done.
                guard let problem = WebProblem.of(error), problem.status < 500 || problem.status == 503 else {
                    throw error
                }
                return (key, problem)
            }
        }
        return Dictionary(refusals.compactMap(\.self)) { first, _ in first }
    }

    /// What each matter goes back to; empty where there is no act that leads back.
    private static func wayBack(_ choice: BulkChoice?, _ lines: [BulkLine]) -> String {
        lines.compactMap { line -> String? in
            switch choice {
            case .assign: "\(line.matter)~" + (line.post.map { "\($0)" } ?? "")
            case .classify: "\(line.matter)~\(line.field)"
            case .offer, .take: "\(line.matter)~"
            case .note, nil: nil
            }
        }.joined(separator: " ")
    }

    // MARK: - Forms

    private func read(_ request: Request, _ context: OfficerContext) async throws -> BulkForm {
        try read(try await Form(request), context)
    }

    private func read(_ form: Form, _ context: OfficerContext) throws -> BulkForm {
        try form.check(context.officer)
        return BulkForm(
            keys: BulkForm.keys(form["keys"]), choice: BulkChoice(rawValue: form["act"]), post: form["post"],
            field: form["field"], body: form["body"], text: form["text"], filter: form["filter"],
            csrf: context.officer.csrf)
    }

    /// The act as chosen. Throws 422 for what is missing.
    private func act(_ form: BulkForm) throws -> BulkAct {
        func missing(_ field: String, _ message: MessageKey) -> Problem {
            Problem("bulk.missing", status: 422, ListMessages.bulkWhatMissing, fields: [.init(field, message)])
        }
        switch form.choice {
        case nil: throw missing("act", ListMessages.bulkWhatMissing)
        case .take: return .take
        case .assign:
            guard let post = PostID(form.post) else { throw missing("post", ListMessages.bulkChoiceMissing) }
            return .assign(post)
        case .classify:
            guard let field = site.fields.field(form.field, on: site.today) else {
                throw missing("field", ListMessages.bulkChoiceMissing)
            }
            return .classify(field)
        case .offer:
            guard let body = site.directory.current.organization(code: form.body) else {
                throw missing("body", ListMessages.bulkChoiceMissing)
            }
            return .offer(to: body.id, because: try TypedText(form.text, field: "text"))
        case .note: return .note(try TypedText(form.text, field: "text"))
        }
    }

    private func choices(
        _ form: BulkForm, _ problem: Problem?, _ request: Request, _ context: OfficerContext
    ) async throws -> Response {
        let words = words(context)
        let (officer, today) = (context.officer.account.id, site.today)
        let page = try await site.store.read { tx in
            let posts = try Standing.of(officer, on: today, tx)?.posts.map(\.post) ?? []
            // Bodies of the same level and the one above, then those below.
            let own = posts.compactMap { words.directory.organization($0.organization) }
            let parents = Set(own.compactMap(\.parent))
            let near = words.directory.organizations.filter { body in
                parents.contains(body.id) || own.contains { $0.id == body.parent }
                    || body.parent.map { parents.contains($0) } == true
            }
            return BulkChoicePage(
                form: form,
                posts: try Self.fit(posts, on: today, tx), bodies: near.map(\.id).byName(words), problem: problem)
        }
        return show(
            bulkChoicePage(page, words), request, context,
            status: problem.map { .init(code: $0.status) } ?? .ok)
    }

    /// The posts that can be given work by the holder of these.
    private static func fit(_ posts: [Post], on day: Day, _ tx: any ReadTransaction) throws -> [HeldPost] {
        let assigning = Set(posts.filter { $0.role.powers.contains(.assign) }.map(\.organization))
        return try WorkloadList.posts(of: assigning.sorted(), on: day, tx)
            .filter { $0.post.role.powers.contains(.handle) && !$0.holders.isEmpty }
    }

    private func words(_ context: OfficerContext) -> Wording { Wording(site, site.translator(context.locale)) }

    private func show(
        _ page: Page, _ request: Request, _ context: OfficerContext, status: HTTPResponse.Status = .ok
    ) -> Response {
        Response(shell.document(page, for: site.visit(request, context)), status: status)
    }
}
