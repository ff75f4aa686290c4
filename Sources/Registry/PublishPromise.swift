import Acts
import Kernel
import Storage

/// A body publishes in how many working days it answers, or withdraws that: letters that come from that day on are
/// bound by it, earlier ones keep what was promised when they came. A head of the body does it, or an administrator.
public struct PublishPromise: Act {
    public static let code: ActCode = "organization.promise"

    public let effective: Day?
    let organization: Organization
    /// Nil withdraws.
    let workingDays: Int?

    public init(_ workingDays: Int?, by organization: Organization, since day: Day? = nil) {
        self.organization = organization
        self.workingDays = workingDays
        effective = day
    }

    public func prepare(_ environment: Environment) throws -> Day { environment.today }

    public func subject(_: Day) -> Subjected { Subjected(Key(organization.home, organization.id)) }

    public func authorize(_ today: Day, _ tx: any ReadTransaction, at moment: Moment) throws {
        var isHead = false
        if case .officer(let account) = moment.actor {
            let standing = try Standing.of(account, on: today, tx)
            isHead = standing?.post(with: .sign, in: organization.id) != nil
        }
        if !isHead { try Administration.authorize(moment, over: organization.id, today: today, tx) }
        guard moment.effective <= today else { throw RegistryError.inFuture }
        guard try OrganizationTable.isOpen(organization.id, on: moment.effective, tx) else {
            throw RegistryError.organizationEnded
        }
        guard workingDays.map((1...365).contains) ?? true else { throw RegistryError.promiseUnfit }
        let last = try PromiseTable.all(of: organization.id, tx).last
        guard last.map({ $0.since <= moment.effective }) ?? true else { throw RegistryError.tooEarly }
    }

    public func perform(_: Day, _: Void, _ tx: ActTransaction, at moment: Moment) throws -> Change<Void> {
        try OrganizationTable.promise(workingDays, organization.id, since: moment.effective, tx)
        return Change(
            Payload([
                ("promiseDays", workingDays.map { .number(Int64($0)) }), ("promiseSince", .day(moment.effective)),
            ]))
    }
}
