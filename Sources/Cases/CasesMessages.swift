import Kernel

public enum CasesMessages {
    static let alreadyTaken: MessageKey = "cases.error.alreadyTaken"
    static let notTaken: MessageKey = "cases.error.notTaken"
    static let heldByAnother: MessageKey = "cases.error.heldByAnother"
    static let alreadyAnswered: MessageKey = "cases.error.alreadyAnswered"
    static let nothingLapsed: MessageKey = "cases.error.nothingLapsed"
    static let unknownMatter: MessageKey = "cases.error.unknownMatter"
    static let receiverChanged: MessageKey = "cases.error.receiverChanged"
    static let arrivesInFuture: MessageKey = "cases.error.arrivesInFuture"
    static let letterInvalid: MessageKey = "cases.error.letterInvalid"
    static let answerInvalid: MessageKey = "cases.error.answerInvalid"
    static let unreadableCharacter: MessageKey = "cases.field.unreadableCharacter"
    static let tooLong: MessageKey = "cases.field.tooLong"
    static let kindUnknown: MessageKey = "cases.field.kindUnknown"
    static let areaMissing: MessageKey = "cases.field.areaMissing"
    static let areaUnknown: MessageKey = "cases.field.areaUnknown"
    static let titleMissing: MessageKey = "cases.field.titleMissing"
    static let bodyMissing: MessageKey = "cases.field.bodyMissing"
    static let phoneUnreadable: MessageKey = "cases.field.phoneUnreadable"
    static let emailUnreadable: MessageKey = "cases.field.emailUnreadable"
    static let answerMissing: MessageKey = "cases.field.answerMissing"
}
