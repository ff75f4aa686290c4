import Acts
import HTTPTypes
import Hummingbird
import Kernel
import Language
import NIOCore
import Registry
import Storage
import Web

/// Bringing officials on board by a list: looked at first, then done line by line.
extension AdminDesk {
    /// Each takes a tenth of a second to hash: a press of the button stays within what a proxy waits for.
    static let mostPasswords = 100

    @Sendable public func officials(_ request: Request, _ context: OfficerContext) async throws -> Response {
        _ = try await administered(context)
        return show(officialsPage(nil, try await words(context)), request, context)
    }

    @Sendable func backToOfficials(_ request: Request, _ context: OfficerContext) async throws -> Response {
        .seeOther(AdminRoutes.officials.path())
    }

    /// A list to fill in, with a body of the officer's own in its example.
    @Sendable public func officialsTemplate(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let directory = site.directory.current
        let own = try await administered(context)
        let below = own.first.flatMap { body in
            directory.children(of: body.id).first { $0.body == body.body && $0.ended.isNever }
        }
        let text = OfficialsTemplate.text(code: (below ?? own.first)?.code ?? "")
        return Self.file("can-bo", text)
    }

    @Sendable public func previewOfficials(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let limit = OfficialsFile.Limit.page
        let (form, sent) = try await Form.withBytes(request, upTo: limit.bytes)
        try form.check(context.officer)
        _ = try await administered(context)
        do {
            guard let sent else {
                throw Problem(
                    "officials.fileNeeded", status: 422, OfficialsPageMessages.fileNeeded,
                    fields: [.init("file", OfficialsPageMessages.fileNeeded)])
            }
            let file = try OfficialsFile(sent.bytes, limit: limit)
            let reports = try await onboarding(file, context).preview()
            let run = OfficialsRun(file: file, reports: reports, most: Self.mostPasswords)
            return show(officialsPreview(run, try await words(context)), request, context)
        } catch {
            let problem = try Self.problem(error, context)
            return show(officialsPage(problem, try await words(context)), request, context, problem: problem)
        }
    }

    /// The slips are shown on the answer to the form, and nowhere again.
    @Sendable public func performOfficials(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let (form, file) = try await carried(request, context)
        let words = try await words(context)
        let renews = form["renew"] == "yes"
        let after = Int(form["after"]) ?? 0
        var reports: [LineReport] = []
        var problem: Problem?
        var rest: Int?
        do {
            rest = try await onboarding(file, context).perform(
                after: after, atMost: Self.mostPasswords, renews: renews
            ) { reports.append($0) }
        } catch {
            // Passwords that were given must not be lost with what came after them.
            problem = try Self.problem(error, context)
            rest = reports.last?.line.number ?? after
        }
        try? await site.directory.refresh()
        let address = address(request)
        let slips = reports.compactMap { FirstSignInSlip($0, address: address, words.t) }
        let run = OfficialsRun(file: file, reports: reports, most: Self.mostPasswords)
        return show(
            officialsDone(run, slips: slips, rest: rest, renews: renews, problem, words), request, context,
            problem: slips.isEmpty ? problem : nil)
    }

    /// The lines that are refused, as they stood, with the reason: to be mended and sent again.
    @Sendable public func refusedOfficials(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let (_, file) = try await carried(request, context)
        let t = site.translator(context.locale)
        return Self.file("can-bo-chua-nhan", refusedLines(try await onboarding(file, context).preview(), of: file, t))
    }

    private func carried(
        _ request: Request, _ context: OfficerContext
    ) async throws -> (form: Form, file: OfficialsFile) {
        let form = try await Form.withBytes(request, upTo: 0).form
        try form.check(context.officer)
        _ = try await administered(context)
        return (form, try OfficialsFile(Array(form["text"].utf8), limit: .page))
    }

    private func onboarding(_ file: OfficialsFile, _ context: OfficerContext) -> Onboarding {
        Onboarding(file, by: context.actor, site.performer, site.store, cost: cost)
    }

    /// The bodies whose administrator the officer is, in the order of their codes. Throws 403 for anybody else.
    private func administered(_ context: OfficerContext) async throws -> [Organization] {
        let bodies = try await administeredBodies(context)
        guard !bodies.isEmpty else { throw ActProblem.forbidden }
        return bodies
    }

    /// The same; none for anybody else.
    func administeredBodies(_ context: OfficerContext) async throws -> [Organization] {
        let (account, today) = (context.officer.account.id, site.today)
        let standing = try await site.store.read { tx in try Standing.of(account, on: today, tx) }
        let bodies = Set(
            standing?.posts.filter { $0.post.role.powers.contains(.administer) }.map(\.post.organization) ?? [])
        return bodies.compactMap(site.directory.current.organization).sorted { $0.code < $1.code }
    }

    /// Of the page to sign in, as the browser called this server.
    private func address(_ request: Request) -> String {
        let scheme = site.isBehindTLSProxy ? "https" : request.head.scheme ?? "http"
        return request.head.authority.map { "\(scheme)://\($0)/desk" } ?? "/desk"
    }

    private static func file(_ name: String, _ text: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
                .contentDisposition: "attachment; filename=\"\(name).csv\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
