import Kernel

enum PortalMessages {
    static let siteName: MessageKey = "portal.siteName"
    static let skip: MessageKey = "portal.skip"
    static let navigation: MessageKey = "portal.navigation"
    static let languages: MessageKey = "portal.languages"
    static let footer: MessageKey = "portal.footer"
    static let homeTitle: MessageKey = "portal.home.title"
    static let homeLead: MessageKey = "portal.home.lead"
    static let handIn: MessageKey = "portal.home.handIn"
    static let follow: MessageKey = "portal.home.follow"
    static let handInHint: MessageKey = "portal.home.handInHint"
    static let followHint: MessageKey = "portal.home.followHint"
    static let board: MessageKey = "portal.home.board"
    static let boardHint: MessageKey = "portal.home.boardHint"
    static let helpTitle: MessageKey = "portal.home.helpTitle"
    static let helpDesk: MessageKey = "portal.home.helpDesk"
    static let helpPin: MessageKey = "portal.home.helpPin"
    static let howTitle: MessageKey = "portal.home.howTitle"
    static let howCode: MessageKey = "portal.home.howCode"
    static let howDays: MessageKey = "portal.home.howDays"
    static let howName: MessageKey = "portal.home.howName"
}
