import Acts
import Kernel
import Storage

/// A body bears another name from that day on; a document of an earlier day keeps the name of its day.
public struct RenameOrganization: Act {
    public static let code: ActCode = "organization.rename"

    public let effective: Day?
    let organization: Organization
    let name: [String: String]

    public init(_ organization: Organization, to name: [String: String], from day: Day? = nil) {
        self.organization = organization
        self.name = Naming.tidied(name)
        effective = day
    }

    public func prepare(_ environment: Environment) throws -> Day { environment.today }

    public func subject(_: Day) -> Subjected { Subjected(Key(organization.home, organization.id)) }

    public func authorize(_ today: Day, _ tx: any ReadTransaction, at moment: Moment) throws {
        try Administration.authorize(moment, over: organization.id, today: today, tx)
        guard moment.effective <= today else { throw RegistryError.inFuture }
        guard try OrganizationTable.isOpen(organization.id, on: moment.effective, tx) else {
            throw RegistryError.organizationEnded
        }
        try Naming.check(name: name)
        guard let last = try OrganizationNameTable.all(of: organization.id, tx).last,
            last.from < moment.effective
        else { throw RegistryError.tooEarly }
    }

    public func perform(_: Day, _: Void, _ tx: ActTransaction, at moment: Moment) throws -> Change<Void> {
        try OrganizationTable.rename(organization.id, name, from: moment.effective, tx)
        return Change(
            Payload([("name", .text(name["vi"] ?? "")), ("nameEnglish", .text(name["en"] ?? ""))]))
    }
}
