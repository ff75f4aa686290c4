import ArgumentParser
import Foundation
import Kernel
import Storage

/// The program: argument parsing and printing only.
@main
struct Hoidap: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hoidap",
        abstract: "Public authorities hear people and answer them, in the time the law gives, with proof.",
        version: "0.1.0", subcommands: [ServeCommand.self, DemoCommand.self, RecountCommand.self])

    static func main() async {
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
            FileHandle.standardError.write(Data("hoidap: \(error)\n".utf8))
            Foundation.exit(1)
        }
    }
}

/// Writes a line at once, also into a pipe.
func say(_ line: String) {
    FileHandle.standardOutput.write(Data("\(line)\n".utf8))
}

struct DataOptions: ParsableArguments {
    @Option(help: "The directory of the installation; made if it does not exist.")
    var data: String

    @Option(help: "The directory with law, calendars, texts and style. Found beside the program if not given.")
    var resources: String?

    func resourcesPath() throws -> String { try Resources.find(resources) }
}
