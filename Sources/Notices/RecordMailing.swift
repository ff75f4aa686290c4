import Acts
import Kernel
import Legislation
import Storage

/// Records what became of an e-mail: by the job that sends, or because it came back.
public struct RecordMailing: Act {
    public static let code: ActCode = "notice.mail"

    let key: NoticeKey
    let outcome: NoticeOutcome

    public init(_ key: NoticeKey, _ outcome: NoticeOutcome) {
        self.key = key
        self.outcome = outcome
    }

    public func prepare(_ environment: Environment) throws -> Law { environment.law }

    public func subject(_: Law) -> Subjected { Subjected(key.letter) }

    public func authorize(_ law: Law, _ tx: any ReadTransaction, at moment: Moment) throws -> NoticeStep {
        guard case .platform = moment.actor, [.sent, .putOff, .refused, .bounced].contains(outcome) else {
            throw ActProblem.forbidden
        }
        guard let notice = try NoticeTable.find(key, tx) else { throw ActProblem.overtaken }
        return try NoticeStep(notice, outcome, on: moment.effective, law, at: moment, tx)
    }

    public func perform(
        _: Law, _ step: NoticeStep, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Void> {
        try step.save(tx)
    }
}
