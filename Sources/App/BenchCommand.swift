import ArgumentParser
import Bench
import Foundation
import Registry
import Server
import Storage
import Synchronization
import Vault

struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Makes large stores to measure with.", subcommands: [BenchLoadCommand.self])
}

struct BenchLoadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load",
        abstract: "Fills an empty installation with ten years of a whole country, past the acts.",
        discussion: """
            Some hundred courses of events are lived by acts in a small store first, and then copied to all communes and \
            other years. Only what lies within the last year bears the days of the law; what is older bears plain \
            calendar days. The installation is marked: every page says that nothing in it is real.
            """)

    @OptionGroup var options: DataOptions

    @Option(help: "How many matters, at least, up to 20000000.")
    var matters = 1_000_000

    @Option(help: "Only this province, by its code, 01 for Hà Nội; may be given several times.")
    var province: [String] = []

    @Option(help: "The same number makes the same matters of the same day.")
    var seed: UInt64 = 1

    func validate() throws {
        guard (1...20_000_000).contains(matters) else {
            throw ValidationError("--matters is a number from 1 to 20000000")
        }
    }

    func run() async throws {
        let resources = try options.resourcesPath()
        let target = try await Installation.open(
            data: options.data, database: options.database, resources: resources)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hoidap-lived-\(UUID().uuidString)")
            .path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let outcome: Result<BenchLoad.Outcome, any Error>
        do {
            outcome = .success(try await load(target, living: folder, resources))
        } catch {
            outcome = .failure(error)
        }
        await target.close()
        let done = try outcome.get()
        let seconds = done.loading / .seconds(1)
        say(
            "Founded \(done.bodies) communes by acts in \(tenths(done.founding / .seconds(1))) s; loaded "
                + "\(done.matters) matters with \(done.letters) letters, \(done.rows) rows, in \(tenths(seconds)) s: "
                + "\(Int(Double(done.matters) / seconds)) matters a second, indexes and search included.")
    }

    private func load(
        _ target: Installation, living folder: String, _ resources: String
    ) async throws -> BenchLoad.Outcome {
        let lived = try await Installation.open(data: folder, resources: resources)
        do {
            try await Demonstration.prepare(lived, resources: resources, matters: Self.courses)
            let load = BenchLoad(
                from: lived.store, into: target.store, target.performer, try Gazetteer.load(from: resources),
                password: try await PasswordHash.make(Demonstration.password, cost: .low))
            let bar = Mutex(ProgressBar("matters", total: matters))
            let outcome = try await load.load(
                matters: matters, seed: seed, provinces: province.isEmpty ? nil : Set(province)
            ) { done in
                bar.withLock { $0.update(done) }
            }
            bar.withLock { $0.finish() }
            await lived.close()
            return outcome
        } catch {
            await lived.close()
            throw error
        }
    }

    /// So many matters are lived by acts before they are copied.
    private static let courses = 2_000
}

private func tenths(_ seconds: Double) -> String { String(format: "%.1f", seconds) }
