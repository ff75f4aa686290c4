import Acts
import Foundation
import Kernel
import Registry
import Storage
import Vault

/// The first day of an installation: the usual bodies of its provinces, with posts that nobody holds yet, and one
/// administrator over them. Everything by acts, so a second run changes nothing and an interrupted one is finished.
public struct Setup: Sendable {
    /// What was done, and what was there before.
    public struct Outcome: Sendable {
        public let founded: Int
        public let bodies: Int
        /// Nil if the administrator's account was there.
        public let password: String?
    }

    static let actor = Actor.platform("setup")
    static let title = ["vi": "Quản trị hệ thống", "en": "System administration"]

    private let provinces: [String]
    private let usual: UsualBodies
    private let gazetteer: Gazetteer

    /// All provinces if none is named. Throws `SetupError.province` for a code that no province has.
    public init(provinces codes: [String], resources: String) throws {
        usual = try UsualBodies.load(from: resources)
        gazetteer = try Gazetteer.load(from: resources)
        let all = gazetteer.units(.province).map(\.code)
        if let wrong = codes.first(where: { !all.contains($0) }) { throw SetupError.province(wrong) }
        provinces = codes.isEmpty ? all : all.filter(codes.contains)
    }

    /// How many bodies there will be.
    public var count: Int { Founding.count(provinces: provinces, usual: usual, gazetteer) }

    /// Throws if a directory holds what is neither an installation nor the beginning of one: nothing is mixed with it.
    public static func check(_ data: String) throws {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: data)) ?? []
        guard !files.contains("hoidap.sqlite"), !StorePlace(data: data, database: nil).isMarked else { return }
        let foreign = files.filter { !["keys", "files"].contains($0) }
        guard foreign.isEmpty else { throw SetupError.otherFiles(data, foreign.sorted()[0]) }
    }

    /// Throws, before anything is changed, if the installation is a demonstration or of another country.
    public func check(_ installation: Installation) async throws {
        let (purpose, directory) = try await installation.store.read { tx in
            (try PurposeTable.read(tx), try OrganizationTable.directory(tx))
        }
        guard purpose == .real else { throw SetupError.demonstration }
        let isOurs =
            directory.isEmpty
            || gazetteer.units(.province).contains { directory.organization(code: "ubnd-\($0.code)") != nil }
        guard isOurs else { throw SetupError.otherBodies(directory.organizations.map(\.code).sorted()[0]) }
    }

    /// The bodies are there, and an administrator who must choose a password at the first signing in. `password` is for
    /// one use; one is made if none is given. `progress` is told how many bodies are there.
    public func perform(
        _ installation: Installation, login: String, name: String, password given: String?,
        cost: PasswordHash.Cost = .standard,
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> Outcome {
        let (store, performer) = (installation.store, installation.patient)
        let password = given ?? PasswordRule.oneTime(performer.world.randomBytes)
        try PasswordRule.check(password, for: login)
        try Naming.check(login: login.lowercased())
        try await check(installation)
        // Whoever cannot sign in would administer nothing.
        let closed = try await store.read { tx in try AccountTable.find(login: login, tx)?.account.isDisabled }
        if closed == true { throw RegistryError.accountClosed }
        let founded = try await Founding.found(
            provinces: provinces, usual: usual, performer, store, gazetteer, progress: progress)
        let directory = try await store.read(OrganizationTable.directory)
        let committees = provinces.compactMap { directory.organization(code: "ubnd-\($0)") }
        var account = try await store.read { tx in try AccountTable.find(login: login, tx)?.account }
        let isNew = account == nil
        for committee in committees {
            let post = try await seat(in: committee, store)
            if let account {
                guard post == nil || post?.isNew == true else { continue }
                try await appoint(account, to: post?.post, in: committee, performer)
            } else {
                account = try await performer.perform(
                    OpenAccount(
                        login: login, for: .new(name: name),
                        password: try await PasswordHash.make(password, cost: cost),
                        isOneTime: true, organization: committee,
                        in: post.map { .known($0.post.id) } ?? .new(title: Self.title, role: .administrator)),
                    by: Self.actor
                ).outcome
            }
        }
        return Outcome(founded: founded, bodies: count, password: isNew ? password : nil)
    }

    /// The post made for the administrator, if there ever was one, and whether nobody has held it yet.
    private func seat(in body: Organization, _ store: any Store) async throws -> (post: Post, isNew: Bool)? {
        try await store.read { tx in
            let made = try PostTable.allPosts(of: body.id, tx).first {
                $0.role == .administrator && $0.title["vi"] == Self.title["vi"]
            }
            return try made.map { ($0, try !PostTable.wasHeld($0.id, tx)) }
        }
    }

    private func appoint(
        _ account: Account, to post: Post?, in body: Organization, _ performer: Performer
    ) async throws {
        let seat: Post
        if let post {
            seat = post
        } else {
            seat = try await performer.perform(
                EstablishPost(.administrator, title: Self.title, in: body), by: Self.actor
            ).outcome
        }
        _ = try await performer.perform(AppointOfficial(account.official, to: seat), by: Self.actor)
    }
}

public enum SetupError: Error, CustomStringConvertible {
    case province(String)
    case otherFiles(String, String)
    case demonstration
    case otherBodies(String)

    public var description: String {
        switch self {
        case .province(let code): "no province has the code \(code); the 34 codes stand in registry/vn/areas.csv"
        case .otherFiles(let path, let file):
            "\(path) holds other files (\(file)) and no installation; name an empty or a new directory"
        case .demonstration: "this directory holds a demonstration; name another directory for real work"
        case .otherBodies(let code):
            "this directory holds another installation: it has the body \(code), but no province; name another directory"
        }
    }
}
