import Hummingbird
import Kernel
import Legislation
import Web

/// The law in force and before, for everybody: what the days of letters rest on.
public struct LawPortal: Sendable {
    private let site: Site
    private let shell: any Shell

    public init(site: Site, shell: any Shell) {
        self.site = site
        self.shell = shell
    }

    @Sendable public func list(_ request: Request, _ context: VisitContext) async throws -> Response {
        let page = lawPage(site.performer.world.law, LawWording(site.translator(context.locale)))
        return Response(shell.document(page, for: site.visit(request, context)))
    }

    @Sendable public func provision(_ request: Request, _ context: VisitContext) async throws -> Response {
        let (id, from) = try LawRoutes.provision.values(context.parameters)
        let law = site.performer.world.law
        guard let rule = law.provisions(of: RuleID(stored: id)).first(where: { $0.inForceFrom == from }) else {
            throw WebProblem.notFound
        }
        let page = provisionPage(rule, law, LawWording(site.translator(context.locale)))
        return Response(shell.document(page, for: site.visit(request, context)))
    }
}
