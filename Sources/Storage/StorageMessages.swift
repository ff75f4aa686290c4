import Kernel

public enum StorageMessages {
    public static let nulCharacter: MessageKey = "storage.nulCharacter"
    public static let unavailable: MessageKey = "storage.unavailable"
    public static let failed: MessageKey = "storage.failed"
}
