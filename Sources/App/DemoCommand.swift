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

    @Option(help: "Officers practise on this port; the next one after --port unless given, 0 for nowhere.")
    var practice: Int?

    @Option(help: "How many matters are played, up to 1000000; more than 20000 are spread over up to three years.")
    var matters = Demonstration.matters

    func validate() throws {
        guard (1...1_000_000).contains(matters) else {
            throw ValidationError("--matters is a number from 1 to 1000000")
        }
        guard practice.map({ (0...65_535).contains($0) && ($0 == 0 || $0 != address.port) }) ?? true else {
            throw ValidationError("--practice is a port from 0 to 65535, and not that of --port")
        }
    }

    func run() async throws {
        let resources = try options.resourcesPath()
        if !preparesOnly { try requireListenable(host: address.host, port: address.port) }
        let practice = try practicePlan()
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
                host: address.host, port: address.port, resources: resources, isBench: false, isBehindTLSProxy: false,
                practice: practice)
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
            if let practice { say("  To practise     “Tập làm” in the workspace leads to port \(practice.port)") }
            say("  Ctrl-C stops the server.")
        }
    }

    /// One that was asked for must be free; the one that is taken for granted may be somebody else's.
    private func practicePlan() throws -> PracticePlan? {
        guard !preparesOnly, address.port != 0 || practice != nil, practice != 0 else { return nil }
        let port = practice ?? address.port + 1
        guard port <= 65_535 else { return nil }
        do {
            try requireListenable(host: address.host, port: port, option: "--practice")
        } catch {
            if practice != nil { throw error }
            say("Port \(port) is taken: nobody can practise. Choose another one with --practice.")
            return nil
        }
        return PracticePlan(host: address.host, port: port, address: nil)
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
