import Kernel
import Legislation
import Testing

@Suite("What the books must hold")
struct CoverageTests {
    /// The rules that checks from outside call.
    static let named: [RuleID] = [
        "complaint.limitation", "complaint.first.acceptance", "complaint.first.settlement", "complaint.first.sending",
        "complaint.second.lodging", "complaint.second.acceptance", "complaint.second.settlement",
        "complaint.second.sending", "complaint.publication", "discipline.limitation", "discipline.second.lodging",
        "discipline.acceptance", "discipline.settlement", "denunciation.initial", "denunciation.transfer",
        "denunciation.notice", "denunciation.settlement", "denunciation.publication", "denunciation.followup",
        "complaint.dialogue.notice", "reception.reply", "reception.posting", "reception.refusal",
        "reception.online.notice", "feedback.transfer", "publicity.deadline", "publicity.posting", "opinions.minimum",
        "information.office.simple", "information.office.complex", "landrecovery.notice.farm",
        "landrecovery.notice.nonfarm", "landrecovery.plan.posting", "landrecovery.payment",
    ]

    /// Rules whose law came into force after 1 January 2023.
    static let later: [RuleID: Day] = [
        "complaint.dialogue.notice": "2026-07-01", "reception.refusal": "2026-07-01",
        "reception.online.notice": "2026-07-01", "publicity.deadline": "2023-07-01",
        "publicity.posting": "2023-07-01", "opinions.minimum": "2023-07-01",
        "landrecovery.notice.farm": "2024-08-01", "landrecovery.notice.nonfarm": "2024-08-01",
        "landrecovery.plan.posting": "2024-08-01", "landrecovery.payment": "2024-08-01",
    ]

    @Test("every named rule has a provision on every day of 2023 to 2027 on which its law was in force")
    func everyDay() throws {
        let law = try books.get()
        for id in Self.named {
            let first = Self.later[id] ?? "2023-01-01"
            for day in days("2023-01-01", "2027-12-31") {
                guard law.isInForce(id, on: day) == (day >= first) else {
                    Issue.record("\(id) on \(day)")
                    break
                }
                if day < first { #expect(law.gap(id, on: day) != nil, "\(id) on \(day): no gap is marked") }
            }
        }
    }

    @Test("a marked gap is an error of its own, which names the day from which there is a provision")
    func markedGap() throws {
        let law = try books.get()
        #expect(throws: LawError.notInBooks("landrecovery.payment", "2024-07-31", until: "2024-07-31")) {
            try law.deadline("landrecovery.payment", from: "2024-07-31")
        }
        #expect(try law.deadline("landrecovery.payment", from: "2024-08-01").provision == "2024-08-01")
    }

    @Test("the rules by which the platform starts clocks are there")
    func used() throws {
        let law = try books.get()
        for id in RuleID.used { #expect(!law.provisions(of: id).isEmpty, "\(id)") }
    }

    @Test("what was read in the press only is not called verified")
    func unverified() throws {
        let law = try books.get()
        #expect(
            law.rules.filter { !$0.verified }.map(\.id.text) == [
                "complaint.publication", "complaint.publication.posting",
            ])
        let datesOnly = Set(law.rules.filter { $0.verified && !$0.inForceVerified }.map(\.id.subject))
        #expect(datesOnly == [.feedback, .information, .landRecovery])
    }

    @Test("every day off has its source")
    func sources() throws {
        for calendar in try books.get().calendars {
            for holiday in calendar.holidays { #expect(holiday.source?.isEmpty == false, "\(holiday.day)") }
        }
    }

    @Test("a name typed wrongly finds those like it")
    func near() throws {
        let law = try books.get()
        #expect(law.near("complaint.first.setlement").first == "complaint.first.settlement")
        #expect(law.near("settlement").contains("denunciation.settlement"))
        #expect(law.near("feedback").first == "feedback.transfer")
        #expect(law.near("").isEmpty && law.near("quite another thing").isEmpty)
    }

    /// Lengths by article, typed from the texts a second time.
    static let lengths: [(id: RuleID, on: Day, Set<Condition>, Length)] = [
        ("complaint.first.settlement", "2026-06-30", [.complex, .remote], .calendarDays(60)),
        ("complaint.second.settlement", "2026-07-01", [.complex, .remote], .calendarDays(70)),
        ("complaint.second.lodging", "2026-07-01", [.remote], .calendarDays(45)),
        ("discipline.second.lodging", "2026-07-01", [.dismissal], .calendarDays(30)),
        ("denunciation.initial", "2026-07-01", [.severalPlaces], .workingDays(10)),
        ("denunciation.settlement", "2026-07-01", [.complex], .calendarDays(30)),
    ]

    @Test("the length under conditions is that of the article", arguments: lengths)
    func length(id: RuleID, day: Day, conditions: Set<Condition>, length: Length) throws {
        #expect(try books.get().rule(id, on: day).length(under: conditions) == length)
    }
}
