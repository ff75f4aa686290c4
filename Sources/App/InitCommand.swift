import ArgumentParser
import Foundation
import Server

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract:
            "Makes an installation for real work: its keys, the usual bodies of the provinces, one administrator.",
        discussion: """
            Every province and commune gets its usual bodies and posts, which nobody holds yet. The administrator signs \
            in with the password printed once and must choose another one first; then opens accounts for the \
            administrators of the provinces, who do the same for their communes. A second run, or one after an \
            interruption, makes what is missing and changes nothing else. It may be run beside a server.
            """)

    @OptionGroup var options: DataOptions

    @Option(help: "The code of a province (01 for Hà Nội); may be given several times. All 34 if it is not given.")
    var province: [String] = []

    @Option(help: "What the administrator types to sign in.")
    var login = "quantri"

    @Option(help: "The administrator's name, family name first.")
    var name = "Quản trị viên"

    @Flag(help: "Takes the one-time password from the first line of standard input instead of making one.")
    var passwordStdin = false

    func run() async throws {
        let resources = try options.resourcesPath()
        let setup = try Setup(provinces: province, resources: resources)
        try Setup.check(options.data)
        let password = passwordStdin ? readLine() ?? "" : nil
        let installation = try await Installation.open(
            data: options.data, database: options.database, resources: resources)
        let outcome: Result<Setup.Outcome, any Error>
        let bar = SharedBar("bodies", total: setup.count)
        do {
            outcome = .success(
                try await installation.keepingNumber {
                    try await setup.perform(
                        installation, login: login.lowercased(), name: name, password: password
                    ) { done in bar.update(done) }
                })
        } catch {
            outcome = .failure(error)
        }
        bar.finish()
        await installation.close()
        tell(try outcome.get())
    }

    private func tell(_ outcome: Setup.Outcome) {
        let before = outcome.bodies - outcome.founded
        say("Bodies: \(outcome.founded) founded" + (before > 0 ? ", \(before) there already." : "."))
        if let password = outcome.password {
            say("The administrator’s account is open: \(login.lowercased())")
            if !passwordStdin { say("One-time password: \(password)") }
            say("Sign in at /desk and choose another password.")
        } else {
            say("The account \(login.lowercased()) was there already; its password was not changed.")
        }
    }
}
