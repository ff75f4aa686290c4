import ArgumentParser
import Server

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serves an installation until it is told to stop (SIGTERM, Ctrl-C).")

    @OptionGroup var options: DataOptions
    @OptionGroup var address: AddressOptions

    @Flag(
        help: """
            For a server behind a TLS proxy that sets X-Forwarded-For: cookies over TLS only, wrong tries counted by \
            the client's address.
            """)
    var behindTLSProxy = false

    @Flag(help: "Adds POST /bench/echo, and tells with each hand-in where its time went.")
    var bench = false

    @Flag(help: "Answers GET /metrics to everybody who reaches the server, not only to this machine.")
    var openMetrics = false

    @Option(help: "Makes a backup in this folder again and again; `hoidap backup` explains it.")
    var backupTo: String?

    @Option(help: "How many hours lie between two backups.")
    var backupEvery = 24

    @OptionGroup var keeping: BackupKeeping

    @OptionGroup var mail: MailOptions

    func validate() throws {
        guard (1...8760).contains(backupEvery) else {
            throw ValidationError("--backup-every is a number of hours from 1 to 8760")
        }
    }

    func run() async throws {
        let resources = try options.resourcesPath()
        try requireListenable(host: address.host, port: address.port)
        let installation = try await Installation.open(
            data: options.data, database: options.database, resources: resources)
        let plan: ServeOptions.BackupPlan?
        do {
            plan = try backupTo.map {
                ServeOptions.BackupPlan(
                    try Backup(of: installation, to: $0, keep: keeping.backupKeep), everyHours: backupEvery)
            }
        } catch {
            await installation.close()
            throw error
        }
        try await serve(
            installation,
            ServeOptions(
                host: address.host, port: address.port, resources: resources, isBench: bench,
                isBehindTLSProxy: behindTLSProxy, opensMetrics: openMetrics, backups: plan, mail: try mail.plan(),
                publicAddress: try mail.address())
        ) { address in say("ready \(address)") }
    }
}

struct AddressOptions: ParsableArguments {
    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 takes a free one.")
    var port = 8080

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535") }
    }
}
