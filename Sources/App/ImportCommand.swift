import ArgumentParser
import Dispatch
import Foundation
import Import
import Language
import Server
import Storage

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Takes over what other systems hold.",
        subcommands: [ImportRegisterCommand.self, ImportOpen311Command.self])
}

struct ImportOpen311Command: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open311",
        abstract: "Takes over service requests (GeoReport v2, or New York's open data) as feedback of a test body.",
        discussion: """
            Every row becomes a letter with the instant it was opened, the due day it bears and the day it was closed. \
            Nobody is told anything, and no day of law is counted for it. A second run, or one after an interruption, \
            takes what is not there yet. Rows that cannot be taken are told with line and reason; the command fails \
            only if the file cannot be read to its end.
            """)

    @Argument(help: "The file: comma-separated values, packed with gzip or not.")
    var file: String

    @OptionGroup var options: DataOptions

    @Option(help: "The code of the body that gets the rows; founded in a test area if it is not there.")
    var organization: String

    @Option(help: "The name of the body, if it is to be founded.")
    var name: String?

    @Option(help: "The body's time zone (IANA); New York's for a new body if not given. It cannot be changed.")
    var zone: String?

    @Option(help: "Writes refused rows and remarks to this file (CSV) instead of to the terminal.")
    var report: String?

    func run() async throws {
        let resources = try options.resourcesPath()
        try Open311Import.check(file)
        let installation = try await Installation.open(
            data: options.data, database: options.database, resources: resources)
        let interruption = Interruption()
        let outcome: Result<ImportFigures, any Error>
        do {
            outcome = .success(
                try await installation.keepingNumber {
                    try await interruption.cancelling { try await take(installation) }
                })
        } catch {
            outcome = .failure(error)
        }
        await installation.close()
        switch try outcome.get().ending {
        case .complete: break
        case .interrupted: throw ExitCode(130)
        case .failed(let error): throw error
        }
    }

    private func take(_ installation: Installation) async throws -> ImportFigures {
        let t = terminalTranslator(installation.catalogue)
        let jurisdiction = try await Jurisdiction.open(
            organization, name: name, zone: zone, otherwise: "America/New_York", installation.catalogue,
            installation.store, installation.patient)
        let body = jurisdiction.organization
        say(
            t(
                ImporterMessages.into,
                ["name": body.name[t.locale.rawValue] ?? body.code, "code": body.code, "zone": jurisdiction.zone.name]))
        let teller = try NoteTeller(report, t)
        let started = ContinuousClock.now
        var bar: ProgressBar?
        let figures = try await Open311Import(into: jurisdiction, installation.store, installation.patient).run(
            file,
            tell: { note in
                if teller.isOnTerminal { bar?.finish() }
                teller.tell(note)
            },
            progress: { progress in
                if bar == nil { bar = ProgressBar("kB", total: max(1, progress.allBytes / 1000)) }
                bar?.update(progress.bytes / 1000)
            })
        try await installation.performer.foldTallies()
        bar?.finish()
        tell(figures, (ContinuousClock.now - started) / .seconds(1), t)
        return figures
    }

    private func tell(_ figures: ImportFigures, _ seconds: Double, _ t: Translator) {
        say(t.count(ImporterMessages.read, figures.rows))
        say(t.count(ImporterMessages.taken, figures.taken))
        say(t.count(ImporterMessages.alreadyThere, figures.alreadyThere))
        if figures.updated > 0 { say(t.count(ImporterMessages.updated, figures.updated)) }
        if figures.repeated > 0 { say(t.count(ImporterMessages.repeated, figures.repeated)) }
        say(t.count(ImporterMessages.refused, figures.allRefused))
        for reason in RefusalReason.allCases {
            guard let count = figures.refused[reason] else { continue }
            say("  \(t.number(count))  \(t(ImporterMessages.reason(reason)))")
        }
        for remark in Remark.allCases where remark != .repeated {
            guard let count = figures.remarks[remark] else { continue }
            say("  \(t.number(count))  \(t(ImporterMessages.remark(remark)))")
        }
        say(
            t(
                ImporterMessages.speed,
                [
                    "acts": t.number(figures.acts), "seconds": t.number(Int(seconds.rounded(.up))),
                    "rate": t.number(Int(Double(figures.acts) / max(seconds, 0.001))),
                ]))
        if case .interrupted = figures.ending { say(t(ImporterMessages.interrupted)) }
    }
}

/// Writes notes to a file, or in words to the terminal.
private struct NoteTeller {
    private let file: FileHandle?
    private let t: Translator

    var isOnTerminal: Bool { file == nil }

    init(_ path: String?, _ t: Translator) throws {
        self.t = t
        guard let path else {
            file = nil
            return
        }
        guard FileManager.default.createFile(atPath: path, contents: Data(ImportNote.header.utf8)),
            let file = FileHandle(forWritingAtPath: path)
        else { throw ImportError.cannotOpen(path) }
        try file.seekToEnd()
        self.file = file
    }

    func tell(_ note: ImportNote) {
        if let file {
            file.write(Data(note.row.utf8))
            return
        }
        let reason =
            switch note.finding {
            case .refused(let reason): t(ImporterMessages.reason(reason))
            case .remark(let remark): t(ImporterMessages.remark(remark))
            }
        let detail = note.detail.isEmpty ? "" : " (\(note.detail))"
        let line = t(
            ImporterMessages.line,
            ["line": String(note.line), "key": note.key.isEmpty ? "–" : note.key, "reason": reason + detail])
        FileHandle.standardError.write(Data("\(line)\n".utf8))
    }
}

/// Ctrl-C and SIGTERM end a long command gently: what is begun is done, then it ends. A second Ctrl-C ends it at once.
struct Interruption: Sendable {
    func cancelling<T: Sendable>(_ body: @escaping @Sendable () async throws -> T) async throws -> T {
        let task = Task { try await body() }
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler {
                task.cancel()
                signal(number, SIG_DFL)
            }
            source.resume()
            return source
        }
        defer {
            for source in sources { source.cancel() }
            for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
        }
        return try await task.value
    }
}
