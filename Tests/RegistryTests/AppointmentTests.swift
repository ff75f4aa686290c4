import Acts
import Cases
import Kernel
import Registry
import Storage
import TestKit
import Testing

/// Posts, and who holds or covers them when.
@Suite struct AppointmentTests {
    @Test("a cover begins and ends with its days, and the holder stays; on these days the work is the cover's too")
    func cover() async throws {
        let country = try await TestCountry.make()
        let (ha, hb) = (country.officer("ha"), country.officer("hb"))
        let post = try await country.post(.head, in: country.body("commune-ha"))
        let matter = try await country.handIn().matter
        try await country.take(matter, by: "ha")
        let today = country.clock.today
        try await country.performer.perform(
            AppointOfficial(hb.official, to: post, asCover: true, from: today.adding(3), until: today.adding(5)),
            by: country.founder)
        for (days, covers) in [(0, false), (2, false), (3, true), (4, true), (5, false)] {
            country.clock.move(to: today.adding(days))
            #expect(try await country.standing(hb)?.holds(post.id) == covers, "after \(days) days")
            #expect(try await country.standing(ha)?.holds(post.id) == true)
            #expect((try await country.file(matter, for: "hb") != nil) == covers)
        }
        let held = try #require(try await country.standing(ha)).posts
        #expect(held.map(\.isCover) == [false])
        country.clock.move(to: today.adding(4))
        try await country.answer(matter, by: "hb")
        #expect(try await country.file(matter, for: "ha")?.matter.procedure.stage == .answered)
    }

    @Test("one official holds several posts at once, in several bodies; each ends by itself")
    func several() async throws {
        let country = try await TestCountry.make()
        let ha = country.officer("ha")
        let handler = try await country.post(.handler, in: country.body("commune-ha"))
        let above = try await country.performer.perform(
            EstablishPost(.supervisor, title: ["vi": "Giám sát", "en": "Oversight"], in: country.body("province-h")),
            by: country.founder
        ).outcome
        for post in [handler, above] {
            try await country.performer.perform(AppointOfficial(ha.official, to: post), by: country.founder)
        }
        #expect(try await country.standing(ha)?.posts.count == 3)
        await #expect(throws: RegistryError.alreadyHolds) {
            try await country.performer.perform(
                AppointOfficial(ha.official, to: above, asCover: true), by: country.founder)
        }
        try await country.performer.perform(
            EndAppointment(ha.official, in: above, work: .ofMatters), by: country.founder)
        #expect(try await country.standing(ha)?.posts.map(\.post.role) == [.head, .handler])
        await #expect(throws: RegistryError.notHolder) {
            try await country.performer.perform(
                EndAppointment(ha.official, in: above, work: .ofMatters), by: country.founder)
        }
        // The same day again: what ended before it began is no history.
        try await country.performer.perform(AppointOfficial(ha.official, to: above), by: country.founder)
        let history = try await country.store.read { tx in try PostTable.history(of: above.id, tx) }
        #expect(history.map(\.until) == [.never])
    }

    @Test("an administrator appoints in the own body and below, not beside or above, and never oneself")
    func rights() async throws {
        let country = try await TestCountry.make()
        let province = try await country.open("admin-h", .administrator, in: country.body("province-h"))
        let commune = try await country.open("admin-ha", .administrator, in: country.body("commune-ha"))
        let post = try await country.post(.handler, in: country.body("commune-ha"))
        let beside = try await country.post(.head, in: country.body("commune-hb"))
        let above = try await country.post(.head, in: country.body("province-h"))
        let hc = country.officer("hc").official
        for (admin, target, isAllowed) in [
            (commune, post, true), (commune, beside, false), (commune, above, false), (province, beside, true),
            (province, above, true),
        ] {
            let act = AppointOfficial(hc, to: target)
            if isAllowed {
                try await country.performer.perform(act, by: .officer(admin.id))
            } else {
                await #expect(throws: ActProblem.forbidden) {
                    try await country.performer.perform(act, by: .officer(admin.id))
                }
            }
        }
        await #expect(throws: RegistryError.ownRights) {
            try await country.performer.perform(AppointOfficial(commune.official, to: post), by: .officer(commune.id))
        }
        for actor in [Actor.officer(country.officer("ha").id), .anyone, .petitioner(ID(1)), .officer(ID(404))] {
            await #expect(throws: ActProblem.forbidden) {
                try await country.performer.perform(AppointOfficial(hc, to: beside), by: actor)
            }
        }
        // What was so before today, only an import says.
        let earlier = AppointOfficial(country.officer("kb").official, to: post, from: country.clock.today.adding(-1))
        await #expect(throws: RegistryError.tooEarly) {
            try await country.performer.perform(earlier, by: .officer(commune.id))
        }
        try await country.performer.perform(earlier, by: country.founder)
    }

    @Test("dates the wrong way round, an unknown person and an unknown post are refused")
    func refused() async throws {
        let country = try await TestCountry.make()
        let post = try await country.post(.handler, in: country.body("commune-ha"))
        let (hc, today) = (country.officer("hc").official, country.clock.today)
        await #expect(throws: RegistryError.datesReversed) {
            try await country.performer.perform(
                AppointOfficial(hc, to: post, from: today, until: today), by: country.founder)
        }
        await #expect(throws: RegistryError.officialMissing) {
            try await country.performer.perform(AppointOfficial(ID(404), to: post), by: country.founder)
        }
        let nowhere = Post(id: ID(404), home: post.home, organization: post.organization, title: [:], role: .head)
        await #expect(throws: RegistryError.postMissing) {
            try await country.performer.perform(AppointOfficial(hc, to: nowhere), by: country.founder)
        }
        await #expect(throws: RegistryError.titleMissing) {
            try await country.performer.perform(
                EstablishPost(.head, title: ["vi": ""], in: country.body("commune-ha")), by: country.founder)
        }
    }

    @Test("a post with open matters neither ends nor loses its last holder, unless somebody takes it the same day")
    func custody() async throws {
        let country = try await TestCountry.make()
        let (handler, hc) = (country.officer("ha-handler"), country.officer("hc"))
        let post = try await country.post(.handler, in: country.body("commune-ha"))
        let matter = try await country.handIn().matter
        try await country.take(matter, by: "ha-handler")
        await #expect(throws: RegistryError.leavesWork(post.id, 1)) {
            try await country.performer.perform(EndPost(post, work: .ofMatters), by: country.founder)
        }
        await #expect(throws: RegistryError.leavesWork(post.id, 1)) {
            try await country.performer.perform(
                EndAppointment(handler.official, in: post, work: .ofMatters), by: country.founder)
        }
        await #expect(throws: RegistryError.takerUnfit) {
            try await country.performer.perform(
                EndAppointment(handler.official, in: post, to: handler.official, work: .ofMatters),
                by: country.founder)
        }
        try await country.performer.perform(
            EndAppointment(handler.official, in: post, to: hc.official, work: .ofMatters), by: country.founder)
        #expect(try await country.standing(handler)?.posts.isEmpty == true)
        try await country.draft(matter, by: hc)
        try await country.act("ha") { SignDraft(matter, by: $0) }
        try await country.performer.perform(
            RenamePost(post, title: ["vi": "Công chức", "en": "Officer"]), by: country.founder)
        #expect(try await country.post(.handler, in: country.body("commune-ha")).title["vi"] == "Công chức")
        try await country.performer.perform(EndPost(post, work: .ofMatters), by: country.founder)
        #expect(try await country.standing(hc)?.holds(post.id) == false)
        await #expect(throws: RegistryError.postMissing) {
            try await country.performer.perform(AppointOfficial(hc.official, to: post), by: country.founder)
        }
    }
}
