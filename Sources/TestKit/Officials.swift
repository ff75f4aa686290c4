import Acts
import Kernel
import Registry
import Vault

extension TestCountry {
    public var founder: Actor { .platform("test") }

    /// A body of the country by its code, as it was when the country was made.
    public func body(_ code: String) -> Organization { directory.organization(code: code)! }

    /// Opens an account for a new person in a new post of a body, from today.
    public func open(_ login: String, _ role: Role, in body: Organization) async throws -> Account {
        try await open(login, for: .new(name: "Officer \(login)"), in: body, .new(title: ["vi": login], role: role))
    }

    public func open(
        _ login: String, for person: OpenAccount.Person, in body: Organization, _ seat: OpenAccount.Seat,
        by actor: Actor? = nil
    ) async throws -> Account {
        try await performer.perform(
            OpenAccount(
                login: login, for: person, password: try await PasswordHash.make(Self.password, cost: .low),
                organization: body, in: seat), by: actor ?? founder
        ).outcome
    }

    /// The posts of a body with those who hold or cover them today.
    public func posts(_ body: Organization) async throws -> [(post: Post, holders: [String])] {
        let today = clock.today
        return try await store.read { tx in
            try PostTable.posts(of: body.id, tx).map { post in
                (post, try PostTable.holders(of: post.id, on: today, tx).map(\.official.name))
            }
        }
    }

    public func post(_ role: Role, in body: Organization) async throws -> Post {
        try await posts(body).first { $0.post.role == role }!.post
    }

    public func standing(_ account: Account) async throws -> Standing? {
        let today = clock.today
        return try await store.read { tx in try Standing.of(account.id, on: today, tx) }
    }
}
