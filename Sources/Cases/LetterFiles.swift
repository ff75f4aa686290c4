import Acts
import Files
import Identity
import Kernel
import Vault

/// The files that come with a letter: kept already, under the key that becomes the letter's.
public struct LetterFiles: Sendable {
    let key: DataKey
    let files: [KeptFile]

    public init(under key: DataKey, _ files: [KeptFile]) {
        self.key = key
        self.files = files
    }

    /// As an act stores them.
    struct Attached: Sendable {
        let key: WrappedKey
        let files: [AttachedFile]
    }

    /// Numbered, names sealed, the key wrapped for the letter; nil if there are none.
    func attached(to letter: LetterKey, _ environment: Environment) throws -> Attached? {
        guard !files.isEmpty else { return nil }
        return Attached(
            key: try key.wrapped(under: environment.keys.vault, for: letter),
            files: try files.map { file in
                try AttachedFile(
                    Attachment(id: environment.mint(), kind: file.kind, size: file.size, name: file.name),
                    at: file.address, of: letter, under: key)
            })
    }
}

/// A file that is kept, and that no letter refers to yet.
public struct KeptFile: Hashable, Sendable {
    public let address: FileAddress
    public let kind: FileKind
    /// Bytes.
    public let size: Int
    public let name: FileName

    public init(at address: FileAddress, kind: FileKind, size: Int, name: FileName) {
        self.address = address
        self.kind = kind
        self.size = size
        self.name = name
    }
}
