import Kernel
import Legislation
import Testing

@Suite("Provisions over time")
struct ProvisionTests {
    @Test("the provision in force on the day the clock starts gives the length and is named in the deadline")
    func succession() throws {
        let law = try Law(
            rules: [
                .sample(from: "2026-07-01", length: .workingDays(7)),
                .sample(from: "2012-07-01", until: "2026-06-30", length: .calendarDays(10)),
            ],
            calendars: books.get().calendars)
        let old = try law.deadline("sample", from: "2026-06-30")
        #expect(old.due == "2026-07-10")
        #expect(old.provision == "2012-07-01")
        let new = try law.deadline("sample", from: "2026-07-01")
        #expect(new.due == "2026-07-10")
        #expect(new.provision == "2026-07-01")
    }

    @Test("a rule has no effect before its first and after its last day of force")
    func outsideForce() throws {
        let law = try Law(
            rules: [.sample(from: "2024-01-01", until: "2024-12-31")], calendars: books.get().calendars)
        #expect(throws: LawError.notInForce("sample", "2023-12-31")) {
            try law.rule("sample", on: "2023-12-31")
        }
        #expect(try law.rule("sample", on: "2024-01-01").provision == "2024-01-01")
        #expect(try law.rule("sample", on: "2024-12-31").provision == "2024-01-01")
        #expect(throws: LawError.notInForce("sample", "2025-01-01")) {
            try law.deadline("sample", from: "2025-01-01")
        }
    }

    @Test("a rule that no book knows is an error with its name")
    func unknown() throws {
        let law = try books.get()
        #expect(throws: LawError.unknownRule("no.such")) { try law.deadline("no.such", from: "2026-01-05") }
    }

    @Test(
        "two provisions of one rule may not hold on one day",
        arguments: [
            "2024-06-30", "2025-01-01", nil,
        ] as [Day?])
    func overlap(until: Day?) {
        #expect(throws: LawError.overlap("sample", on: "2024-06-30")) {
            try Law(
                rules: [.sample(from: "2024-01-01", until: until), .sample(from: "2024-06-30")], calendars: []
            )
        }
    }

    @Test("the same provision twice is an overlap")
    func twice() {
        #expect(throws: LawError.overlap("sample", on: "2024-01-01")) {
            try Law(rules: [.sample(from: "2024-01-01"), .sample(from: "2024-01-01")], calendars: [])
        }
    }

    @Test("between two provisions of one rule there may be no day without law")
    func gap() {
        #expect(throws: LawError.gap("sample", on: "2024-06-30")) {
            try Law(
                rules: [.sample(from: "2024-01-01", until: "2024-06-29"), .sample(from: "2024-07-01")],
                calendars: [])
        }
    }

    @Test("provisions of different rules may overlap")
    func independent() throws {
        let law = try Law(rules: [.sample("one"), .sample("two")], calendars: [])
        #expect(law.rules.map(\.id) == ["one", "two"])
    }

    @Test("a provision that ends before it begins, lasts no day or passes for a promise is refused")
    func invalid() {
        #expect(throws: LawError.invalidRule("sample", "ends on 2023-12-31, before it begins")) {
            try Rule.sample(from: "2024-01-01", until: "2023-12-31")
        }
        #expect(throws: LawError.invalidRule("sample", "a period of 0 days")) {
            try Rule.sample(length: .workingDays(0))
        }
        #expect(throws: LawError.self) { try Rule.sample("promise.answer") }
    }

    @Test("every rule of the books says what it rests on, in both languages")
    func sources() throws {
        for rule in try books.get().rules {
            #expect(!rule.act.isEmpty && !rule.article.isEmpty && !rule.source.reference.isEmpty)
            #expect(rule.says["vi"]?.hasSuffix(".") == true && rule.says["en"]?.hasSuffix(".") == true)
            if !rule.verified || !rule.inForceVerified { #expect(!rule.note.isEmpty, "what is unverified?") }
        }
        let transfer = try books.get().rule(.feedbackTransfer, on: "2026-11-20")
        #expect(transfer.length == .workingDays(5))
        #expect(transfer.verified)
        #expect(!transfer.inForceVerified)
    }
}
