import Acts
import Cases
import HTTPTypes
import Hummingbird
import Kernel
import Language
import NIOCore
import Registry
import Sheets
import Storage
import Web

/// The incoming books, as pages and as files for spreadsheets.
public struct BookDesk: Sendable {
    private let site: Site
    private let shell: any Shell

    public init(site: Site, shell: any Shell) {
        self.site = site
        self.shell = shell
    }

    /// More bodies than these are not offered one by one.
    private static let mostBodies = 200

    /// The book that an address means: of a body within the officer's reach, and of a year.
    struct Asked {
        let body: Organization
        let year: Int
        let reached: [OrganizationID]
        let canRegister: Bool
    }

    @Sendable public func book(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let asked = try await asked(request, context)
        let query = AddressQuery(request)
        let before = try query.value("before") { Int($0).flatMap { (1...Int(Int32.max)).contains($0) ? $0 : nil } }
        let (today, actor, directory) = (site.today, context.actor, site.directory.current)
        let words = Wording(site, site.translator(context.locale))
        let page = try await site.store.read { tx in
            let scope = try Scope.of(actor, on: today, tx)
            let lines = try BookList.lines(of: asked.body.id, year: asked.year, before: before, scope, tx)
            let first = try BookList.firstYear(of: asked.body.id, tx) ?? today.parts.year
            return BookPage(
                body: asked.body, year: asked.year,
                years: Array(min(first, asked.year)...max(today.parts.year, asked.year)),
                summary: try BookList.summary(of: asked.body.id, year: asked.year, tx),
                lines: Array(lines.prefix(BookList.pageSize)), hasNext: lines.count > BookList.pageSize, before: before,
                bodies: offered(asked.reached, words).compactMap { directory.organization($0) },
                canRegister: asked.canRegister)
        }
        return Response(shell.document(bookPage(page, words), for: site.visit(request, context)))
    }

    /// The bodies to choose from, by name; none if they are too many to show.
    func offered(_ reached: [OrganizationID], _ words: Wording) -> [OrganizationID] {
        reached.count > Self.mostBodies ? [] : reached.byName(words)
    }

    /// The book of a year as a file, from its first number, read and sent page by page under the rights of the moment.
    @Sendable public func file(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let asked = try await asked(request, context)
        let words = Wording(site, site.translator(context.locale))
        let (today, actor, store) = (site.today, context.actor, site.store)
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
                .contentDisposition: "attachment; filename=\"book-\(asked.body.code)-\(asked.year).csv\"",
            ],
            body: ResponseBody { writer in
                try await writer.write(ByteBuffer(string: CSV.mark + CSV.line(Self.header(words.t))))
                var last = 0
                while true {
                    let after = last
                    let lines = try await store.read { tx in
                        try BookList.lines(
                            of: asked.body.id, year: asked.year, after: after, size: 500,
                            Scope.of(actor, on: today, tx), tx)
                    }
                    try await writer.write(ByteBuffer(string: lines.map { CSV.line(Self.cells($0, words)) }.joined()))
                    guard lines.count == 500, let end = lines.last else { break }
                    last = end.number.number
                }
                try await writer.finish(nil)
            })
    }

    /// Throws 404 for a body out of reach, 403 for somebody who reaches none, 400 for a year that is none.
    func asked(_ request: Request, _ context: OfficerContext) async throws -> Asked {
        let query = AddressQuery(request)
        let (today, actor, account) = (site.today, context.actor, context.officer.account.id)
        let directory = site.directory.current
        let year =
            try query.value("year") { Int($0).flatMap { (2000...today.parts.year).contains($0) ? $0 : nil } }
            ?? today.parts.year
        let (reached, standing) = try await site.store.read { tx in
            let scope = try Scope.of(actor, on: today, tx)
            return (
                try scope.reached(tx).bodies.map(\.organization), try Standing.of(account, on: today, tx)
            )
        }
        guard !reached.isEmpty else { throw ActProblem.forbidden }
        let own = standing?.registeringBodies ?? []
        var chosen = own.first ?? standing?.posts.first { reached.contains($0.post.organization) }?.post.organization
        if let code = query["unit"] {
            chosen = directory.organization(code: code)?.id
            guard let id = chosen, reached.contains(id) else { throw WebProblem.notFound }
        }
        guard let body = (chosen ?? reached.first).flatMap({ directory.organization($0) }) else {
            throw WebProblem.notFound
        }
        return Asked(body: body, year: year, reached: reached, canRegister: own.contains(body.id))
    }

    private static func header(_ t: Translator) -> [String] {
        [
            RegisterMessages.number, RegisterMessages.year, RegisterMessages.arrived, RegisterMessages.entered,
            RegisterMessages.delayColumn, RegisterMessages.source, ListMessages.columnKind,
            CasesWebMessages.columnTitle, RegisterMessages.people, RegisterMessages.pages, RegisterMessages.enclosures,
            CasesWebMessages.columnStage, CasesWebMessages.columnCode, RegisterMessages.enteredBy,
            RegisterMessages.voidDay, RegisterMessages.voidReason,
        ].map { t($0) }
    }

    private static func cells(_ line: BookList.Line, _ words: Wording) -> [String] {
        let t = words.t
        let number = ["\(line.number.number)", "\(line.number.year)"]
        guard let letter = line.letter else { return number + ["", "", "", "", "", t(RegisterMessages.withheld)] }
        let isProtected = letter.kind == .denunciation
        return number + [
            "\(letter.arrived)", "\(letter.registered)", "\(letter.delay)", t(CasesWebMessages.source(letter.source)),
            words.kind(letter.kind), letter.title, isProtected ? "" : "\(letter.people)", "\(letter.pages)",
            "\(letter.enclosures)", t(CasesWebMessages.stage(letter.stage)), letter.code.description, letter.official,
            letter.void.map { "\($0.day)" } ?? "", letter.void?.reason ?? "",
        ]
    }
}
