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
import Web

/// The practice beside a real server: a store, keys and files of its own under the data directory, on a port of its own.
/// Nothing in it can count: it shares no table, no key and no cookie with the real one, mails nobody, and is made anew at
/// each start.
public struct PracticePlan: Sendable {
    public let host: String
    public let port: Int
    /// As people reach it; nil for the host they reach the real server by, and the port.
    public let address: String?

    public init(host: String, port: Int, address: String?) {
        self.host = host
        self.port = port
        self.address = address
    }

    /// Whoever listens on the port owns the folder.
    public static func folder(of data: String, port: Int) -> String { "\(folders(of: data))/\(port)" }

    /// Where the folders of all ports lie.
    static func folders(of data: String) -> String { "\(data)/practice" }
}

/// An opened practice, ready to be served.
struct PracticeServer: Sendable {
    let installation: Installation
    let site: Site
    let ground: PracticeGround

    /// What was practised before is gone. `data` is the directory of the real side, `gate` its gate.
    static func make(
        _ plan: PracticePlan, in data: String, gate: PracticeGate, resources: String, isBehindTLSProxy: Bool
    ) async throws -> PracticeServer {
        let folder = PracticePlan.folder(of: data, port: plan.port)
        if FileManager.default.fileExists(atPath: folder) { try FileManager.default.removeItem(atPath: folder) }
        let installation = try await Installation.open(data: folder, resources: resources)
        do {
            try await installation.performer.perform(DeclarePurpose(.practice), by: .platform("practice"))
            let directory = try await DirectoryCache(
                installation.store, today: { installation.performer.world.today })
            let site = Site(
                store: installation.store, performer: installation.performer, catalogue: installation.catalogue,
                directory: directory, gazetteer: try Gazetteer.load(from: resources),
                fields: try FieldList.load(from: resources), templates: try TextTemplates.load(from: resources),
                purpose: .practice, files: installation.files, isBehindTLSProxy: isBehindTLSProxy,
                showsTimings: false, publicAddress: plan.address)
            let ground = PracticeGround(site: site, gate: gate, letters: try PracticeLetters.load(from: resources))
            return PracticeServer(installation: installation, site: site, ground: ground)
        } catch {
            await installation.close()
            throw error
        }
    }

    /// What runs until the server stops: pages, jobs without mail, and the store under them.
    func application(_ plan: PracticePlan, resources: String, logger: Logger) throws -> some ApplicationProtocol {
        let router = try buildRouter(site, resources: resources, passwordCost: .low, practice: .ground(ground))
        let unparsable = WebProblem.unreadable.document(site.translator(.vi), correlation: nil)
        var application = Application(
            router: router,
            server: .http1(
                configuration: .init(additionalChannelHandlers: [ConnectionMannersPlacer(document: unparsable)])),
            configuration: ApplicationConfiguration(
                address: .hostname(plan.host, port: plan.port), serverName: nil, backlog: 256), logger: logger)
        application.addServices(
            StoreService(installation: installation),
            JobLoop(
                installation: installation, directory: site.directory, jobs: Self.jobs(installation), logger: logger,
                isVital: false))
        return application
    }

    /// Those of a real server without the one that mails, and without backups.
    private static func jobs(_ installation: Installation) -> [Job] {
        Modules.all.flatMap(\.jobs) + [collectFiles(installation.files), withoutMailJob()]
    }

    var jobNames: [String] { Self.jobs(installation).map(\.name) }
}

/// Practice that breaks, or whose port somebody else has taken meanwhile, is told and is away; the real server goes on.
struct BesideTheReal: Service {
    let service: any Service
    let logger: Logger

    func run() async throws {
        do {
            try await service.run()
        } catch {
            logger.error("practice has stopped: \(error)")
        }
        try? await gracefulShutdown()
    }
}

/// Which side of practice a router serves; nil where there is none.
public enum PracticeSide: Sendable {
    /// The real side, from which people go there.
    case gate(PracticeGate)
    /// The side of practice itself, where nobody signs in with a password.
    case ground(PracticeGround)

    var isGround: Bool {
        if case .ground = self { true } else { false }
    }
}
