import Kernel

enum WorkspaceMessages {
    static let siteName: MessageKey = "workspace.siteName"
    static let skip: MessageKey = "workspace.skip"
    static let navigation: MessageKey = "workspace.navigation"
    static let languages: MessageKey = "workspace.languages"
    static let footer: MessageKey = "workspace.footer"
    static let signIn: MessageKey = "workspace.signIn"
    static let signOut: MessageKey = "workspace.signOut"
    static let login: MessageKey = "workspace.login"
    static let password: MessageKey = "workspace.password"
    static let wrong: MessageKey = "workspace.wrong"
    static let ended: MessageKey = "workspace.ended"
    static let endedCopy: MessageKey = "workspace.endedCopy"
    static let endedKept: MessageKey = "workspace.endedKept"
    static let forgotten: MessageKey = "workspace.forgotten"
}
