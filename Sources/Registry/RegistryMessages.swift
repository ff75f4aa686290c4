import Kernel

public enum RegistryMessages {
    static let accountClosed: MessageKey = "registry.accountClosed"
    static let accountMissing: MessageKey = "registry.accountMissing"
    static let accountOpen: MessageKey = "registry.accountOpen"
    static let alreadyHolds: MessageKey = "registry.alreadyHolds"
    static let codeTaken: MessageKey = "registry.codeTaken"
    static let codeUnfit: MessageKey = "registry.codeUnfit"
    static let datesReversed: MessageKey = "registry.datesReversed"
    static let hasBodies: MessageKey = "registry.hasBodies"
    static let holdsMatter: MessageKey = "registry.holdsMatter"
    static let inFuture: MessageKey = "registry.inFuture"
    static let inUse: MessageKey = "registry.inUse"
    static let lastAdministrator: MessageKey = "registry.lastAdministrator"
    static let leavesBody: MessageKey = "registry.leavesBody"
    static let leavesWork: MessageKey = "registry.leavesWork"
    static let loginMissing: MessageKey = "registry.loginMissing"
    static let loginTaken: MessageKey = "registry.loginTaken"
    static let loginUnfit: MessageKey = "registry.loginUnfit"
    static let nameMissing: MessageKey = "registry.nameMissing"
    static let notHolder: MessageKey = "registry.notHolder"
    static let officialMissing: MessageKey = "registry.officialMissing"
    static let organizationEnded: MessageKey = "registry.organizationEnded"
    static let organizationMissing: MessageKey = "registry.organizationMissing"
    static let ownRights: MessageKey = "registry.ownRights"
    static let parentMissing: MessageKey = "registry.parentMissing"
    static let passwordSame: MessageKey = "registry.passwordSame"
    static let passwordShort: MessageKey = "registry.passwordShort"
    static let passwordWrong: MessageKey = "registry.passwordWrong"
    static let postMissing: MessageKey = "registry.postMissing"
    static let promiseUnfit: MessageKey = "registry.promiseUnfit"
    static let successorUnfit: MessageKey = "registry.successorUnfit"
    static let takerUnfit: MessageKey = "registry.takerUnfit"
    static let titleMissing: MessageKey = "registry.titleMissing"
    static let tooEarly: MessageKey = "registry.tooEarly"
    static let tooLong: MessageKey = "registry.tooLong"

    /// What a role is called.
    public static func role(_ role: Role) -> MessageKey { MessageKey("registry.role", role.rawValue) }

    /// What a role may do.
    public static func roleMeaning(_ role: Role) -> MessageKey { MessageKey("registry.roleMeaning", role.rawValue) }

    /// What sort of body it is.
    public static func body(_ body: Body) -> MessageKey { MessageKey("registry.body", body.rawValue) }
}
