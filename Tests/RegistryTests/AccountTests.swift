import Acts
import Cases
import Kernel
import Registry
import Storage
import TestKit
import Testing
import Vault

/// Accounts: closing and opening again, passwords, and rights that never come from nowhere.
@Suite struct AccountTests {
    private func close(
        _ country: TestCountry, _ login: String, to takers: [PostID: OfficialID] = [:], by actor: Actor? = nil
    ) async throws {
        try await country.performer.perform(
            CloseAccount(country.officer(login), takers: takers, work: .ofMatters), by: actor ?? country.founder)
    }

    @Test("everybody with an account is listed once, by given name under Vietnamese collation")
    func everybody() async throws {
        let country = try await TestCountry.make()
        let body = country.body("commune-hb")
        for (login, name) in [("x1", "Trần Thị Ánh"), ("x2", "Nguyễn Văn An"), ("x3", "Đỗ Bình")] {
            _ = try await country.open(
                login, for: .new(name: name), in: body, .new(title: ["vi": login], role: .handler))
        }
        let today = country.clock.today
        let people = try await country.store.read { tx in try PersonInOffice.all(on: today, tx) }
        let names = people.map(\.name)
        #expect(names.filter { !$0.hasPrefix("Officer") } == ["Nguyễn Văn An", "Trần Thị Ánh", "Đỗ Bình"])
        #expect(Set(people.map(\.official)).count == people.count && people.count == country.accounts.count + 3)
    }

    @Test("closing an account leaves no open matter without somebody who can sign in and do it")
    func closing() async throws {
        let country = try await TestCountry.make()
        let post = try await country.post(.handler, in: country.body("commune-ha"))
        let matters = [try await country.handIn().matter, try await country.handIn().matter]
        for matter in matters { try await country.take(matter, by: "ha-handler") }
        await #expect(throws: RegistryError.leavesWork(post.id, 2)) { try await close(country, "ha-handler") }
        let handler = country.officer("ha-handler")
        let today = country.clock.today
        let demands = try await country.store.read { tx in
            try CloseAccount.demands(handler, on: today, work: .ofMatters, tx).map { ($0.post.id, $0.open) }
        }
        #expect(demands.map(\.0) == [post.id] && demands.map(\.1) == [2])
        // Not to oneself, not to nobody, not to somebody whose account is closed, not a post of others.
        try await close(country, "kc")
        for taker in [handler.official, ID(404), country.officer("kc").official] {
            await #expect(throws: RegistryError.takerUnfit) {
                try await close(country, "ha-handler", to: [post.id: taker])
            }
        }
        let reception = try await country.post(.reception, in: country.body("commune-ha"))
        let hb = country.officer("hb").official
        await #expect(throws: RegistryError.postMissing) {
            try await close(country, "ha-handler", to: [reception.id: hb])
        }

        try await close(country, "ha-handler", to: [post.id: hb])
        #expect(try await country.standing(handler) == nil)
        #expect(try await country.desk(country.officer("hb")) == Set(matters))
        try await country.draft(matters[0], by: country.officer("hb"))
        await #expect(throws: RegistryError.accountClosed) { try await close(country, "ha-handler") }

        try await country.performer.perform(ReopenAccount(handler), by: country.founder)
        #expect(try await country.standing(handler)?.posts.isEmpty == true, "posts do not come back by themselves")
        await #expect(throws: RegistryError.accountOpen) {
            try await country.performer.perform(ReopenAccount(handler), by: country.founder)
        }
    }

    @Test("whoever else holds or covers the post today keeps the work; a cover of tomorrow does not count")
    func others() async throws {
        let country = try await TestCountry.make()
        let post = try await country.post(.handler, in: country.body("commune-ha"))
        let matter = try await country.handIn().matter
        try await country.take(matter, by: "ha-handler")
        let (hb, hc, today) = (country.officer("hb"), country.officer("hc"), country.clock.today)
        try await country.performer.perform(
            AppointOfficial(hb.official, to: post, asCover: true, from: today.adding(1)), by: country.founder)
        await #expect(throws: RegistryError.leavesWork(post.id, 1)) { try await close(country, "ha-handler") }
        try await country.performer.perform(AppointOfficial(hc.official, to: post), by: country.founder)
        try await close(country, "ha-handler")
        try await country.draft(matter, by: hc)
    }

    @Test("a post covered now and later again is asked for once, by the account and by the appointment")
    func again() async throws {
        let country = try await TestCountry.make()
        let post = try await country.post(.handler, in: country.body("commune-ha"))
        try await country.take(try await country.handIn().matter, by: "ha-handler")
        let (hb, holder, today) = (country.officer("hb"), country.officer("ha-handler"), country.clock.today)
        for (from, until) in [(0, 3), (5, 8)] {
            try await country.performer.perform(
                AppointOfficial(
                    hb.official, to: post, asCover: true, from: today.adding(from), until: today.adding(until)),
                by: country.founder)
        }
        func demand(_ official: OfficialID) async throws -> Int? {
            try await country.store.read { tx in
                try EndAppointment.demand(official, in: post, on: today, work: .ofMatters, tx)
            }
        }
        #expect(try await demand(holder.official) == nil, "the cover keeps the work")
        try await country.performer.perform(
            EndAppointment(holder.official, in: post, work: .ofMatters), by: country.founder)
        #expect(try await demand(hb.official) == 1)
        let demands = try await country.store.read { tx in
            try CloseAccount.demands(hb, on: today, work: .ofMatters, tx).map(\.post.id)
        }
        #expect(demands == [post.id])
    }

    @Test(
        "the last who can receive does not go while letters lie with the body; a commune with one officer works in full"
    )
    func oneOfficer() async throws {
        let country = try await TestCountry.make()
        let body = country.body("commune-hb")
        let matter = try await country.handIn(TestCountry.typed(area: "011")).matter
        await #expect(throws: RegistryError.leavesBody(body.id, 1)) { try await close(country, "hb") }
        let hb = country.officer("hb").official
        for role in [Role.reception, .handler, .administrator] {
            let post = try await country.performer.perform(
                EstablishPost(role, title: ["vi": "\(role)", "en": "\(role)"], in: body), by: country.founder
            ).outcome
            try await country.performer.perform(AppointOfficial(hb, to: post), by: country.founder)
        }
        #expect(try await country.standing(country.officer("hb"))?.posts.count == 4)
        try await country.take(matter, by: "hb")
        try await country.answer(matter, by: "hb")
        #expect(try await country.file(matter, for: "hb")?.matter.procedure.stage == .answered)
        // As administrator of the body this one officer opens an account for a second.
        let second = try await country.open(
            "hb2", for: .new(name: "Hai"), in: body, .new(title: ["vi": "Xử lý"], role: .handler),
            by: .officer(country.officer("hb").id))
        #expect(try await country.standing(second)?.posts.map(\.post.role) == [.handler])
    }

    @Test("with a second account the person goes on, and nothing needs a taker")
    func secondAccount() async throws {
        let country = try await TestCountry.make()
        let handler = country.officer("ha-handler")
        let matter = try await country.handIn().matter
        try await country.take(matter, by: "ha-handler")
        let other = try await country.open(
            "handler2", for: .known(handler.official), in: country.body("commune-ha"), .none)
        try await close(country, "ha-handler")
        #expect(try await country.standing(other)?.posts.map(\.post.role) == [.handler])
        try await country.draft(matter, by: other)
    }

    @Test("the account of a body's last administrator stays open; where one is left, there or above, another may go")
    func lastAdministrator() async throws {
        let country = try await TestCountry.make()
        let (a, province) = (country.body("commune-ha"), country.body("province-h"))
        let first = try await country.open("admin-ha", .administrator, in: a)
        func close(_ account: Account, to takers: [PostID: OfficialID] = [:]) async throws {
            try await country.performer.perform(
                CloseAccount(account, takers: takers, work: .ofMatters), by: country.founder)
        }
        await #expect(throws: RegistryError.lastAdministrator("commune-ha")) { try await close(first) }
        _ = try await country.open("admin-hb", .administrator, in: country.body("commune-hb"))
        await #expect(throws: RegistryError.lastAdministrator("commune-ha"), "beside it is not above it") {
            try await close(first)
        }
        let above = try await country.open("admin-h", .administrator, in: province)
        try await close(first)
        await #expect(throws: RegistryError.lastAdministrator("province-h")) { try await close(above) }
        // With somebody who takes the post in the same act the account may be closed.
        let post = try await country.post(.administrator, in: province)
        let hb = country.officer("hb").official
        try await close(above, to: [post.id: hb])
        #expect(try await country.standing(country.officer("hb"))?.holds(post.id) == true)
    }

    @Test("nobody is the last to administer a body and leaves: not by the appointment, the post, or for a while")
    func lastAppointment() async throws {
        let country = try await TestCountry.make()
        let province = country.body("province-h")
        let admin = try await country.open("admin-h", .administrator, in: province)
        let post = try await country.post(.administrator, in: province)
        let last = RegistryError.lastAdministrator("province-h")
        func relieve(_ official: OfficialID, to taker: OfficialID? = nil, by actor: Actor? = nil) async throws {
            try await country.performer.perform(
                EndAppointment(official, in: post, to: taker, work: .ofMatters), by: actor ?? country.founder)
        }
        await #expect(throws: last) { try await relieve(admin.official) }
        await #expect(throws: last) { try await relieve(admin.official, by: .officer(admin.id)) }
        await #expect(throws: last) {
            try await country.performer.perform(EndPost(post, work: .ofMatters), by: country.founder)
        }
        // A cover that ends, one that begins later, and somebody who cannot sign in are nobody who stays.
        let (today, hb, hc) = (country.clock.today, country.officer("hb"), country.officer("hc"))
        try await country.performer.perform(
            AppointOfficial(hb.official, to: post, asCover: true, until: today.adding(9)), by: country.founder)
        try await country.performer.perform(
            AppointOfficial(country.officer("ha").official, to: post, from: today.adding(1)), by: country.founder)
        try await close(country, "hc")
        try await country.performer.perform(AppointOfficial(hc.official, to: post), by: country.founder)
        await #expect(throws: last) { try await relieve(admin.official) }
        // Whoever covers may go, and the holder when somebody takes the post.
        try await relieve(hb.official)
        try await relieve(admin.official, to: hb.official)
        #expect(try await country.standing(admin)?.posts.isEmpty == true)
        await #expect(throws: last) { try await relieve(hb.official) }
        // A post that nobody holds ends, and so does one of two.
        let second = try await country.performer.perform(
            EstablishPost(.administrator, title: ["vi": "Quản trị 2"], in: province), by: country.founder
        ).outcome
        try await country.performer.perform(EndPost(second, work: .ofMatters), by: country.founder)
        _ = try await country.open("admin-h2", .administrator, in: province)
        try await country.performer.perform(EndPost(post, work: .ofMatters), by: country.founder)
    }

    @Test("an administrator has no power over a person who stands above, by any way")
    func above() async throws {
        let country = try await TestCountry.make()
        let admin = try await country.open("admin-ha", .administrator, in: country.body("commune-ha"))
        let ha = country.officer("ha")
        let by = Actor.officer(admin.id)
        let hash = try await PasswordHash.make("another password", cost: .low)
        try await country.performer.perform(ResetPassword(ha, hash), by: by)
        // From today on ha covers the head of the province, too.
        let post = try await country.post(.head, in: country.body("province-h"))
        try await country.performer.perform(
            AppointOfficial(ha.official, to: post, asCover: true, from: country.clock.today.adding(9)),
            by: country.founder)
        await #expect(throws: ActProblem.forbidden) {
            try await country.performer.perform(ResetPassword(ha, hash), by: by)
        }
        await #expect(throws: ActProblem.forbidden) { try await close(country, "ha", by: by) }
        await #expect(throws: ActProblem.forbidden) {
            _ = try await country.open("ha2", for: .known(ha.official), in: country.body("commune-ha"), .none, by: by)
        }
        await #expect(throws: RegistryError.ownRights) {
            _ = try await country.open(
                "own2", for: .known(admin.official), in: country.body("commune-ha"), .none, by: by)
        }
        await #expect(throws: RegistryError.ownRights) {
            try await country.performer.perform(ResetPassword(admin, hash), by: by)
        }
        await #expect(throws: ActProblem.forbidden) {
            _ = try await country.open(
                "x", for: .new(name: "X"), in: country.body("province-h"), .new(title: ["vi": "a"], role: .head), by: by
            )
        }
    }

    @Test("one's own password is changed by knowing the old one; a reset one must be changed")
    func passwords() async throws {
        let country = try await TestCountry.make()
        let ha = country.officer("ha")
        func change(_ old: String, _ new: String, by account: Account? = nil) async throws {
            let act = try await SetPassword.checked(ha, old: old, new: new, cost: .low, country.store)
            try await country.performer.perform(act, by: .officer((account ?? ha).id))
        }
        let old = TestCountry.password
        await #expect(throws: RegistryError.passwordWrong) { try await change("wrong", "a long enough one") }
        await #expect(throws: RegistryError.passwordShort) { try await change(old, "short") }
        await #expect(throws: RegistryError.passwordSame) { try await change(old, old) }
        await #expect(throws: ActProblem.forbidden) {
            try await change(old, "a long enough one", by: country.officer("hb"))
        }
        // Tried against what is stored no longer.
        let stale = try await SetPassword.checked(ha, old: old, new: "a long enough one", cost: .low, country.store)
        try await change(old, "một câu dễ nhớ")
        await #expect(throws: RegistryError.passwordWrong) {
            try await country.performer.perform(stale, by: .officer(ha.id))
        }
        let stored = try await country.store.read { tx in try AccountTable.find(login: "HA", tx) }
        #expect(try await stored?.password.matches("một câu dễ nhớ") == true)
        #expect(stored?.account.mustRenewPassword == false)
        let hash = try await PasswordHash.make("one-time-pass", cost: .low)
        try await country.performer.perform(ResetPassword(ha, hash), by: country.founder)
        let reset = try await country.store.read { tx in try AccountTable.find(ha.id, tx) }
        #expect(reset?.mustRenewPassword == true)
        try await change("one-time-pass", "một câu dễ nhớ")
        let again = try await country.store.read { tx in try AccountTable.find(ha.id, tx) }
        #expect(again?.mustRenewPassword == false)
        let payloads = try await country.store.read { tx in
            try tx.all("select payload from event where sort = 'account' order by id") { row in try row(0) as String }
        }
        #expect(
            !payloads.contains { $0.contains("scrypt") || $0.contains("Officer") }, "the ledger holds no hash, no name")
    }

    @Test("a one-time password has no letter that looks like another, and no two are alike")
    func oneTime() {
        var chance = SeededGenerator(seed: 7)
        var seen: Set<String> = []
        for _ in 0..<500 {
            let bytes = (0..<12).map { _ in UInt8.random(in: 0...255, using: &chance) }
            let password = PasswordRule.oneTime { Array(bytes.prefix($0)) }
            #expect(password.count == 14 && !password.contains { "lo01".contains($0) })
            seen.insert(password)
        }
        #expect(seen.count == 500)
    }
}

extension TestCountry {
    func desk(_ account: Account) async throws -> Set<MatterKey> {
        let today = clock.today
        return try await store.read { tx in
            Set(
                try DeskList.page(
                    Scope.of(.officer(account.id), on: today, tx), .all, FilterDays(today: today, soon: today), tx
                ).entries.map(\.matter)
            )
        }
    }
}

extension TestCountry {
    /// What whoever handles a matter does, and nobody else can.
    func draft(_ matter: MatterKey, by account: Account) async throws {
        let text = try TypedText("Đã sửa xong.", field: "text")
        _ = try await performer.perform(
            SubmitDraft(matter, answer: text, .resolved, by: account.id), by: .officer(account.id))
    }
}
