import Acts
import ArgumentParser
import Cases
import Kernel
import Registry
import Server

struct RecountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recount",
        abstract: "Compares every table and counter with the ledger's events; fails with the first difference.")

    @OptionGroup var options: DataOptions

    func run() async throws {
        let installation = try await Installation.open(
            data: options.data, database: options.database, resources: try options.resourcesPath(), creates: false)
        let total = try await installation.store.read { tx in
            try LedgerFiguresTable.subjects(Subjects.Matter.self, tx)
        }
        var bar = ProgressBar("matters", total: total)
        let outcome: Result<Int, any Error>
        do {
            _ = try await installation.store.read { tx in try RegistryRecount.compareAll(tx) }
            outcome = .success(
                try await Recount.compareAll(installation.store, at: installation.performer.world.now()) { count in
                    bar.update(count)
                })
        } catch {
            outcome = .failure(error)
        }
        bar.finish()
        await installation.close()
        let matters = try outcome.get()
        say("\(matters) matters: ledger, tables and counters agree.")
    }
}
