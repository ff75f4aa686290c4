import ArgumentParser
import Kernel
import Legislation
import Server

/// One period of law, counted day by day. Needs no directory of data.
struct DeadlineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadline",
        abstract: "Counts a period of law from a day, and shows each day with its reason.",
        discussion: "Names of rules: hoidap rules list. A period counted backwards is asked for from its event.")

    @Argument(help: "The name of the rule: complaint.first.settlement.")
    var rule: String

    @Option(help: "The day of the event, 2026-11-20; it is not counted itself.")
    var from: String

    @Flag(help: "The case is complex.")
    var complex = false

    @Flag(help: "A remote area with difficult travel.")
    var remote = false

    @Flag(help: "Several places must be checked, or the check is delegated.")
    var severalPlaces = false

    @Flag(help: "The disciplinary decision dismisses the official.")
    var dismissal = false

    @Option(help: "How many extensions have been decided.")
    var extensions = "0"

    @Option(
        help: """
            Days that are not counted, from the suspension to the day of resumption, which counts: \
            2026-07-03..2026-07-10. Without the second day the settlement has not been resumed. May be given several \
            times.
            """)
    var suspend: [String] = []

    @Flag(help: "Prints JSON.")
    var json = false

    @OptionGroup var options: LawOptions

    func run() throws {
        let report = try options.report()
        let period = try period(report)
        if json { return say(try report.json(period)) }
        for line in try report.lines(period) { say(line) }
    }

    /// The period that was asked for.
    func period(_ report: LawReport) throws -> CountedPeriod {
        let flags: [(Condition, Bool)] = [
            (.complex, complex), (.remote, remote), (.severalPlaces, severalPlaces), (.dismissal, dismissal),
        ]
        let circumstances = Circumstances(
            conditions: Set(flags.filter(\.1).map(\.0)),
            extensions: try report.number(extensions, of: "--extensions"),
            pauses: try suspend.map(report.pause))
        return try report.period(rule, from: report.day(from, of: "--from"), circumstances)
    }
}
