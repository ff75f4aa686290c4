import ArgumentParser
import Language
import Server

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Prepares a demonstration in a directory and serves it. A second time is instant.")

    @OptionGroup var options: DataOptions
    @OptionGroup var address: AddressOptions

    @Flag(name: .customLong("no-serve"), help: "Prepares only.")
    var preparesOnly = false

    @Option(help: "How many matters are played, up to 1000000; more than 20000 are spread over up to three years.")
    var matters = Demonstration.matters

    func validate() throws {
        guard (1...1_000_000).contains(matters) else {
            throw ValidationError("--matters is a number from 1 to 1000000")
        }
    }

    func run() async throws {
        let resources = try options.resourcesPath()
        if !preparesOnly { try requireListenable(host: address.host, port: address.port) }
        let installation = try await Installation.open(
            data: options.data, database: options.database, resources: resources)
        try await prepare(installation, resources)
        guard !preparesOnly else {
            await installation.close()
            say("The demonstration in \(options.data) is ready.")
            return
        }
        let catalogue = installation.catalogue
        try await serve(
            installation,
            ServeOptions(
                host: address.host, port: address.port, resources: resources, isBench: false, isBehindTLSProxy: false)
        ) { address in
            say("ready \(address)")
            say("")
            say("  For people      \(address)/")
            say("  For officers    \(address)/desk, all with the password \(Demonstration.password)")
            let t = terminalTranslator(catalogue)
            for login in DemonstrationLogin.allCases {
                let name = login.rawValue
                say("    \(name)" + String(repeating: " ", count: max(1, 20 - name.count)) + t(login.who))
            }
            say("  Ctrl-C stops the server.")
        }
    }

    private func prepare(_ installation: Installation, _ resources: String) async throws {
        let started = ContinuousClock.now
        let bar = SharedBar("matters", total: matters)
        let outcome = try await Demonstration.prepare(installation, resources: resources, matters: matters) { done in
            bar.update(done)
        }
        bar.finish()
        guard !outcome.wasThere else {
            say("The demonstration was there already; nothing was changed.")
            return
        }
        let seconds = (ContinuousClock.now - started) / .seconds(1)
        say(
            "Played \(outcome.letters) letters with \(outcome.acts) acts in \(Int(seconds.rounded())) s: "
                + "\(Int(Double(outcome.acts) / seconds)) acts a second.")
    }
}
