import Acts
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Registry
import Storage
import Vault
import Web

/// The pages on which administrators and heads see to bodies, posts and accounts.
public struct AdminDesk: Sendable {
    let site: Site
    let shell: any Shell
    let work: OpenWork
    let cost: PasswordHash.Cost

    /// `work` is the open work of all modules; `cost` is that of the installation's passwords.
    public init(site: Site, shell: any Shell, work: OpenWork, cost: PasswordHash.Cost) {
        self.site = site
        self.shell = shell
        self.work = work
        self.cost = cost
    }

    @Sendable public func admin(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let words = try await words(context)
        let directory = words.directory
        let query = String((request.query("q") ?? "").prefix(200))
        let administered = try await administeredBodies(context)
        let page = AdminPage(
            backups: looksAfterAll(administered) ? try await site.store.read(BackupTable.last) : nil,
            bodies: words.roots.sorted().compactMap(directory.organization), query: query,
            found: query.isEmpty ? [] : directory.search(query, limit: AdminPage.mostFound + 1),
            mayAdminister: !administered.isEmpty)
        return show(adminPage(page, words), request, context)
    }

    /// Whoever administers every people's committee with none above it looks after the installation too.
    private func looksAfterAll(_ administered: [Organization]) -> Bool {
        let tops = site.directory.current.tops
        return !tops.isEmpty && Set(tops.map(\.id)).isSubset(of: administered.map(\.id))
    }

    // MARK: - What all of them share

    func words(_ context: OfficerContext) async throws -> AdminWording {
        let (account, today) = (context.officer.account.id, site.today)
        return AdminWording(
            t: site.translator(context.locale), today: today, directory: site.directory.current,
            csrf: context.officer.csrf,
            roots: try await site.store.read { tx in try Administration.bodies(of: account, on: today, tx) })
    }

    func show(
        _ page: Page, _ request: Request, _ context: OfficerContext, problem: Problem? = nil
    ) -> Response {
        Response(shell.document(page, for: site.visit(request, context)), showing: problem)
    }

    func notice(_ request: Request) -> AdminNotice? { request.query("done").flatMap(AdminNotice.init(rawValue:)) }

    /// Performs an act; the directory shows what it changed at once.
    func perform<A: Act>(_ act: A, _ context: OfficerContext) async throws -> A.Outcome {
        let outcome = try await site.performer.perform(act, by: context.actor).outcome
        // What is done is done, and a one-time password is shown once: if it fails, the job reads it within seconds.
        try? await site.directory.refresh()
        return outcome
    }

    /// A problem that the page with the form shows; anything else goes on.
    static func problem(_ error: any Error, _ context: OfficerContext) throws -> Problem {
        guard let problem = WebProblem.onForm(error, context), problem.status != 404, problem != WebProblem.forgedForm
        else { throw error }
        return problem
    }

    static func done(_ path: String, _ notice: AdminNotice) -> Response { .seeOther("\(path)?done=\(notice.rawValue)") }

    func organization(_ id: OrganizationID) async throws -> Organization {
        guard let found = try await site.store.read({ tx in try OrganizationTable.find(id, tx) }) else {
            throw WebProblem.notFound
        }
        return found
    }
}
