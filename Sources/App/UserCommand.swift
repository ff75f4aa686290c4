import Acts
import ArgumentParser
import Cases
import Foundation
import Kernel
import Language
import Registry
import Server
import Storage
import Vault

/// Accounts at the command line, also for whoever has nobody above to ask. Works beside a server.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Opens, lists, resets and closes the accounts of officials.",
        subcommands: [UserAdd.self, UserImport.self, UserList.self, UserReset.self, UserDisable.self])
}

struct UserAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: """
            Opens an account in a body. On a terminal the password is asked twice; otherwise, or if none is typed, a \
            one-time password is printed, which must be changed at the first signing in.
            """)

    @OptionGroup var options: DataOptions

    @Option(help: "The code of the body: ubnd-00070.")
    var organization: String

    @Option(help: "What is typed to sign in; small letters without marks, digits, dots, dashes, underscores.")
    var login: String

    @Option(help: "The person's name, family name first; not with --same-person-as.")
    var name: String?

    @Option(
        help:
            "What the person does there; may be given several times: \(Role.allCases.map(\.rawValue).joined(separator: ", "))."
    )
    var role: [Role]

    @Option(
        help:
            "What the post is called. A post of that name, or of the role, that nobody holds is taken; else one is made."
    )
    var post: String?

    @Option(help: "The login of the same person's other account: one person never counts as two.")
    var samePersonAs: String?

    func validate() throws {
        guard !role.isEmpty else { throw ValidationError("name at least one --role") }
        guard (name == nil) != (samePersonAs == nil) else {
            throw ValidationError("say who it is: --name for a new person, else --same-person-as, and not both")
        }
    }

    func run() async throws {
        try await options.installation { installation in
            let typed = try TerminalPassword.ask(for: login)
            let password = typed ?? PasswordRule.oneTime(installation.performer.world.randomBytes)
            try await perform(installation, password: password, isOneTime: typed == nil)
            let person = name ?? samePersonAs.map { "the person of \($0)" } ?? ""
            say("The account \(login) of \(person) is open.")
            if typed == nil { say("One-time password: \(password)") }
        }
    }

    func perform(_ installation: Installation, password: String, isOneTime: Bool) async throws {
        try PasswordRule.check(password, for: login)
        let (store, performer, actor) = (installation.store, installation.performer, Actor.platform("user"))
        let today = performer.world.today
        let (organization, cost, other) = try await store.read { [organization, samePersonAs] tx in
            guard let found = try OrganizationTable.find(code: organization, tx) else {
                throw RegistryError.organizationMissing
            }
            let cost: PasswordHash.Cost = try PurposeTable.read(tx) == .real ? .standard : .low
            let other = try samePersonAs.map { login in
                guard let account = try AccountTable.find(login: login, tx)?.account else {
                    throw RegistryError.accountMissing
                }
                return account.official
            }
            return (found, cost, other)
        }
        let hash = try await PasswordHash.make(password, cost: cost)
        let seat = try await vacant(role[0], in: organization, on: today, store)
        let account = try await performer.perform(
            OpenAccount(
                login: login, for: other.map { .known($0) } ?? .new(name: name ?? ""), password: hash,
                isOneTime: isOneTime, organization: organization,
                in: seat.map { .known($0.id) } ?? .new(title: title(role[0]), role: role[0])
            ),
            by: actor
        ).outcome
        for role in role.dropFirst() {
            let post: Post
            if let vacant = try await vacant(role, in: organization, on: today, store) {
                post = vacant
            } else {
                post = try await performer.perform(
                    EstablishPost(role, title: role.usualTitle, in: organization), by: actor
                ).outcome
            }
            _ = try await performer.perform(AppointOfficial(account.official, to: post), by: actor)
        }
    }

    /// A post of the role that nobody holds or covers; of the name given, if one was.
    private func vacant(
        _ role: Role, in organization: Organization, on day: Day, _ store: any Store
    ) async throws -> Post? {
        let wanted = role == self.role[0] ? post : nil
        return try await store.read { tx in
            try PostTable.posts(of: organization.id, tx).first { post in
                try post.role == role && (wanted.map { post.title["vi"] == $0.oneLine } ?? true)
                    && PostTable.holders(of: post.id, on: day, tx).isEmpty
            }
        }
    }

    private func title(_ role: Role) -> [String: String] {
        post.map { ["vi": $0, "en": $0] } ?? role.usualTitle
    }
}

struct UserList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists accounts: login, name, body, posts, open or closed.")

    @OptionGroup var options: DataOptions

    @Option(help: "Only those of the body with this code.")
    var organization: String?

    func run() async throws {
        try await options.installation { installation in
            for line in try await lines(installation) { say(line) }
        }
    }

    /// The table, by given name; columns as wide as their longest cell.
    func lines(_ installation: Installation) async throws -> [String] {
        let today = installation.performer.world.today
        let (people, directory) = try await installation.store.read { [organization] tx in
            let directory = try OrganizationTable.directory(tx)
            guard let organization else { return (try PersonInOffice.all(on: today, tx), directory) }
            guard let found = directory.organization(code: organization) else {
                throw RegistryError.organizationMissing
            }
            return (try PersonInOffice.all(of: found.id, on: today, tx), directory)
        }
        var rows = [["LOGIN", "NAME", "BODY", "POSTS", "STATE"]]
        for person in people {
            let posts = person.posts.map { post, isCover in
                (post.title["vi"] ?? "") + (isCover ? " (cover)" : "")
            }.joined(separator: "; ")
            for account in person.accounts {
                rows.append([
                    account.login, person.name, directory.organization(account.organization)?.code ?? "", posts,
                    account.isDisabled ? "closed" : "open",
                ])
            }
        }
        let widths = (0..<5).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
        }
    }
}

struct UserReset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: """
            Prints a one-time password for an account: sessions end, and another password must be chosen at the next \
            signing in.
            """)

    @OptionGroup var options: DataOptions

    @Argument(help: "The login.")
    var login: String

    func run() async throws {
        try await options.installation { installation in
            let password = PasswordRule.oneTime(installation.performer.world.randomBytes)
            try await perform(installation, password: password)
            say("One-time password: \(password)")
        }
    }

    func perform(_ installation: Installation, password: String) async throws {
        let (account, cost) = try await installation.store.read { [login] tx in
            guard let account = try AccountTable.find(login: login.lowercased(), tx)?.account else {
                throw RegistryError.accountMissing
            }
            let cost: PasswordHash.Cost = try PurposeTable.read(tx) == .real ? .standard : .low
            return (account, cost)
        }
        let hash = try await PasswordHash.make(password, cost: cost)
        _ = try await installation.performer.perform(ResetPassword(account, hash), by: .platform("user"))
    }
}

struct UserDisable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable",
        abstract: """
            Closes an account: sessions end, and so do the person's posts. Posts with open matters that nobody else \
            holds need --to.
            """)

    @OptionGroup var options: DataOptions

    @Argument(help: "The login.")
    var login: String

    @Option(help: "The login of whoever takes those posts.")
    var to: String?

    func run() async throws {
        try await options.installation { installation in
            try await perform(installation)
            say("The account \(login) is closed.")
        }
    }

    func perform(_ installation: Installation) async throws {
        let today = installation.performer.world.today
        let (account, takers) = try await installation.store.read { [login, to] tx in
            guard let account = try AccountTable.find(login: login, tx)?.account else {
                throw RegistryError.accountMissing
            }
            guard let to else { return (account, [PostID: OfficialID]()) }
            guard let taker = try AccountTable.find(login: to, tx)?.account.official else {
                throw RegistryError.accountMissing
            }
            let posts = try CloseAccount.demands(account, on: today, work: .ofMatters, tx).map(\.post.id)
            return (account, Dictionary(uniqueKeysWithValues: posts.map { ($0, taker) }))
        }
        _ = try await installation.performer.perform(
            CloseAccount(account, takers: takers, work: .ofMatters), by: .platform("user"))
    }
}

extension DataOptions {
    /// Opens the installation that must be there, and closes it whatever happens.
    func installation(_ body: (Installation) async throws -> Void) async throws {
        let installation = try await Installation.open(
            data: data, database: database, resources: try resourcesPath(), creates: false)
        do {
            try await body(installation)
        } catch {
            await installation.close()
            throw error
        }
        await installation.close()
    }
}

extension Role: ExpressibleByArgument {}

/// A password typed twice on a terminal, without showing it.
enum TerminalPassword {
    /// Nil if there is no terminal, or nothing was typed. Throws if the two differ.
    static func ask(for login: String) throws -> String? {
        guard isatty(STDIN_FILENO) != 0 else { return nil }
        let first = read("Password for \(login) (empty for a one-time password): ")
        guard !first.isEmpty else { return nil }
        guard read("Once more: ") == first else { throw ValidationError("the two passwords differ") }
        return first
    }

    private static func read(_ prompt: String) -> String {
        FileHandle.standardError.write(Data(prompt.utf8))
        var shown = termios()
        tcgetattr(STDIN_FILENO, &shown)
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSANOW, &hidden)
        defer {
            tcsetattr(STDIN_FILENO, TCSANOW, &shown)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        return readLine() ?? ""
    }
}
