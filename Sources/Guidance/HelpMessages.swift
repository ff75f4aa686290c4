import Kernel

/// The texts of the help on each page.
enum HelpMessages {
    static func what(_ page: HelpedPage) -> MessageKey { MessageKey("help.what", page.rawValue) }
    static func `do`(_ page: HelpedPage) -> MessageKey { MessageKey("help.do", page.rawValue) }
    /// What cannot be taken back.
    static func final(_ page: HelpedPage) -> MessageKey { MessageKey("help.final", page.rawValue) }
    static func law(_ page: HelpedPage) -> MessageKey { MessageKey("help.law", page.rawValue) }

    static let label: MessageKey = "help.label"
    static let question: MessageKey = "help.question"
    static let portalQuestion: MessageKey = "help.portalQuestion"
    static let finalLabel: MessageKey = "help.finalLabel"
    static let changesNothing: MessageKey = "help.changesNothing"
    static let lawLabel: MessageKey = "help.lawLabel"
    static let noLaw: MessageKey = "help.noLaw"
    static let toGuides: MessageKey = "help.toGuides"
}
