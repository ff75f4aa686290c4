import Files
import Identity
import Kernel
import Storage
import Vault

/// A letter that an officer has opened, with a trace: only the act makes one, and only it gives the files.
public struct OpenedLetter: Sendable {
    public let original: Original
    private let letter: LetterKey

    init(_ letter: LetterKey, _ tx: any ReadTransaction) throws {
        guard let original = try OriginalTable.open(letter, tx) else { throw ProcedureError.unknownMatter }
        self.original = original
        self.letter = letter
    }

    /// What came with the letter.
    public func files(under vault: Secret, _ tx: any ReadTransaction) throws -> [Attachment] {
        try LettersFiles.all(of: letter, under: vault, tx).map(\.attachment)
    }

    /// One of the files, with what opens it; nil if the letter has no such file.
    public func file(
        _ id: AttachmentID, under vault: Secret, _ tx: any ReadTransaction
    ) throws -> LettersFiles.Found? {
        try LettersFiles.find(id, of: letter, under: vault, tx)
    }
}

/// The files of a letter, unsealed by its key. Callers have the right to the letter.
public enum LettersFiles {
    public typealias Found = (attachment: Attachment, address: FileAddress, key: DataKey, document: Int64?)

    static func all(
        of letter: LetterKey, under vault: Secret, _ tx: any ReadTransaction
    ) throws -> [(attachment: Attachment, document: Int64?)] {
        guard let key = try LetterKeyTable.open(letter, under: vault, tx) else { return [] }
        return try LetterFileTable.all(of: letter, tx).map {
            (attachment: try $0.attachment(of: letter, under: key), document: $0.document)
        }
    }

    static func find(
        _ id: AttachmentID, of letter: LetterKey, under vault: Secret, _ tx: any ReadTransaction
    ) throws -> Found? {
        guard let file = try LetterFileTable.find(id, of: letter, tx),
            let key = try LetterKeyTable.open(letter, under: vault, tx)
        else { return nil }
        return (
            attachment: try file.attachment(of: letter, under: key), address: file.address, key: key,
            document: file.document
        )
    }
}
