import Kernel
import Legislation
import Testing

@Suite("Conditions, extensions and pauses")
struct CircumstanceTests {
    static let all: Set<Rule.PauseGround> = [.suspension]

    private func law(_ rule: Rule) throws -> Law { try Law(rules: [rule], calendars: books.get().calendars) }

    @Test("a condition that the provision does not know is refused, never ignored")
    func unknownCondition() throws {
        let law = try books.get()
        for (id, condition) in [
            ("feedback.transfer", .complex), ("complaint.first.settlement", .dismissal),
            ("discipline.settlement", .remote), ("denunciation.settlement", .severalPlaces),
        ] as [(RuleID, Condition)] {
            #expect(throws: LawError.conditionUnknown(id, condition)) {
                try law.period(id, from: "2026-10-05", Circumstances(conditions: [condition]))
            }
        }
    }

    @Test("more extensions than the law allows, fewer than none, and one where there is none are refused")
    func extensions() throws {
        let law = try books.get()
        for (id, number, most) in [
            ("denunciation.settlement", 3, 2), ("denunciation.settlement", -1, 2),
            ("information.office.complex", 2, 1), ("complaint.first.settlement", 1, 0), ("feedback.transfer", -1, 0),
        ] as [(RuleID, Int, Int)] {
            #expect(throws: LawError.tooManyExtensions(id, number, most: most)) {
                try law.period(id, from: "2026-10-05", Circumstances(extensions: number))
            }
        }
    }

    @Test("what nothing pauses cannot be paused; before 1 July 2026 no complaint could be suspended")
    func refusedPauses() throws {
        let law = try books.get()
        let pause = try Pause(from: "2026-06-25", resumption: "2026-07-05")
        #expect(throws: LawError.pauseUnknown("feedback.transfer")) {
            try law.period("feedback.transfer", from: "2026-06-22", Circumstances(pauses: [pause]))
        }
        #expect(throws: LawError.pauseTooEarly("complaint.first.settlement", "2026-06-25", since: "2026-07-01")) {
            try law.period("complaint.first.settlement", from: "2026-06-22", Circumstances(pauses: [pause]))
        }
        #expect(throws: LawError.pauseReversed(from: "2026-07-05", resumption: "2026-07-04")) {
            try Pause(from: "2026-07-05", resumption: "2026-07-04")
        }
    }

    @Test("a pause of n days before the end moves the end by n days, wherever it lies", arguments: [1, 2, 7, 40])
    func pauseMovesTheEnd(length: Int) throws {
        let law = try law(.sample(length: .calendarDays(30), pauses: Self.all))
        let plain = try #require(try law.period("sample", from: "2026-03-02").due)
        for offset in 1...30 {
            let from = Day("2026-03-02").adding(offset)
            let pause = try Pause(from: from, resumption: from.adding(length))
            let period = try law.period("sample", from: "2026-03-02", Circumstances(pauses: [pause]))
            #expect(period.due == plain.adding(length), "from \(from)")
        }
        for offset in 31...40 {
            let from = Day("2026-03-02").adding(offset)
            let pause = try Pause(from: from, resumption: from.adding(length))
            #expect(try law.period("sample", from: "2026-03-02", Circumstances(pauses: [pause])).due == plain)
        }
    }

    @Test("counted slowly, day by day, pauses give the same end in working days and in calendar days")
    func slowly() throws {
        var state: UInt64 = 20_261_128
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        for round in 0..<2_000 {
            let days = 1 + random(60)
            let length: Length = random(2) == 0 ? .calendarDays(days) : .workingDays(days)
            let law = try law(
                .sample(length: length, pauses: Self.all, rolls: length.countsEveryDay && random(2) == 0))
            let start = Day("2023-01-01").adding(random(1_000))
            let pauses = try (0..<random(4)).map { _ in
                let from = start.adding(random(90) - 5)
                return try Pause(from: from, resumption: from.adding(random(20)))
            }
            let period = try law.period("sample", from: start, Circumstances(pauses: pauses))
            var (day, counted) = (start, 0)
            func isPaused() -> Bool { pauses.contains { $0.contains(day) } }
            while counted < days {
                day = day.adding(1)
                if !isPaused(), try length.countsEveryDay || law.isWorkingDay(day) { counted += 1 }
            }
            #expect(period.nominal == day, "round \(round): \(length) from \(start), \(pauses)")
            if period.rule.rolls {
                while try isPaused() || !law.isWorkingDay(day) { day = day.adding(1) }
            }
            #expect(period.due == day, "round \(round): \(length) from \(start), \(pauses)")
            let working = try law.working(of: period)
            #expect(working.agrees && working.steps.last?.day == day)
        }
    }

    @Test("while a pause is open there is no end, unless it began after the end")
    func openPause() throws {
        let law = try books.get()
        func due(_ from: Day) throws -> CountedPeriod {
            try law.period(
                "complaint.first.settlement", from: "2026-09-07",
                Circumstances(pauses: [Pause(from: from, resumption: nil)]))
        }
        let open = try due("2026-10-07")
        #expect(open.due == nil && open.nominal == nil)
        let steps = try law.working(of: open).steps
        #expect(steps.last == Working.Step(day: "2026-10-07", counted: nil, reason: .paused))
        #expect(steps.compactMap(\.counted).last == 29)
        #expect(try due("2026-10-08").due == "2026-10-07")
        let closedAndOpen = Circumstances(pauses: [
            try Pause(from: "2026-09-10", resumption: nil), try Pause(from: "2026-09-12", resumption: "2026-09-20"),
        ])
        #expect(try law.period("complaint.first.settlement", from: "2026-09-07", closedAndOpen).due == nil)
    }

    @Test("an extension is added to the nominal end, not to the day it moved to")
    func extensionFromNominal() throws {
        let law = try books.get()
        let plain = try law.period("denunciation.settlement", from: "2026-10-25")
        #expect(plain.nominal == "2026-11-24" && plain.due == "2026-11-25")
        let extended = try law.period(
            "denunciation.settlement", from: "2026-10-25", Circumstances(extensions: 1))
        #expect(extended.nominal == "2026-12-24")
    }

    @Test("backwards is the inverse of forwards, from every working day of four years", arguments: [1, 5, 10])
    func inverse(days number: Int) throws {
        let law = try Law(
            rules: [
                .sample("forwards", length: .workingDays(number)),
                .sample("backwards", bound: .atLeastBefore, length: .workingDays(number)),
            ], calendars: books.get().calendars)
        for start in days("2023-01-01", "2026-12-31") where try law.isWorkingDay(start) {
            let due = try law.deadline("forwards", from: start).due
            #expect(try law.deadline("backwards", from: due).due == start)
        }
    }

    @Test("so many working days lie from the latest day to act up to the day before the event")
    func atLeastBefore() throws {
        let law = try books.get()
        for event in days("2026-07-10", "2027-12-31") {
            let latest = try law.deadline("reception.online.notice", from: event).due
            #expect(try law.isWorkingDay(latest))
            let between = try days(latest, event.adding(-1)).filter { try law.isWorkingDay($0) }
            #expect(between.count == 5, "\(event)")
        }
        #expect(throws: LawError.calendarMissing(year: 2022)) {
            try law.deadline("reception.posting", from: "2023-01-05")
        }
    }

    @Test("ends never go back as starts go on, and are working days where that is promised")
    func monotone() throws {
        let law = try books.get()
        for id in Set(law.rules.map(\.id)) {
            for version in law.provisions(of: id) {
                var before = Day(daysSince1970: 0)
                for start in days("2023-03-01", "2027-06-01") where version.isInForce(on: start) {
                    let due = try law.deadline(id, from: start).due
                    let isPromised = version.rolls || !version.length.countsEveryDay
                    guard due >= before, try !isPromised || law.isWorkingDay(due) else {
                        Issue.record("\(id) from \(start) gave \(due) after \(before)")
                        break
                    }
                    before = due
                }
            }
        }
    }

    @Test("a minimum is never shortened and never moved")
    func minimum() throws {
        let law = try books.get()
        for rule in law.rules where rule.bound == .atLeast {
            for start in days("2023-03-01", "2027-12-31") where rule.isInForce(on: start) {
                #expect(try law.deadline(rule.id, from: start).due == start.adding(rule.length.days))
            }
        }
    }
}
