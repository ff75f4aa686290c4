import Acts
import Kernel
import Registry
import Storage

/// An officer takes a matter: it is this body's to answer, and the officer's post handles it.
public struct TakeMatter: OfficerAct {
    public static let code: ActCode = "matter.take"

    public let key: MatterKey
    public let officer: AccountID

    public init(_ key: MatterKey, by officer: AccountID) {
        self.key = key
        self.officer = officer
    }

    public func event(_: Void, _ found: OfficersCase, _ tx: any ReadTransaction) throws -> MatterEvent {
        .taken(by: try found.handler())
    }
}

/// A matter goes to a post of its body, which handles it from then on.
public struct AssignMatter: OfficerAct {
    public static let code: ActCode = "matter.assign"

    public let key: MatterKey
    public let officer: AccountID
    let post: PostID

    public init(_ key: MatterKey, to post: PostID, by officer: AccountID) {
        self.key = key
        self.post = post
        self.officer = officer
    }

    public func event(_: Void, _ found: OfficersCase, _ tx: any ReadTransaction) throws -> MatterEvent {
        _ = try found.post(with: .assign)
        let day = found.moment.effective
        guard let target = try PostTable.find(post, on: day, tx),
            try SuccessionTable.serves(target.organization, found.matter.organization, on: day, tx),
            target.role.powers.contains(.handle), target.role.kinds.contains(found.matter.kind),
            let holder = try PostTable.holders(of: post, on: day, tx).first
        else { throw ProcedureError.postUnfit }
        return .assigned(Handler(post: post, official: holder.official.id), by: found.official)
    }
}

/// A contested matter is taken up again, by a post of its body.
public struct ReopenMatter: OfficerAct {
    public static let code: ActCode = "matter.reopen"

    public let key: MatterKey
    public let officer: AccountID

    public init(_ key: MatterKey, by officer: AccountID) {
        self.key = key
        self.officer = officer
    }

    public func event(_: Void, _ found: OfficersCase, _ tx: any ReadTransaction) throws -> MatterEvent {
        .reopened(by: try found.handler())
    }
}
