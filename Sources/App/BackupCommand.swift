import ArgumentParser
import Kernel
import Server

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Writes the store and the files of an installation to another folder. Works beside a server.",
        discussion: """
            Each backup is a folder of its own below the one given; files that the last one has already are shared with \
            it. The keys are not in it: without them nobody can open a PIN or a file, so keep them at another place, once, \
            with --keys-to. `serve --backup-to` does the same by itself.
            """)

    @OptionGroup var options: DataOptions

    @Option(help: "The folder of the backups; made if it does not exist. On another disk, better another machine.")
    var to: String

    @OptionGroup var keeping: BackupKeeping

    @Option(help: "A folder for the keys, apart from the backups; keys that are there already must be the same.")
    var keysTo: String?

    func run() async throws {
        let installation = try await Installation.open(
            data: options.data, database: options.database, resources: try options.resourcesPath(), creates: false)
        let bar = SharedBar("files", total: 0)
        let outcome: Result<Backup.Made, any Error>
        do {
            let backup = try Backup(of: installation, to: to, keep: keeping.backupKeep)
            if let keysTo { try backup.copyKeys(to: keysTo) }
            outcome = .success(try await installation.keepingNumber { try await backup.make { bar.update($0) } })
        } catch {
            outcome = .failure(error)
        }
        bar.finish()
        await installation.close()
        let made = try outcome.get()
        let bytes = made.manifest.storeBytes + made.manifest.fileBytes
        say("Backup: \(made.place) (\(made.manifest.files) files, \(bytes / 1_000_000) MB)")
        say("Everything acknowledged until \(made.manifest.containsText) is in it.")
        say(keysTo.map { "The keys are in \($0)." } ?? "The keys are not in it: keep them elsewhere, with --keys-to.")
    }
}

struct BackupKeeping: ParsableArguments {
    @Option(help: "How many backups stay in the folder; older ones are removed.")
    var backupKeep = 14

    func validate() throws {
        guard (1...10_000).contains(backupKeep) else {
            throw ValidationError("--backup-keep is a number from 1 to 10000")
        }
    }
}

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Makes an installation from a backup and its keys, in a new or empty directory.")

    @Argument(help: "The folder of one backup: FOLDER/hoidap-….")
    var backup: String

    @Option(help: "The folder with the keys of the installation.")
    var keys: String

    @OptionGroup var options: DataOptions

    func run() async throws {
        let restore = Restore(
            backup, keys: keys, data: options.data, database: options.database,
            resources: try options.resourcesPath())
        let bar = SharedBar("files", total: 0)
        let outcome: Result<Restore.Outcome, any Error>
        do {
            outcome = .success(try await restore.perform { bar.update($0) })
        } catch {
            outcome = .failure(error)
        }
        bar.finish()
        let restored = try outcome.get()
        say("Restored: \(options.data) (\(restored.events) events, \(restored.manifest.files) files).")
        say("Everything acknowledged until \(restored.manifest.containsText) is in it; what came in later is not.")
        guard restored.missingFiles == 0 else { throw MissingFiles(count: restored.missingFiles) }
        say("Compare it once with its ledger: hoidap recount --data \(options.data)")
    }
}

private struct MissingFiles: Error, CustomStringConvertible {
    let count: Int

    var description: String {
        "\(count) files that letters name were not in the backup; everything else is restored"
    }
}
