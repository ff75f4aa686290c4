import Acts
import Documents
import Files
import Identity
import Kernel
import Registry
import Storage
import TestKit
import Testing
import Vault

@testable import Cases

/// What leaves a body: drafted, signed by signing in or by hand, numbered without gaps, never changed.
@Suite struct DocumentTests {
    static let today = Day("2026-11-20")!

    private func drafted(_ country: TestCountry, _ typed: LetterDraft.Typed = TestCountry.typed(.petition)) async throws
        -> Receipt
    {
        let receipt = try await country.handIn(typed)
        try await country.take(receipt.matter, by: "ha-handler")
        try await country.act("ha-handler") {
            SubmitDraft(receipt.matter, answer: try TypedText("Đã thay nắp cống.", field: "text"), .resolved, by: $0)
        }
        return receipt
    }

    @Test(
        "three persons: the handler drafts, the head signs, the clerk numbers and sends; only then the sender sees it")
    func threePersons() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let receipt = try await drafted(country)
        let (matter, letter) = (receipt.matter, receipt.letter.key)
        await #expect(throws: ProcedureError.notSigned) {
            try await country.act("ha-reception") { IssueDocument(matter, by: $0) }
        }
        try await country.act("ha") { SignDraft(matter, issuing: false, by: $0) }
        var page = try #require(try await country.followed(letter))
        #expect(page.stage == .approved && page.answers.isEmpty && page.documents.isEmpty)
        #expect(page.clocks.contains { $0.isOwed }, "nothing is met by a signature")
        #expect(!page.timeline.contains { if case .signed = $0.event { true } else { false } })
        await #expect(throws: ProcedureError.notYourPower) {
            try await country.act("ha-handler") { IssueDocument(matter, by: $0) }
        }
        await #expect(throws: ProcedureError.unknownMatter) {
            try await country.act("hb") { IssueDocument(matter, by: $0) }
        }
        country.clock.move(to: Self.today.adding(3))
        try await country.act("ha-reception") { IssueDocument(matter, by: $0) }
        page = try #require(try await country.followed(letter))
        #expect(page.stage == .answered && page.answers.map(\.text) == ["Đã thay nắp cống."])
        #expect(page.answers[0].day == Self.today.adding(3), "the day of the document is that of its number")
        #expect(page.clocks.allSatisfy { !$0.isOwed })
        let document = try #require(page.documents.first)
        #expect(document.number.description == "01/UBND" && document.number.year == 2026)
        #expect(document.signed == Self.today && document.issued == Self.today.adding(3) && !document.isOnPaper)
        #expect(
            [document.drafter, document.signer, document.issuer]
                == ["ha-handler", "ha", "ha-reception"].map { country.officer($0).official })
        for login in ["ha", "ha-reception"] {
            await #expect(throws: ProcedureError.alreadyAnswered) {
                try await country.act(login) { IssueDocument(matter, by: $0) }
            }
        }
    }

    @Test("signing may number and send at once, where the post allows both; receiving and handling posts cannot sign")
    func atOnce() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let matter = try await drafted(country).matter
        #expect(try await country.store.read { tx in try DocumentTable.isEmpty(tx) })
        for login in ["ha-handler", "ha-reception"] {
            for issuing in [true, false] {
                await #expect(throws: ProcedureError.notYourPower) {
                    try await country.act(login) { SignDraft(matter, issuing: issuing, by: $0) }
                }
            }
        }
        try await country.act("ha") { SignDraft(matter, by: $0) }
        let document = try #require(try await country.file(matter, for: "ha")?.documents.first)
        #expect(document.signer == document.issuer && document.signed == document.issued)
        #expect(try await !country.store.read { tx in try DocumentTable.isEmpty(tx) })
    }

    @Test("above a signature: on behalf of a committee, in the place of its chair; others with the title of their post")
    func signatureLines() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let (commune, province) = (country.body("commune-ha"), country.body("province-h"))
        func lines(_ title: String, in body: Organization) -> [String] {
            SignatureLines.of(title: title, in: body.id, for: commune)
        }
        #expect(lines("Chủ tịch Ủy ban nhân dân", in: commune) == ["TM. Ủy ban nhân dân", "Chủ tịch"])
        #expect(lines("Chủ tịch UBND xã", in: commune) == ["TM. Ủy ban nhân dân", "Chủ tịch"])
        #expect(
            lines("Phó Chủ tịch Ủy ban nhân dân phường Hoàn Kiếm", in: commune)
                == ["TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"])
        #expect(lines("Chánh Văn phòng", in: commune) == ["Chánh Văn phòng"])
        #expect(lines("Chủ tịch Ủy ban nhân dân", in: province) == ["Chủ tịch Ủy ban nhân dân"])
        let department = try await country.performer.perform(
            EstablishOrganization(
                code: "so-h", body: .department, name: ["vi": "Sở Xây dựng", "en": "Department of Construction"],
                area: province.area, home: province.home, under: province.id, promise: nil, from: Self.today),
            by: country.founder
        ).outcome
        #expect(SignatureLines.of(title: "Giám đốc", in: department.id, for: department) == ["Giám đốc"])
        #expect(
            SignatureLines.of(title: "Phó Giám đốc", in: department.id, for: department)
                == ["KT. Giám đốc", "Phó Giám đốc"])
    }

    @Test("what was signed can come back before it is sent; the signature of before is not used again")
    func returned() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let matter = try await drafted(country).matter
        try await country.act("ha") { SignDraft(matter, issuing: false, by: $0) }
        try await country.act("ha") { ReturnDraft(matter, with: try TypedText("Sai ngày.", field: "text"), by: $0) }
        await #expect(throws: ProcedureError.nothingDrafted) {
            try await country.act("ha-reception") { IssueDocument(matter, by: $0) }
        }
        try await country.act("ha-handler") {
            SubmitDraft(matter, answer: try TypedText("Thay ngày 30/11.", field: "text"), .partly, by: $0)
        }
        await #expect(throws: ProcedureError.notSigned) {
            try await country.act("ha-reception") { IssueDocument(matter, by: $0) }
        }
        try await country.act("ha") { SignDraft(matter, issuing: false, by: $0) }
        try await country.act("ha-reception") { IssueDocument(matter, by: $0) }
        let file = try #require(try await country.file(matter, for: "ha"))
        #expect(file.answers.map(\.text) == ["Thay ngày 30/11."] && file.answers[0].outcome == .partly)
        #expect(file.documents.count == 1)
    }

    private func scan(_ letter: LetterKey, _ country: TestCountry, files: Int = 1) async throws -> LetterFiles {
        let vault = TestCountry.keys.vault
        let key = try await country.store.read { tx in try LetterFiles.key(of: letter, under: vault, tx) }
        return LetterFiles(
            under: key,
            (0..<files).map {
                KeptFile(
                    at: FileAddress(of: [9, UInt8($0)], under: key), kind: .pdf, size: 10, name: FileName("ky.pdf"))
            })
    }

    private func own(_ letter: LetterKey, _ country: TestCountry) async throws -> OwnLetter {
        let (today, vault) = (country.clock.today, TestCountry.keys.vault)
        let found = try await country.store.read { tx in
            try OwnLetter.read(
                Scope.of(.petitioner(letter.id), on: today, tx), home: letter.home, under: vault, tx)
        }
        return try #require(found)
    }

    @Test("signed by hand: who, which day, the scan; the sender has the scan when the document is sent, not before")
    func onPaper() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let receipt = try await drafted(country)
        let (matter, letter) = (receipt.matter, receipt.letter.key)
        country.clock.move(to: Self.today.adding(4))
        let head = country.officer("ha").official
        func sign(
            _ signer: OfficialID = head, on day: Day = Self.today.adding(1), files: Int = 1, issuing: Bool = false,
            by login: String = "ha-reception"
        ) async throws {
            let scan = try await scan(letter, country, files: files)
            try await country.act(login) {
                SignOnPaper(matter, signedBy: signer, on: day, scan: scan, with: letter, issuing: issuing, by: $0)
            }
        }
        await #expect(throws: AddFiles.noneChosen) { try await sign(files: 0) }
        await #expect(throws: ProcedureError.signedDayUnfit) { try await sign(on: Self.today.adding(5)) }
        await #expect(throws: ProcedureError.signedDayUnfit) { try await sign(on: Self.today.adding(-1)) }
        for login in ["ha-handler", "ha-reception", "hb"] {
            await #expect(throws: ProcedureError.signerUnfit) { try await sign(country.officer(login).official) }
        }
        await #expect(throws: ProcedureError.notYourPower) { try await sign(by: "ha-handler") }
        try await sign()
        #expect(try await own(letter, country).scans.isEmpty)
        let vault = TestCountry.keys.vault
        let kept = try await country.store.read { tx in try LetterFileTable.all(of: letter, tx) }
        let today = country.clock.today
        func file() async throws -> Bool {
            try await country.store.read { tx in
                let scope = try Scope.of(.petitioner(letter.id), on: today, tx)
                return try OwnLetter.file(kept[0].id, scope, home: letter.home, under: vault, tx) != nil
            }
        }
        #expect(try await !file())
        try await country.act("ha-reception") { IssueDocument(matter, by: $0) }
        let document = try #require(try await country.file(matter, for: "ha")?.documents.first)
        #expect(document.isOnPaper && document.signer == head && document.signed == Self.today.adding(1))
        #expect(document.issued == Self.today.adding(4))
        let own = try await own(letter, country)
        #expect(own.files.isEmpty && own.scans[document.id.raw]?.count == 1)
        #expect(try await file())
    }

    @Test("a setting aside is a notice with numbers of its own, and its drafter is not who signs, by hand neither")
    func setAside() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let receipt = try await country.handIn(TestCountry.typed(.feedback))
        let (matter, letter) = (receipt.matter, receipt.letter.key)
        try await country.take(matter, by: "ha")
        try await country.act("ha") {
            SubmitDraft(matter, settingAside: try TypedText("Nước tràn ra đường", field: "text"), .unreadable, by: $0)
        }
        let (head, scan) = (country.officer("ha").official, try await scan(letter, country))
        await #expect(throws: ProcedureError.secondPersonNeeded) {
            try await country.act("ha-reception") {
                SignOnPaper(matter, signedBy: head, on: Self.today, scan: scan, with: letter, by: $0)
            }
        }
        try await country.act("province-h") { SignDraft(matter, issuing: false, by: $0) }
        try await country.act("ha-reception") { IssueDocument(matter, by: $0) }
        let file = try #require(try await country.file(matter, for: "ha"))
        #expect(file.matter.procedure.closure == .setAside && file.answers.isEmpty)
        #expect(file.documents.map(\.number.description) == ["01/TB-UBND"])
        let sheet = try await country.sheet(file.documents[0].id.raw, of: matter, for: "ha")
        #expect(sheet?.purpose == .setAside && sheet?.ground == .unreadable && sheet?.text == "Nước tràn ra đường")
        #expect(sheet?.face?.signer == "Officer province-h")
    }

    @Test("what was sent stays as it was; a correction is a document of its own that names the first")
    func correction() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let receipt = try await drafted(country)
        let (matter, letter) = (receipt.matter, receipt.letter.key)
        let text = try TypedText("Ngày đúng là 30/11.", field: "text")
        await #expect(throws: ProcedureError.notAnswered) {
            try await country.act("ha") { CorrectAnswer(matter, text, .resolved, by: $0) }
        }
        try await country.act("ha") { SignDraft(matter, by: $0) }
        for login in ["ha-handler", "ha-reception"] {
            await #expect(throws: ProcedureError.notYourPower) {
                try await country.act(login) { CorrectAnswer(matter, text, .resolved, by: $0) }
            }
        }
        let before = try #require(try await country.file(matter, for: "ha"))
        try await country.act("ha") { CorrectAnswer(matter, text, .resolved, seen: before.answers[0].id, by: $0) }
        await #expect(throws: ActProblem.overtaken) {
            try await country.act("ha") { CorrectAnswer(matter, text, .resolved, seen: before.answers[0].id, by: $0) }
        }
        let page = try #require(try await country.followed(letter))
        #expect(page.stage == .answered && page.answers.count == 2)
        #expect(page.answers[0] == before.answers[0] && page.documents[0] == before.documents[0])
        #expect(page.documents[1].corrects == page.documents[0].id && page.documents[1].number.number == 2)
        #expect(page.canRate && page.canContest(on: country.clock.today))
    }

    @Test("what an ended body had not sent leaves with the next number of the body that does its work")
    func merged() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let first = try await drafted(country).matter
        try await country.act("ha") { SignDraft(first, by: $0) }
        let matter = try await drafted(country).matter
        try await country.act("ha") { SignDraft(matter, issuing: false, by: $0) }
        let other = try await country.handIn(TestCountry.typed(area: "011")).matter
        try await country.take(other, by: "hb")
        try await country.answer(other, by: "hb")
        let (ended, body) = (country.body("commune-ha"), country.body("commune-hb"))
        country.clock.move(to: Self.today.adding(3))
        try await country.performer.perform(
            MergeOrganizations([ended], into: body, work: .ofMatters), by: country.founder)
        try await country.act("ha-reception") { IssueDocument(matter, by: $0) }
        let document = try #require(try await country.file(matter, for: "ha")?.documents.first)
        #expect(document.organization == body.id && document.number.number == 2)
        let before = try #require(try await country.file(first, for: "ha")?.documents.first)
        #expect(before.organization == ended.id && before.number.number == 1, "what was sent stays as it was")
    }

    @Test("who has stepped aside from a matter is not recorded as having signed it by hand")
    func conflict() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let receipt = try await drafted(country)
        let head = country.officer("ha")
        try await country.performer.perform(StepAside.from(receipt.matter, head), by: .officer(head.id))
        let scan = try await scan(receipt.letter.key, country)
        await #expect(throws: ProcedureError.signerUnfit) {
            try await country.act("ha-reception") {
                SignOnPaper(
                    receipt.matter, signedBy: head.official, on: Self.today, scan: scan, with: receipt.letter.key,
                    by: $0)
            }
        }
    }

    @Test("a body or a post that is renamed later changes no document that was issued")
    func frozen() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let matter = try await drafted(country).matter
        try await country.act("ha") { SignDraft(matter, by: $0) }
        let id = try #require(try await country.file(matter, for: "ha")?.documents.first?.id.raw)
        let before = try #require(try await country.sheet(id, of: matter, for: "ha")?.face)
        country.clock.move(to: Self.today.adding(3))
        try await country.performer.perform(
            RenameOrganization(country.body("commune-ha"), to: ["vi": "UBND phường Khác", "en": "Other"]),
            by: country.founder)
        #expect(try await country.sheet(id, of: matter, for: "ha")?.face == before && !before.office.isEmpty)
    }

    @Test("after an answer that stands a correction opens no second contest; the clerk, not the handler, sends back")
    func lastWord() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let receipt = try await drafted(country)
        let (matter, letter) = (receipt.matter, receipt.letter.key)
        try await country.act("ha") { SignDraft(matter, issuing: false, by: $0) }
        let remark = try TypedText("Sai.", field: "text")
        await #expect(throws: ProcedureError.notYourPower) {
            try await country.act("ha-handler") { ReturnDraft(matter, with: remark, by: $0) }
        }
        try await country.act("ha-reception") { IssueDocument(matter, by: $0) }
        try await country.say(ContestAnswer(letter, in: matter, remark, promise: nil), letter)
        try await country.act("ha-handler") { SubmitDraft(matter, upholding: remark, by: $0) }
        try await country.act("ha") { SignDraft(matter, by: $0) }
        try await country.act("ha") { CorrectAnswer(matter, remark, .explained, by: $0) }
        #expect(try await country.followed(letter)?.canContest(on: country.clock.today) == false)
        await #expect(throws: ProcedureError.contestOver) {
            try await country.say(ContestAnswer(letter, in: matter, remark, promise: nil), letter)
        }
    }

    private struct Undone: Error {}

    @Test("thirty-two documents at once, every third undone: numbers without gaps for each body, kind and year")
    func gapless() async throws {
        let country = try await TestCountry.make(on: Self.today)
        var matters: [(MatterKey, kind: DocumentKind)] = []
        for index in 0..<32 {
            let receipt = try await country.handIn(TestCountry.typed(.feedback))
            try await country.take(receipt.matter, by: "ha-handler")
            let isNotice = index.isMultiple(of: 4)
            try await country.act("ha-handler") {
                isNotice
                    ? SubmitDraft(
                        receipt.matter, settingAside: try TypedText("Nước tràn ra đường", field: "text"), .unreadable,
                        by: $0)
                    : SubmitDraft(
                        receipt.matter, answer: try TypedText("Đã sửa.", field: "text"), .resolved, by: $0)
            }
            if index.isMultiple(of: 2) {
                try await country.act("ha") { SignDraft(receipt.matter, issuing: false, by: $0) }
            }
            matters.append((receipt.matter, isNotice ? .notice : .letter))
        }
        // An act that is undone is undone again when it is tried alone: its salt stays.
        let shaky = Performer(country.store, TestCountry.world(country.clock, server: 7)) { event, tx in
            try TestCountry.compare(event, tx)
            if event.salt[0].isMultiple(of: 3) { throw Undone() }
        }
        let (head, clerk) = (country.officer("ha").id, country.officer("ha-reception").id)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, (matter, _)) in matters.enumerated() {
                group.addTask {
                    do {
                        if index.isMultiple(of: 2) {
                            try await shaky.perform(IssueDocument(matter, by: clerk), by: .officer(clerk))
                        } else {
                            try await shaky.perform(SignDraft(matter, by: head), by: .officer(head))
                        }
                    } catch is Undone {}
                }
            }
            try await group.waitForAll()
        }
        var given: [DocumentKind: [Int]] = [:]
        for (matter, kind) in matters {
            let documents = try await country.store.read { tx in try DocumentTable.all(of: matter, tx) }
            given[kind, default: []] += documents.map(\.number.number)
        }
        #expect(given[.letter]!.count + (given[.notice]?.count ?? 0) < 32 && given[.letter]!.count > 1)
        for (_, numbers) in given { #expect(numbers.sorted() == Array(1...numbers.count)) }
        // Another body has numbers of its own, and another year begins anew.
        let other = try await country.handIn(TestCountry.typed(area: "011")).matter
        try await country.take(other, by: "hb")
        try await country.answer(other, by: "hb")
        #expect(try await country.file(other, for: "hb")?.documents.first?.number.number == 1)
        country.clock.move(to: Day("2027-01-04")!)
        let next = try await drafted(country).matter
        try await country.act("ha") { SignDraft(next, by: $0) }
        let number = try #require(try await country.file(next, for: "ha")?.documents.first?.number)
        #expect(number.number == 1 && number.year == 2027)
    }

    @Test("the outgoing book lists each number; of what a reader may not see the number alone")
    func book() async throws {
        let country = try await TestCountry.make(on: Self.today)
        let first = try await drafted(country).matter
        try await country.act("ha") { SignDraft(first, by: $0) }
        let second = try await drafted(country).matter
        try await country.act("ha") { SignDraft(second, by: $0) }
        let ha = country.officer("ha").organization
        try await country.performer.perform(
            StepAside.from(second, country.officer("ha-handler")), by: .officer(country.officer("ha-handler").id))
        func lines(_ login: String) async throws -> [OutgoingList.Line] {
            let scope = try await country.scope(login)
            return try await country.store.read { tx in
                try OutgoingList.lines(of: ha, .letter, year: 2026, scope, tx)
            }
        }
        let all = try await lines("ha")
        #expect(all.map(\.number.number) == [2, 1] && all.allSatisfy { $0.document != nil })
        #expect(all[0].document?.signer == "Officer ha" && all[0].document?.purpose == .answer)
        #expect(try await lines("ha-handler").map { $0.document == nil } == [true, false])
        let scope = try await country.scope("ha")
        let (rest, year) = try await country.store.read { tx in
            (
                try OutgoingList.lines(of: ha, .letter, year: 2026, after: 1, size: 5, scope, tx).map(\.number.number),
                try OutgoingList.firstYear(of: ha, tx)
            )
        }
        #expect(rest == [2] && year == 2026)
        let stranger = try await country.scope("hb")
        let strange = try await country.store.read { tx in
            try OutgoingList.lines(of: ha, .letter, year: 2026, stranger, tx)
        }
        #expect(strange.count == 2 && strange.allSatisfy { $0.document == nil })
    }

    @Test(
        "the symbols of bodies",
        arguments: [
            (Body.committee, "Ủy ban nhân dân phường Ba Đình", "TB-UBND"),
            (.department, "Sở Nông nghiệp và Môi trường thành phố Hà Nội", "TB-SNNMT"),
            (.department, "Phòng Văn hóa - Xã hội phường Ba Đình", "TB-PVHXH"),
            (.inspectorate, "Thanh tra thành phố Hà Nội", "TB-TT"),
            (.council, "Hội đồng nhân dân xã Ba Vì", "TB-HĐND"),
        ])
    func symbols(_ body: Body, _ name: String, _ symbol: String) {
        let organization = Organization(
            id: ID(1), home: Home(slot: 1)!, code: "x", body: body, name: ["vi": name],
            area: Area(code: "01", level: .province, name: [:], parent: nil), parent: nil, answerPromise: nil)
        #expect(DocumentSymbol.of(.notice, by: organization) == symbol)
        #expect(DocumentSymbol.of(.letter, by: organization) == String(symbol.dropFirst(3)))
    }
}

extension TestCountry {
    fileprivate func sheet(_ id: Int64, of matter: MatterKey, for login: String) async throws -> DocumentSheet? {
        let scope = try await scope(login)
        return try await store.read { tx in try DocumentSheet.read(id, of: matter, scope, tx) }
    }
}
