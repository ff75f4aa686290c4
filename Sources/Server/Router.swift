import Acts
import Cases
import CasesWeb
import Guidance
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Portal
import Practice
import PublicAPI
import Registry
import RegistryWeb
import Storage
import Vault
import Web
import Workspace

/// The whole site on one screen. Tests send requests into what this returns.
public func buildRouter(
    _ site: Site, resources: String, passwordCost: PasswordHash.Cost, echoes: Bool = false, opensMetrics: Bool = false,
    practice: PracticeSide? = nil
) throws -> Router<VisitContext> {
    let help = PageHelp(site.performer.world.law)
    let helpOfPage: HelpOfPage = { visit in help.html(at: visit.path, on: site.today, visit.t) }
    let portalShell = PortalShell(
        links: [
            ShellLink(CasesWebMessages.navHandIn, to: CasesRoutes.newLetter.path()),
            ShellLink(CasesWebMessages.navFollow, to: CasesRoutes.follow.path()),
            ShellLink(BoardMessages.nav, to: PortalRoutes.board.path()),
        ], footer: ShellLink(LawMessages.nav, to: LawRoutes.index.path()), help: helpOfPage)
    let practiceLink = practice.map { _ in [ShellLink(PracticeMessages.nav, to: PracticeRoutes.page.path())] } ?? []
    let workspaceShell = WorkspaceShell(
        links: [
            ShellLink(CasesWebMessages.navDesk, to: CasesRoutes.desk.path()),
            ShellLink(RegisterMessages.nav, to: RegisterRoutes.ask.path()),
            ShellLink(ListMessages.navMatters, to: ListRoutes.matters.path()),
            ShellLink(ListMessages.navOverview, to: ListRoutes.overview.path()),
            ShellLink(TableMessages.nav, to: TableRoutes.index.path()),
            ShellLink(AdminMessages.nav, to: AdminRoutes.admin.path()),
            ShellLink(AdminMessages.navOwn, to: AdminRoutes.own.path()),
        ] + practiceLink, help: helpOfPage)
    let matter = MatterDesk(site: site, shell: workspaceShell)
    let register = RegisterDesk(site: site, shell: workspaceShell)
    let signIn = SignIn(
        site: site, shell: workspaceShell, front: CasesRoutes.desk.path(), cost: passwordCost,
        table: site.purpose == .demonstration ? DemonstrationLogin.table : nil, keeper: FormKeepers(matter, register))
    let book = RouteBook()
    let metrics = Metrics(store: site.store, isOpen: opensMetrics)
    let router = Router(context: VisitContext.self, options: .autoGenerateHeadEndpoints)
    router.add(
        middleware: Envelope(
            site: site, portal: portalShell, workspace: workspaceShell, routes: book, signIn: SignIn.ask.path(),
            desk: CasesRoutes.desk.path(), ended: practice?.isGround == true ? nil : signIn.ended,
            safeQueries: Set(
                [ListRoutes.matters.path(), ListRoutes.overview.path(), ListRoutes.figures.path()]
                    + TableRoutes.safeQueries),
            counts: metrics.requests))
    router.add(StaticFiles.route, book, try StaticFiles(resources + "/static").send)

    do {  // For programs.
        let letters = LettersAPI(site: site)
        router.add(LettersAPI.handIn, book, letters.handIn)
        router.add(LettersAPI.matter, book, letters.matter)
        router.add(AreasAPI.search, book, AreasAPI(site: site).search)
        let health = Health(store: site.store)
        router.add(Health.live, book, health.live)
        router.add(Health.ready, book, health.ready)
        router.add(Metrics.route, book, metrics.show)
        if echoes { router.add(Echo.route, book, Echo.echo) }
    }

    let pages = router.group().add(middleware: ForgeryGuard())
    do {  // For everybody.
        let board = BoardPortal(site: site, shell: portalShell)
        let home = HomePage(
            site: site, shell: portalShell, handIn: CasesRoutes.newLetter.path(),
            follow: CasesRoutes.follow.path(), board: PortalRoutes.board.path(),
            setAside: PortalRoutes.setAside.path(), latest: board.latest)
        let language = LanguageChoice(site: site)
        let cases = CasesPortal(site: site, shell: portalShell)
        pages.add(HomePage.route, book, home.show)
        pages.add(LanguageChoice.route, book, language.choose)
        pages.add(CasesRoutes.receipt, book, cases.receipt)
        pages.add(CasesRoutes.follow, book, cases.follow)
        pages.add(CasesRoutes.unlock, book, cases.unlock)
        pages.add(CasesRoutes.letter, book, cases.letter)
        pages.add(CasesRoutes.leave, book, cases.leave)
        pages.add(PortalRoutes.reply, book, cases.reply)
        pages.add(PortalRoutes.rate, book, cases.rate)
        pages.add(PortalRoutes.contest, book, cases.contest)
        pages.add(PortalRoutes.askWithdraw, book, cases.askWithdraw)
        pages.add(PortalRoutes.withdraw, book, cases.withdraw)
        pages.add(PortalRoutes.consent, book, cases.consent)
        pages.add(PortalRoutes.part, book, cases.part)
        pages.add(PortalRoutes.file, book, cases.file)
        pages.add(DocumentRoutes.own, book, cases.document)
        pages.add(PortalRoutes.board, book, board.list)
        pages.add(PortalRoutes.boardItem, book, board.item)
        let setAside = SetAsidePortal(site: site, shell: portalShell)
        pages.add(PortalRoutes.setAside, book, setAside.page)
        pages.add(PortalRoutes.setAsidePlain, book, setAside.file)
        let law = LawPortal(site: site, shell: portalShell)
        pages.add(LawRoutes.index, book, law.list)
        pages.add(LawRoutes.provision, book, law.provision)
        let letters = HandInPortal(site: site, shell: portalShell)
        pages.add(CasesRoutes.newLetter, book, letters.begin)
        pages.add(PortalRoutes.step, book, letters.ask)
        pages.add(PortalRoutes.answerStep, book, letters.answer)
        pages.add(PortalRoutes.discard, book, letters.discard)
        pages.add(CasesRoutes.handIn, book, letters.handIn)
    }

    if case .ground(let ground) = practice {
        let exercise = PracticeDesk(shell: workspaceShell, ground: ground)
        pages.add(SignIn.ask, book, exercise.comeAgain)
        pages.add(PracticeRoutes.enter, book, exercise.enter)
    } else {
        pages.add(SignIn.ask, book, signIn.ask)
        pages.add(SignIn.enter, book, signIn.enter)
    }

    let desk = pages.group()
        .add(
            middleware: SessionFinder(
                Sessions(site: site), renewal: AdminRoutes.own.path(), allowed: [SignIn.signOut.path()])
        )
        .group(context: OfficerContext.self)
    do {  // For officers who are signed in.
        let cases = CasesDesk(site: site, shell: workspaceShell)
        desk.add(SignIn.signOut, book, signIn.leave)
        desk.add(CasesRoutes.desk, book, cases.desk)
    }
    do {  // Letters on paper, and the book of them.
        let books = BookDesk(site: site, shell: workspaceShell)
        desk.add(RegisterRoutes.ask, book, register.ask)
        desk.add(RegisterRoutes.register, book, register.register)
        desk.add(RegisterRoutes.slip, book, register.slip)
        desk.add(RegisterRoutes.book, book, books.book)
        desk.add(RegisterRoutes.bookFile, book, books.file)
        desk.add(RegisterRoutes.bookWorkbook, book, books.workbook)
        OldRegisterDesk(site: site, shell: workspaceShell, resources: resources).add(to: desk, book)
    }
    do {  // Documents, and the book of them.
        let documents = DocumentDesk(site: site, shell: workspaceShell)
        desk.add(DocumentRoutes.sheet, book, documents.sheet)
        desk.add(DocumentRoutes.book, book, documents.book)
        desk.add(DocumentRoutes.bookFile, book, documents.file)
        desk.add(DocumentRoutes.bookWorkbook, book, documents.workbook)
    }
    do {  // The file of a matter.
        desk.add(CasesRoutes.matter, book, matter.show)
        desk.add(MatterRoutes.difficult, book, matter.difficult)
        desk.add(MatterRoutes.act, book, matter.act)
        desk.add(MatterRoutes.open, book, matter.open)
        desk.add(MatterRoutes.openFile, book, matter.openFile)
    }
    do {  // Telling people what happened.
        let notices = NoticeDesk(site: site, shell: workspaceShell)
        desk.add(NoticeRoutes.calls, book, notices.calls)
        desk.add(NoticeRoutes.call, book, notices.call)
        desk.add(NoticeRoutes.openCall, book, notices.openCall)
        desk.add(NoticeRoutes.afterOpening, book, notices.afterOpening)
        desk.add(NoticeRoutes.record, book, notices.record)
        desk.add(NoticeRoutes.post, book, notices.post)
        desk.add(NoticeRoutes.mark, book, notices.mark)
        desk.add(NoticeRoutes.print, book, notices.print)
        desk.add(NoticeRoutes.afterPrinting, book, notices.afterPrinting)
        desk.add(NoticeRoutes.notices, book, notices.notices)
    }
    switch practice {  // Where officers practise, and the way there.
    case .gate(let gate):
        let door = PracticeDoor(site: site, shell: workspaceShell, gate: gate)
        desk.add(PracticeRoutes.page, book, door.page)
        desk.add(PracticeRoutes.go, book, door.go)
    case .ground(let ground):
        let exercise = PracticeDesk(shell: workspaceShell, ground: ground)
        desk.add(PracticeRoutes.page, book, exercise.page)
        desk.add(PracticeRoutes.others, book, exercise.others)
        desk.add(PracticeRoutes.again, book, exercise.again)
    case nil: break
    }
    do {  // What officers are told about their work.
        let guides = GuideDesk(site: site, shell: workspaceShell)
        let line = HelpLineDesk(site: site, shell: workspaceShell)
        desk.add(GuideRoutes.list, book, guides.list)
        desk.add(GuideRoutes.guide, book, guides.guide)
        desk.add(HelpLineRoutes.ask, book, line.ask)
        desk.add(HelpLineRoutes.look, book, line.look)
    }
    do {  // Lists, figures and what is done to many at once.
        let lists = ListDesk(site: site, shell: workspaceShell)
        let figures = FigureDesk(site: site, shell: workspaceShell)
        let bulk = BulkDesk(site: site, shell: workspaceShell)
        let rechecks = RecheckDesk(site: site, shell: workspaceShell)
        desk.add(RecheckRoutes.list, book, rechecks.list)
        desk.add(ListRoutes.matters, book, lists.matters)
        desk.add(ListRoutes.export, book, lists.export)
        desk.add(ListRoutes.workbook, book, lists.workbook)
        desk.add(ListRoutes.overview, book, figures.overview)
        desk.add(ListRoutes.figures, book, figures.figures)
        desk.add(ListRoutes.figuresPlain, book, figures.figuresPlain)
        desk.add(ListRoutes.figuresWorkbook, book, figures.figuresWorkbook)
        desk.add(ListRoutes.bulk, book, bulk.choose)
        desk.add(ListRoutes.bulkPreview, book, bulk.preview)
        desk.add(ListRoutes.bulkPerform, book, bulk.perform)
        desk.add(ListRoutes.bulkUndo, book, bulk.undo)
        for route in ListRoutes.afterBulk { desk.add(route, book, bulk.list) }
    }
    do {  // The tables of the state, and the register in which letters are followed.
        let tables = TableDesk(site: site, shell: workspaceShell)
        let letters = LetterRegisterDesk(site: site, shell: workspaceShell)
        desk.add(TableRoutes.index, book, tables.index)
        desk.add(TableRoutes.table, book, tables.table)
        desk.add(TableRoutes.workbook, book, tables.workbook)
        desk.add(TableRoutes.plain, book, tables.plain)
        desk.add(TableRoutes.register, book, letters.page)
        desk.add(TableRoutes.registerWorkbook, book, letters.workbook)
        desk.add(TableRoutes.registerPlain, book, letters.plain)
    }
    do {  // Bodies, posts and accounts.
        let own = OwnAccount(
            site: site, shell: workspaceShell, front: CasesRoutes.desk.path(),
            guides: ShellLink(GuideMessages.title, to: GuideRoutes.list.path()), cost: passwordCost)
        desk.add(AdminRoutes.own, book, own.ask)
        desk.add(AdminRoutes.setOwn, book, own.set)
        AdminDesk(site: site, shell: workspaceShell, work: .ofMatters, cost: passwordCost).add(to: desk, book)
    }
    return router
}
