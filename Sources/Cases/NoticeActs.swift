import Acts
import Kernel
import Legislation
import Notices
import Registry
import Storage

/// Opens the ways to a sender – name, telephone, address – to an officer who is to tell that person something, and leaves
/// the trace that every opening leaves.
public struct OpenContact: Act {
    public static let code: ActCode = "letter.openContact"

    let notice: NoticeKey
    let matter: MatterKey
    let officer: AccountID

    public init(_ notice: NoticeKey, of matter: MatterKey, by officer: AccountID) {
        self.notice = notice
        self.matter = matter
        self.officer = officer
    }

    public func prepare(_ environment: Environment) throws {}

    public func subject(_: Void) -> Subjected { Subjected(matter) }

    public func authorize(_: Void, _ tx: any ReadTransaction, at moment: Moment) throws -> MatterStep {
        let found = try OfficersCase(matter, officer, at: moment, tx)
        _ = try found.post(with: .receive)
        guard found.matter.letter(notice.letter.id) != nil, notice.letter.home == matter.home,
            let told = try NoticeTable.find(notice, tx)
        else { throw ProcedureError.unknownMatter }
        // What has been told, or is told by mail, gives no reason to look who the sender is.
        guard [.calling, .printing, .posted, .unreached].contains(told.course.state) else {
            throw ActProblem.overtaken
        }
        let opened = OriginalOpened(letter: notice.letter.id, officer: officer, reason: .tellSender)
        return try MatterStep(from: found.matter, by: .opened(opened), at: moment)
    }

    public func perform(
        _: Void, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Contact> {
        try step.save(tx, at: moment, outcome: try contact(tx))
    }

    public func recall(_ event: Event, _ tx: any ReadTransaction) throws -> Contact { try contact(tx) }

    private func contact(_ tx: any ReadTransaction) throws -> Contact {
        guard let contact = try Contact.of(notice.letter, tx) else { throw ProcedureError.unknownMatter }
        return contact
    }
}

/// An officer records what became of telling a sender: a call, a letter, a word at the counter. Another outcome recorded
/// later puts the first one right.
public struct RecordNotice: Act {
    public static let code: ActCode = "notice.record"

    let notice: NoticeKey
    let matter: MatterKey
    let officer: AccountID
    let outcome: NoticeOutcome
    /// The day on which it happened, if not today: a letter posted yesterday.
    let day: Day?

    public init(
        _ outcome: NoticeOutcome, of notice: NoticeKey, in matter: MatterKey, by officer: AccountID, on day: Day? = nil
    ) {
        self.outcome = outcome
        self.notice = notice
        self.matter = matter
        self.officer = officer
        self.day = day
    }

    public struct Prepared: Sendable {
        let law: Law
        let today: Day
    }

    public func prepare(_ environment: Environment) throws -> Prepared {
        Prepared(law: environment.law, today: environment.today)
    }

    public func subject(_: Prepared) -> Subjected { Subjected(notice.letter) }

    public func others(_: Prepared) -> [Subjected] { [Subjected(matter)] }

    public func authorize(
        _ prepared: Prepared, _ tx: any ReadTransaction, at moment: Moment
    ) throws -> NoticeStep {
        let found = try OfficersCase(matter, officer, at: moment, tx)
        _ = try found.post(with: .receive)
        guard found.matter.letter(notice.letter.id) != nil, notice.letter.home == matter.home,
            let told = try NoticeTable.find(notice, tx)
        else { throw ProcedureError.unknownMatter }
        guard outcome.isOfOfficer else { throw ActProblem.forbidden }
        let day = day ?? prepared.today
        guard told.day <= day, day <= prepared.today else { throw Self.dayUnfit }
        return try NoticeStep(told, outcome, on: day, prepared.law, at: moment, tx)
    }

    public func perform(
        _: Prepared, _ step: NoticeStep, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Void> {
        try step.save(tx)
    }

    /// A letter is not posted before what it tells, nor tomorrow.
    public static let dayUnfit = Problem(
        "notice.dayUnfit", status: 422, CasesMessages.noticeDayUnfit,
        fields: [.init("day", CasesMessages.noticeDayUnfit)])
}

extension NoticeOutcome {
    /// Whether a person says it; the platform itself sees the others.
    var isOfOfficer: Bool {
        switch self {
        case .reached, .notReached, .wrongNumber, .posted, .delivered, .returned, .toldOtherwise: true
        case .sent, .putOff, .refused, .bounced: false
        }
    }
}
