import Acts
import Files
import Kernel
import Storage

/// The files that came with letters. A row is written after its file is kept, and the file is removed after its row.
public enum LetterFileTable {
    /// `document` is the number of the document whose scan it is; nil for what came with the letter.
    public static func insert(
        _ file: AttachedFile, of letter: LetterKey, document: Int64? = nil, _ tx: ActTransaction
    ) throws {
        try tx.run(
            """
            insert into letter_file (home, letter, id, address, kind, size, name, document) \
            values (\(letter.home), \(letter.id), \(file.id), \(file.address), \(file.kind), \(file.size), \
            \(file.sealedName), \(document))
            """)
    }

    /// The files of a letter in the order they came. It answers whoever asks: the caller has checked the scope.
    public static func all(of letter: LetterKey, _ tx: any ReadTransaction) throws -> [AttachedFile] {
        try tx.all(
            """
            select id, address, kind, size, name, document from letter_file \
            where home = \(letter.home) and letter = \(letter.id) order by id
            """, read)
    }

    /// One file of a letter; nil if the letter has no such file.
    public static func find(
        _ id: AttachmentID, of letter: LetterKey, _ tx: any ReadTransaction
    ) throws -> AttachedFile? {
        try tx.first(
            """
            select id, address, kind, size, name, document from letter_file \
            where home = \(letter.home) and letter = \(letter.id) and id = \(id)
            """, read)
    }

    /// Which of these addresses a letter refers to, in any home. For the collector.
    public static func referenced(
        _ addresses: [FileAddress], _ tx: any ReadTransaction
    ) throws -> Set<FileAddress> {
        Set(
            try tx.all("select address from letter_file where address in \(in: addresses)") { row in
                try row(0) as FileAddress
            })
    }

    /// Up to `limit` addresses after another one, each once, in their order: for whoever walks through all of them.
    public static func addresses(
        after: FileAddress?, limit: Int, _ tx: any ReadTransaction
    ) throws -> [FileAddress] {
        try tx.all(
            """
            select distinct address from letter_file where address > \(after?.bytes ?? []) \
            order by address limit \(limit)
            """
        ) { row in try row(0) as FileAddress }
    }

    private static func read(_ row: any Row) throws -> AttachedFile {
        AttachedFile(
            id: try row(0), address: try row(1), kind: try row(2), size: try row(3), sealedName: try row(4),
            document: try row(5))
    }
}
