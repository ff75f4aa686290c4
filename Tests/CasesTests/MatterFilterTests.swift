import Acts
import Cases
import Kernel
import Registry
import Synchronization
import TestKit
import Testing

@testable import Storage

/// Lists by every filter, for every role, on a country that has lived some weeks.
@Suite struct MatterFilterTests {
    private static let filters: [MatterFilter] = {
        func change(_ change: (inout MatterFilter) -> Void) -> MatterFilter { MatterFilter.all.with(change) }
        var filters: [MatterFilter] = [.all]
        for whose in MatterFilter.Whose.allCases {
            filters.append(change { $0.whose = whose })
            for owed in MatterFilter.Owed.allCases { filters.append(change { ($0.whose, $0.owed) = (whose, owed) }) }
            for place in DeskPlace.allCases { filters.append(change { ($0.whose, $0.place) = (whose, place) }) }
            for waiting in MatterFilter.Waiting.allCases {
                filters.append(change { ($0.whose, $0.waitsFor) = (whose, waiting) })
            }
            filters.append(change { ($0.whose, $0.hasReply) = (whose, true) })
            filters.append(change { ($0.whose, $0.isEnded) = (whose, true) })
        }
        for stage in Stage.allCases {
            filters.append(change { ($0.stage, $0.isEnded) = (stage, stage.isClosed) })
        }
        for kind in Kind.allCases {
            filters.append(change { $0.kind = kind })
            filters.append(change { ($0.kind, $0.isEnded) = (kind, true) })
        }
        for field in ["", "waste"] {
            filters.append(change { $0.field = field })
            filters.append(change { ($0.field, $0.isEnded) = (field, true) })
        }
        let day = Day("2026-11-10")!
        filters.append(change { $0.dueUntil = day })
        filters.append(change { ($0.openedFrom, $0.openedUntil) = (day.adding(-7), day) })
        filters.append(
            change { ($0.openedFrom, $0.openedUntil, $0.isEnded, $0.dueUntil) = (day.adding(-7), day, true, day) })
        return filters
            + filters.filter { !$0.isEnded }.flatMap { filter in
                [filter.with { $0.order = .opened }, filter.with { $0.order = .handler }]
            }
    }()

    private static let logins = [
        "ha", "ha-handler", "ha-reception", "hb", "province-h", "ka", "h-supervisor", "h-admin",
    ]

    private static func lived(_ seed: UInt64) async throws -> TestCountry {
        let country = try await TestCountry.make(on: Day("2026-10-26")!)
        try await country.live(seed: seed)
        return country
    }

    private func account(_ login: String, _ country: TestCountry) async throws -> AccountID {
        try await country.store.read { tx in try AccountTable.find(login: login, tx)!.account.id }
    }

    @Test(
        "every list is as long as its number, forwards and backwards, each line once and allowed", arguments: [7, 23])
    func listsAreNumbers(_ seed: Int) async throws {
        let country = try await Self.lived(UInt64(seed))
        let days = FilterDays(today: country.clock.today, soon: country.clock.today.adding(5))
        var seen = 0
        for login in Self.logins {
            let officer = try await account(login, country)
            for filter in Self.filters {
                let (count, forward, backward) = try await country.store.read { tx in
                    let scope = try Scope.of(.officer(officer), on: days.today, tx)
                    var (forward, backward): ([DeskEntry], [DeskEntry]) = ([], [])
                    var place = ListPlace.first
                    while true {
                        let page = try DeskList.page(scope, filter, days, for: officer, at: place, size: 7, tx)
                        forward += page.entries
                        guard page.hasNext, let last = page.entries.last else { break }
                        place = .after(last.position(by: filter.order))
                    }
                    if let last = forward.last {
                        backward = [last]
                        place = .before(last.position(by: filter.order))
                        while true {
                            let page = try DeskList.page(scope, filter, days, for: officer, at: place, size: 5, tx)
                            backward = page.entries + backward
                            guard page.hasPrevious, let first = page.entries.first else { break }
                            place = .before(first.position(by: filter.order))
                        }
                    }
                    for entry in forward {
                        let kept = try scope.admits(entry.matter, kind: entry.kind, with: [entry.organization], tx)
                        #expect(kept, "\(login) \(filter)")
                    }
                    return (try DeskList.count(scope, filter, days, for: officer, tx), forward, backward)
                }
                #expect(forward.count == count, "\(login) \(filter)")
                #expect(Set(forward).count == count, "\(login) \(filter)")
                #expect(backward == forward, "\(login) \(filter)")
                if filter.order == .due, !filter.isEnded {
                    #expect(forward.map(\.nextDue) == forward.map(\.nextDue).sorted())
                }
                if filter.order == .opened { #expect(forward.map(\.opened) == forward.map(\.opened).sorted()) }
                seen += count
            }
        }
        #expect(seen > 1000)
        #expect(try await Recount.compareAll(country.store, at: country.clock.now) > 50)
    }

    @Test("a page stays where it is when others hand in letters meanwhile")
    func stable() async throws {
        let country = try await TestCountry.make(on: Day("2026-11-20")!)
        for index in 0..<30 {
            _ = try await country.handIn(arrived: Day("2026-11-01")!.adding(index % 12))
        }
        let officer = country.officer("ha").id
        let days = FilterDays(today: country.clock.today, soon: country.clock.today)
        func page(_ place: ListPlace) async throws -> ListPage<DeskEntry> {
            try await country.store.read { tx in
                let scope = try Scope.of(.officer(officer), on: days.today, tx)
                return try DeskList.page(scope, .all, days, for: officer, at: place, size: 10, tx)
            }
        }
        let all = try await page(.first).entries
        for index in 0..<9 { _ = try await country.handIn(arrived: Day("2026-11-01")!.adding(index)) }
        let second = try await page(.after(all.last!.position()))
        let back = try await page(.before(second.entries.first!.position()))
        #expect(Set(all).isDisjoint(with: second.entries))
        #expect(back.entries.last == all.last)
    }

    @Test("a list by name goes by the given name as Vietnamese lists of people do")
    func givenNames() async throws {
        let country = try await TestCountry.make()
        let body = try #require(country.directory.organization(country.officer("hb").organization))
        let password = try #require(try await country.store.read { tx in try AccountTable.find(login: "hb", tx) })
            .password
        for (login, name) in [
            ("x1", "Trần Văn Đức"), ("x2", "Nguyễn Thị Dung"), ("x3", "Lê Văn An"), ("x4", "Lê Văn Ánh"),
        ] {
            let account = try await country.performer.perform(
                OpenAccount(
                    login: login, for: .new(name: name), password: password, organization: body,
                    in: .new(title: ["vi": "Cán bộ", "en": "Officer"], role: .handler), from: country.clock.today),
                by: .platform("test")
            ).outcome
            let matter = try await country.handIn(TestCountry.typed(area: "011", title: name)).matter
            _ = try await country.performer.perform(TakeMatter(matter, by: account.id), by: .officer(account.id))
        }
        let scope = try await country.scope("hb")
        let days = FilterDays(today: country.clock.today, soon: country.clock.today)
        let titles = try await country.store.read { tx in
            try DeskList.page(scope, MatterFilter.all.with { $0.order = .handler }, days, tx).entries.map(\.title)
        }
        #expect(titles == ["Lê Văn An", "Lê Văn Ánh", "Nguyễn Thị Dung", "Trần Văn Đức"])
    }

    @Test(
        "no list, number or search walks a large table without an index, or sorts it",
        .enabled(if: TestStore.engine == .sqlite))
    func plans() async throws {
        let log = StatementCollector()
        let country = try await TestCountry.make(
            on: Day("2026-11-20")!, onStatement: { sql, site in log.add(sql, site) })
        _ = try await country.handIn()
        try await country.take(try await country.handIn().matter, by: "ha-handler")
        let days = FilterDays(today: country.clock.today, soon: country.clock.today)
        let period = Period(from: days.today.adding(-30), until: days.today)
        for login in ["ha", "ha-handler", "province-h"] {
            let officer = country.officer(login)
            try await country.store.read { tx in
                let scope = try Scope.of(.officer(officer.id), on: days.today, tx)
                for filter in Self.filters {
                    let first = try DeskList.page(scope, filter, days, for: officer.id, size: 1, tx)
                    if let entry = first.entries.first {
                        let at = entry.position(by: filter.order)
                        _ = try DeskList.page(scope, filter, days, for: officer.id, at: .after(at), tx)
                        _ = try DeskList.page(scope, filter, days, for: officer.id, at: .before(at), tx)
                    }
                    _ = try DeskList.count(scope, filter, days, for: officer.id, tx)
                }
                _ = try SearchList.find("cong vo", scope, tx)
                guard let reach = try scope.figures(of: officer.organization, tx) else { return }
                let alone = FigureReach(unit: reach.unit, kinds: reach.kinds, isAlone: true)
                for reach in [reach, alone] {
                    for figure in Figure.allCases {
                        let page = try FigureList.page(figure, period, kinds: nil, reach, scope, size: 1, tx)
                        if let entry = page.entries.first {
                            _ = try FigureList.page(
                                figure, period, kinds: nil, reach, scope, at: .after(entry.position), tx)
                            _ = try FigureList.page(
                                figure, period, kinds: nil, reach, scope, at: .before(entry.position), tx)
                        }
                    }
                    _ = try OverviewList.sums([reach], Figure.allCases, period, scope, tx)
                    _ = try OverviewList.months(reach, [.received], period, scope, tx)
                    _ = try OverviewList.openNow(reach, scope, today: days.today, tx)
                    _ = try OverviewList.openByCounters(reach, on: days.today, scope, tx)
                }
                for body in try scope.reached(under: reach.unit, alone: true, tx).bodies {
                    _ = try WorkloadList.workload(body, scope, today: days.today, tx)
                }
            }
        }
        let statements = log.statements.filter { $0.site.contains("List.swift") }
        #expect(statements.count > 60)
        for (site, sql) in statements {
            let plan = try await country.store.read { tx in
                try tx.all(sql.prefixed("explain query plan ")) { row in try row(3) as String }
            }
            let scans = plan.filter { line in
                line.hasPrefix("SCAN") && !line.contains("VIRTUAL TABLE") && line != "SCAN lines"
                    && !line.hasPrefix("SCAN (") && !line.hasPrefix("SCAN CONSTANT")
            }
            #expect(scans == [], "\(site)\n\(sql.rendered(for: .sqlite))\n\(plan.joined(separator: "\n"))")
            // Spans that are open on a past day are sorted; so are lines of the small partial indexes by the day opened.
            let text = sql.rendered(for: .sqlite)
            guard site.contains("/DeskList") || site.contains("/EndedList") || site.contains("/FigureList"),
                !text.contains("from span"), !text.contains("order by d.opened")
            else { continue }
            #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(site)\n\(text)\n\(plan.joined(separator: "\n"))")
        }
    }
}

/// Every statement that is run, once for each text.
final class StatementCollector: Sendable {
    private let seen = Mutex<[String: (site: String, sql: SQL)]>([:])

    func add(_ sql: SQL, _ site: CallSite) {
        seen.withLock { $0[sql.rendered(for: .sqlite)] = ("\(site.file):\(site.line)", sql) }
    }

    var statements: [(site: String, sql: SQL)] { seen.withLock { Array($0.values) } }
}
