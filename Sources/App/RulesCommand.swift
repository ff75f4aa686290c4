import ArgumentParser
import Kernel
import Language
import Legislation
import Server

/// The books of law at the command line. Needs no directory of data.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Checks and lists the books of law and the working calendars.",
        subcommands: [RulesCheck.self, RulesList.self])
}

struct RulesCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Reads every book and calendar; fails with the file and the place of the first fault.")

    @OptionGroup var options: LawOptions

    func run() throws {
        for line in try options.report().check() { say(line) }
    }
}

struct RulesList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists every provision with its days of force, its length and its article.")

    @OptionGroup var options: LawOptions

    @Option(help: "Only what is in force on this day, 2026-07-01.")
    var on: String?

    @Flag(help: "Prints JSON.")
    var json = false

    func run() throws {
        let report = try options.report()
        let day = try on.map { try report.day($0, of: "--on") }
        if json { return say(try report.listJSON(on: day)) }
        for line in report.list(on: day) { say(line) }
    }
}

/// What every command of the law can be told.
struct LawOptions: ParsableArguments {
    @Option(help: "The directory with law, calendars, texts and style. Found beside the program if not given.")
    var resources: String?

    /// The books, or one line that names the file and the place of the fault.
    func report() throws -> LawReport {
        let resources = try Resources.find(resources)
        let t = terminalTranslator(try Catalogue.load(from: resources))
        do {
            return LawReport(try Law.load(from: resources), t)
        } catch {
            throw Fault(description: t(error.problem.message, error.problem.places))
        }
    }

    /// What is wrong with the books, in the language of the terminal.
    private struct Fault: Error, CustomStringConvertible {
        let description: String
    }
}
