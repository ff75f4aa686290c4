import Kernel

public enum RegistryMessages {
    static let codeTaken: MessageKey = "registry.codeTaken"
    static let loginTaken: MessageKey = "registry.loginTaken"
    static let loginMissing: MessageKey = "registry.loginMissing"
    static let nameMissing: MessageKey = "registry.nameMissing"
    static let postMissing: MessageKey = "registry.postMissing"
    static let officialMissing: MessageKey = "registry.officialMissing"
    static let parentMissing: MessageKey = "registry.parentMissing"
    static let organizationMissing: MessageKey = "registry.organizationMissing"
    static let inUse: MessageKey = "registry.inUse"
    static let holdsMatter: MessageKey = "registry.holdsMatter"
}
