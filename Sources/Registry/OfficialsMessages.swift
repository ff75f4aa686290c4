import Kernel
import Sheets

/// The texts about lists of officials.
public enum OfficialsMessages {
    static let accountClosed: MessageKey = "officials.accountClosed"
    static let bodyMissing: MessageKey = "officials.bodyMissing"
    static let bodyNeeded: MessageKey = "officials.bodyNeeded"
    static let codeCut: MessageKey = "officials.codeCut"
    static let dayPast: MessageKey = "officials.dayPast"
    static let dayUnreadable: MessageKey = "officials.dayUnreadable"
    static let example: MessageKey = "officials.example"
    static let fileColumnTwice: MessageKey = "officials.fileColumnTwice"
    static let fileColumnsMissing: MessageKey = "officials.fileColumnsMissing"
    static let fileEmpty: MessageKey = "officials.fileEmpty"
    static let fileEncoding: MessageKey = "officials.fileEncoding"
    static let fileTooLarge: MessageKey = "officials.fileTooLarge"
    static let fileTooManyLines: MessageKey = "officials.fileTooManyLines"
    static let fileWorkbook: MessageKey = "officials.fileWorkbook"
    static let loginOfOther: MessageKey = "officials.loginOfOther"
    static let nameNeeded: MessageKey = "officials.nameNeeded"
    static let namesakes: MessageKey = "officials.namesakes"
    static let noRight: MessageKey = "officials.noRight"
    static let postHeld: MessageKey = "officials.postHeld"
    static let postNeeded: MessageKey = "officials.postNeeded"
    static let postUnknown: MessageKey = "officials.postUnknown"
    static let roleDiffers: MessageKey = "officials.roleDiffers"
    static let roleUnknown: MessageKey = "officials.roleUnknown"

    /// What a column is called.
    public static func column(_ column: OfficialsColumn) -> MessageKey {
        MessageKey("officials.column", column.rawValue)
    }

    /// Why a line cannot be read.
    static func fault(_ fault: CSVReader.Fault) -> MessageKey { MessageKey("officials.fault", fault.rawValue) }
}
