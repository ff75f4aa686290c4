import Acts
import Cases
import HTTPTypes
import Hummingbird
import Import
import Kernel
import Language
import Registry
import Sheets
import Spreadsheets
import Storage
import Web

/// Bringing the register along that a body kept before the platform: the file, what its columns say, a look at what would
/// become of each line, and doing it.
public struct OldRegisterDesk: Sendable {
    private let site: Site
    private let shell: any Shell
    private let reader: WorkbookReader
    private let uploads: OldRegisterUploads

    public init(site: Site, shell: any Shell, resources: String) {
        self.site = site
        self.shell = shell
        reader = WorkbookReader(resources: resources)
        uploads = OldRegisterUploads(site: site)
    }

    /// One press works so long, well within what a proxy waits for; the next one goes on.
    private static let patience = Duration.seconds(20)

    // MARK: The file

    @Sendable public func ask(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let bodies = try await bodies(context)
        let held = try await uploads.find(request, of: context.officer.account.id)
        let page = OldRegisterFilePage(
            bodies: bodies, chosen: request.query("unit") ?? "", held: held?.upload, begun: held?.begun,
            notice: Self.notice(request), problem: nil, csrf: context.officer.csrf)
        return show(oldRegisterFilePage(page, words(context)), request, context)
    }

    /// Keeps what the file says, sealed, and goes on to its columns.
    @Sendable public func upload(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let (form, file) = try await Form.withBytes(request, upTo: WorkbookReader.mostBytes)
        try form.check(context.officer)
        let bodies = try await bodies(context)
        guard let body = bodies.first(where: { $0.code == form["unit"] }) ?? (form["unit"].isEmpty ? bodies.first : nil)
        else { throw ActProblem.forbidden }
        do {
            guard let file, !file.bytes.isEmpty else {
                throw Problem(
                    "oldRegister.fileNeeded", status: 422, OldRegisterMessages.fileNeeded,
                    fields: [.init("file", OldRegisterMessages.fileNeeded)])
            }
            // Each is read by a process of its own.
            try await Throttle(site: site).take([("old register of \(context.officer.account.id)", .lookUp)])
            let book = try await reader.register(file.bytes)
            let held = uploads.begin(
                OldRegisterUpload(
                    account: "\(context.officer.account.id)", body: body.code, book: book,
                    sheet: await Blocking.run { RegisterSheet.likeliest(of: book) }, kind: ""))
            try await uploads.save(held)
            var response = Response.seeOther(OldRegisterRoutes.columns.path())
            response.setCookie(uploads.carrier(held.token))
            return response
        } catch {
            guard let problem = WebProblem.onForm(error, context) else { throw error }
            let page = OldRegisterFilePage(
                bodies: bodies, chosen: body.code, held: nil, begun: nil, notice: nil, problem: problem,
                csrf: context.officer.csrf)
            return show(oldRegisterFilePage(page, words(context)), request, context, problem: problem)
        }
    }

    @Sendable public func discard(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let form = try await Form(request)
        try form.check(context.officer)
        if let held = try await uploads.find(request, of: context.officer.account.id) {
            try await uploads.discard(held)
        }
        var response = Response.seeOther(OldRegisterRoutes.ask.path() + "?done=discarded")
        response.setCookie(uploads.carrier(nil))
        return response
    }

    // MARK: Its columns

    @Sendable public func columns(_ request: Request, _ context: OfficerContext) async throws -> Response {
        guard let found = try await current(request, context) else { return gone() }
        var held = found.held
        let body = found.body
        if let asked = request.query("sheet").flatMap({ Int($0) }), held.upload.book.sheets.indices.contains(asked),
            asked != held.upload.sheet
        {
            // Only shown: it is kept when its columns are chosen.
            (held.upload.sheet, held.upload.columns, held.upload.year) = (asked, nil, nil)
        }
        return try await columnsPage(held.upload, body, nil, request, context)
    }

    @Sendable public func choose(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let form = try await Form(request)
        try form.check(context.officer)
        guard let found = try await current(request, context) else { return gone() }
        var held = found.held
        let body = found.body
        if let shown = Int(form["sheet"]), held.upload.book.sheets.indices.contains(shown) { held.upload.sheet = shown }
        var columns: [Int: String] = [:]
        let sheet = await sheet(held.upload)
        for column in sheet.columns {
            if let chosen = RegisterColumn(rawValue: form["c\(column.index)"]) {
                columns[column.index] = chosen.rawValue
            }
        }
        held.upload.columns = columns
        held.upload.kind = Kind(rawValue: form["kind"])?.rawValue ?? ""
        do {
            held.upload.year = try RegisterSettings.year(typed: form["year"], today: site.today)
            guard let settings = held.upload.settings else { throw WebProblem.unreadable }
            try settings.check()
            try await uploads.save(held)
            let mapping = RegisterMapping(settings, of: sheet)
            try await site.store.write(.shared) { tx in try RegisterMappingTable.save(mapping, of: body.id, tx) }
            return .seeOther(OldRegisterRoutes.preview.path())
        } catch {
            guard let problem = WebProblem.onForm(error, context) else { throw error }
            return try await columnsPage(held.upload, body, problem, request, context)
        }
    }

    private func columnsPage(
        _ upload: OldRegisterUpload, _ body: Organization, _ problem: Problem?, _ request: Request,
        _ context: OfficerContext
    ) async throws -> Response {
        let sheet = await sheet(upload)
        let saved = try await site.store.read { tx in try RegisterMappingTable.find(of: body.id, tx) }
        let page = OldRegisterColumnsPage(
            body: body, sheets: upload.book.sheets, chosen: upload.sheet, sheet: sheet,
            columns: upload.settings?.columns ?? RegisterMapping.columns(of: sheet, saved),
            year: upload.columns == nil ? sheet.likelyYear : upload.year,
            kind: upload.columns == nil ? saved?.kind ?? upload.kind : upload.kind, problem: problem,
            csrf: context.officer.csrf)
        return show(oldRegisterColumnsPage(page, words(context)), request, context, problem: problem)
    }

    // MARK: Looking and doing

    @Sendable public func preview(_ request: Request, _ context: OfficerContext) async throws -> Response {
        guard let (held, body) = try await current(request, context) else { return gone() }
        guard let settings = held.upload.settings else { return .seeOther(OldRegisterRoutes.columns.path()) }
        let sheet = await sheet(held.upload)
        let reports = try await register(sheet, settings, body, context).preview()
        let page = OldRegisterPreviewPage(
            body: body, sheet: sheet, settings: settings, reports: reports, brought: held.upload.brought,
            csrf: context.officer.csrf)
        return show(oldRegisterPreviewPage(page, words(context)), request, context)
    }

    /// Brings along what can be, and goes back to the page, which shows how far it is: what is done stays done, and the
    /// button goes on with the rest.
    @Sendable public func perform(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let form = try await Form(request)
        try form.check(context.officer)
        guard let found = try await current(request, context) else { return gone() }
        var held = found.held
        let body = found.body
        guard let settings = held.upload.settings else { return .seeOther(OldRegisterRoutes.columns.path()) }
        let sheet = await sheet(held.upload)
        held.upload.brought += try await register(sheet, settings, body, context).run(within: Self.patience).brought
        try await uploads.save(held)
        return .seeOther(OldRegisterRoutes.preview.path())
    }

    @Sendable public func refusedPlain(_ request: Request, _ context: OfficerContext) async throws -> Response {
        guard let sheet = try await refused(request, context) else { return gone() }
        return try await site.answer(sheet, as: .csv)
    }

    @Sendable public func refusedWorkbook(_ request: Request, _ context: OfficerContext) async throws -> Response {
        guard let sheet = try await refused(request, context) else { return gone() }
        return try await site.answer(sheet, as: .xlsx)
    }

    /// The lines that are not taken, in Unicode and with the reason: to be mended and sent again.
    private func refused(_ request: Request, _ context: OfficerContext) async throws -> Sheet? {
        guard let (held, body) = try await current(request, context), let settings = held.upload.settings else {
            return nil
        }
        let sheet = await sheet(held.upload)
        let reports = try await register(sheet, settings, body, context).preview()
        let t = site.translator(context.locale)
        let refused = RefusedLines(sheet, reports, t)
        return Sheet(
            "old-register-refused", title: t(OldRegisterMessages.refusedFile),
            columns: refused.columns.map { Sheet.Column($0, width: 24) }, cut: "", from: 0
        ) { start in
            let end = start + 500
            let rows = refused.rows.dropFirst(start).prefix(500).map { $0.map { SheetCell.text($0) } }
            return (rows, end < refused.rows.count ? end : nil)
        }
    }

    // MARK: What came

    @Sendable public func list(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let query = AddressQuery(request)
        let (today, actor, account) = (site.today, context.actor, context.officer.account.id)
        let directory = site.directory.current
        let year = try query.value("year") { Int($0).flatMap { (1900...today.year).contains($0) ? $0 : nil } }
        let before: LetterID? = try query.value("before") { Int64($0).map { LetterID($0) } }
        let (scope, reached, own) = try await site.store.read { tx in
            let scope = try Scope.of(actor, on: today, tx)
            return (
                scope, try scope.reached(tx).bodies.map(\.organization),
                try Standing.of(account, on: today, tx)?.registeringBodies ?? []
            )
        }
        guard !reached.isEmpty else { throw ActProblem.forbidden }
        var chosen = own.first ?? reached.first
        if let code = query["unit"] {
            chosen = directory.organization(code: code)?.id
            guard let id = chosen, reached.contains(id) else { throw WebProblem.notFound }
        }
        guard let body = chosen.flatMap({ directory.organization($0) }) else { throw WebProblem.notFound }
        let page = try await site.store.read { tx in
            let years = try OldEntryList.years(of: body.id, tx)
            let shown = year ?? years.first ?? today.year
            let lines = try OldEntryList.lines(of: body.id, year: shown, before: before, scope, tx)
            return OldRegisterListPage(
                body: body, year: shown, years: years, lines: Array(lines.prefix(OldEntryList.pageSize)),
                hasNext: lines.count > OldEntryList.pageSize, isLater: before != nil,
                count: try OldEntryList.count(of: body.id, year: shown, tx),
                bodies: own.compactMap { directory.organization($0) }, brings: own.contains(body.id))
        }
        return show(oldRegisterListPage(page, words(context)), request, context)
    }

    // MARK: Parts

    private func register(
        _ sheet: RegisterSheet, _ settings: RegisterSettings, _ body: Organization, _ context: OfficerContext
    ) -> RegisterImport {
        RegisterImport(
            sheet, settings, into: body, by: context.officer.account.id, site.gazetteer, site.fields, site.store,
            site.performer)
    }

    private func sheet(_ upload: OldRegisterUpload) async -> RegisterSheet {
        await Blocking.run { RegisterSheet(upload.book.sheets[upload.sheet]) }
    }

    /// The upload, while the officer may still bring it along for that body. Throws 403 for whoever may not.
    private func current(
        _ request: Request, _ context: OfficerContext
    ) async throws -> (held: OldRegisterUploads.Held, body: Organization)? {
        let bodies = try await bodies(context)
        guard let held = try await uploads.find(request, of: context.officer.account.id),
            held.upload.book.sheets.indices.contains(held.upload.sheet)
        else { return nil }
        guard let body = bodies.first(where: { $0.code == held.upload.body }) else { throw ActProblem.forbidden }
        return (held, body)
    }

    private func gone() -> Response { .seeOther(OldRegisterRoutes.ask.path() + "?done=gone") }

    private static func notice(_ request: Request) -> MessageKey? {
        switch request.query("done") {
        case "discarded": OldRegisterMessages.discarded
        case "gone": OldRegisterMessages.uploadGone
        default: nil
        }
    }

    /// Where this officer enters letters. Throws 403 if nowhere.
    private func bodies(_ context: OfficerContext) async throws -> [Organization] {
        let (account, today, directory) = (context.officer.account.id, site.today, site.directory.current)
        let standing = try await site.store.read { tx in try Standing.of(account, on: today, tx) }
        let bodies = standing?.registeringBodies.compactMap { directory.organization($0) } ?? []
        guard !bodies.isEmpty else { throw ActProblem.forbidden }
        return bodies
    }

    private func words(_ context: OfficerContext) -> Wording { Wording(site, site.translator(context.locale)) }

    private func show(
        _ page: Page, _ request: Request, _ context: OfficerContext, problem: Problem? = nil
    ) -> Response {
        Response(shell.document(page, for: site.visit(request, context)), showing: problem)
    }
}
