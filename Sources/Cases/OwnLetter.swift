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
        return OwnLetter(
            original: original, later: try OriginalTable.words(of: letter, tx),
            files: try LettersFiles.all(of: letter, under: vault, tx))
    }

    /// One file of the letter of a petitioner's scope, with what opens it; nil if the letter has no such file.
    public static func file(
        _ id: AttachmentID, _ scope: Scope, home: Home, under vault: Secret, _ tx: any ReadTransaction
    ) throws -> LettersFiles.Found? {
        guard let own = scope.ownLetter else { return nil }
        return try LettersFiles.find(id, of: LetterKey(home, own), under: vault, tx)
    }
}

extension Words {
    /// The same with the sender's own words in place of the masked ones.
    public func unmasked(_ text: String) -> Words {
        Words(id: id, sort: sort, text: text, day: day, official: official, letter: letter)
    }
}
