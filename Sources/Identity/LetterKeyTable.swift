import Acts
import Kernel
import Storage
import Vault

/// One data key for each letter, wrapped under the vault's key. Whoever removes the row has erased what it opens.
public enum LetterKeyTable {
    public static func insert(_ key: WrappedKey, of letter: LetterKey, _ tx: ActTransaction) throws {
        try tx.run(
            "insert into letter_key (home, letter, wrapped) values (\(letter.home), \(letter.id), \(key.bytes))")
    }

    /// The letter's key; nil if it has none. Throws `SealError.broken` if the row is not of this letter and vault.
    public static func open(_ letter: LetterKey, under vault: Secret, _ tx: any ReadTransaction) throws -> DataKey? {
        try tx.first(
            "select wrapped from letter_key where home = \(letter.home) and letter = \(letter.id)"
        ) { row in WrappedKey(bytes: try row(0)) }
        .map { try DataKey($0, under: vault, for: letter.context) }
    }
}

extension DataKey {
    /// As `LetterKeyTable` stores it.
    public func wrapped(under vault: Secret, for letter: LetterKey) throws -> WrappedKey {
        try wrapped(under: vault, for: letter.context)
    }
}

extension LetterKey {
    /// What is sealed for one letter opens for no other.
    var context: [UInt8] { Array("letter \(self)".utf8) }
}
