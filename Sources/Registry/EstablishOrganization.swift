import Acts
import Kernel
import Storage

/// Establishes the body of an area: from that day letters about the area can be handed in to it.
public struct EstablishOrganization: Act {
    public static let code: ActCode = "organization.establish"

    public let effective: Day?
    let code: String
    let body: Body
    let name: [String: String]
    let area: Area
    let home: Home
    let parent: OrganizationID?
    let promise: AnswerPromise?

    public init(
        code: String, body: Body = .committee, name: [String: String], area: Area, home: Home,
        under parent: OrganizationID?, promise: AnswerPromise?, from day: Day
    ) {
        self.code = code
        self.body = body
        self.name = name
        self.area = area
        self.home = home
        self.parent = parent
        self.promise = promise
        effective = day
    }

    public func prepare(_ environment: Environment) throws -> Organization {
        Organization(
            id: environment.mint(), home: home, code: code, body: body, name: name, area: area,
            parent: parent, answerPromise: promise)
    }

    public func subject(_ organization: Organization) -> Subjected {
        Subjected(Key(organization.home, organization.id))
    }

    public func authorize(_ organization: Organization, _ tx: any ReadTransaction, at moment: Moment) throws {
        guard case .platform = moment.actor else { throw ActProblem.forbidden }
        guard try OrganizationTable.find(code: code, tx) == nil else { throw RegistryError.codeTaken(code) }
        if let parent, try OrganizationTable.find(parent, tx) == nil { throw RegistryError.parentMissing }
    }

    public func perform(
        _ organization: Organization, _: Void, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Organization> {
        try OrganizationTable.insert(organization, tx)
        try SubtreeTable.add(organization.id, under: parent, from: moment.effective, tx)
        let payload = Payload([
            ("code", .text(code)), ("body", .text(body.rawValue)), ("area", .text(area.code)),
            ("name", .text(name["vi"] ?? "")),
            ("parent", parent.map { .id($0) }), ("promiseDays", promise.map { .number(Int64($0.workingDays)) }),
            ("promiseSince", promise.map { .day($0.since) }),
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
