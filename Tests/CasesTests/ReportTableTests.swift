import Acts
import Kernel
import Registry
import Storage
import TestKit
import Testing

@testable import Cases

/// The tables of the state: every figure opens to its list, and nothing gets lost between two periods.
@Suite struct ReportTableTests {
    private struct Asked: Hashable {
        let figure: Figure
        let kinds: Set<Kind>
        let reach: FigureReach
    }

    @Test(
        "of every table, unit and period each figure is as long as its list, and what was to be handled is what was settled and what remains"
    )
    func everyFigure() async throws {
        let country = try await TestCountry.make(on: Day("2025-08-04")!)
        try await country.liveForYears(seed: 3)
        let today = country.clock.today
        #expect(today > Day("2027-01-01")!)
        let quarters = ReportPeriod.recent(on: today).map(\.days)
        // Quarters, half years and years of two years, days around the merger, and one day.
        var periods = [0, 2, 3, 4, 6].map { quarters[$0] } + [Period(from: Day("2025-08-01")!, until: today)]
        periods += [Period(from: Day("2026-06-03")!, until: Day("2026-06-03")!)]
        let directory = try await country.store.read(OrganizationTable.directory)
        var seen: Set<Figure> = []
        for login in ["province-h", "province-k", "hb", "ha-handler"] {
            let scope = try await country.scope(login)
            for period in periods.map({ Period(from: $0.from, until: min($0.until, today)) }) {
                let values = try await country.store.read { tx in
                    try Self.compare(
                        country.officer(login).organization, period, scope, today: today, directory, tx)
                }
                for (asked, n, parts) in values {
                    let listed = parts.count
                    #expect(
                        n == listed,
                        "\(login) \(period) \(asked.reach.unit) \(asked.figure) \(asked.kinds.map(\.rawValue))")
                    seen.formUnion(parts)
                }
            }
        }
        // Nothing was imported; everything else happened.
        let shown = ReportTable.all.reduce(into: Set<Figure>()) { $0.formUnion($1.figures) }
        #expect(shown.subtracting(seen) == [.closedElsewhere])
    }

    /// Every figure of every table, with its value and the length of its list; throws if a row does not balance.
    private static func compare(
        _ unit: OrganizationID, _ period: Period, _ scope: Scope, today: Day, _ directory: Directory,
        _ tx: any ReadTransaction
    ) throws -> [(Asked, Int, [Figure])] {
        let whole = try #require(try scope.figures(of: unit, tx))
        let below =
            whole.isAlone ? [] : try directory.children(of: unit).compactMap { try scope.figures(of: $0.id, tx) }
        let alone = FigureReach(unit: unit, kinds: whole.kinds, isAlone: true)
        var lists: [Asked: [Figure]] = [:]
        var found: [(Asked, Int, [Figure])] = []
        for reaches in [[whole] + below, [alone]] {
            for table in ReportTable.all {
                let sums = try ReportList.figures(
                    reaches, table.figures, of: table.kinds, period, scope, today: today, tx)
                for reach in reaches {
                    let kinds = table.kinds.intersection(reach.kinds)
                    adds(table, "\(table.code) \(period) \(reach)") { sums.of($0, reach.unit, kinds: kinds) }
                    for column in table.columns {
                        guard case .figure(let figure, let kind) = column.content else { continue }
                        let meant = (kind.map { [$0] } ?? kinds).intersection(reach.kinds)
                        let asked = Asked(figure: figure, kinds: meant, reach: reach)
                        let listed = try lists[asked] ?? parts(asked, period, scope, tx)
                        lists[asked] = listed
                        found.append((asked, sums.of(figure, reach.unit, kinds: meant), listed))
                    }
                }
            }
        }
        return found
    }

    /// What was to be handled is what was settled and what remains, and both are the sums of the columns beside them.
    private static func adds(_ table: ReportTable, _ where: String, _ n: (Figure) -> Int) {
        func sum(_ groups: Set<String>) -> Int {
            table.groups.filter { groups.contains($0.key) }.flatMap(\.columns).reduce(0) { sum, column in
                guard case .figure(let figure, nil) = column.content, figure != .toHandle, figure != .settled else {
                    return sum
                }
                return sum + n(figure)
            }
        }
        #expect(n(.toHandle) == n(.settled) + n(.remaining), "\(`where`)")
        #expect(n(.toHandle) == sum(["toHandle"]), "\(`where`)")
        #expect(n(.settled) == sum(["settled", "competent", "notCompetent", "otherwise"]), "\(`where`)")
        #expect(n(.answered) == n(.answeredInTime) + n(.answeredLate), "\(`where`)")
    }

    /// What each line of the list counted as, over all its pages.
    private static func parts(
        _ asked: Asked, _ period: Period, _ scope: Scope, _ tx: any ReadTransaction
    ) throws -> [Figure] {
        func page(_ place: FigurePlace) throws -> ListPage<FigureEntry> {
            try FigureList.page(
                asked.figure, period, kinds: asked.kinds, asked.reach, scope, at: place, size: 40, tx)
        }
        var (parts, place): ([Figure], FigurePlace) = ([], .first)
        while true {
            let found = try page(place)
            parts += found.entries.map(\.part)
            #expect(found.entries.allSatisfy { asked.figure.parts.contains($0.part) })
            guard found.hasNext, let last = found.entries.last else { return parts }
            place = .after(last.position)
        }
    }

    @Test("a sum is listed part by part, forwards and backwards alike, and each matter as often as it counted")
    func sums() async throws {
        let country = try await TestCountry.make(on: Day("2026-11-02")!)
        for index in 0..<5 {
            let matter = try await country.handIn(TestCountry.typed(title: "Việc \(index)")).matter
            if index > 1 { try await country.take(matter, by: "ha") }
            if index > 2 { try await country.answer(matter, by: "ha") }
        }
        let scope = try await country.scope("ha")
        let (from, today) = (Day("2026-11-01")!, country.clock.today)
        try await country.store.read { tx in
            let reach = try #require(try scope.figures(of: country.officer("ha").organization, tx))
            func list(_ figure: Figure, _ place: FigurePlace, _ size: Int) throws -> ListPage<FigureEntry> {
                try FigureList.page(
                    figure, Period(from: from, until: today), kinds: nil, reach, scope, at: place, size: size, tx)
            }
            #expect(try list(.toHandle, .first, 50).entries.map(\.part) == Array(repeating: .received, count: 5))
            let whole = try list(.settled, .first, 50).entries
            #expect(whole.map(\.part) == [.answered, .answered])
            let second = try list(.settled, .after(whole[0].position), 1)
            #expect(second.entries == [whole[1]] && !second.hasNext && second.hasPrevious)
            #expect(try list(.settled, .before(whole[1].position), 1).entries == [whole[0]])
        }
    }

    @Test("periods of reports have the days of cut-off, and are told from their days")
    func periods() throws {
        let today = Day("2026-11-20")!
        let recent = ReportPeriod.recent(on: today)
        func days(_ length: ReportPeriod.Length, _ year: Int) -> String? {
            recent.first { $0.length == length && $0.year == year }.map { "\($0.days.from) \($0.days.until)" }
        }
        #expect(days(.quarter(1), 2026) == "2025-12-15 2026-03-14")
        #expect(days(.quarter(4), 2026) == "2026-09-15 2026-12-14")
        #expect(days(.halfYear, 2026) == "2025-12-15 2026-06-14")
        #expect(days(.nineMonths, 2026) == "2025-12-15 2026-09-14")
        #expect(days(.year, 2025) == "2024-12-15 2025-12-14")
        #expect(days(.month(2), 2026) == "2026-02-01 2026-02-28")
        #expect(days(.month(12), 2025) == "2025-12-01 2025-12-31")
        #expect(days(.month(12), 2026) == nil && days(.quarter(1), 2027) == nil)
        for period in recent { #expect(ReportPeriod.of(period.days) == period) }
        #expect(ReportPeriod.of(Period(from: Day("2026-09-14")!, until: Day("2026-12-14")!)) == nil)
        let quarter = try #require(recent.first { $0.length == .quarter(3) && $0.year == 2026 })
        #expect(quarter.due?.commune == Day("2026-09-17")! && quarter.due?.province == Day("2026-09-20")!)
        #expect(recent.first { $0.length == .month(10) }?.due == nil)
        // In the last days of December the year of reports is the next one already.
        #expect(ReportPeriod.recent(on: Day("2026-12-20")!).first?.year == 2027)
    }

    @Test(
        "the register has a line for what was received and what came, by day, and tells no more than the reader may see"
    )
    func register() async throws {
        let country = try await TestCountry.make(on: Day("2026-11-02")!)
        let ha = country.officer("ha").organization
        let text = try TypedText("Việc của xã bên.", field: "text")
        let own = try await country.handIn(TestCountry.typed(title: "Đường hỏng")).matter
        _ = try await country.handIn(TestCountry.typed(.denunciation, title: "Điều kín"))
        country.clock.move(to: Day("2026-11-03")!)
        let paper = try await country.register(TestCountry.typed(.petition, title: "Xin sửa đường"))
        let foreign = try await country.handIn(TestCountry.typed(area: "011", title: "Từ xã bên")).matter
        let gone = try await country.handIn(TestCountry.typed(title: "Sẽ đi")).matter
        try await country.take(foreign, by: "hb")
        for (matter, from, to, by) in [(foreign, "hb", "commune-ha", "ha"), (gone, "ha", "commune-hb", "hb")] {
            if from == "ha" { try await country.take(matter, by: "ha") }
            let (giver, taker) = (country.officer(from).id, country.officer(by).id)
            _ = try await country.performer.perform(
                OfferTransfer(matter, to: country.body(to).id, because: text, by: giver), by: .officer(giver))
            _ = try await country.performer.perform(AcceptTransfer(matter, by: taker), by: .officer(taker))
        }
        try await country.take(own, by: "ha")
        try await country.answer(own, by: "ha")
        let period = Period(from: Day("2026-11-01")!, until: country.clock.today)
        func lines(_ login: String, after: FigurePosition? = nil, _ size: Int) async throws -> [LetterRegisterList.Line]
        {
            let scope = try await country.scope(login)
            return try await country.store.read { tx in
                let kinds = try #require(try scope.figures(of: ha, tx)).kinds
                return try LetterRegisterList.lines(of: ha, kinds: kinds, period, after: after, size: size, scope, tx)
            }
        }
        let all = try await lines("ha", 50)
        #expect(all.map(\.entry.day).map(\.description).sorted() == all.map(\.entry.day).map(\.description))
        #expect(Set(all.map(\.entry.matter)).count == 5 && all.count == 5)
        let byMatter = Dictionary(uniqueKeysWithValues: all.map { ($0.entry.matter, $0) })
        #expect(byMatter[own]?.outcome == .resolved && byMatter[own]?.letter?.source == .portal)
        #expect(byMatter[paper.matter]?.letter?.number == paper.number)
        #expect(byMatter[foreign]?.entry.part == .transferredIn && byMatter[foreign]?.entry.isReadable == true)
        let left = try #require(byMatter[gone])
        #expect(!left.entry.isReadable && left.letter == nil && left.entry.title.isEmpty)
        #expect(left.entry.isWith == country.body("commune-hb").id)
        // Page by page it is the same.
        var (paged, after): ([LetterRegisterList.Line], FigurePosition?) = ([], nil)
        repeat {
            let some = try await lines("ha", after: after, 2)
            paged += some
            after = some.count == 2 ? some.last?.entry.position : nil
        } while after != nil
        #expect(paged == all)
        #expect(try await lines("ha-handler", 50).allSatisfy { $0.entry.kind != .denunciation })
        #expect(try await lines("ha-handler", 50).count == 4)
    }
}
