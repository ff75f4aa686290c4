import Acts
import Cases
import Kernel
import Registry
import Storage

/// A body's days are those of a zone of its own, once and for ever: the days of what is imported for it are counted so.
struct SetZone: Act {
    static let code: ActCode = "import.zone"

    let organization: Organization
    let zone: Zone

    func prepare(_ environment: Environment) throws {}

    func subject(_: Void) -> Subjected { Subjected(Key(organization.home, organization.id)) }

    func authorize(_: Void, _ tx: any ReadTransaction, at moment: Moment) throws {
        guard case .platform = moment.actor else { throw ActProblem.forbidden }
        if let set = try ImportedTable.zone(of: organization.id, tx) { throw ImportError.otherZone(set) }
    }

    func perform(_: Void, _: Void, _ tx: ActTransaction, at moment: Moment) throws -> Change<Void> {
        try ImportedTable.setZone(zone.name, of: organization.id, tx)
        return Change(Payload([("zone", .text(zone.name))]))
    }
}

/// The row was taken over before; by whom and how is in its mark.
struct AlreadyImported: Error {
    let mark: ImportedMark
}

/// Receives the letter of a row and marks the row as taken over, both or neither.
struct ReceiveImported: Act {
    static let code = ReceiveLetter.code

    let letter: ReceiveLetter
    let row: ImportedMark.Row
    let organization: Organization
    let run: ImportRunID
    let line: Int

    var effective: Day? { letter.effective }

    func prepare(_ environment: Environment) throws -> PreparedLetter { try letter.prepare(environment) }

    func subject(_ prepared: PreparedLetter) -> Subjected { letter.subject(prepared) }

    func authorize(_ prepared: PreparedLetter, _ tx: any ReadTransaction, at moment: Moment) throws -> LetterCode {
        let marks = try ImportedTable.find([row.keyHash], of: organization.id, at: organization.home, tx)
        if let mark = marks[row.keyHash] { throw AlreadyImported(mark: mark) }
        return try letter.authorize(prepared, tx, at: moment)
    }

    func perform(
        _ prepared: PreparedLetter, _ code: LetterCode, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Receipt> {
        let subject = letter.subject(prepared)
        let mark = ImportedMark(
            row: row, matter: MatterKey(subject.home, ID(subject.reference.raw)), run: run, line: line, closed: nil)
        try ImportedTable.insert(mark, of: organization.id, tx)
        return try letter.perform(prepared, code, tx, at: moment)
    }

    func recall(_ event: Event, _ tx: any ReadTransaction) throws -> Receipt { try letter.recall(event, tx) }
}

/// Brings a line of an old register along and marks it as brought, both or neither.
struct BringMarked: Act {
    static let code = BringAlong.code

    let bringing: BringAlong
    let row: ImportedMark.Row
    let organization: Organization
    let run: ImportRunID
    let line: Int

    var effective: Day? { bringing.effective }

    struct Authorized {
        let bringing: BringAlong.Authorized
        /// The mark of what was brought along under this number by mistake, and made void since.
        let void: ImportedMark?
    }

    func prepare(_ environment: Environment) throws -> BringAlong.Prepared { try bringing.prepare(environment) }

    func subject(_ prepared: BringAlong.Prepared) -> Subjected { bringing.subject(prepared) }

    func authorize(
        _ prepared: BringAlong.Prepared, _ tx: any ReadTransaction, at moment: Moment
    ) throws -> Authorized {
        let authorized = try bringing.authorize(prepared, tx, at: moment)
        let mark = try ImportedTable.find([row.keyHash], of: organization.id, at: organization.home, tx)[row.keyHash]
        if let mark, try OldEntryList.voided([mark.matter.id], at: organization.home, tx).isEmpty {
            throw AlreadyImported(mark: mark)
        }
        return Authorized(bringing: authorized, void: mark)
    }

    func perform(
        _ prepared: BringAlong.Prepared, _ authorized: Authorized, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<MatterKey> {
        let subject = bringing.subject(prepared)
        let mark = ImportedMark(
            row: row, matter: MatterKey(subject.home, ID(subject.reference.raw)), run: run, line: line, closed: nil)
        if let void = authorized.void { try ImportedTable.delete(void, of: organization.id, tx) }
        try ImportedTable.insert(mark, of: organization.id, tx)
        return try bringing.perform(prepared, authorized.bringing, tx, at: moment)
    }

    func recall(_ event: Event, _ tx: any ReadTransaction) throws -> MatterKey { try bringing.recall(event, tx) }
}

/// Closes the matter of a row and notes at the row's mark that it is done, both or neither.
struct FinishImported: Act {
    static let code = CloseImported.code

    let closing: CloseImported
    let instant: Instant
    let row: ImportedMark.Row
    let organization: Organization

    var effective: Day? { closing.effective }

    func prepare(_ environment: Environment) throws -> CloseImported.Prepared { try closing.prepare(environment) }

    func subject(_ prepared: CloseImported.Prepared) -> Subjected { closing.subject(prepared) }

    func authorize(
        _ prepared: CloseImported.Prepared, _ tx: any ReadTransaction, at moment: Moment
    ) throws -> CloseImported.Authorized {
        try closing.authorize(prepared, tx, at: moment)
    }

    func perform(
        _ prepared: CloseImported.Prepared, _ step: CloseImported.Authorized, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Void> {
        try ImportedTable.setClosed(instant, row, of: organization.id, at: organization.home, tx)
        return try closing.perform(prepared, step, tx, at: moment)
    }
}
