import Acts
import Kernel
import Registry
import Storage

/// The platform has drawn what a body closed: from now on it waits for somebody who had no part in it.
public struct DrawForRecheck: Act {
    public static let code: ActCode = "matter.drawForRecheck"
    static let job = "cases.recheck"

    let ending: ClosedMatter

    init(_ ending: ClosedMatter) { self.ending = ending }

    public func prepare(_ environment: Environment) throws {}

    public func subject(_: Void) -> Subjected { Subjected(ending.matter) }

    public func authorize(_: Void, _ tx: any ReadTransaction, at moment: Moment) throws -> MatterStep {
        guard case .platform = moment.actor else { throw ActProblem.forbidden }
        let matter = try MatterTable.load(ending.matter, for: moment, tx)
        guard matter.procedure.recheckSort == ending.sort, matter.procedure.since == ending.ended,
            try !RecheckTable.all(of: ending.matter, tx).contains(where: { $0.ended == ending.ended })
        else { throw ProcedureError.nothingToRecheck }
        return try MatterStep(
            from: matter, by: .drawn(DrawnForRecheck(ended: ending.ended, sort: ending.sort)), at: moment)
    }

    public func perform(
        _: Void, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Void> {
        try RecheckTable.insert(
            Recheck(
                matter: ending.matter, ended: ending.ended, sort: ending.sort,
                organization: step.matter.organization, drawn: moment.effective, state: .waiting), tx)
        return try step.save(tx, at: moment)
    }

    /// Draws one matter as it stands, whatever the share: where people practise.
    public static func draw(_ key: MatterKey, _ context: JobContext) async throws {
        guard let matter = try await context.store.read({ tx in try MatterTable.load(key, tx) }),
            let sort = matter.procedure.recheckSort
        else { throw ProcedureError.nothingToRecheck }
        let ending = ClosedMatter(matter: key, ended: matter.procedure.since, sort: sort)
        _ = try await context.performer.perform(DrawForRecheck(ending), by: .platform(job))
    }

    /// How many days a server that was down may have missed.
    public static let lookBack = 30

    /// Draws from what was closed before today, and at most so many days ago; returns how many. Harmless to run twice: the
    /// same is drawn.
    public static func drawAll(
        _ context: JobContext, _ share: RecheckShare = .usual, lookBack days: Int = lookBack
    ) async throws -> Int {
        let (today, keys) = (context.performer.world.today, context.performer.world.keys)
        let slots = try await context.store.read { tx in try EventTable.homes(tx) }
        var drawn = 0
        for slot in slots {
            var last: ClosedMatter?
            while true {
                let found = try await context.store.read { [last] tx in
                    try RecheckList.closed(
                        in: slot, from: today.adding(-days), until: today.adding(-1), after: last, limit: 500, tx)
                }
                guard let end = found.last else { break }
                last = end
                for ending in found where share.draws(ending, under: keys) {
                    do {
                        try await context.performer.perform(DrawForRecheck(ending), by: .platform(job))
                        drawn += 1
                    } catch ProcedureError.nothingToRecheck {
                        // Drawn before, or taken up again since the list was read.
                    }
                }
            }
        }
        return drawn
    }
}

/// Somebody above the body, or who watches over it, says whether what it closed stands; if not, it lies with the body again
/// with its days, and the sender is told.
public struct RecordRecheck: OfficerAct {
    public static let code: ActCode = "matter.recheck"

    public let key: MatterKey
    public let officer: AccountID
    let stands: Bool
    let words: TypedText
    let promise: AnswerPromise?

    /// `words` are what was looked at and found, which the sender reads. `promise` is that of the body that answered.
    public init(
        _ key: MatterKey, stands: Bool, _ words: TypedText, promise: AnswerPromise? = nil, by officer: AccountID
    ) {
        self.key = key
        self.officer = officer
        self.stands = stands
        self.words = words
        self.promise = promise
    }

    public struct Prepared: Sendable {
        let spoken: SpokenWords
        let clocks: [Clock]
    }

    public func prepare(_ environment: Environment) throws -> Prepared {
        let clock = stands ? nil : try FirstClocks.answer(promise, from: environment.today, environment)
        return Prepared(spoken: SpokenWords(words.text, environment), clocks: [clock].compactMap(\.self))
    }

    public func event(
        _ prepared: Prepared, _ found: OfficersCase, _ tx: any ReadTransaction
    ) throws -> MatterEvent {
        guard let waiting = try RecheckTable.all(of: key, tx).first(where: { $0.state == .waiting }) else {
            throw ProcedureError.nothingToRecheck
        }
        let ancestors = try SubtreeTable.ancestors(of: found.matter.organization, on: found.moment.effective, tx)
        guard found.standing.rechecks(found.matter.organization, ancestors: ancestors) else {
            throw ProcedureError.notYourPower
        }
        guard try !TimelineEntry.all(of: key, tx).hasPart(of: found.official) else { throw ProcedureError.hadPart }
        return .rechecked(
            Rechecked(
                ended: waiting.ended, sort: waiting.sort, stands: stands,
                said: prepared.spoken.said(by: found.official),
                clocks: found.matter.procedure.stage == .answered ? prepared.clocks : []))
    }

    public func write(
        _ prepared: Prepared, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws {
        try RecheckTable.end(key, as: stands ? .stood : .failed, tx)
        try step.write(prepared.spoken, as: .recheck, tx, at: moment)
    }
}

extension Standing {
    /// Whether this person re-checks what a body closes: whoever watches over it or a body above, and the heads above. Never
    /// the head of the body itself.
    func rechecks(_ organization: OrganizationID, ancestors: Set<OrganizationID>) -> Bool {
        posts.contains { held in
            guard held.post.role.powers.contains(.recheck) else { return false }
            let isOwn = held.bodies.contains(organization)
            let isAbove = held.post.organization != organization && ancestors.contains(held.post.organization)
            return held.post.role == .supervisor ? isOwn || isAbove : isAbove && !isOwn
        }
    }

    /// Whether this person re-checks anything at all.
    public var rechecks: Bool { posts.contains { $0.post.role.powers.contains(.recheck) } }

    /// The bodies whose work this person leads, and so does not re-check.
    public var closing: Set<OrganizationID> {
        let watched = posts.filter { $0.post.role == .supervisor }.flatMap(\.bodies)
        return Set(posts.filter { $0.post.role != .supervisor }.flatMap(\.bodies)).subtracting(watched)
    }
}

extension [TimelineEntry] {
    /// Whether an official had a part in what became of the matter: assigned or handled it, drafted, signed or issued. To
    /// have re-checked it before is none.
    func hasPart(of official: OfficialID) -> Bool {
        contains { entry in
            switch entry.event {
            case .rechecked, .opened, .rated: false
            case .signed(let signed): signed.drafter == official || signed.signer == official
            case .assigned(let handler, let by): handler.official == official || by == official
            default: entry.event.official == official || entry.event.issue?.issuer == official
            }
        }
    }
}
