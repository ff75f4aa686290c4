import Acts
import Cases
import Foundation
import Kernel
import Registry
import Storage
import TestKit
import TestKitWeb
import Testing
import Vault

@testable import Server

/// The year that a demonstration tells.
@Suite struct DemonstrationTests {
    private func directory() -> String {
        NSTemporaryDirectory() + "hoidap-demonstration-\(UInt64.random(in: 0...UInt64.max))"
    }

    // Texts

    @Test("there are three hundred situations over twenty-five fields, no two alike, of every length")
    func situations() throws {
        let script = try DemonstrationScript.load(from: ProjectFiles.resources)
        let all = script.situations + script.joining.values.joined()
        #expect(all.count >= 300)
        #expect(Set(all.map(\.field)).count == 25)
        #expect(Set(all.map(\.body.source)).count == all.count)
        let words = all.map { $0.body.source.split { $0.isWhitespace }.count }.sorted()
        #expect(words[0] >= 30 && words[words.count - 1] <= 600)
        #expect(words[words.count / 3] < 90 && words[words.count * 2 / 3] > 130, "lengths are spread")
        for course in DemonstrationSituation.Course.allCases {
            #expect(all.contains { $0.course == course }, "\(course)")
        }
        #expect(all.filter { $0.body.source.allSatisfy(\.isASCII) }.count >= 10, "some write without marks")
    }

    @Test(
        "what is wrong with a text is said with its file and its id",
        arguments: [
            (#""mood": "angry""#, "mood"), (#""course": "burnt""#, "burnt"), (#""title": "{colour}""#, "title"),
            (#""title": "Gọi {phone}""#, "name"), (#""rating": 3"#, "rating"), (#""joins": "waste-99""#, "joins"),
            (#""people": "nine""#, "people"), (#""body": "Ngắn quá.""#, "words"),
        ])
    func strict(_ change: String, _ word: String) throws {
        let resources = directory()
        defer { try? FileManager.default.removeItem(atPath: resources) }
        let folder = resources + "/demonstration/situations"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let body = "Ngõ tối " + String(repeating: "quá ", count: 40)
        var entry: [String: Any] = [
            "id": "waste-01", "field": "waste", "kind": "feedback", "title": "Rác", "body": body, "named": false,
            "people": 1, "course": "received",
        ]
        let changed = try JSONSerialization.jsonObject(with: Data("{\(change)}".utf8)) as? [String: Any]
        entry.merge(changed ?? [:]) { $1 }
        try JSONSerialization.data(withJSONObject: [entry]).write(to: URL(fileURLWithPath: folder + "/waste.json"))
        do {
            _ = try DemonstrationScript.load(from: resources)
            Issue.record("read without an error")
        } catch let error as DemonstrationError {
            #expect(error.file == "waste.json" && error.id == "waste-01")
            #expect("\(error)".contains(word), "\(error)")
        }
    }

    @Test("days are told from the story's first, on the weekday that is named, and looked back on after “đã”")
    func days() throws {
        let text = try #require(
            DemonstrationText("Đã thay ngày {day+2}. Họp chủ nhật ngày {day+7}, xong trước ngày {day+20}."))
        #expect(text.days.past == 2 && text.days.future == 7)
        // 20 November 2026 is a Friday.
        let friday = try #require(Day("2026-11-20"))
        #expect(
            text.filled([:], from: friday)
                == "Đã thay ngày 22/11/2026. Họp chủ nhật ngày 29/11/2026, xong trước ngày 10/12/2026.")
        #expect(DemonstrationText("{day-1}") == nil && DemonstrationText("{") == nil)
    }

    // The plan

    private func stage() throws -> (plan: DemonstrationPlan, communes: [DemonstrationStage.Commune]) {
        let script = try DemonstrationScript.load(from: ProjectFiles.resources)
        let gazetteer = try Gazetteer.load(from: ProjectFiles.resources)
        let city = try #require(gazetteer.unit("01", .province))
        let communes = gazetteer.children(of: city).sorted { $0.code < $1.code }.map { unit in
            let area = Area(code: unit.code, level: .commune, name: ["vi": unit.fullName], parent: "01")
            return DemonstrationStage.Commune(
                organization: Organization(
                    id: ID(1), home: .central, code: unit.code, body: .committee, name: area.name, area: area,
                    parent: nil, answerPromise: nil),
                staff: DemonstrationStaff(commune: unit.code, isWard: unit.type == .ward),
                isWard: unit.type == .ward)
        }
        let plan = DemonstrationPlan(
            script, law: ProjectFiles.law, today: try #require(Day("2026-11-20")), matters: Demonstration.matters)
        return (plan, communes)
    }

    @Test("the year has every situation, no body twice in a commune, and nothing after its last day")
    func year() throws {
        let (plan, communes) = try stage()
        let shares = DemonstrationPlan.shares(
            of: Demonstration.matters, among: communes.map(\.organization.area.code))
        #expect(communes.count == 126 && shares.reduce(0, +) == Demonstration.matters && shares.min()! >= 5)
        var told: Set<String> = []
        var publications = 0
        for (position, (commune, share)) in zip(communes, shares).enumerated() {
            var letters = DemonstrationCommunePlan(plan, commune, position: position)
            var bodies: Set<String> = []
            for _ in 0..<share {
                let matter = letters.next()
                told.insert(matter.situation)
                #expect(bodies.insert(matter.letter.typed.body).inserted)
                let days = [matter.letter.day] + matter.steps.map(\.day)
                #expect(days == days.sorted() && days.allSatisfy { $0 <= plan.today }, "\(matter.letter.key)")
                #expect(matter.letter.day >= Gazetteer.reform)
                publications += matter.steps.filter { if case .publish = $0.deed { true } else { false } }.count
            }
        }
        #expect(told.count >= plan.script.situations.count - 3, "\(told.count)")
        #expect((25...70).contains(publications), "\(publications)")
    }

    @Test("eight hundred letters to one commune are eight hundred texts")
    func many() throws {
        let (plan, communes) = try stage()
        var letters = DemonstrationCommunePlan(plan, communes[40], position: 40)
        var bodies: Set<String> = []
        for _ in 0..<800 { bodies.insert(letters.next().letter.typed.body) }
        #expect(bodies.count == 800)
    }

    // The play

    @Test("a demonstration prepared twice is the same, agrees with its ledger, and holds every state")
    func prepared() async throws {
        let (data, database) = (directory(), try await TestStore.freshDatabase())
        defer { try? FileManager.default.removeItem(atPath: data) }
        for round in 0..<2 {
            let installation = try await Installation.open(
                data: data, database: database, resources: ProjectFiles.resources)
            let outcome = try await Demonstration.prepare(
                installation, resources: ProjectFiles.resources, matters: 220)
            #expect(outcome.wasThere == (round == 1) && (outcome.letters >= 220) == (round == 0))
            #expect(try await installation.store.read(PurposeTable.read) == .demonstration)
            let counted = try await Recount.compareAll(
                installation.store, at: installation.performer.world.now())
            #expect(counted >= 220)
            try await expectEverything(installation)
            await installation.close()
        }
        // After a clean stop everything is in the one file, and nobody else may read it.
        let left = try FileManager.default.contentsOfDirectory(atPath: data)
        #expect(!left.contains("hoidap.sqlite-wal"), "\(left)")
    }

    private func expectEverything(_ installation: Installation) async throws {
        let today = installation.performer.world.today
        let (stages, late, tail, logins, again) = try await installation.store.read { tx in
            (
                try tx.all("select distinct stage from matter order by stage") { row in try row(0) as String },
                try tx.first(
                    "select count(*) from clock where state = 'running' and due < \(today)"
                ) { row in try row(0) as Int },
                try tx.first("select count(*) from tally_tail") { row in try row(0) as Int },
                try DemonstrationLogin.allCases.filter { try AccountTable.find(login: $0.rawValue, tx) == nil },
                try tx.all(
                    """
                    select l.area from letter l join extract e on e.letter = l.id where l.parent is null \
                    group by l.area, e.body having count(*) > 1 order by l.area
                    """
                ) { row in try row(0) as String }
            )
        }
        #expect(Set(Stage.allCases.map(\.rawValue)).subtracting(stages).subtracting(["offered"]).isEmpty)
        #expect(late == 0, "every lapse is recorded")
        #expect(tail == 0, "tallies are folded")
        #expect(logins.isEmpty, "everybody on the sign-in page can sign in")
        #expect(again.isEmpty, "no body stands twice in a commune")
    }

    @Test("one that was interrupted is finished, and what was there is not told again")
    func interrupted() async throws {
        let (data, database) = (directory(), try await TestStore.freshDatabase())
        defer { try? FileManager.default.removeItem(atPath: data) }
        let installation = try await Installation.open(
            data: data, database: database, resources: ProjectFiles.resources)
        let first = try await Demonstration.prepare(installation, resources: ProjectFiles.resources, matters: 40)
        let store = installation.store
        func events() async throws -> Int {
            try await store.read { tx in
                try tx.first("select count(*) from event where sort = 'matter'") { row in try row(0) as Int } ?? 0
            }
        }
        let before = try await events()
        // As if it had ended before the last account was opened.
        func forgetTheEnd() async throws {
            try await store.record { tx in try tx.run("update account set login = 'gone' where login = 'quantri'") }
        }
        try await forgetTheEnd()
        let second = try await Demonstration.prepare(installation, resources: ProjectFiles.resources, matters: 40)
        #expect(!second.wasThere && second.letters == 0)
        #expect(try await events() == before)
        try await store.record { tx in try tx.run("update account set login = 'gone too' where login = 'quantri'") }
        let third = try await Demonstration.prepare(installation, resources: ProjectFiles.resources, matters: 90)
        #expect(third.letters > 0 && third.letters < 90 && first.letters >= 40)
        #expect(try await Recount.compareAll(store, at: installation.performer.world.now()) > first.letters)
        await installation.close()
    }

    @Test("the page for signing in tells who can be tried, in a demonstration only")
    func signIn() async throws {
        for purpose in Purpose.allCases {
            let page = try await TestBrowser(try await TestSite.make(purpose: purpose)).get("/desk/sign-in").body
            for login in DemonstrationLogin.allCases {
                #expect(page.contains("<strong>\(login.rawValue)</strong>") == (purpose == .demonstration))
            }
            #expect(page.contains(Demonstration.password) == (purpose == .demonstration))
        }
    }
}
