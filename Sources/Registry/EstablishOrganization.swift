import Acts
import Kernel
import Storage

/// Establishes the body of an area: from that day letters about the area can be handed in to it. The platform
/// establishes any; an administrator those below the own body, in its area or one within it.
public struct EstablishOrganization: Act {
    public static let code: ActCode = "organization.establish"

    /// A post that the body has from its first day; nobody holds it yet.
    public struct Seat: Decodable, Sendable {
        let title: [String: String]
        let role: Role

        public init(_ role: Role, title: [String: String]) {
            self.role = role
            self.title = title
        }
    }

    public struct Prepared: Sendable {
        let organization: Organization
        let posts: [Post]
    }

    public let effective: Day?
    let code: String
    let body: Body
    let name: [String: String]
    let area: Area
    let home: Home
    let parent: OrganizationID?
    let promise: AnswerPromise?
    let posts: [Seat]

    public init(
        code: String, body: Body = .committee, name: [String: String], area: Area, home: Home,
        under parent: OrganizationID?, promise: AnswerPromise?, posts: [Seat] = [], from day: Day
    ) {
        self.posts = posts
        self.code = code
        self.body = body
        self.name = Naming.tidied(name)
        self.area = area
        self.home = home
        self.parent = parent
        self.promise = promise
        effective = day
    }

    public func prepare(_ environment: Environment) throws -> Prepared {
        let organization = Organization(
            id: environment.mint(), home: home, code: code, body: body, name: name, area: area,
            parent: parent, answerPromise: promise)
        let posts = posts.map { seat in
            Post(
                id: environment.mint(), home: home, organization: organization.id, title: seat.title, role: seat.role)
        }
        return Prepared(organization: organization, posts: posts)
    }

    public func subject(_ prepared: Prepared) -> Subjected {
        Subjected(Key(prepared.organization.home, prepared.organization.id))
    }

    public func authorize(_: Prepared, _ tx: any ReadTransaction, at moment: Moment) throws {
        let above = try parent.flatMap { try OrganizationTable.find($0, tx) }
        if case .platform = moment.actor {
            if parent != nil, above == nil { throw RegistryError.parentMissing }
        } else {
            guard let above, above.home == home, [area.code, area.parent].contains(above.area.code) else {
                throw ActProblem.forbidden
            }
            try Administration.authorize(moment, over: above.id, tx)
        }
        guard above?.isFormer(on: moment.effective) != true else { throw RegistryError.organizationEnded }
        guard Naming.isFit(code: code) else { throw RegistryError.codeUnfit }
        try Naming.check(name: name)
        guard try OrganizationTable.find(code: code, tx) == nil else { throw RegistryError.codeTaken(code) }
    }

    public func perform(
        _ prepared: Prepared, _: Void, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Organization> {
        let organization = prepared.organization
        try OrganizationTable.insert(organization, from: moment.effective, tx)
        try SubtreeTable.add(organization.id, under: parent, from: moment.effective, tx)
        for post in prepared.posts { try PostTable.insert(post, from: moment.effective, tx) }
        let founded = prepared.posts.map { post in
            Payload([
                ("post", .id(post.id)), ("role", .text(post.role.rawValue)), ("title", .text(post.title["vi"] ?? "")),
            ])
        }
        let payload = Payload([
            ("code", .text(code)), ("body", .text(body.rawValue)), ("area", .text(area.code)),
            ("name", .text(name["vi"] ?? "")), ("nameEnglish", .text(name["en"] ?? "")),
            ("parent", parent.map { .id($0) }), ("promiseDays", promise.map { .number(Int64($0.workingDays)) }),
            ("promiseSince", promise.map { .day($0.since) }), ("posts", founded.isEmpty ? nil : .list(founded)),
        ])
        return Change(payload, outcome: organization)
    }

    public func recall(_ event: Event, _ tx: any ReadTransaction) throws -> Organization {
        guard let organization = try OrganizationTable.find(ID(event.subject.raw), tx) else {
            throw RegistryError.parentMissing
        }
        return organization
    }
}
