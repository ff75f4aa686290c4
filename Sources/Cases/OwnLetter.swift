import Documents
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
    /// Scans of documents that were signed by hand and sent to this sender, by the answers' numbers.
    public let scans: [Int64: [Attachment]]

    /// The letter of a petitioner's scope; nil for any other scope.
    public static func read(
        _ scope: Scope, home: Home, under vault: Secret, _ tx: any ReadTransaction
    ) throws -> OwnLetter? {
        guard let own = scope.ownLetter else { return nil }
        let letter = LetterKey(home, own)
        guard let original = try OriginalTable.open(letter, tx) else { return nil }
        let files = try LettersFiles.all(of: letter, under: vault, tx)
        let issued = try self.issued(own, home, tx)
        return OwnLetter(
            original: original, later: try OriginalTable.words(of: letter, tx),
            files: files.filter { $0.document == nil }.map(\.attachment),
            scans: Dictionary(grouping: files.filter { $0.document.map(issued.contains) ?? false }) { $0.document ?? 0 }
                .mapValues { $0.map(\.attachment) })
    }

    /// The documents that have left the body in the matter of a letter, now or in one that it was joined to.
    private static func issued(_ letter: LetterID, _ home: Home, _ tx: any ReadTransaction) throws -> Set<Int64> {
        guard let found = try LetterTable.find(LetterKey(home, letter), tx) else { return [] }
        return Set(try DocumentTable.all(of: MatterKey(home, found.matter), tx).map(\.id.raw))
    }

    /// One file of the letter of a petitioner's scope, with what opens it; nil if the letter has no such file.
    public static func file(
        _ id: AttachmentID, _ scope: Scope, home: Home, under vault: Secret, _ tx: any ReadTransaction
    ) throws -> LettersFiles.Found? {
        guard let own = scope.ownLetter,
            let found = try LettersFiles.find(id, of: LetterKey(home, own), under: vault, tx)
        else { return nil }
        // What was signed by hand is the sender's to see when it has left the body.
        if let document = found.document, try !issued(own, home, tx).contains(document) { return nil }
        return found
    }
}

extension Words {
    /// The same with the sender's own words in place of the masked ones.
    public func unmasked(_ text: String) -> Words {
        Words(id: id, sort: sort, text: text, day: day, official: official, letter: letter)
    }
}
