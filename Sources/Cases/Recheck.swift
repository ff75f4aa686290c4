import Kernel
import Registry
import Vault

/// What a re-check (hậu kiểm) is of. `rawValue` is stored and never changes.
public enum RecheckSort: String, Sendable, CaseIterable {
    /// Xếp lưu: drawn twice as often as anything else.
    case setAside
    /// Answered, guided, passed on, or closed because it had been answered before.
    case other
}

/// One closed matter that was drawn for a re-check, and what came of it.
public struct Recheck: Hashable, Sendable {
    /// `rawValue` is stored and never changes.
    public enum State: String, Sendable, CaseIterable {
        case waiting
        /// What was closed stands.
        case stood
        /// It lies with the body again.
        case failed
        /// It was taken up again for another reason before anybody had looked.
        case overtaken
    }

    public let matter: MatterKey
    /// The day it was closed, which is that of the matter's present state.
    public let ended: Day
    public let sort: RecheckSort
    /// The body that closed it.
    public let organization: OrganizationID
    public let drawn: Day
    public let state: State
}

/// What was closed has been drawn.
public struct DrawnForRecheck: Hashable, Sendable {
    public let ended: Day
    public let sort: RecheckSort
}

/// What a re-check said.
public struct Rechecked: Hashable, Sendable {
    public let ended: Day
    public let sort: RecheckSort
    /// Whether what was closed stands.
    public let stands: Bool
    public let said: Said
    /// What the body promises for an answer that was found wrong.
    public let clocks: [Clock]
}

/// How much of what is closed is drawn: the platform's own rule, not law. Nobody can tell beforehand what will be drawn, and
/// the same is drawn however often it is asked.
public struct RecheckShare: Sendable {
    /// Of ten thousand.
    private let share: Int

    /// Five of a hundred; of what was set aside, ten.
    public static let usual = RecheckShare(percent: 5)

    public init(percent: Int) { share = min(max(percent, 0), 100) * 100 }

    /// Of ten thousand of a sort.
    public func of(_ sort: RecheckSort) -> Int {
        switch sort {
        case .setAside: min(2 * share, 10_000)
        case .other: share
        }
    }

    /// Whether this ending of this matter is drawn. Only who holds the keys could tell beforehand.
    func draws(_ ending: ClosedMatter, under keys: KeyRing) -> Bool {
        let code = keys.lookup.authenticate("recheck \(ending.matter) \(ending.ended)".utf8)
        let chance = code.prefix(8).reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        return chance % 10_000 < UInt64(of(ending.sort))
    }
}

/// A matter as it was closed.
struct ClosedMatter: Hashable {
    let matter: MatterKey
    let ended: Day
    let sort: RecheckSort
}

extension Procedure {
    /// As what its present ending is re-checked; nil while it is open, and for what nobody decided on its substance:
    /// withdrawn, entered by mistake, joined to another matter, or ended in an old register.
    var recheckSort: RecheckSort? {
        switch closure {
        case .setAside: .setAside
        case .guided, .passedOn, .duplicate: .other
        case .withdrawn, .joined, .elsewhere, .mistaken: nil
        case nil: stage == .answered ? .other : nil
        }
    }
}

extension Recheck {
    /// The same if it waited, as it ended.
    func ending(as state: State) -> Recheck {
        guard self.state == .waiting else { return self }
        return Recheck(
            matter: matter, ended: ended, sort: sort, organization: organization, drawn: drawn, state: state)
    }
}
