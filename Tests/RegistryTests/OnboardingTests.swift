import Acts
import Kernel
import Registry
import Storage
import TestKit
import Testing
import Vault

/// Officials brought on board by a list.
@Suite struct OnboardingTests {
    private static let header = "Mã cơ quan,Chức danh,Họ và tên,Tên đăng nhập,Từ ngày,Vai trò\n"

    private func file(_ lines: String, header: String = header) throws -> OfficialsFile {
        try OfficialsFile(Array((header + lines).utf8), limit: .page)
    }

    private func onboarding(_ country: TestCountry, _ lines: String, by login: String? = nil) throws -> Onboarding {
        let actor = login.map { Actor.officer(country.officer($0).id) } ?? country.founder
        return Onboarding(try file(lines), by: actor, country.performer, country.store, cost: .low)
    }

    /// What was done, by line.
    private func perform(
        _ country: TestCountry, _ lines: String, by account: Account? = nil, renews: Bool = false
    ) async throws -> [LineReport] {
        let actor = account.map { Actor.officer($0.id) } ?? country.founder
        let onboarding = Onboarding(
            try file(lines), by: actor, country.performer, country.store, cost: .low)
        var reports: [LineReport] = []
        #expect(try await onboarding.perform(renews: renews) { reports.append($0) } == nil)
        return reports
    }

    private func events(_ country: TestCountry) async throws -> Int {
        try await country.store.read { tx in try tx.first("select count(*) from event") { row in try row(0) } ?? 0 }
    }

    private func words(_ reports: [LineReport]) -> [String] {
        reports.map { report in
            switch report.finding {
            case .opens: "opens \(report.login)"
            case .appoints: "appoints \(report.login)"
            case .already: "already \(report.login)"
            case .refused(let refusal):
                "\(refusal.column?.rawValue ?? "-") \(refusal.message.name.split(separator: ".").last!)"
            }
        }
    }

    @Test("columns are known by Vietnamese and English names, marked or not, in any order and between any signs")
    func headers() throws {
        for (text, unread) in [
            ("STT;Họ và tên;Chức danh;MÃ CƠ QUAN\r\n1;An;Chủ tịch;x\r\n", ["STT"]),
            ("\u{FEFF}ho va ten\tchuc vu\tma don vi\nAn\tChủ tịch\tx", []),
            ("Post,Full name,\"body\ncode\",Note\nChủ tịch,An,x,\"a\nb\"\n,,,\n", ["Note"]),
            ("name,position,organization_code\r\"An\",Chủ tịch,x", []),
        ] as [(String, [String])] {
            let file = try OfficialsFile(Array(text.utf8), limit: .page)
            #expect(file.lines.count == 1 && file.unread == unread, "\(text)")
            let line = try #require(file.lines.first)
            #expect(line[.name] == "An" && line[.post] == "Chủ tịch" && line[.body] == "x" && line[.login] == "")
        }
    }

    @Test("a list that cannot be read at all says why: no text, no header, no line, too long")
    func whole() throws {
        func error(_ bytes: [UInt8], _ limit: OfficialsFile.Limit = .page) -> OfficialsFileError? {
            do {
                _ = try OfficialsFile(bytes, limit: limit)
                return nil
            } catch { return error }
        }
        let header = Array("code,post,name\n".utf8)
        #expect(error([]) == .empty && error(header) == .empty && error(header + Array(",,\n".utf8)) == .empty)
        #expect(error([0x50, 0x4B, 3, 4, 9]) == .workbook && error([0xD0, 0xCF, 0x11, 0xE0]) == .workbook)
        // Windows-1258, and UTF-16 as Excel's "Unicode text".
        #expect(error(header + [0x4E, 0xE2, 0x6D]) == .notUTF8 && error([0xFF, 0xFE, 0x61, 0]) == .notUTF8)
        #expect(error(Array("a,b\n1,2".utf8)) == .columnsMissing([.body, .name, .post]))
        #expect(error(Array("code,role\n1,2".utf8)) == .columnsMissing([.name]))
        #expect(error(Array("code,Mã,name,post\n1,2,3,4".utf8)) == .columnTwice("Mã"))
        let small = OfficialsFile.Limit.page
        #expect(error([UInt8](repeating: 32, count: small.bytes + 1)) == .tooLarge(small))
        let many = header + Array(String(repeating: "a,b,c\n", count: small.lines + 1).utf8)
        #expect(error(many) == .tooManyLines(small))
    }

    @Test("a list is looked at without a trace, then done line by line, and the same list changes nothing again")
    func story() async throws {
        let country = try await TestCountry.make()
        let admin = try await country.open("admin", .administrator, in: country.body("province-h"))
        let lines = """
            commune-hb,handler,Nguyễn Văn An,,,handler
            commune-hb,"Công chức
            hộ tịch",Trần Thị Bình,binhtt,,Xử lý đơn
            commune-hb,xử lý đơn,Lê Văn Cường,,1/12/2026,
            commune-hb,quản trị,Nguyễn Văn An,,,
            commune-hb,head,Officer hb,hb,,
            """
        let before = try await events(country)
        let preview = try await Onboarding(
            file(lines), by: .officer(admin.id), country.performer, country.store, cost: .low
        ).preview()
        let expected = [
            "opens annv.commune-hb", "opens binhtt", "opens cuonglv.commune-hb", "appoints annv.commune-hb",
            "already hb",
        ]
        #expect(words(preview) == expected)
        #expect(preview.map(\.isNewPost) == [true, true, true, true, false])
        #expect(try await events(country) == before && preview.allSatisfy { $0.password == nil })
        let done = try await perform(country, lines, by: admin)
        #expect(words(done) == expected)
        #expect(done.map { $0.password != nil } == [true, true, true, false, false])
        let an = try #require(done[0].account)
        #expect(an.mustRenewPassword && an.name == "Nguyễn Văn An")
        let stored = try await country.store.read { tx in try AccountTable.find(login: an.login, tx) }
        let given = try #require(done[0].password)
        #expect(try await stored?.password.matches(given) == true)
        #expect(try await country.standing(an)?.posts.map(\.post.role) == [.handler, .administrator])
        let second = try #require(done[1].account)
        let third = try #require(done[2].account)
        let binh = try #require(try await country.standing(second))
        #expect(binh.posts.map { $0.post.title["vi"] } == ["Công chức hộ tịch"])
        #expect(try await country.standing(third)?.posts.isEmpty == true)
        country.clock.move(to: country.clock.today.adding(11))
        #expect(try await country.standing(third)?.posts.count == 1)
        let after = try await events(country)
        let again = try await perform(country, lines.replacing("1/12/2026", with: ""), by: admin)
        #expect(words(again).allSatisfy { $0.hasPrefix("already") } && again.allSatisfy { $0.password == nil })
        #expect(try await events(country) == after)
        await country.store.close()
    }

    @Test("every refusal stands with its line and column, and hinders no other")
    func refusals() async throws {
        let country = try await TestCountry.make()
        let admin = try await country.open("admin", .administrator, in: country.body("commune-hb"))
        _ = try await country.open("twin1", for: .new(name: "Đỗ Hoà"), in: country.body("commune-hb"), .none)
        _ = try await country.open("twin2", for: .new(name: "Đỗ Hòa"), in: country.body("commune-hb"), .none)
        let gone = try await country.open("gone", for: .new(name: "Vũ Gone"), in: country.body("commune-hb"), .none)
        try await country.performer.perform(CloseAccount(gone, work: .ofMatters), by: country.founder)
        let cases: [(String, String)] = [
            (",handler,An,,,", "body bodyNeeded"),
            ("nowhere,handler,An,,,", "body bodyMissing"),
            ("99999,handler,An,,,", "body bodyMissing"),
            ("70,handler,An,,,", "body bodyMissing"),
            ("070,handler,An,,,", "body codeCut"),
            ("commune-ha,handler,An,,,", "body noRight"),
            ("province-h,quản trị,An,,,", "body noRight"),
            ("commune-hb,handler,,,,", "name nameNeeded"),
            ("commune-hb,handler,Nguyễn Văn An (ví dụ),,,", "name example"),
            ("commune-hb,handler,An,Có Dấu,,", "login loginUnfit"),
            ("commune-hb,handler,An,hc,,", "login loginOfOther"),
            ("commune-hb,handler,Đỗ Hòa,,,", "login namesakes"),
            ("commune-hb,handler,Vũ Gone,,,", "name accountClosed"),
            ("commune-hb,handler,Officer admin,admin,,", "name ownRights"),
            ("commune-hb,,An,,,", "post postNeeded"),
            ("commune-hb,Trưởng ban,An,,,", "post postUnknown"),
            ("commune-hb,head,An,,,", "post postHeld"),
            ("commune-hb,head,An,,,handler", "role roleDiffers"),
            ("commune-hb,handler,An,,,vua", "role roleUnknown"),
            ("commune-hb,handler,An,,31/2/2026,", "from dayUnreadable"),
            ("commune-hb,handler,An,,1/11/2026,", "from dayPast"),
            ("commune-hb,\(String(repeating: "a", count: 201)),An,,,handler", "post tooLong"),
            ("commune-hb,handler,\(String(repeating: "a", count: 201)),,,handler", "name tooLong"),
            ("commune-hb,handler", "- columns"),
            ("commune-hb,\"handler,An,,,", "- quoting"),
        ]
        let lines = cases.map(\.0).joined(separator: "\n") + "\ncommune-hb,handler,Phạm Tốt,tot,,handler\n"
        let done = try await perform(country, lines, by: admin)
        for (report, expected) in zip(done, cases) {
            #expect(words([report]) == [expected.1], "\(expected.0)")
        }
        #expect(done.map(\.line.number) == Array(2...(cases.count + 2)))
        #expect(words(done).last == "opens tot")
        await country.store.close()
    }

    @Test(
        "somebody who administers a commune reaches neither its neighbours nor the level above; a head reaches nobody")
    func rights() async throws {
        let country = try await TestCountry.make()
        let commune = try await country.open("admin-hb", .administrator, in: country.body("commune-hb"))
        let province = try await country.open("admin-h", .administrator, in: country.body("province-h"))
        let lines = """
            commune-hb,xử lý đơn,Một,mot,,
            commune-hc,xử lý đơn,Hai,hai,,
            province-h,quản trị,Ba,ba,,
            commune-ka,xử lý đơn,Bốn,bon,,
            """
        #expect(
            words(try await perform(country, lines, by: commune)) == [
                "opens mot", "body noRight", "body noRight", "body noRight",
            ])
        #expect(
            words(try await perform(country, lines, by: province)) == [
                "already mot", "opens hai", "opens ba", "body noRight",
            ])
        let head = try await perform(country, lines, by: country.officer("province-h"))
        #expect(words(head).allSatisfy { $0 == "body noRight" })
        // Whoever has a post above is given no password by those below.
        let again = try await perform(
            country, "commune-hb,xử lý đơn,Ba,ba,,", by: commune, renews: true)
        #expect(words(again) == ["appoints ba"] && again[0].password == nil)
        await country.store.close()
    }

    @Test("a login is made of name and body, and made different from those that are there and those of the list")
    func logins() async throws {
        let country = try await TestCountry.make()
        let done = try await perform(
            country,
            """
            commune-hb,xử lý đơn,Đặng Thị Ánh Tuyết,,,
            commune-hb,xử lý đơn,Đinh Thành An Tuyết,,,
            commune-hc,xử lý đơn,Đặng Thị Ánh Tuyết,,,
            commune-hc,xử lý đơn,王,,,
            commune-hb,xử lý đơn,Đặng Thị Ánh Tuyết,khac,,
            """)
        #expect(
            words(done) == [
                "opens tuyetdta.commune-hb", "opens tuyetdta2.commune-hb", "opens tuyetdta.commune-hc",
                "opens canbo.commune-hc", "opens khac",
            ])
        #expect(done.map(\.namesake) == [nil, nil, nil, nil, "tuyetdta.commune-hb"])
        await country.store.close()
    }

    @Test("those who never chose a password get another slip when it is asked for, and nobody else does")
    func renewal() async throws {
        let country = try await TestCountry.make()
        let lines = """
            commune-hb,xử lý đơn,Một,mot,,
            commune-hb,quản trị,Một,mot,,
            commune-hb,xử lý đơn,Hai,hai,,
            commune-hb,head,Officer hb,hb,,
            """
        let first = try await perform(country, lines, renews: true)
        #expect(first.map { $0.password != nil } == [true, false, true, false])
        let hai = try #require(first[2].account)
        let given = try #require(first[2].password)
        let act = try await SetPassword.checked(
            hai, old: given, new: "a long password", cost: .low, country.store)
        try await country.performer.perform(act, by: .officer(hai.id))
        #expect(try await perform(country, lines).allSatisfy { $0.password == nil })
        let second = try await perform(country, lines, renews: true)
        #expect(second.map { $0.password != nil } == [true, false, false, false])
        let stored = try await country.store.read { tx in try AccountTable.find(login: "mot", tx) }
        let renewed = try #require(second[0].password)
        #expect(try await stored?.password.matches(renewed) == true)
        await country.store.close()
    }

    @Test("a press opens so many accounts, and the next goes on behind the last line; nobody is opened twice")
    func inParts() async throws {
        let country = try await TestCountry.make()
        let lines = (1...7).map { "commune-hb,xử lý đơn,Người \($0),n\($0),," }.joined(separator: "\n")
        let onboarding = try onboarding(country, lines)
        var done: [[Int]] = []
        var after: Int? = 0
        while let begin = after {
            var part: [Int] = []
            after = try await onboarding.perform(after: begin, atMost: 3, renews: true) { part.append($0.line.number) }
            done.append(part)
        }
        #expect(done == [[2, 3, 4], [5, 6, 7], [8]])
        let people = try await country.posts(country.body("commune-hb")).flatMap(\.holders)
        #expect(people.count == 8 && Set(people).count == 8)
        await country.store.close()
    }

    @Test("two imports of one list at once open every account once and give every post once")
    func atOnce() async throws {
        let country = try await TestCountry.make()
        let codes = ["commune-hb", "commune-hc", "commune-kb", "commune-kc"]
        let lines = codes.flatMap { code in
            (1...5).map { "\(code),xử lý đơn,Nguyễn Văn \(["An", "Bình", "Chi", "Dũng", "Em"][$0 - 1]),,," }
        }.joined(separator: "\n")
        let onboarding = try onboarding(country, lines)
        let all = try await withThrowingTaskGroup(of: [LineReport].self) { group in
            for _ in 0..<3 {
                group.addTask {
                    var reports: [LineReport] = []
                    _ = try await onboarding.perform { reports.append($0) }
                    return reports
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(all.joined().count { $0.password != nil } == 20)
        #expect(all.joined().allSatisfy { $0.refusal == nil })
        for code in codes {
            let holders = try await country.posts(country.body(code)).flatMap(\.holders)
            #expect(holders.count == 6 && Set(holders).count == 6, "\(code): \(holders)")
        }
        await country.store.close()
    }

    @Test("a unit's code stands for its people's committee, and its usual posts are filled")
    func units() async throws {
        let store = try await TestStore.empty()
        let performer = Performer(store, TestCountry.world(FixedClock(Day("2026-11-20")!)))
        try await Founding.found(
            province: "04", usual: try UsualBodies.load(from: ProjectFiles.resources), performer, store,
            ProjectFiles.gazetteer)
        let province = try #require(ProjectFiles.gazetteer.unit("04", .province))
        let communes = ProjectFiles.gazetteer.children(of: province)
        let lines =
            "04,Quản trị tài khoản,Hoàng Quản Trị,,,\n"
            + communes.map { unit in
                "\(unit.code),Chủ tịch,Nông Văn \(unit.name),,,\npvhxh-\(unit.code),Trưởng phòng,Lý \(unit.name),,,"
            }.joined(separator: "\n")
        let onboarding = Onboarding(
            try file(lines), by: .platform("test"), performer, store, cost: .low)
        var reports: [LineReport] = []
        _ = try await onboarding.perform { reports.append($0) }
        #expect(reports.count == 1 + 2 * communes.count)
        #expect(reports.allSatisfy { $0.refusal == nil && !$0.isNewPost && $0.password != nil }, "\(words(reports))")
        #expect(Set(reports.map(\.login)).count == reports.count)
        await store.close()
    }
}
