import Kernel
import Legislation
import Testing

@Suite("Provisions that cannot be counted with")
struct RuleFaultTests {
    @Test("contradictions within a provision are refused with the reason")
    func refused() {
        func refused(_ reason: String, _ make: () throws(LawError) -> Rule) {
            #expect(throws: LawError.invalidRule("sample", reason)) { try make() }
        }
        refused("a minimum never rolls") { () throws(LawError) in
            try .sample(bound: .atLeast, length: .calendarDays(5), rolls: true)
        }
        refused("working days never roll") { () throws(LawError) in try .sample(rolls: true) }
        refused("only a minimum in calendar days is consecutive") { () throws(LawError) in
            try .sample(bound: .atLeast, isConsecutive: true)
        }
        refused("a period of 0 days") { () throws(LawError) in
            try .sample(bound: .atLeast, length: .calendarDays(0))
        }
        refused("a minimum is neither prolonged nor paused") { () throws(LawError) in
            try .sample(bound: .atLeastBefore, pauses: [.suspension])
        }
        refused("lengths needs each combination of its conditions once") { () throws(LawError) in
            try .sample(variants: [.init(when: [.complex], days: 6), .init(when: [.remote], days: 7)])
        }
        refused("lengths needs each combination of its conditions once") { () throws(LawError) in
            try .sample(variants: [.init(when: [.complex], days: 6), .init(when: [.complex], days: 7)])
        }
        refused("a condition is both a length and a ground") { () throws(LawError) in
            try .sample(
                variants: [.init(when: [.complex], days: 6)],
                extensions: .init(most: 1, length: .workingDays(1), grounds: [.complex]))
        }
        refused("an extension of 0 days") { () throws(LawError) in
            try .sample(extensions: .init(most: 1, length: .workingDays(0)))
        }
    }

    @Test("a gap may not cover a provision, and must lead to one")
    func gaps() throws {
        let says = ["vi": "Chưa đọc.", "en": "Not read."]
        #expect(throws: LawError.overlap("sample", on: "2024-01-01")) {
            try Law(
                rules: [.sample(from: "2024-01-01")],
                gaps: [Gap(id: "sample", from: nil, until: "2024-01-01", says: says)], calendars: [])
        }
        #expect(throws: LawError.gap("sample", on: "2023-12-31")) {
            try Law(
                rules: [.sample(from: "2024-01-01")],
                gaps: [Gap(id: "sample", from: nil, until: "2023-12-30", says: says)], calendars: [])
        }
        let law = try Law(
            rules: [.sample(from: "2020-01-01", until: "2022-12-31"), .sample(from: "2024-01-01")],
            gaps: [Gap(id: "sample", from: "2023-01-01", until: "2023-12-31", says: says)], calendars: [])
        #expect(throws: LawError.notInBooks("sample", "2023-06-01", until: "2023-12-31")) {
            try law.rule("sample", on: "2023-06-01")
        }
    }
}
