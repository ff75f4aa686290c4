import ArgumentParser
import Foundation
import Import
import Kernel
import Language
import Registry
import Server
import Sheets
import Storage

struct ImportRegisterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register",
        abstract: "Brings the register along that a body kept before the platform (XLSX or CSV).",
        discussion: """
            A line that was settled becomes an ended matter, marked as from the old register; one that is still open becomes \
            an open matter whose days run from the day it arrived. No receipt, PIN or notice is made. Old fonts (TCVN3, VNI) \
            are converted, days are read day first. A second run brings along what is not there yet. The command ends with 0 \
            if every line was taken or was there, with 2 if lines were refused, with 130 if it was stopped, with 1 if the file \
            cannot be read. It may be run beside a server.
            """)

    @Argument(help: "The file: an XLSX workbook, or text separated by commas, semicolons or tabs.")
    var file: String

    @OptionGroup var options: DataOptions

    @Option(help: "The code of the body that kept the register.")
    var body: String

    @Option(help: "The name of the sheet; the one that looks most like a register if not given.")
    var sheet: String?

    @Option(help: "The year of the register; without it each line has the year of the day it arrived.")
    var year: Int?

    @Option(
        help: """
            What lines are that do not say it: complaint, denunciation, petition, feedback or \
            information. As chosen for the body before; else such lines are refused.
            """)
    var kind: String?

    @Option(
        help: """
            What a column says, by its letter or heading: C=sender, "Họ tên=sender", D= to leave it out. Otherwise as its \
            heading tells, or as it was chosen for the body before.
            """)
    var map: [String] = []

    @Flag(help: "Says what would become of each line, and does nothing.")
    var dryRun = false

    @Option(help: "Writes the refused lines with their reasons to this file (CSV) instead of to the terminal.")
    var refused: String?

    func run() async throws {
        let resources = try options.resourcesPath()
        guard let bytes = FileManager.default.contents(atPath: file) else { throw ImportError.cannotOpen(file) }
        let book = try await WorkbookReader(resources: resources).register(Array(bytes))
        let places = try (Gazetteer.load(from: resources), FieldList.load(from: resources))
        try await options.installation { installation in
            let t = terminalTranslator(installation.catalogue)
            let directory = try await installation.store.read(OrganizationTable.directory)
            guard let organization = directory.organization(code: body) else {
                throw ValidationError(t(OldRegisterMessages.commandUnknownBody, ["code": body]))
            }
            let read = try chosen(book, t)
            let saved = try await installation.store.read { tx in
                try RegisterMappingTable.find(of: organization.id, tx)
            }
            let settings = try settings(read, saved, installation, t)
            say(
                t(
                    OldRegisterMessages.commandInto,
                    ["name": t.pick(organization.name), "code": body, "sheet": read.name]))
            for column in read.columns {
                let meaning = settings.columns[column.index].map(OldRegisterMessages.column)
                let heading = column.heading.isEmpty ? Self.letters(column.index) : column.heading
                say(
                    "  "
                        + t(
                            OldRegisterMessages.commandColumn,
                            ["column": heading, "meaning": t(meaning ?? OldRegisterMessages.leaveOut)]))
            }
            let register = RegisterImport(
                read, settings, into: organization, by: nil, places.0, places.1, installation.store,
                installation.patient)
            let turned = read.turnedDays(settings.columns)
            if !turned.isEmpty {
                say(t(OldRegisterMessages.turnedDays, ["columns": turned.joined(separator: ", ")]))
            }
            let done = try await take(register, read, installation)
            for line in RegisterFigures(done.reports).texts(read.passed, t) { say(line) }
            try tell(done.reports, read, t)
            guard done.isComplete else {
                say(t(OldRegisterMessages.commandStopped))
                throw ExitCode(130)
            }
            if !dryRun {
                let mapping = RegisterMapping(settings, of: read)
                try await installation.store.write(.shared) { tx in
                    try RegisterMappingTable.save(mapping, of: organization.id, tx)
                }
            }
            if done.reports.contains(where: { $0.fault != nil }) { throw ExitCode(2) }
        }
    }

    private func take(
        _ register: RegisterImport, _ read: RegisterSheet, _ installation: Installation
    ) async throws -> RegisterImport.Run {
        guard !dryRun else { return RegisterImport.Run(reports: try await register.preview()) }
        let bar = SharedBar("lines", total: read.lines.count)
        let done = try await Interruption().cancelling {
            try await installation.keepingNumber {
                try await register.run { count in bar.update(count) }
            }
        }
        try await installation.performer.foldTallies()
        bar.finish()
        return done
    }

    private func chosen(_ book: CellBook, _ t: Translator) throws -> RegisterSheet {
        guard let sheet else { return RegisterSheet(book.sheets[RegisterSheet.likeliest(of: book)]) }
        guard let found = book.sheets.first(where: { $0.name == sheet }) else {
            throw ValidationError(
                t(
                    OldRegisterMessages.commandUnknownSheet,
                    ["name": sheet, "names": book.sheets.map(\.name).joined(separator: ", ")]))
        }
        return RegisterSheet(found)
    }

    private func settings(
        _ read: RegisterSheet, _ saved: RegisterMapping?, _ installation: Installation, _ t: Translator
    ) throws -> RegisterSettings {
        var columns = RegisterMapping.columns(of: read, saved)
        for text in map {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let index = parts.first.flatMap { name in
                read.columns.first { $0.heading == name || Self.letters($0.index) == name.uppercased() }?.index
            }
            let column = parts.count == 2 ? RegisterColumn(rawValue: parts[1]) : nil
            guard let index, parts.count == 2, column != nil || parts[1].isEmpty else {
                throw ValidationError(
                    t(
                        OldRegisterMessages.commandMapUnfit,
                        [
                            "text": text,
                            "fields": RegisterColumn.allCases.map(\.rawValue).joined(separator: ", "),
                        ]))
            }
            columns[index] = column
        }
        var known: Kind?
        if let kind {
            known = Kind(rawValue: kind)
            guard known != nil else {
                throw ValidationError("--kind: \(Kind.allCases.map(\.rawValue).joined(separator: ", "))")
            }
        }
        let settings = RegisterSettings(
            year: try RegisterSettings.year(
                typed: year.map(String.init) ?? "", today: installation.performer.world.today),
            kind: known ?? saved.flatMap { Kind(rawValue: $0.kind) }, columns: columns)
        try settings.check()
        return settings
    }

    private func tell(_ reports: [RegisterReport], _ read: RegisterSheet, _ t: Translator) throws {
        if let refused {
            let lines = RefusedLines(read, reports, t)
            let text = CSV.mark + ([lines.columns] + lines.rows).map(CSV.line).joined()
            try Data(text.utf8).write(to: URL(fileURLWithPath: refused))
            return
        }
        for report in reports {
            guard let fault = report.fault else { continue }
            say(
                t(
                    OldRegisterMessages.commandLine,
                    [
                        "line": String(report.line), "number": report.number.isEmpty ? "–" : report.number,
                        "reason": fault.text(t),
                    ]))
        }
    }

    /// As spreadsheets name columns: A, B, …, Z, AA.
    private static func letters(_ index: Int) -> String {
        var (rest, text) = (index, "")
        repeat {
            text = String(UnicodeScalar(UInt8(65 + rest % 26))) + text
            rest = rest / 26 - 1
        } while rest >= 0
        return text
    }
}
