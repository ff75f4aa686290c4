import Kernel
import Storage
import Vault

/// Performs acts: the one door through which records change.
public struct Performer: Sendable {
    public let world: World
    private let store: any RecordStore
    private let observe: (@Sendable (Event, any ReadTransaction) throws -> Void)?
    /// The day on which acts take effect; nil for the day it is.
    private let day: Day?
    /// Whether it waits for a store that is busy or away.
    private let isPatient: Bool

    /// `observe` sees every event inside its transaction, after all writes; an error from it undoes the act. For tests.
    public init(
        _ store: any RecordStore, _ world: World,
        observe: (@Sendable (Event, any ReadTransaction) throws -> Void)? = nil
    ) {
        self.init(store, world, observe: observe, day: nil, isPatient: false)
    }

    private init(
        _ store: any RecordStore, _ world: World,
        observe: (@Sendable (Event, any ReadTransaction) throws -> Void)?, day: Day?, isPatient: Bool
    ) {
        self.store = store
        self.world = world
        self.observe = observe
        self.day = day
        self.isPatient = isPatient
    }

    /// The same, with acts that take effect on a past day and are recorded as of now: for imports and the preparation of
    /// a demonstration, which tell what happened then.
    public func asOf(_ day: Day) -> Performer {
        Performer(store, world, observe: observe, day: day, isPatient: isPatient)
    }

    /// The same, whose acts are tried again for five minutes while the store is busy or cannot be reached: for long work
    /// that nobody watches, which must not end half-way because others worked too.
    public var patient: Performer { Performer(store, world, observe: observe, day: day, isPatient: true) }

    /// Whether the act would be refused now, without performing it: what a list of many shows before they are done.
    public func check<A: Act>(
        _ act: A, by actor: Actor, _ tx: any ReadTransaction
    ) throws {
        let environment = Environment(world, asOf: day)
        let prepared = try act.prepare(environment)
        let last = try EventTable.last(of: act.subject(prepared), tx)
        let moment = Moment(
            actor: actor, effective: act.effective ?? environment.today, recorded: environment.now,
            sequence: (last?.sequence ?? 0) + 1)
        _ = try act.authorize(prepared, tx, at: moment)
    }

    /// The act is durable when this returns; if it throws, nothing changed.
    ///
    /// With a `key`, a repetition returns the outcome of the first time and changes nothing.
    @discardableResult
    public func perform<A: Act>(
        _ act: A, by actor: Actor, key: IdempotencyKey? = nil
    ) async throws -> Performed<A.Outcome> {
        let begun = ContinuousClock.now
        let environment = Environment(world, asOf: day)
        let attempt = Attempt(act: act, actor: actor, prepared: try act.prepare(environment), environment, key)
        let waiting = ContinuousClock.now
        do {
            let (outcome, isRepeated, timing) = try await record { tx in
                let started = ContinuousClock.now
                try tx.lock(attempt.locks)
                let result = try attempt.run(ActTransaction(tx), now: world.now(), observe)
                return (result.outcome, result.isRepeated, (started: started, ended: ContinuousClock.now))
            }
            return Performed(
                outcome: outcome, isRepeated: isRepeated,
                timings: Timings(
                    prepare: waiting - begun, wait: timing.started - waiting,
                    perform: timing.ended - timing.started, commit: ContinuousClock.now - timing.ended))
        } catch StoreError.commitFailed(let reason) {
            // The fate of the commit is unknown: look the act up before anybody tries again. A transaction that still
            // is on its way holds the locks.
            let recalled = try await record { tx in
                try tx.lock(attempt.locks)
                return try EventTable.find(act: attempt.id, tx).map { try act.recall($0, tx) }
            }
            guard let recalled else { throw StoreError.commitFailed(reason) }
            return Performed(outcome: recalled, isRepeated: true, timings: nil)
        }
    }

    private func record<T: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> T
    ) async throws -> T {
        let end = ContinuousClock.now + .seconds(isPatient ? 300 : 0)
        while true {
            do {
                return try await store.record(body)
            } catch let error as StoreError where error.isPassing && ContinuousClock.now < end {
                try await Task.sleep(for: .milliseconds(Int.random(in: 100...1_000)))
            }
        }
    }

    /// Folds the tallies of leaf organizations into their ancestors.
    public func foldTallies() async throws {
        try await store.record { tx in
            try tx.lock([ActLock.registry(.shared), ActLock.folding])
            try TallyTable.fold(ActTransaction(tx))
        }
    }
}

public struct Performed<Outcome: Sendable>: Sendable {
    public let outcome: Outcome
    /// The act had been performed before, under the same key.
    public let isRepeated: Bool
    /// Nil if the outcome was looked up.
    public let timings: Timings?
}

/// Where the time of one act went.
public struct Timings: Sendable {
    /// Off the writer: identifiers, folding, hashing.
    public let prepare: Duration
    /// Until the writer took it.
    public let wait: Duration
    /// Its statements.
    public let perform: Duration
    /// Its neighbours' statements, the commit, and the way back.
    public let commit: Duration
}

/// One act on its way, with everything that a second try must repeat exactly.
private struct Attempt<A: Act>: Sendable {
    let act: A
    let actor: Actor
    let prepared: A.Prepared
    let id: [UInt8]
    /// The numbers of the events, as many as the act may append.
    let events: [Int64]
    let salt: [UInt8]
    let effective: Day
    let law: String
    let hashes: (key: [UInt8], content: [UInt8])?

    init(act: A, actor: Actor, prepared: A.Prepared, _ environment: Environment, _ key: IdempotencyKey?) {
        self.act = act
        self.actor = actor
        self.prepared = prepared
        id = environment.randomBytes(16)
        events = (0..<A.mostEvents).map { _ in environment.mint(Subjects.Installation.self).raw }
        salt = environment.randomBytes(32)
        effective = act.effective ?? environment.today
        law = environment.law.version
        hashes = key?.hashes(for: A.code, under: environment.keys.lookup)
    }

    /// A repetition under the same key waits for the first; acts on matters and letters go beside each other, and each alone
    /// on its own; an act on bodies, posts or accounts is alone with all of them, because every right and every rule that no
    /// work is left to nobody is read across them.
    var locks: [Lock] {
        let subject = act.subject(prepared)
        let isOfMatter = [Subjects.Matter.code, Subjects.Letter.code].contains(subject.reference.sort)
        return [ActLock.registry(isOfMatter ? .shared : .exclusive)]
            + ([subject] + act.others(prepared)).map(ActLock.of)
            + (hashes.map { [ActLock.of(key: $0.key)] } ?? [])
    }

    func run(
        _ tx: ActTransaction, now: Instant, _ observe: (@Sendable (Event, any ReadTransaction) throws -> Void)?
    ) throws -> (outcome: A.Outcome, isRepeated: Bool) {
        if let hashes, let earlier = try IdempotencyTable.find(hashes, at: now, tx),
            let event = try EventTable.find(act: earlier, tx)
        {
            return (try act.recall(event, tx), true)
        }
        let subject = act.subject(prepared)
        let last = try EventTable.last(of: subject, tx)
        let recorded = last.map { max(now, $0.recorded.adding(milliseconds: 1)) } ?? now
        let moment = Moment(
            actor: actor, effective: effective, recorded: recorded, sequence: (last?.sequence ?? 0) + 1)
        let authorized = try act.authorize(prepared, tx, at: moment)
        let change = try act.perform(prepared, authorized, tx, at: moment)
        let event = Event(
            home: subject.home, id: events[0], act: id, code: A.code, subject: subject.reference,
            sequence: moment.sequence, effective: effective, recorded: recorded, actor: actor, law: law,
            payload: change.payload, salt: salt)
        try EventTable.append(event, tx)
        try TallyTable.move(change.tallies + change.others.flatMap(\.tallies), by: event.id, tx)
        let others = try change.others.enumerated().map { index, also in
            try append(also, number: index + 1, now: now, tx)
        }
        if let hashes {
            let expires = now.adding(seconds: IdempotencyKey.lifetimeSeconds)
            try IdempotencyTable.insert(hashes, act: id, expires: expires, tx)
        }
        for event in [event] + others { try observe?(event, tx) }
        return (change.outcome, false)
    }

    /// The event of a second thing. Its act has the first one's bytes with its number added to the last.
    private func append(_ also: Also, number: Int, now: Instant, _ tx: ActTransaction) throws -> Event {
        let last = try EventTable.last(of: also.subject, tx)
        var act = id
        act[act.count - 1] &+= UInt8(number)
        let event = Event(
            home: also.subject.home, id: events[number], act: act, code: also.code, subject: also.subject.reference,
            sequence: (last?.sequence ?? 0) + 1, effective: effective,
            recorded: last.map { max(now, $0.recorded.adding(milliseconds: 1)) } ?? now, actor: actor, law: law,
            payload: also.payload, salt: salt)
        try EventTable.append(event, tx)
        return event
    }
}
