import Acts
import Kernel
import Storage

/// Who may change bodies, posts and accounts: the platform, and administrators over their own body and those below it.
/// Nobody grants anything to oneself, so that no right comes from nowhere.
public enum Administration {
    /// `today` is the day of an act that takes effect on a past one: rights are those of the day it is done.
    static func authorize(
        _ moment: Moment, over organization: OrganizationID, today: Day? = nil, _ tx: any ReadTransaction
    ) throws {
        guard try may(moment.actor, over: organization, on: today ?? moment.effective, tx) else {
            throw ActProblem.forbidden
        }
    }

    /// The same over a person: the bodies of all posts held from that day on, and of all accounts. Whoever could reset
    /// the password of somebody above would stand above.
    static func authorize(_ moment: Moment, overPerson official: OfficialID, _ tx: any ReadTransaction) throws {
        try requireOther(moment, than: official, tx)
        let posts = try PostTable.heldFrom(moment.effective, by: official, tx).map(\.post.organization)
        let accounts = try AccountTable.all(of: official, tx).filter { !$0.isDisabled }.map(\.organization)
        for body in Set(posts + accounts).sorted() { try authorize(moment, over: body, tx) }
    }

    /// Throws if the officer who acts is that person.
    static func requireOther(_ moment: Moment, than official: OfficialID, _ tx: any ReadTransaction) throws {
        guard case .officer(let account) = moment.actor else { return }
        if try AccountTable.find(account, tx)?.official == official { throw RegistryError.ownRights }
    }

    /// Whether an actor administers a body on a day.
    public static func may(
        _ actor: Actor, over organization: OrganizationID, on day: Day, _ tx: any ReadTransaction
    ) throws -> Bool {
        try has(.administer, actor, over: organization, on: day, tx)
    }

    /// Whether an actor heads a body or one above it, or administers it: who sees its posts and people.
    public static func maySee(
        _ actor: Actor, _ organization: OrganizationID, on day: Day, _ tx: any ReadTransaction
    ) throws -> Bool {
        try has(.administer, actor, over: organization, on: day, tx)
            || has(.sign, actor, over: organization, on: day, tx)
    }

    private static func has(
        _ power: Power, _ actor: Actor, over organization: OrganizationID, on day: Day, _ tx: any ReadTransaction
    ) throws -> Bool {
        switch actor {
        case .platform: return true
        case .anyone, .petitioner: return false
        case .officer(let account):
            guard let standing = try Standing.of(account, on: day, tx) else { return false }
            let ancestors = try SubtreeTable.ancestors(of: organization, on: day, tx)
            return standing.post(with: power, inOrAbove: organization, ancestors: ancestors) != nil
        }
    }

    /// The bodies that an account administers or heads on a day, without those below them.
    public static func bodies(
        of account: AccountID, on day: Day, _ tx: any ReadTransaction
    ) throws -> Set<OrganizationID> {
        let posts = try Standing.of(account, on: day, tx)?.posts ?? []
        return Set(
            posts.filter { !$0.post.role.powers.isDisjoint(with: [.administer, .sign]) }.map(\.post.organization))
    }
}
