import Kernel

public enum StorageMessages {
    public static let nulCharacter: MessageKey = "storage.nulCharacter"
    public static let unavailable: MessageKey = "storage.unavailable"
    /// On a page whose form came back with everything typed.
    public static let unavailableKept: MessageKey = "storage.unavailableKept"
    public static let failed: MessageKey = "storage.failed"
}
