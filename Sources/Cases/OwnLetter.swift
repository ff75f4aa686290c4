import Files
import Identity
import Kernel
import Registry
import Storage
import Vault

/// A sender's own words, word for word, and the own files: for the page that only the sender opens.
public struct OwnLetter: Sendable {
    public let original: Original
    /// What the sender said later, by the numbers of the matter's words.
    public let later: [Int64: String]
    public let files: [Attachment]

    /// The letter of a petitioner's scope; nil for any other scope.
    public static func read(
        _ scope: Scope, home: Home, under vault: Secret, _ tx: any ReadTransaction
    ) throws -> OwnLetter? {
        guard let own = scope.ownLetter else { return nil }
        let letter = LetterKey(home, own)
        guard let original = try OriginalTable.open(letter, tx) else { return nil }
        let key = try LetterKeyTable.open(letter, under: vault, tx)
        return OwnLetter(
            original: original, later: try OriginalTable.words(of: letter, tx),
            files: try key.map { key in
                try LetterFileTable.all(of: letter, tx).map { try $0.attachment(of: letter, under: key) }
            } ?? [])
    }

    /// One file of the letter of a petitioner's scope, with what opens it; nil if the letter has no such file.
    public static func file(
        _ id: AttachmentID, _ scope: Scope, home: Home, under vault: Secret, _ tx: any ReadTransaction
    ) throws -> (attachment: Attachment, address: FileAddress, key: DataKey)? {
        guard let own = scope.ownLetter else { return nil }
        let letter = LetterKey(home, own)
        guard let file = try LetterFileTable.find(id, of: letter, tx),
            let key = try LetterKeyTable.open(letter, under: vault, tx)
        else { return nil }
        return (attachment: try file.attachment(of: letter, under: key), address: file.address, key: key)
    }
}

extension Words {
    /// The same with the sender's own words in place of the masked ones.
    public func unmasked(_ text: String) -> Words {
        Words(id: id, sort: sort, text: text, day: day, official: official, letter: letter)
    }
}
