import ArgumentParser
import Language
import Server

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Examines an installation, changing nothing; fails if anything is wrong. Works beside a server.")

    @OptionGroup var options: DataOptions

    func run() async throws {
        let resources = try options.resourcesPath()
        let catalogue = try Catalogue.load(from: resources)
        let t = terminalTranslator(catalogue)
        let findings = try await Doctor(
            data: options.data, database: options.database, resources: resources, catalogue: catalogue
        ).examine()
        for finding in findings {
            let grade =
                switch finding.grade {
                case .fine: DoctorMessages.fine
                case .note: DoctorMessages.note
                case .wrong: DoctorMessages.wrong
                }
            let word = t(grade)
            say(word + String(repeating: " ", count: max(1, 7 - word.count)) + t(finding.message, finding.places))
        }
        let wrong = findings.count { $0.grade == .wrong }
        guard wrong == 0 else {
            throw Complaint(description: t(DoctorMessages.failed, ["n": String(wrong)]))
        }
    }
}

/// What the command found wrong, in the language of the terminal.
private struct Complaint: Error, CustomStringConvertible {
    let description: String
}
