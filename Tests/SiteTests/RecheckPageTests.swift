import Acts
import Cases
import Kernel
import Language
import Registry
import Storage
import TestKit
import TestKitWeb
import Testing

/// Re-checks and the public figures of what was set aside, as pages; and the way for letters that are hard to handle.
@Suite struct RecheckPageTests {
    private func setAside(_ site: TestSite, _ ground: SetAsideGround, area: String = "010") async throws -> MatterKey {
        let matter = try await site.country.handIn(TestCountry.typed(area: area)).matter
        let head = area == "010" ? "ha" : "hb"
        try await site.country.take(matter, by: head)
        _ = try await site.country.act(head) {
            SubmitDraft(matter, settingAside: try TestCountry.text("Nước tràn ra đường"), ground, by: $0)
        }
        _ = try await site.country.act("province-h") { SignDraft(matter, by: $0) }
        return matter
    }

    private func drawAll(_ site: TestSite) async throws {
        site.country.clock.move(to: site.country.clock.today.adding(1))
        _ = try await DrawForRecheck.drawAll(
            JobContext(store: site.country.store, performer: site.country.performer), RecheckShare(percent: 100))
    }

    @Test("a supervisor finds it on the morning page, looks, decides; the sender reads it", arguments: Locale.allCases)
    func walk(_ locale: Locale) async throws {
        let site = try await TestSite.make()
        _ = try await site.country.openAccount("watcher", like: "province-h", as: .supervisor)
        let story = SenderStory(site)
        let receipt = try await story.begin(locale).1
        let matter = receipt.matter
        try await site.country.take(matter, by: "ha")
        try await site.country.answer(matter, by: "ha")
        try await drawAll(site)
        let visit = try await FileVisit.signIn("watcher", site, matter, in: locale)
        let morning = try ParsedPage(try await visit.browser.get("/desk").body)
        #expect(morning.faults == [] && morning.links.contains("/desk/rechecks"))
        let list = try ParsedPage(try await visit.browser.get("/desk/rechecks").body)
        #expect(list.faults == [] && list.links.contains { $0.hasPrefix("/desk/matters/\(matter)?act=recheck") })
        // Nothing is chosen beforehand, and words are demanded.
        let choices = try await visit.page().elements.filter { $0.attributes["name"] == "stands" }
        #expect(choices.count == 2 && choices.allSatisfy { $0.attributes["checked"] == nil })
        _ = try await visit.refuses(.recheck, [("text", "Đã xem.")], 422)
        _ = try await visit.refuses(.recheck, [("stands", "no"), ("text", "")], 422)
        #expect(try await visit.press(.recheck, [("stands", "maybe"), ("text", "Đã xem.")]).status == 422)
        let first = try await visit.press(.recheck, [("stands", "no"), ("text", "Chưa sửa nắp cống.")])
        #expect(first.status == 303)
        let page = try await visit.page()
        #expect(!FileVisit.acts(on: page, of: "/desk/matters/\(matter)").contains(.recheck))
        let empty = try ParsedPage(try await visit.browser.get("/desk/rechecks").body)
        #expect(empty.faults == [] && !empty.links.contains { $0.contains("\(matter)") })
        let failed = try ParsedPage(try await visit.browser.get("/desk/rechecks?state=failed").body)
        #expect(failed.faults == [] && failed.links.contains { $0.contains("\(matter)") })
        let follower = try await story.open(receipt.letter, locale)
        let reading = try ParsedPage(try await follower.get("/follow/letter").body)
        #expect(reading.faults == [] && reading.text.contains("Chưa sửa nắp cống."))
        let foreign = try await FileVisit.signIn("hb", site, matter, in: locale)
        let nothing = try await foreign.browser.get("/desk/rechecks?state=failed")
        #expect(nothing.status == 200 && !nothing.body.contains("\(matter)"))
        for query in ["state=x", "after=2026", "after=2026-11-20_x"] {
            #expect(try await visit.browser.get("/desk/rechecks?\(query)").status == 400, "\(query)")
        }
        #expect(try await TestBrowser(site).get("/desk/rechecks").status == 303, "nobody is signed in")
    }

    @Test(
        "everybody sees how many letters were set aside, by ground, place and year; nothing of any letter",
        arguments: Locale.allCases)
    func figures(_ locale: Locale) async throws {
        let site = try await TestSite.make()
        var matters: [MatterKey] = []
        for ground in [SetAsideGround.settled, .settled, .anonymous] {
            matters.append(try await setAside(site, ground))
        }
        matters.append(try await setAside(site, .unreadable, area: "011"))
        try await drawAll(site)
        let browser = TestBrowser(site, language: locale)
        func numbers(_ address: String) async throws -> [Int] {
            let reply = try await browser.get(address)
            #expect(reply.status == 200, "\(address)")
            let page = try ParsedPage(reply.body)
            #expect(page.faults == [])
            for matter in matters { #expect(!reply.body.contains("\(matter)")) }
            #expect(!reply.body.contains("Nước tràn"))
            return page.elements.compactMap { $0.attributes["data-number"].flatMap { Int($0) } }
        }
        // Grounds, total and received, each this year and the year before; then both sorts of re-checks.
        let whole = try await numbers("/set-aside")
        #expect(
            Array(whole.prefix(14)).enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element).sorted() == [
                0, 0, 1, 1, 2, 4, 4,
            ])
        #expect(Array(whole.dropFirst(14)) == [4, 0, 0, 4, 0, 0, 0, 0])
        #expect(try await numbers("/set-aside?year=2025").prefix(14).allSatisfy { $0 == 0 })
        let file = try await browser.get("/set-aside.csv?year=2026")
        #expect(file.status == 200 && file.body.contains("2026") && file.body.contains(",4,0"))
        let wrong = try await browser.get("/set-aside?year=1999")
        #expect(wrong.status == 400)
        #expect(try ParsedPage(wrong.body).faults == [])
        #expect(try await browser.get("/set-aside.csv?year=x").status == 400)
        let nowhere = try await browser.get("/set-aside?place=Nowhere%20at%20all")
        #expect(nowhere.status == 200)
        #expect(try ParsedPage(nowhere.body).faults == [])
        #expect(try ParsedPage(try await browser.get("/").body).links.contains("/set-aside"))
    }

    @Test("the file shows the way for letters that are hard to handle, with the acts that this officer can do")
    func difficult() async throws {
        let site = try await TestSite.make()
        let long = String(repeating: "Nước tràn ra đường. ", count: 300)
        let matter = try await site.country.handIn(TestCountry.typed(body: long)).matter
        try await site.country.take(matter, by: "ha-handler")
        let handler = try await FileVisit.signIn("ha-handler", site, matter)
        let address = "/desk/matters/\(matter)/difficult"
        #expect(try await handler.page().links.contains(address))
        let page = try ParsedPage(try await handler.browser.get(address).body)
        #expect(page.faults == [] && page.text.contains("Thư này dài 1.200 chữ."))
        #expect(page.text.contains("Thư này không ghi người gửi."))
        #expect(page.links.contains { $0.hasPrefix("/desk/matters/\(matter)?act=set-aside") })
        #expect(page.links.contains { $0.hasPrefix("/desk/matters/\(matter)?act=split") })
        let stranger = try await FileVisit.signIn("hb", site, matter)
        #expect(try await stranger.browser.get(address).status == 404)
        // Who can only look is offered no way, and once it is answered there is none to go.
        _ = try await site.country.openAccount("watcher", like: "province-h", as: .supervisor)
        let watcher = try await FileVisit.signIn("watcher", site, matter)
        #expect(try await !watcher.page().links.contains(address))
        _ = try await site.country.act("ha-handler") {
            SubmitDraft(matter, answer: try TestCountry.text("Đã sửa."), .resolved, by: $0)
        }
        #expect(try await !handler.page().links.contains(address))
        let after = try ParsedPage(try await handler.browser.get(address).body)
        #expect(after.faults == [] && !after.links.contains { $0.contains("?act=") })
    }
}
