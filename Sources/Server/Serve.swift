import Acts
import Foundation
import Hummingbird
import Kernel
import Language
import Logging
import NIOCore
import Practice
import Registry
import ServiceLifecycle
import Storage
import Vault
import Web

/// How a server runs.
public struct ServeOptions: Sendable {
    public let host: String
    public let port: Int
    public let resources: String
    /// Adds `POST /bench/echo` and tells with each hand-in where its time went.
    public let isBench: Bool
    /// Cookies are sent over TLS only, and the client's address is what the proxy says.
    public let isBehindTLSProxy: Bool
    /// `GET /metrics` answers everybody, not only this machine.
    public let opensMetrics: Bool

    /// Backups that are made while it runs; nil for none.
    public let backups: BackupPlan?
    /// How people are told by e-mail; nil if e-mail is no way.
    public let mail: MailPlan?
    /// As people reach the server; nil if it is not said.
    public let publicAddress: String?
    /// Where officers practise beside it; nil if nowhere.
    public let practice: PracticePlan?

    public struct BackupPlan: Sendable {
        let backup: Backup
        let everyHours: Int

        public init(_ backup: Backup, everyHours: Int) {
            self.backup = backup
            self.everyHours = everyHours
        }
    }

    public init(
        host: String, port: Int, resources: String, isBench: Bool, isBehindTLSProxy: Bool, opensMetrics: Bool = false,
        backups: BackupPlan? = nil, mail: MailPlan? = nil, publicAddress: String? = nil,
        practice: PracticePlan? = nil
    ) {
        self.practice = practice
        self.host = host
        self.port = port
        self.resources = resources
        self.isBench = isBench
        self.isBehindTLSProxy = isBehindTLSProxy
        self.opensMetrics = opensMetrics
        self.backups = backups
        self.mail = mail
        self.publicAddress = publicAddress
    }
}

/// Serves an installation until SIGTERM or SIGINT; then nothing new is taken, what was taken is answered, and the
/// store is closed. `onReady` is told the address.
public func serve(
    _ installation: Installation, _ options: ServeOptions, onReady: @escaping @Sendable (String) -> Void
) async throws {
    var logger = Logger(label: "hoidap")
    logger.logLevel = .notice
    let store = installation.store
    let directory = try await DirectoryCache(store, today: { installation.performer.world.today })
    let purpose = try await store.read(PurposeTable.read)
    let site = Site(
        store: store, performer: installation.performer, catalogue: installation.catalogue, directory: directory,
        gazetteer: try Gazetteer.load(from: options.resources), fields: try FieldList.load(from: options.resources),
        templates: try TextTemplates.load(from: options.resources), purpose: purpose, files: installation.files,
        isBehindTLSProxy: options.isBehindTLSProxy, showsTimings: options.isBench,
        publicAddress: options.publicAddress)
    let gate = options.practice.map { PracticeGate(site: site, port: $0.port, address: $0.address) }
    let router = try buildRouter(
        site, resources: options.resources, passwordCost: purpose == .real ? .standard : .low,
        echoes: options.isBench, opensMetrics: options.opensMetrics,
        practice: gate.map { .gate($0) })
    let unparsable = WebProblem.unreadable.document(site.translator(.vi), correlation: nil)
    var application = Application(
        router: router,
        server: .http1(
            configuration: .init(additionalChannelHandlers: [ConnectionMannersPlacer(document: unparsable)])),
        configuration: ApplicationConfiguration(
            address: .hostname(options.host, port: options.port), serverName: nil, backlog: 1024),
        onServerRunning: { channel in
            let host = options.host.contains(":") ? "[\(options.host)]" : options.host
            onReady("http://\(host):\(channel.localAddress?.port ?? options.port)")
        }, logger: logger)
    let backups = options.backups.map { [$0.backup.job(everyHours: $0.everyHours)] } ?? []
    let mail = options.mail.map { mailJob($0, installation.catalogue, directory) } ?? withoutMailJob()
    application.addServices(
        StoreService(installation: installation),
        JobLoop(
            installation: installation, directory: directory,
            jobs: Modules.all.flatMap(\.jobs) + [collectFiles(installation.files), mail] + backups, logger: logger))
    if let plan = options.practice, let gate {
        do {
            let practice = try await PracticeServer.make(
                plan, in: installation.data, gate: gate, resources: options.resources,
                isBehindTLSProxy: options.isBehindTLSProxy)
            do {
                let service = try practice.application(plan, resources: options.resources, logger: logger)
                application.addServices(BesideTheReal(service: service, logger: logger))
            } catch {
                await practice.installation.close()
                throw error
            }
        } catch {
            await installation.close()
            throw error
        }
    }
    do {
        try await application.runService()
    } catch let error as IOError where error.errnoCode == EADDRINUSE {
        throw ListeningError.taken(host: options.host, port: options.port)
    }
}
