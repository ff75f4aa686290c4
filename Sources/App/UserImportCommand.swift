import ArgumentParser
import Foundation
import Import
import Language
import Registry
import Server

struct UserImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Opens accounts and fills posts for the officials of a list (CSV), a line for each in a post.",
        discussion: """
            The first line names the columns, in Vietnamese or English: Mã cơ quan (body), Chức danh (post), Họ và tên \
            (name); Vai trò (role), Tên đăng nhập (login) and Từ ngày (from) may be left out. A line that cannot be done is \
            told with its reason and hinders no other, and the command then ends with 2; the same list again changes nothing. Every new account gets a \
            one-time password, which must be changed at the first signing in; each takes a tenth of a second. It may be \
            run beside a server.
            """)

    @OptionGroup var options: DataOptions

    @Argument(help: "The list: UTF-8, separated by commas, semicolons or tabs.")
    var file: String

    @Option(help: "Acts as the holder of this account, with no more rights than that person has.")
    var by: String?

    @Flag(help: "Says what would be done, and does nothing.")
    var dryRun = false

    @Option(help: "Writes a slip to print for each password to this new file (HTML) instead of to the terminal.")
    var slips: String?

    @Option(help: "The address of the page to sign in, for the slips: https://example.vn/desk.")
    var address: String?

    @Option(help: "Writes the refused lines with their reasons to this file (CSV).")
    var refused: String?

    @Flag(help: "Gives another one-time password to those of the list who never chose one of their own.")
    var renew = false

    func validate() throws {
        guard !dryRun || (slips == nil && !renew) else {
            throw ValidationError("--dry-run does nothing: leave out --slips and --renew")
        }
    }

    func run() async throws {
        let resources = try options.resourcesPath()
        guard let bytes = FileManager.default.contents(atPath: file) else { throw ImportError.cannotOpen(file) }
        try await options.installation { installation in
            let list = try await OfficialsByList(Array(bytes), by: by, installation)
            let isFinished = try await Interruption().cancelling {
                try await installation.keepingNumber {
                    try await perform(list, installation, resources: resources)
                }
            }
            if !isFinished { throw ExitCode(130) }
        }
    }

    /// False if it was interrupted.
    func perform(_ list: OfficialsByList, _ installation: Installation, resources: String) async throws -> Bool {
        let t = terminalTranslator(installation.catalogue)
        if dryRun {
            let reports = try await list.preview()
            try tell(reports, list, t)
            return try Self.finished(reports)
        }
        let sheet = try slips.map {
            try SlipSheet($0, address: address ?? "", resources: resources, installation.catalogue)
        }
        let bar = SharedBar("lines", total: list.file.lines.count)
        var reports: [LineReport] = []
        let isFinished = try await list.perform(renews: renew) { report in
            reports.append(report)
            if let sheet {
                try sheet.add(report)
            } else if let account = report.account, let password = report.password {
                bar.finish()
                say("\(account.login)  \(password)  \(account.name)")
            }
            bar.update(reports.count)
        }
        try sheet?.finish()
        bar.finish()
        try tell(reports, list, t)
        return try isFinished && Self.finished(reports)
    }

    /// A script must see that something was left undone: the command ends with 2 if a line was refused.
    private static func finished(_ reports: [LineReport]) throws -> Bool {
        if reports.contains(where: { $0.refusal != nil }) { throw ExitCode(2) }
        return true
    }

    private func tell(_ reports: [LineReport], _ list: OfficialsByList, _ t: Translator) throws {
        for report in reports {
            guard let refusal = report.refusal else { continue }
            say("\(file):\(report.line.number): \(OfficialsByList.reason(refusal, t))")
        }
        for line in OfficialsByList.counts(reports, t) { say(line) }
        guard let refused else { return }
        try Data(list.refused(reports, t).utf8).write(to: URL(fileURLWithPath: refused))
    }
}
