import Kernel

public enum CasesMessages {
    public static func error(_ error: ProcedureError) -> MessageKey { MessageKey("cases.error", error.rawValue) }
    public static let textInvalid: MessageKey = "cases.field.textInvalid"
    public static let textMissing: MessageKey = "cases.field.textMissing"
    static let passageMissing: MessageKey = "cases.field.passageMissing"
    static let organizationUnknown: MessageKey = "cases.field.organizationUnknown"
    public static let peopleUnreadable: MessageKey = "cases.field.peopleUnreadable"
    static let letterInvalid: MessageKey = "cases.field.letterInvalid"
    static let unreadableCharacter: MessageKey = "cases.field.unreadableCharacter"
    static let tooLong: MessageKey = "cases.field.tooLong"
    static let kindUnknown: MessageKey = "cases.field.kindUnknown"
    static let areaMissing: MessageKey = "cases.field.areaMissing"
    static let areaUnknown: MessageKey = "cases.field.areaUnknown"
    static let areaNotOnBoard: MessageKey = "cases.field.areaNotOnBoard"
    public static let titleMissing: MessageKey = "cases.field.titleMissing"
    static let bodyMissing: MessageKey = "cases.field.bodyMissing"
    static let phoneUnreadable: MessageKey = "cases.field.phoneUnreadable"
    static let emailUnreadable: MessageKey = "cases.field.emailUnreadable"
    public static let answerMissing: MessageKey = "cases.field.answerMissing"
}
