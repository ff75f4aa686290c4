import Acts
import Cases
import Foundation
import Kernel
import TestKit
import Testing

@testable import Import

/// Requests that were open in one file and stand otherwise in a later one; due days by the clocks of another place.
@Suite struct LaterFileTests {
    private static let header =
        "unique_key,created_date,closed_date,status,due_date,complaint_type,resolution_description"

    private func file(_ rows: String...) -> String { ([Self.header] + rows).joined(separator: "\n") + "\n" }

    @Test("a request that was open is closed by a later file, with its day and words, once; one still open stays")
    func closed() async throws {
        let register = try await TestRegister()
        let first = file(
            "1,2024-05-01T10:00:00,,Open,2024-05-08T12:00:00,Noise,", "2,2024-05-01T11:00:00,,Open,,Noise,",
            "3,2024-05-01T12:00:00,,Open,,Noise,")
        #expect(try await register.run(first).figures.taken == 3)
        let later = file(
            "1,2024-05-01T10:00:00,2024-05-10T09:00:00,Closed,2024-05-08T12:00:00,Noise,Done.",
            "2,2024-05-01T11:00:00,2024-05-02T09:00:00,Closed,,Noise,", "3,2024-05-01T12:00:00,,Assigned,,Noise,")
        let (figures, notes) = try await register.run(later)
        #expect(figures.updated == 2 && figures.alreadyThere == 1 && figures.taken == 0)
        #expect(figures.allRefused == 0 && figures.acts == 2 && notes.isEmpty)
        let files = try await register.files()
        #expect(files.map(\.matter.procedure.closure) == [.elsewhere, .elsewhere, nil])
        #expect(files[0].matter.procedure.since == Day("2024-05-10")! && files[0].words.map(\.text) == ["Done."])
        #expect(files[0].matter.clocks.map(\.state) == [.metLate])
        for text in [later, later] {
            let again = try await register.run(text).figures
            #expect(again.acts == 0 && again.updated == 0 && again.alreadyThere == 3 && again.allRefused == 0)
        }
        #expect(try await register.recount() == 3)
        await register.store.close()
    }

    @Test("what is another request under the same key, or opens again, is still refused and changes nothing")
    func other() async throws {
        let register = try await TestRegister()
        _ = try await register.run(
            file("1,2024-05-01T10:00:00,,Open,,Noise,", "2,2024-05-01T10:00:00,2024-05-02T10:00:00,Closed,,Noise,"))
        let (figures, notes) = try await register.run(
            file("1,2024-05-01T10:00:00,2024-05-02T10:00:00,Closed,,Rats,", "2,2024-05-01T10:00:00,,Open,,Noise,"))
        #expect(figures.refused == [.keyReused: 2] && figures.acts == 0 && notes.count == 2)
        // Twice in one file: the first row stays.
        let twice = try await register.run(
            file("7,2024-05-01T10:00:00,,Open,,Noise,", "7,2024-05-01T10:00:00,2024-05-02T10:00:00,Closed,,Noise,"))
        #expect(twice.figures.taken == 1 && twice.figures.refused == [.keyReused: 1])
        #expect(try await register.recount() == 3)
        await register.store.close()
    }

    @Test("a lapse recorded before the file told of an ending in time stays, and the request is closed on its day")
    func lapsedBefore() async throws {
        let register = try await TestRegister()
        _ = try await register.run(file("1,2024-05-01T10:00:00,,Open,2024-05-08T12:00:00,Noise,"))
        #expect(try await register.lapse() == 1)
        let figures = try await register.run(
            file("1,2024-05-01T10:00:00,2024-05-03T10:00:00,Closed,2024-05-08T12:00:00,Noise,")
        ).figures
        #expect(figures.updated == 1)
        let matter = try #require(try await register.files().first).matter
        #expect(matter.procedure.since == Day("2024-05-03")! && matter.clocks.map(\.state) == [.metLate])
        #expect(try await register.recount() == 1)
        await register.store.close()
    }

    @Test("an open row lapses when its day is over in its own place, behind Hà Nội or ahead of it")
    func zones() async throws {
        let register = try await TestRegister()
        _ = try await register.run(file("1,2024-05-01T10:00:00,,Open,2026-11-20T12:00:00,Noise,"))
        _ = try await register.jurisdiction("auckland", zone: "Pacific/Auckland")
        _ = try await register.run(file("2,2024-05-01T10:00:00,,Open,2026-11-20T12:00:00,Noise,"), into: "auckland")
        func states() async throws -> [Clock.State] {
            try await register.files().flatMap { $0.matter.clocks.map(\.state) }
        }
        // 20 November, 19:00 in Hà Nội: in Auckland it is the 21st.
        register.clock.move(seconds: 10 * 3_600)
        #expect(try await LapseClock.lapseAll(JobContext(store: register.store, performer: register.performer)) == 0)
        #expect(try await register.lapse() == 1)
        #expect(try await states() == [.running, .lapsed])
        // 21 November, 10:00 in Hà Nội: in New York it is still the 20th, also for whoever opens the file.
        register.clock.move(seconds: 15 * 3_600)
        #expect(try await register.lapse() == 0)
        for matter in try await register.matters() {
            try await LapseClock.lapse(matter, register.store, register.performer)
        }
        #expect(try await states() == [.running, .lapsed])
        register.clock.move(seconds: 3 * 3_600)
        #expect(try await register.lapse() == 1)
        #expect(try await states() == [.lapsed, .lapsed])
        #expect(try await register.recount() == 2)
        await register.store.close()
    }
}
