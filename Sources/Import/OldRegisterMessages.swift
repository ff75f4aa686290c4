import Kernel

/// What is said where an old register is brought along.
public enum OldRegisterMessages {
    public static func column(_ column: RegisterColumn) -> MessageKey {
        MessageKey("oldRegister.column", column.rawValue)
    }
    public static func refusal(_ reason: RegisterRefusal) -> MessageKey {
        MessageKey("oldRegister.refusal", reason.rawValue)
    }

    // What is wrong with a whole file.
    static let oldFormat: MessageKey = "oldRegister.oldFormat"
    static let damaged: MessageKey = "oldRegister.damaged"
    static let tooLarge: MessageKey = "oldRegister.tooLarge"
    static let noReader: MessageKey = "oldRegister.noReader"
    static let tooSlow: MessageKey = "oldRegister.tooSlow"
    static let noLines: MessageKey = "oldRegister.noLines"
    static let columnsMissing: MessageKey = "oldRegister.columnsMissing"
    static let columnTwice: MessageKey = "oldRegister.columnTwice"
    static let yearUnreadable: MessageKey = "oldRegister.yearUnreadable"
    public static let fileNeeded: MessageKey = "oldRegister.fileNeeded"
    public static let uploadGone: MessageKey = "oldRegister.uploadGone"

    // Counts.
    public static let closes: MessageKey = "oldRegister.closes"
    public static let opens: MessageKey = "oldRegister.opens"
    public static let late: MessageKey = "oldRegister.late"
    public static let there: MessageKey = "oldRegister.there"
    public static let repeated: MessageKey = "oldRegister.repeated"
    public static let refused: MessageKey = "oldRegister.refused"
    public static let unplaced: MessageKey = "oldRegister.unplaced"
    public static let converted: MessageKey = "oldRegister.converted"
    public static let passed: MessageKey = "oldRegister.passed"
    public static let continued: MessageKey = "oldRegister.continued"
    public static let brought: MessageKey = "oldRegister.brought"

    // What becomes of a line.
    public static let willClose: MessageKey = "oldRegister.willClose"
    public static let willOpen: MessageKey = "oldRegister.willOpen"
    public static let willBeLate: MessageKey = "oldRegister.willBeLate"
    public static let isThere: MessageKey = "oldRegister.isThere"
    public static let isRepeated: MessageKey = "oldRegister.isRepeated"

    // Pages.
    public static let title: MessageKey = "oldRegister.title"
    public static let lead: MessageKey = "oldRegister.lead"
    public static let fileLabel: MessageKey = "oldRegister.fileLabel"
    public static let fileHint: MessageKey = "oldRegister.fileHint"
    public static let body: MessageKey = "oldRegister.body"
    public static let readFile: MessageKey = "oldRegister.readFile"
    public static let underway: MessageKey = "oldRegister.underway"
    public static let goOn: MessageKey = "oldRegister.goOn"
    public static let discard: MessageKey = "oldRegister.discard"
    public static let discarded: MessageKey = "oldRegister.discarded"
    public static let howTitle: MessageKey = "oldRegister.howTitle"
    public static let howClosed: MessageKey = "oldRegister.howClosed"
    public static let howOpen: MessageKey = "oldRegister.howOpen"
    public static let howFonts: MessageKey = "oldRegister.howFonts"
    public static let howDays: MessageKey = "oldRegister.howDays"
    public static let howTwice: MessageKey = "oldRegister.howTwice"
    public static let howWrong: MessageKey = "oldRegister.howWrong"
    public static let howKept: MessageKey = "oldRegister.howKept"
    public static let columnsTitle: MessageKey = "oldRegister.columnsTitle"
    public static let columnsLead: MessageKey = "oldRegister.columnsLead"
    public static let sheet: MessageKey = "oldRegister.sheet"
    public static let sheetShow: MessageKey = "oldRegister.sheetShow"
    public static let sheetLines: MessageKey = "oldRegister.sheetLines"
    public static let year: MessageKey = "oldRegister.year"
    public static let yearHint: MessageKey = "oldRegister.yearHint"
    public static let kind: MessageKey = "oldRegister.kind"
    public static let kindHint: MessageKey = "oldRegister.kindHint"
    public static let kindNone: MessageKey = "oldRegister.kindNone"
    public static let leaveOut: MessageKey = "oldRegister.leaveOut"
    public static let columnNumber: MessageKey = "oldRegister.columnNumber"
    public static let examples: MessageKey = "oldRegister.examples"
    public static let inFont: MessageKey = "oldRegister.inFont"
    public static let look: MessageKey = "oldRegister.look"
    public static let previewTitle: MessageKey = "oldRegister.previewTitle"
    public static let previewLead: MessageKey = "oldRegister.previewLead"
    public static let perform: MessageKey = "oldRegister.perform"
    public static let performHint: MessageKey = "oldRegister.performHint"
    public static let turnedDays: MessageKey = "oldRegister.turnedDays"
    public static let lateWarning: MessageKey = "oldRegister.lateWarning"
    public static let nothingLeft: MessageKey = "oldRegister.nothingLeft"
    public static let partly: MessageKey = "oldRegister.partly"
    public static let doneTitle: MessageKey = "oldRegister.doneTitle"
    public static let otherColumns: MessageKey = "oldRegister.otherColumns"
    public static let linesTitle: MessageKey = "oldRegister.linesTitle"
    public static let linesCaption: MessageKey = "oldRegister.linesCaption"
    public static let notShown: MessageKey = "oldRegister.notShown"
    public static let refusedTitle: MessageKey = "oldRegister.refusedTitle"
    public static let refusedCaption: MessageKey = "oldRegister.refusedCaption"
    public static let refusedFile: MessageKey = "oldRegister.refusedFile"
    public static let line: MessageKey = "oldRegister.line"
    public static let reason: MessageKey = "oldRegister.reason"
    public static let what: MessageKey = "oldRegister.what"
    public static let place: MessageKey = "oldRegister.place"
    public static let noPlace: MessageKey = "oldRegister.noPlace"
    public static let protected: MessageKey = "oldRegister.protected"
    public static let nameless: MessageKey = "oldRegister.nameless"

    // The list of what came.
    public static let listTitle: MessageKey = "oldRegister.listTitle"
    public static let listLead: MessageKey = "oldRegister.listLead"
    public static let listEmptyTitle: MessageKey = "oldRegister.listEmptyTitle"
    public static let listEmpty: MessageKey = "oldRegister.listEmpty"
    public static let listCaption: MessageKey = "oldRegister.listCaption"
    public static let listCount: MessageKey = "oldRegister.listCount"
    public static let listEarlier: MessageKey = "oldRegister.listEarlier"
    public static let listFirst: MessageKey = "oldRegister.listFirst"
    public static let listWithheld: MessageKey = "oldRegister.listWithheld"
    public static let listVoid: MessageKey = "oldRegister.listVoid"

    // The file of a matter and lists.
    public static let from: MessageKey = "oldRegister.from"
    public static let recorded: MessageKey = "oldRegister.recorded"

    // The command.
    public static let commandInto: MessageKey = "oldRegister.commandInto"
    public static let commandColumn: MessageKey = "oldRegister.commandColumn"
    public static let commandLine: MessageKey = "oldRegister.commandLine"
    public static let commandUnknownBody: MessageKey = "oldRegister.commandUnknownBody"
    public static let commandUnknownSheet: MessageKey = "oldRegister.commandUnknownSheet"
    public static let commandMapUnfit: MessageKey = "oldRegister.commandMapUnfit"
    public static let commandStopped: MessageKey = "oldRegister.commandStopped"
}
