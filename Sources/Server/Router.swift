import Acts
import CasesWeb
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Logging
import Portal
import PublicAPI
import Storage
import Vault
import Web
import Workspace

/// The whole site on one screen. Tests send requests into what this returns.
public func buildRouter(
    _ site: Site, resources: String, passwordCost: PasswordHash.Cost, echoes: Bool = false
) -> Router<VisitContext> {
    let portalShell = PortalShell(links: [
        ShellLink(CasesWebMessages.navHandIn, to: CasesRoutes.newLetter.path()),
        ShellLink(CasesWebMessages.navFollow, to: CasesRoutes.follow.path()),
    ])
    let workspaceShell = WorkspaceShell(links: [
        ShellLink(CasesWebMessages.navDesk, to: CasesRoutes.desk.path())
    ])
    let router = Router(context: VisitContext.self, options: .autoGenerateHeadEndpoints)
    router.add(
        middleware: Envelope(site: site, portal: portalShell, workspace: workspaceShell, routes: allRoutes))
    router.add(middleware: staticFiles(resources))

    do {  // For programs.
        let letters = LettersAPI(site: site)
        router.add(LettersAPI.handIn, letters.handIn)
        router.add(LettersAPI.matter, letters.matter)
        let health = Health(store: site.store)
        router.add(Health.live, health.live)
        router.add(Health.ready, health.ready)
        if echoes { router.add(Echo.route, Echo.echo) }
    }

    let pages = router.group().add(middleware: ForgeryGuard())
    do {  // For everybody.
        let home = HomePage(
            site: site, shell: portalShell, handIn: CasesRoutes.newLetter.path(),
            follow: CasesRoutes.follow.path())
        let language = LanguageChoice(site: site)
        let cases = CasesPortal(site: site, shell: portalShell)
        pages.add(HomePage.route, home.show)
        pages.add(LanguageChoice.route, language.choose)
        pages.add(CasesRoutes.newLetter, cases.ask)
        pages.add(CasesRoutes.handIn, cases.handIn)
        pages.add(CasesRoutes.receipt, cases.receipt)
        pages.add(CasesRoutes.follow, cases.follow)
        pages.add(CasesRoutes.unlock, cases.unlock)
        pages.add(CasesRoutes.letter, cases.letter)
        pages.add(CasesRoutes.leave, cases.leave)
    }

    let signIn = SignIn(
        site: site, shell: workspaceShell, front: CasesRoutes.desk.path(), cost: passwordCost)
    pages.add(SignIn.ask, signIn.ask)
    pages.add(SignIn.enter, signIn.enter)

    let desk = pages.group()
        .add(middleware: SessionFinder(Sessions(site: site)))
        .group(context: OfficerContext.self)
    do {  // For officers who are signed in.
        let cases = CasesDesk(site: site, shell: workspaceShell)
        desk.add(SignIn.signOut, signIn.leave)
        desk.add(CasesRoutes.desk, cases.desk)
        desk.add(CasesRoutes.matter, cases.matter)
        desk.add(CasesRoutes.take, cases.take)
        desk.add(CasesRoutes.answer, cases.answer)
        desk.add(CasesRoutes.open, cases.open)
        desk.add(CasesRoutes.stepAside, cases.stepAside)
    }
    return router
}

/// Style and icon, by the framework's own file server.
private func staticFiles(_ resources: String) -> FileMiddleware<VisitContext, LocalFileSystem> {
    var quiet = Logger(label: "hoidap.files")
    quiet.logLevel = .warning
    return FileMiddleware(
        resources + "/static", urlBasePath: "/static",
        cacheControl: CacheControl([
            (.textCss, [.public, .maxAge(3600)]), (.imageSvg, [.public, .maxAge(3600)]),
        ]), searchForIndexHtml: false, logger: quiet)
}
