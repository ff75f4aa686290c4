import Acts
import Kernel
import Storage

/// An act that is done only if nothing has happened to a matter since the page was made on which it was asked for: the
/// person sees first what is new. Lapses and openings of a name do not count, because nobody decides otherwise for them.
public struct IfUnchanged<Inner: Act>: Act {
    public static var code: ActCode { Inner.code }
    public static var mostEvents: Int { Inner.mostEvents }

    let inner: Inner
    let key: MatterKey
    let seen: Int

    /// `seen` is `MatterFile.seen` of the page.
    public init(_ inner: Inner, in key: MatterKey, since seen: Int) {
        self.inner = inner
        self.key = key
        self.seen = seen
    }

    public var effective: Day? { inner.effective }

    public func prepare(_ environment: Environment) throws -> Inner.Prepared { try inner.prepare(environment) }

    public func subject(_ prepared: Inner.Prepared) -> Subjected { inner.subject(prepared) }

    public func others(_ prepared: Inner.Prepared) -> [Subjected] { inner.others(prepared) }

    public func authorize(
        _ prepared: Inner.Prepared, _ tx: any ReadTransaction, at moment: Moment
    ) throws -> Inner.Authorized {
        let authorized = try inner.authorize(prepared, tx, at: moment)
        guard try Happenings.count(EventTable.all(of: Subjected(key), tx).map(\.code)) == seen else {
            throw ActProblem.overtaken
        }
        return authorized
    }

    public func perform(
        _ prepared: Inner.Prepared, _ authorized: Inner.Authorized, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Inner.Outcome> {
        try inner.perform(prepared, authorized, tx, at: moment)
    }

    public func recall(_ event: Event, _ tx: any ReadTransaction) throws -> Inner.Outcome {
        try inner.recall(event, tx)
    }
}

/// Which events of a matter a person must have seen before deciding.
enum Happenings {
    private static let unseen: Set<ActCode> = [
        LapseClock.code, DrawForRecheck.code, OpenOriginal.code, OpenContact.code, AnswerCall.code, ReissuePIN.code,
    ]

    static func count(_ codes: [ActCode]) -> Int {
        codes.count { !unseen.contains($0) }
    }
}

extension MatterFile {
    /// How much had happened when this file was read.
    public var seen: Int { Happenings.count(timeline.map(\.code)) }
}
