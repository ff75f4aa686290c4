import ArgumentParser
import Cases
import Foundation
import Server

struct RecountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recount",
        abstract: "Compares every table and counter with the ledger's events; fails with the first difference.")

    @OptionGroup var options: DataOptions

    func run() async throws {
        let installation = try await Installation.open(
            data: options.data, resources: try options.resourcesPath(), creates: false)
        let showsProgress = isatty(STDERR_FILENO) != 0
        let matters = try await Recount.compareAll(
            installation.store, at: installation.performer.world.now()
        ) { count in
            if showsProgress { FileHandle.standardError.write(Data("\r\(count) matters".utf8)) }
        }
        if showsProgress { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
        await installation.close()
        say("\(matters) matters: ledger, tables and counters agree.")
    }
}
