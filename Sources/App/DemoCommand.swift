import ArgumentParser
import Server

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Prepares a demonstration in a directory and serves it. A second time is instant.")

    @OptionGroup var options: DataOptions
    @OptionGroup var address: AddressOptions

    @Flag(name: .customLong("no-serve"), help: "Prepares only.")
    var preparesOnly = false

    func run() async throws {
        let resources = try options.resourcesPath()
        let installation = try await Installation.open(data: options.data, resources: resources)
        let accounts = try await Demonstration.prepare(installation, resources: resources)
        guard !preparesOnly else {
            await installation.close()
            say("The demonstration in \(options.data) is ready.")
            return
        }
        try await serve(
            installation,
            ServeOptions(
                host: address.host, port: address.port, resources: resources, isBench: false, isBehindTLSProxy: false)
        ) { address in
            say("ready \(address)")
            say("")
            say("  For people      \(address)/")
            say("  For officers    \(address)/desk")
            for account in accounts {
                say("    login \(account.login), password \(Demonstration.password)   (\(account.organization))")
            }
            say("  Ctrl-C stops the server.")
        }
    }
}
