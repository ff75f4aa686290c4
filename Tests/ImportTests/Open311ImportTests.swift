import Acts
import Cases
import Foundation
import Kernel
import Registry
import Sheets
import TestKit
import Testing
import Vault

@testable import Import

@Suite struct Open311ImportTests {
    @Test("the excerpt is taken with its instants, days, dues and words; a second run changes nothing")
    func excerpt() async throws {
        let register = try await TestRegister()
        let (figures, notes) = try await register.run(Excerpt.bytes)
        #expect(figures.rows == 33 && figures.taken == 29 && figures.alreadyThere == 0 && figures.repeated == 0)
        #expect(figures.refused == [.closedBeforeCreated: 4])
        #expect(figures.remarks == [.closedWithoutDate: 2, .dateWithoutClosed: 3])
        #expect(notes.count == 9 && Set(notes.map(\.key)).count == 9)
        let refused = notes.filter { $0.finding == .refused(.closedBeforeCreated) }.map(\.key).sorted()
        #expect(refused == ["24445656", "24446101", "24446194", "70109187"])
        guard case .complete = figures.ending else {
            Issue.record("\(figures.ending)")
            return
        }

        let files = try await register.files()
        #expect(files.count == 29)
        #expect(files.allSatisfy { $0.letters[0].letter.source == .imported && $0.letters[0].letter.isAnonymous })
        let late = try #require(files.first { $0.letters[0].extract.title == "DOF Property - Reduction Issue" })
        #expect(late.matter.opened == Day("2010-01-06")! && late.matter.procedure.closure == .elsewhere)
        #expect(late.matter.procedure.since == Day("2010-01-13")!)
        #expect(late.matter.clocks.map(\.state) == [.metLate] && late.words.map(\.text) == ["See notes."])
        #expect(late.matter.clocks[0].deadline.due == Day("2010-01-11")!)
        #expect(late.matter.clocks[0].deadline.rule.isImported)
        #expect(late.timeline.map(\.day) == [Day("2010-01-06")!, Day("2010-01-12")!, Day("2010-01-13")!])
        let newYork = try #require(Zone(named: "America/New_York"))
        #expect(newYork.iso8601(late.letters[0].letter.registered) == "2010-01-06T12:35:51-05:00")
        #expect(
            late.letters[0].extract.body
                == "Commercial J51 Exemption\nProperty Address\n10009, NEW YORK, MANHATTAN, 03 MANHATTAN\nExemption Unit"
        )
        // Doubly encoded characters are left as they are.
        #expect(files.contains { $0.words.contains { $0.text.contains("requested.\u{C2}\u{A0}") } })
        // No house is named.
        #expect(!files.contains { $0.letters[0].extract.body.contains("40.595977") })
        #expect(files.contains { $0.letters[0].extract.body.contains("40.596, -73.989") })

        #expect(try await register.lapse() == 2)
        let again = try await register.run(Excerpt.bytes)
        #expect(again.figures.taken == 0 && again.figures.alreadyThere == 29 && again.figures.acts == 0)
        #expect(again.figures.refused == [.closedBeforeCreated: 4])
        #expect(try await register.recount() == 29)
        await register.store.close()
    }

    @Test("other names, another order and packing: the same rows are the same")
    func otherOrder() async throws {
        let register = try await TestRegister()
        let text = """
            Status,Closed Date,Problem (formerly Complaint Type),Created Date,UNIQUE KEY,Due Date,Borough
            Closed,07/02/2024 08:00:00 AM,Noise,07/01/2024 11:30:00 PM,7,,QUEENS
            Open,,Noise,07/01/2024 11:30:00 PM,8,07/04/2024,QUEENS

            """
        #expect(try await register.run(packed(Array(text.utf8)), name: "official.csv.gz").figures.taken == 2)
        let plain = """
            unique_key,created_date,closed_date,status,due_date,borough,complaint_type,colour
            7,2024-07-01T23:30:00,2024-07-02T08:00:00,Closed,,QUEENS,Noise,red
            """
        let again = try await register.run(plain).figures
        // Dates are written otherwise: that is another content, and nothing is taken twice.
        #expect(again.taken == 0 && again.refused == [.keyReused: 1])
        let columns = """
            complaint_type,UNIQUE_KEY,created_date,CLOSED_DATE,borough,status
            Noise,7,07/01/2024 11:30:00 PM,07/02/2024 08:00:00 AM,QUEENS,Closed
            """
        #expect(try await register.run(columns).figures.alreadyThere == 1)
        #expect(try await register.files().map(\.matter.opened) == [Day("2024-07-01")!, Day("2024-07-01")!])
        #expect(try await register.recount() == 2)
        await register.store.close()
    }

    @Test("requests of GeoReport v2 are read: offsets, closing by the last update, dues")
    func geoReport() async throws {
        let register = try await TestRegister()
        let text = """
            service_request_id,status,status_notes,service_name,description,requested_datetime,updated_datetime,\
            expected_datetime,address,zipcode,lat,long
            638344,closed,Duplicate.,Sidewalk,Broken,2024-07-01T03:30:00Z,2024-07-03T10:00:00-04:00,\
            2024-07-02T23:00:00Z,8TH AVE 21,94122,37.762221,-122.465
            638349,open,,Sidewalk,Curb,2024-07-01T12:00:00-04:00,2024-07-03T10:00:00-04:00,,,,,

            """
        let (figures, _) = try await register.run(text, into: "sf")
        #expect(figures.taken == 2 && figures.allRefused == 0 && figures.remarks.isEmpty)
        let files = try await register.files().sorted { $0.matter.opened < $1.matter.opened }
        // By the clocks of the jurisdiction it was still June.
        #expect(files[0].matter.opened == Day("2024-06-30")!)
        #expect(files[0].matter.procedure.since == Day("2024-07-03")!)
        #expect(files[0].matter.clocks.map(\.deadline.due) == [Day("2024-07-02")!])
        #expect(files[0].letters[0].extract.body == "Broken\n94122\n37.762, -122.465")
        #expect(files[1].matter.procedure.stage == .received && files[1].matter.clocks.isEmpty)
        await register.store.close()
    }

    @Test("stopped in the middle it leaves whole acts, and the next run goes on without doubling")
    func interrupted() async throws {
        let register = try await TestRegister()
        let file = Array(Excerpt.many(400).utf8)
        let first = try await register.run(file, stopsAfterPage: true).figures
        guard case .interrupted = first.ending else {
            Issue.record("\(first.ending)")
            return
        }
        #expect(first.taken == Open311Import.pageSize && first.rows < 400)
        #expect(try await register.recount() == first.taken)
        let second = try await register.run(file).figures
        #expect(second.taken == 400 - first.taken && second.alreadyThere == first.taken && second.rows == 400)
        #expect(try await register.recount() == 400)
        #expect(try await register.run(file).figures.alreadyThere == 400)
        await register.store.close()
    }

    @Test("a row that was received and not closed when the process died is closed by the next run, and only it")
    func halfDone() async throws {
        let register = try await TestRegister()
        let file = Excerpt.many(9)
        try await register.receiveOnly(file, lines: [2, 4, 5])
        #expect(try await register.files().allSatisfy { $0.matter.procedure.stage == .received })
        let (figures, notes) = try await register.run(file)
        #expect(figures.taken == 6 && figures.alreadyThere == 3 && notes.isEmpty)
        let files = try await register.files()
        #expect(files.count == 9 && files.allSatisfy { $0.matter.procedure.closure == .elsewhere })
        #expect(files.count { $0.matter.clocks.map(\.state) == [.metLate] } == 3)
        #expect(try await register.run(file).figures.acts == 0)
        #expect(try await register.recount() == 9)
        await register.store.close()
    }

    @Test("two processes at once take every row once between them")
    func together() async throws {
        let register = try await TestRegister()
        let other = try await register.beside(server: 1)
        let file = Array(Excerpt.many(300).utf8)
        async let one = register.run(file).figures
        async let two = other.run(file).figures
        let both = try await [one, two]
        #expect(both.map(\.taken).reduce(0, +) == 300)
        #expect(both.allSatisfy { $0.taken + $0.alreadyThere == 300 && $0.allRefused == 0 && $0.repeated == 0 })
        #expect(try await register.files().allSatisfy { $0.matter.procedure.closure == .elsewhere })
        #expect(try await register.recount() == 300)
        await other.store.close()
        await register.store.close()
    }

    @Test("what was restored here after its import stays so")
    func restored() async throws {
        let register = try await TestRegister()
        _ = try await register.run(Excerpt.many(1))
        let officer = try await register.officer()
        let matter = try #require(try await register.matters().first)
        try await register.performer.perform(RestoreMatter(matter, by: officer), by: .officer(officer))
        #expect(try await register.run(Excerpt.many(1)).figures.acts == 0)
        #expect(try await register.file(matter)?.matter.procedure.stage == .received)
        await register.store.close()
    }

    @Test("only the platform closes as imported, and only what was imported")
    func guarded() async throws {
        let register = try await TestRegister()
        try await register.receiveOnly(Excerpt.many(1), lines: [2])
        let matter = try #require(try await register.matters().first)
        let officer = try await register.officer()
        let close = CloseImported(matter, on: register.clock.today, words: try TypedText("x", field: "x"))
        await #expect(throws: ActProblem.forbidden) {
            try await register.performer.perform(close, by: .officer(officer))
        }
        let country = try await TestCountry.make()
        let own = try await country.handIn().matter
        await #expect(throws: ActProblem.forbidden) {
            try await country.performer.perform(
                CloseImported(own, on: country.clock.today, words: try TypedText("x", field: "x")),
                by: .platform("import"))
        }
        await register.store.close()
    }
}

extension TestRegister {
    /// Somebody who leads the body of imports.
    func officer() async throws -> AccountID {
        let body = try await jurisdiction().organization
        return try await performer.perform(
            OpenAccount(
                login: "nyc-head", for: .new(name: "Officer"), password: try await PasswordHash.make("x", cost: .low),
                organization: body, in: .new(title: ["vi": "x", "en": "x"], role: .head), from: clock.today),
            by: .platform("test")
        ).outcome.id
    }

    /// As if the process had died after the first act of these rows.
    func receiveOnly(_ text: String, lines: Set<Int>) async throws {
        let jurisdiction = try await jurisdiction()
        let reading = try await reading(text, jurisdiction)
        for case .success(let row) in reading where lines.contains(row.line) {
            let act = ReceiveImported(
                letter: ReceiveLetter(
                    row.draft, to: jurisdiction.organization, by: .imported,
                    .imported(on: row.createdDay, at: row.created, due: row.due)),
                row: row.mark, organization: jurisdiction.organization, run: ImportRunID(77), line: row.line)
            try await performer.asOf(row.createdDay).perform(act, by: RowTaking.actor)
        }
    }

    func reading(_ text: String, _ jurisdiction: Jurisdiction) async throws -> [Result<Open311Row, Refusal>] {
        var bytes: [UInt8]? = Array(text.utf8)
        var reader = CSVReader {
            defer { bytes = nil }
            return bytes
        }
        guard case .row(let header)? = try reader.next() else { return [] }
        let reading = Open311Reading(
            columns: try Open311Columns(header: header.fields), jurisdiction: jurisdiction,
            directory: try await store.read(OrganizationTable.directory), now: clock.now)
        var rows: [Result<Open311Row, Refusal>] = []
        while let finding = try reader.next() { if case .row(let row) = finding { rows.append(reading.row(row)) } }
        return rows
    }

    /// Lapses what has lapsed, as the job does.
    func lapse() async throws -> Int {
        try await ImportedLapses.record(JobContext(store: store, performer: performer))
    }
}
