import ArgumentParser
import Foundation
import Kernel
import Language
import Server

/// The program: argument parsing and printing only.
@main
struct Hoidap: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hoidap",
        abstract: "Public authorities hear people and answer them, in the time the law gives, with proof.",
        version: Version.text,
        subcommands: [
            ServeCommand.self, InitCommand.self, DemoCommand.self, BackupCommand.self, RestoreCommand.self,
            RecountCommand.self, DoctorCommand.self, ImportCommand.self, UserCommand.self, RulesCommand.self,
            DeadlineCommand.self, BounceCommand.self, BenchCommand.self,
        ])

    static func main() async {
        // What is made holds people's names: for its owner only.
        umask(0o077)
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            // Help and usage are the parser's to print; what went wrong in a command is one line.
            if exitCode(for: error) != .failure { exit(withError: error) }
            FileHandle.standardError.write(Data("hoidap: \(inWords(error))\n".utf8))
            Foundation.exit(1)
        }
    }
}

/// A problem of the domain in the language of the terminal; anything else as it describes itself.
func inWords(_ error: any Error) -> String {
    guard let problem = (error as? any DomainError)?.problem, let resources = Resources.inUse,
        let catalogue = try? Catalogue.load(from: resources)
    else { return "\(error)" }
    let t = terminalTranslator(catalogue)
    let text = t(problem.message, problem.places)
    return problem.status >= 500 ? "\(text) (\(error))" : text
}

/// Speaks the language of the terminal: Vietnamese if it says so, else English.
func terminalTranslator(_ catalogue: Catalogue) -> Translator {
    let language = ProcessInfo.processInfo.environment["LANG"] ?? ""
    return Translator(language.hasPrefix("vi") ? .vi : .en, catalogue, zone: .vietnam)
}

/// Writes a line at once, also into a pipe.
func say(_ line: String) {
    FileHandle.standardOutput.write(Data("\(line)\n".utf8))
}

struct DataOptions: ParsableArguments {
    @Option(help: "The directory of the installation; made if it does not exist.")
    var data: String

    @Option(
        help: """
            The address of a PostgreSQL database that is the store instead of a file in the directory: \
            postgres://user@host/database. Put its password into PGPASSFILE or PGPASSWORD, not here, where every user of \
            the machine can read it.
            """)
    var database: String?

    @Option(help: "The directory with law, calendars, texts and style. Found beside the program if not given.")
    var resources: String?

    func resourcesPath() throws -> String { try Resources.find(resources) }
}
