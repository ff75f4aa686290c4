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

    @Option(
        help: """
            Officers practise on this port, beside the real server: a store of its own that never counts, mails nobody \
            and is made anew at each start. Not the real port.
            """)
    var practice: Int?

    @Option(
        name: .customLong("practice-url"),
        help: "The address under which people reach the practice; without it, this host and the port.")
    var practiceURL: String?

    func validate() throws {
        if let practice {
            guard (1...65_535).contains(practice), practice != address.port else {
                throw ValidationError("--practice is a port from 1 to 65535, and not that of --port")
            }
            // A ticket does not leave TLS.
            guard !behindTLSProxy || practiceURL?.hasPrefix("https://") == true else {
                throw ValidationError("--practice behind a TLS proxy needs --practice-url, and that with https")
            }
        } else if practiceURL != nil {
            throw ValidationError("--practice-url needs --practice")
        }
        _ = try MailOptions.address(practiceURL, of: "--practice-url")
        guard (1...8760).contains(backupEvery) else {
            throw ValidationError("--backup-every is a number of hours from 1 to 8760")
        }
    }

    func run() async throws {
        let resources = try options.resourcesPath()
        try requireListenable(host: address.host, port: address.port)
        if let practice { try requireListenable(host: address.host, port: practice, option: "--practice") }
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
                publicAddress: try mail.address(),
                practice: try practice.map {
                    PracticePlan(
                        host: address.host, port: $0,
                        address: try MailOptions.address(practiceURL, of: "--practice-url"))
                })
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
