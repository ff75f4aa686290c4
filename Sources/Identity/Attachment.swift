import Files
import Kernel
import Storage
import Vault

public typealias AttachmentID = ID<Attachment>

/// A file that came with a letter, as people see it in a list.
public struct Attachment: Hashable, Sendable {
    public let id: AttachmentID
    public let kind: FileKind
    /// Bytes.
    public let size: Int
    public let name: FileName

    public init(id: AttachmentID, kind: FileKind, size: Int, name: FileName) {
        self.id = id
        self.kind = kind
        self.size = size
        self.name = name
    }

    public init(id: AttachmentID, of file: SpooledFile) {
        self.init(id: id, kind: file.kind, size: file.size, name: file.name)
    }
}

/// The same as it is stored: where the file is kept, and its name sealed under the letter's key, since people write
/// names of people into names of files.
public struct AttachedFile: Hashable, Sendable {
    public let id: AttachmentID
    public let address: FileAddress
    public let kind: FileKind
    /// Bytes.
    public let size: Int
    let sealedName: [UInt8]
    /// The number of the document whose scan it is; nil for what came with the letter.
    public let document: Int64?

    /// The name is sealed: do this in `prepare`.
    public init(
        _ attachment: Attachment, at address: FileAddress, of letter: LetterKey, under key: DataKey
    ) throws {
        id = attachment.id
        self.address = address
        kind = attachment.kind
        size = attachment.size
        sealedName = try key.seal(Array(attachment.name.description.utf8), for: Self.context(letter, attachment.id))
        document = nil
    }

    init(
        id: AttachmentID, address: FileAddress, kind: FileKind, size: Int, sealedName: [UInt8], document: Int64?
    ) {
        self.id = id
        self.address = address
        self.kind = kind
        self.size = size
        self.sealedName = sealedName
        self.document = document
    }

    /// Throws `SealError.broken` unless the name was sealed for this letter under this key.
    public func attachment(of letter: LetterKey, under key: DataKey) throws(SealError) -> Attachment {
        let name = try key.open(sealedName, for: Self.context(letter, id))
        return Attachment(id: id, kind: kind, size: size, name: FileName(String(decoding: name, as: UTF8.self)))
    }

    private static func context(_ letter: LetterKey, _ id: AttachmentID) -> [UInt8] {
        letter.context + Array(" file \(id)".utf8)
    }
}

extension FileAddress: Readable, Bindable {
    public var value: Value { .bytes(bytes) }

    public static func read(_ row: Row, _ column: Int) throws -> FileAddress {
        guard let address = FileAddress(bytes: row.bytes(column)) else {
            throw StoreError.unreadable(column: column, wanted: "the address of a file")
        }
        return address
    }
}

extension FileKind: Readable, Bindable {
    public var value: Value { .text(rawValue) }

    public static func read(_ row: Row, _ column: Int) throws -> FileKind {
        guard let kind = FileKind(rawValue: row.text(column)) else {
            throw StoreError.unreadable(column: column, wanted: "a kind of file")
        }
        return kind
    }
}
