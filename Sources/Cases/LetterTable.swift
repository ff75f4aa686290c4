import Acts
import Kernel
import Registry
import Storage

enum LetterTable {
    static func insert(_ letter: Letter, commitment: [UInt8], salt: [UInt8], _ tx: ActTransaction) throws {
        try tx.run(
            """
            insert into letter (home, id, code, matter, kind, area, source, arrived, registered, anonymous, \
            pin_version, commitment, salt) values (\(letter.key.home), \(letter.key.id), \
            \(letter.code.compact), \(letter.matter), \(letter.kind.rawValue), \(letter.area), \
            \(letter.source.rawValue), \(letter.arrived), \(letter.registered), \(letter.isAnonymous), \
            \(letter.pinVersion), \(commitment), \(salt))
            """)
    }

    static func isTaken(_ code: LetterCode, _ tx: any ReadTransaction) throws -> Bool {
        try tx.exists("select 1 from letter where code = \(code.compact)")
    }

    /// The letter of a code, whoever asks; callers check the PIN.
    static func find(_ code: LetterCode, _ tx: any ReadTransaction) throws -> Letter? {
        try tx.first("select \(columns) from letter where code = \(code.compact)", letter)
    }

    static func find(_ key: LetterKey, _ tx: any ReadTransaction) throws -> Letter? {
        try tx.first("select \(columns) from letter where home = \(key.home) and id = \(key.id)", letter)
    }

    static func ids(of matter: MatterKey, _ tx: any ReadTransaction) throws -> [LetterID] {
        try tx.all(
            "select id from letter where home = \(matter.home) and matter = \(matter.id) order by id"
        ) { row in try row(0) }
    }

    static func all(of matter: MatterKey, _ tx: any ReadTransaction) throws -> [Letter] {
        try tx.all(
            "select \(columns) from letter where home = \(matter.home) and matter = \(matter.id) order by id",
            letter)
    }

    private static let columns: SQL = """
        home, id, code, matter, kind, area, source, arrived, registered, anonymous, pin_version
        """

    private static func letter(_ row: any Row) throws -> Letter {
        guard let code = LetterCode(typed: try row(2) as String), let kind = Kind(rawValue: try row(4)),
            let source = Source(rawValue: try row(6))
        else { throw ProcedureError.unreadable }
        return Letter(
            key: LetterKey(try row(0), try row(1)), code: code, matter: try row(3), kind: kind, area: try row(5),
            source: source, arrived: try row(7), registered: try row(8), isAnonymous: try row(9),
            pinVersion: try row(10))
    }
}
