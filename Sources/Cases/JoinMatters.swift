import Acts
import Kernel
import Registry
import Storage

/// Letters about one trouble come into one matter: those of `other` join this one, and every sender keeps a code, clocks
/// and the answer. Both must be open, of one kind, at one body and one home.
public struct JoinMatters: Act {
    public static let code: ActCode = "matter.join"
    public static let joinedCode: ActCode = "matter.joined"
    public static let mostEvents = 2

    let key: MatterKey
    let other: MatterKey
    let officer: AccountID

    public init(_ other: MatterKey, into key: MatterKey, by officer: AccountID) {
        self.key = key
        self.other = other
        self.officer = officer
    }

    public func prepare(_ environment: Environment) throws {}

    public func subject(_: Void) -> Subjected { Subjected(key) }

    public func others(_: Void) -> [Subjected] { [Subjected(other)] }

    public func authorize(
        _: Void, _ tx: any ReadTransaction, at moment: Moment
    ) throws -> (into: MatterStep, from: MatterStep) {
        let found = try OfficersCase(key, officer, at: moment, tx)
        let joining = try OfficersCase(other, officer, at: moment, tx)
        _ = try found.post(with: .classify)
        guard key != other, key.home == other.home, found.matter.organization == joining.matter.organization,
            found.matter.kind == joining.matter.kind, found.matter.kind != .denunciation
        else { throw ProcedureError.cannotJoin }
        let (official, letters) = (found.official, joining.matter.letters)
        let clocks = joining.matter.clocks.filter { $0.letter != nil }
        return (
            into: try MatterStep(
                from: found.matter, by: .absorbed(from: other.id, letters: letters, clocks: clocks, by: official),
                at: moment),
            from: try MatterStep(
                from: joining.matter, by: .joined(into: key.id, by: official), at: moment)
        )
    }

    public func perform(
        _: Void, _ steps: (into: MatterStep, from: MatterStep), _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Void> {
        guard case .absorbed(_, let letters, _, _) = steps.into.event else { throw ProcedureError.unreadable }
        try LetterTable.move(letters.map(\.id), to: key, tx)
        // Its senders speak through the other matter from now on: here nobody could take it off the board any more.
        try PublicationTable.withdraw(of: other, tx)
        let also = try steps.from.saveAlso(Self.joinedCode, tx, at: moment)
        return try steps.into.save(tx, at: moment, also: [also])
    }
}

/// Letters that were joined by mistake go back to the matter they came from, which lies with the body again.
public struct PartMatters: Act {
    public static let code: ActCode = "matter.part"
    public static let regainedCode: ActCode = "matter.regained"
    public static let mostEvents = 2

    let key: MatterKey
    let other: MatterKey
    let officer: AccountID

    /// `other` is the matter that was joined to `key`.
    public init(_ other: MatterKey, from key: MatterKey, by officer: AccountID) {
        self.key = key
        self.other = other
        self.officer = officer
    }

    public func prepare(_ environment: Environment) throws {}

    public func subject(_: Void) -> Subjected { Subjected(key) }

    public func others(_: Void) -> [Subjected] { [Subjected(other)] }

    public func authorize(
        _: Void, _ tx: any ReadTransaction, at moment: Moment
    ) throws -> (from: MatterStep, back: MatterStep) {
        let found = try OfficersCase(key, officer, at: moment, tx)
        _ = try found.post(with: .classify)
        guard !found.matter.procedure.stage.isClosed, let joined = try MatterTable.load(other, tx),
            joined.procedure.closure == .joined
        else { throw ProcedureError.cannotJoin }
        var came: [LetterID] = []
        for event in try EventTable.all(of: Subjected(key), tx) where event.code == JoinMatters.code {
            if case .absorbed(other.id, let letters, _, _) = try MatterEvent(event) { came = letters.map(\.id) }
        }
        let letters = found.matter.letters.filter { came.contains($0.id) }
        guard !letters.isEmpty else { throw ProcedureError.cannotJoin }
        let clocks = found.matter.clocks.filter { clock in clock.letter.map { came.contains($0) } ?? false }
        return (
            from: try MatterStep(
                from: found.matter, by: .parted(letters.map(\.id), to: other.id, by: found.official), at: moment),
            back: try MatterStep(
                from: joined,
                by: .regained(letters, clocks: clocks, at: found.matter.organization, by: found.official),
                at: moment)
        )
    }

    public func perform(
        _: Void, _ steps: (from: MatterStep, back: MatterStep), _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Void> {
        try LetterTable.move(steps.back.matter.letters.map(\.id), to: other, tx)
        let also = try steps.back.saveAlso(Self.regainedCode, tx, at: moment)
        return try steps.from.save(tx, at: moment, also: [also])
    }
}
