import Kernel

public enum ActsMessages {
    public static let keyReused: MessageKey = "acts.keyReused"
    public static let overtaken: MessageKey = "acts.overtaken"
    public static let forbidden: MessageKey = "acts.forbidden"
}
