import Kernel

public enum RegistryMessages {
    static let codeTaken: MessageKey = "registry.codeTaken"
    static let loginTaken: MessageKey = "registry.loginTaken"
    static let parentMissing: MessageKey = "registry.parentMissing"
    static let organizationMissing: MessageKey = "registry.organizationMissing"
    static let inUse: MessageKey = "registry.inUse"
    static let holdsMatter: MessageKey = "registry.holdsMatter"
}
