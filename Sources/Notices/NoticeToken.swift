import Kernel
import Vault

/// What a mail is known by when it comes back: the notice, and a code that only this installation can make, so that nobody
/// else can say of a notice that it did not arrive.
public enum NoticeToken {
    public static let beginning = "hd-notice-"

    public static func of(_ key: NoticeKey, under keys: KeyRing) -> String {
        let parts = "\(key)"
        let code = keys.lookup.authenticate("notice \(parts)".utf8).prefix(10).hexadecimal
        return "\(beginning)\(parts)-\(code)"
    }

    /// Nil unless the token was made by `of`.
    public static func read(_ token: String, under keys: KeyRing) -> NoticeKey? {
        guard token.hasPrefix(beginning), let dash = token.lastIndex(of: "-") else { return nil }
        let parts = token[..<dash].dropFirst(beginning.count)
        guard let key = NoticeKey(parts), of(key, under: keys) == token else { return nil }
        return key
    }
}
