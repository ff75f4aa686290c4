import Kernel

public enum ImporterMessages {
    static let cannotOpen: MessageKey = "importer.cannotOpen"
    static let damaged: MessageKey = "importer.damaged"
    static let notOpen311: MessageKey = "importer.notOpenThreeOneOne"
    static let unknownZone: MessageKey = "importer.unknownZone"
    static let otherZone: MessageKey = "importer.otherZone"
    static let notJurisdiction: MessageKey = "importer.notJurisdiction"
    static let codeUnfit: MessageKey = "importer.codeUnfit"
    static let testArea: MessageKey = "importer.testArea"

    public static func reason(_ reason: RefusalReason) -> MessageKey {
        MessageKey("importer.reason", reason.rawValue)
    }
    public static func remark(_ remark: Remark) -> MessageKey { MessageKey("importer.remark", remark.rawValue) }

    public static let into: MessageKey = "importer.into"
    public static let read: MessageKey = "importer.read"
    public static let taken: MessageKey = "importer.taken"
    public static let alreadyThere: MessageKey = "importer.alreadyThere"
    public static let updated: MessageKey = "importer.updated"
    public static let repeated: MessageKey = "importer.repeated"
    public static let refused: MessageKey = "importer.refused"
    public static let speed: MessageKey = "importer.speed"
    public static let interrupted: MessageKey = "importer.interrupted"
    public static let line: MessageKey = "importer.line"
}
