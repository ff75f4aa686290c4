import Acts
import Kernel
import Legislation
import Storage

/// One outcome of a notice, checked before anything is written: what the acts upon notices share.
public struct NoticeStep: Sendable {
    private let old: Notice.State
    public let notice: Notice
    private let outcome: NoticeOutcome

    /// Throws `ActProblem.overtaken` if the outcome cannot be said of the notice now.
    public init(
        _ notice: Notice, _ outcome: NoticeOutcome, on day: Day, _ law: Law, at moment: Moment,
        _ tx: any ReadTransaction
    ) throws {
        let ways = try Contact.of(notice.key.letter, tx)?.ways ?? []
        let isLate = NoticeTime.due(from: notice.day, law) < moment.effective
        guard
            let course = notice.course.after(
                outcome, on: day, at: moment.recorded, ways: ways, isLate: isLate)
        else { throw ActProblem.overtaken }
        old = notice.course.state
        var new = notice
        new.course = course
        self.notice = new
        self.outcome = outcome
    }

    /// The notice is as it will be; the event says how, by numbers and states alone.
    public func save(_ tx: ActTransaction) throws -> Change<Void> {
        try NoticeTable.update(notice, was: old, tx)
        return Change(
            Payload([
                ("notice", .number(Int64(notice.key.number))), ("outcome", .text(outcome.rawValue)),
                ("state", .text(notice.course.state.rawValue)), ("channel", .text(notice.course.channel.rawValue)),
                ("day", .day(notice.course.moved)),
            ]))
    }
}
