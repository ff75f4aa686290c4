import HTTPTypes
import Hummingbird
import Kernel
import Language
import Markup
import Registry
import Storage
import Web

/// Which of the communes' bodies below one have somebody who takes letters in, and which have nobody yet.
struct BoardCount {
    /// `rawValue` stands in addresses.
    enum Which: String, CaseIterable {
        case all, on, off

        var text: MessageKey { MessageKey("admin.boardWhich", rawValue) }
    }

    let body: Organization
    private let units: [(unit: Organization, isOn: Bool)]

    /// Nil for a body that has no communes below it.
    init?(below body: Organization, _ directory: Directory) {
        let units = directory.units(below: body)
        guard !units.isEmpty else { return nil }
        self.body = body
        self.units = units.map { ($0, directory.isOnBoard($0.id)) }
    }

    func units(_ which: Which) -> [Organization] {
        units.filter { which == .all || $0.isOn == (which == .on) }.map(\.unit)
    }

    /// "126 communes: 120 on board, 6 not yet".
    func sentence(_ t: Translator) -> String {
        t.count(
            AdminMessages.boardCount, units.count,
            ["on": t.number(units(.on).count), "off": t.number(units(.off).count)])
    }

    /// Each number opens to its bodies.
    func tiles(_ t: Translator) -> HTML {
        numbers(
            label: t(AdminMessages.boardTitle),
            Which.allCases.map { which in
                (
                    number: t.number(units(which).count), text: t(which.text),
                    address: "\(AdminRoutes.board.path(body.id))?which=\(which.rawValue)"
                )
            })
    }
}

extension AdminDesk {
    /// The bodies of the communes below one, with who takes letters in for those that have nobody.
    @Sendable public func board(_ request: Request, _ context: OfficerContext) async throws -> Response {
        let id = try AdminRoutes.board.values(context.parameters)
        let (today, actor) = (site.today, context.actor)
        let words = try await words(context)
        guard let body = words.directory.organization(id),
            try await site.store.read({ tx in try Administration.maySee(actor, id, on: today, tx) }),
            let count = BoardCount(below: body, words.directory)
        else { throw WebProblem.notFound }
        let which = BoardCount.Which(rawValue: request.query("which") ?? "") ?? .all
        return show(boardPage(count, which, words), request, context)
    }
}

private func boardPage(_ count: BoardCount, _ which: BoardCount.Which, _ words: AdminWording) -> Page {
    let t = words.t
    let units = count.units(which)
    return Page(title: t(AdminMessages.boardTitle), area: AdminRoutes.admin.path()) {
        h1(t(AdminMessages.boardTitle))
        paragraph { words.bodyLink(count.body) }
        count.tiles(t)
        hint(t(AdminMessages.boardHint))
        if units.isEmpty {
            p(t(AdminMessages.boardNone))
        } else {
            dataTable(
                caption: t(which.text),
                columns: [t(AdminMessages.columnBody), t(AdminMessages.columnCode), t(AdminMessages.state)],
                rows: units.map { unit in
                    [words.bodyLink(unit), .text(unit.code), .text(words.board(unit))]
                })
        }
    }
}

extension AdminWording {
    /// Whether somebody takes letters in there, or who does instead.
    func board(_ unit: Organization) -> String {
        if directory.isOnBoard(unit.id) { return t(AdminMessages.boardOn) }
        guard let reader = directory.reader(for: unit) else { return t(AdminMessages.boardNobody) }
        return t(AdminMessages.boardOff, ["reader": t.pick(reader.name)])
    }
}
