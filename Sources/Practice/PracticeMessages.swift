import Kernel
import Registry

/// The texts of practice.
public enum PracticeMessages {
    public static let nav: MessageKey = "practice.nav"
    static let title: MessageKey = "practice.title"
    static let doorLead: MessageKey = "practice.door.lead"
    static let doorApart: MessageKey = "practice.door.apart"
    static let doorNobody: MessageKey = "practice.door.nobody"
    static let doorGo: MessageKey = "practice.door.go"
    static let doorHint: MessageKey = "practice.door.hint"
    static let comeAgainTitle: MessageKey = "practice.comeAgain.title"
    static let comeAgain: MessageKey = "practice.comeAgain.text"
    static let refused: MessageKey = "practice.refused"
    static let full: MessageKey = "practice.full"
    static let lead: MessageKey = "practice.lead"
    static let elapsed: MessageKey = "practice.elapsed"
    static let next: MessageKey = "practice.next"
    static let done: MessageKey = "practice.done"
    static let open: MessageKey = "practice.open"
    static let go: MessageKey = "practice.go"
    static let asRole: MessageKey = "practice.as"
    static let othersTitle: MessageKey = "practice.others.title"
    static let others: MessageKey = "practice.others.text"
    static let othersGo: MessageKey = "practice.others.go"
    static let othersDone: MessageKey = "practice.others.done"
    static let againTitle: MessageKey = "practice.again.title"
    static let again: MessageKey = "practice.again.text"
    static let againGo: MessageKey = "practice.again.go"
    static let finishedTitle: MessageKey = "practice.finished.title"
    static let finished: MessageKey = "practice.finished.text"
    static let readGuide: MessageKey = "practice.finished.guide"
    static let readLaw: MessageKey = "practice.finished.law"

    static func step(_ step: PracticeStep) -> MessageKey { MessageKey("practice.step", step.rawValue) }
    static func how(_ step: PracticeStep) -> MessageKey { MessageKey("practice.how", step.rawValue) }
}
