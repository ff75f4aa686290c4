import Cases
import Kernel

/// The texts of re-checks, and of letters that are hard to handle.
enum RecheckMessages {
    static let title: MessageKey = "recheck.title"
    static let lead: MessageKey = "recheck.lead"
    static let notYours: MessageKey = "recheck.notYours"
    static let columnDrawn: MessageKey = "recheck.columnDrawn"
    static let columnEnded: MessageKey = "recheck.columnEnded"
    static let desk: MessageKey = "recheck.desk"
    static let waits: MessageKey = "recheck.waits"
    static let figures: MessageKey = "recheck.figures"
    static let verdict: MessageKey = "recheck.verdict"
    static let stands: MessageKey = "recheck.stands"
    static let fails: MessageKey = "recheck.fails"

    static func state(_ state: Recheck.State) -> MessageKey { MessageKey("recheck.state", state.rawValue) }
    static func empty(_ state: Recheck.State) -> MessageKey { MessageKey("recheck.empty", state.rawValue) }
    static func ending(_ sort: RecheckSort) -> MessageKey { MessageKey("recheck.ending", sort.rawValue) }
}

/// The texts of the way for letters that are hard to handle.
enum DifficultMessages {
    static let title: MessageKey = "difficult.title"
    static let lead: MessageKey = "difficult.lead"
    static let words: MessageKey = "difficult.words"
    static let nameless: MessageKey = "difficult.nameless"
    static let go: MessageKey = "difficult.go"
    static let back: MessageKey = "difficult.back"

    static func what(_ letter: DifficultLetter) -> MessageKey { MessageKey("difficult.what", letter.rawValue) }
    static func way(_ letter: DifficultLetter) -> MessageKey { MessageKey("difficult.way", letter.rawValue) }
}
