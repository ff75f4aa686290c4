import Acts
import Kernel
import Registry
import Storage

enum LetterTable {
    static func insert(_ letter: Letter, commitment: [UInt8], salt: [UInt8], _ tx: ActTransaction) throws {
        let facts = letter.facts.classification
        try tx.run(
            """
            insert into letter (home, id, code, matter, parent, area, source, arrived, registered, anonymous, \
            pin_version, field, eligibility, competence, people, settled_by, consent, commitment, salt) \
            values (\(letter.key.home), \(letter.key.id), \(letter.code.compact), \(letter.matter), \
            \(letter.parent), \(letter.area), \(letter.source.rawValue), \(letter.arrived), \
            \(letter.registered), \(letter.isAnonymous), \(letter.facts.pinVersion), \(facts.field ?? ""), \
            \(facts.eligibility.rawValue), \(facts.competence.rawValue), \(facts.people), \(letter.settledBy), \
            \(consent(letter.facts.consent)), \(commitment), \(salt))
            """)
    }

    static func set(
        _ facts: Classification, settledBy: String, of letter: LetterKey, _ tx: ActTransaction
    ) throws {
        try tx.run(
            """
            update letter set field = \(facts.field ?? ""), eligibility = \(facts.eligibility.rawValue), \
            competence = \(facts.competence.rawValue), people = \(facts.people), settled_by = \(settledBy) \
            where home = \(letter.home) and id = \(letter.id)
            """)
    }

    static func set(consent given: Bool, of letter: LetterKey, _ tx: ActTransaction) throws {
        try tx.run(
            """
            update letter set consent = \(consent(given)) where home = \(letter.home) and id = \(letter.id)
            """)
    }

    static func set(pinVersion version: Int, of letter: LetterKey, _ tx: ActTransaction) throws {
        try tx.run(
            "update letter set pin_version = \(version) where home = \(letter.home) and id = \(letter.id)")
    }

    /// The letters belong to another matter of the same home from now on.
    static func move(_ letters: [LetterID], to matter: MatterKey, _ tx: ActTransaction) throws {
        try tx.run(
            "update letter set matter = \(matter.id) where home = \(matter.home) and id in \(in: letters)")
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

    /// What a matter's events tell of its letters.
    static func classified(of matter: MatterKey, _ tx: any ReadTransaction) throws -> [MatterLetter] {
        try tx.all(
            """
            select id, field, eligibility, competence, people, consent, pin_version from letter \
            where home = \(matter.home) and matter = \(matter.id) order by id
            """
        ) { row in try facts(row, id: 0, from: 1, pin: 6) }
    }

    static func all(of matter: MatterKey, _ tx: any ReadTransaction) throws -> [Letter] {
        try tx.all(
            "select \(columns) from letter where home = \(matter.home) and matter = \(matter.id) order by id",
            letter)
    }

    /// The codes of a matter's letters, as their senders know them.
    static func codes(of matter: MatterKey, _ tx: any ReadTransaction) throws -> [LetterID: String] {
        let codes = try tx.all(
            "select id, code from letter where home = \(matter.home) and matter = \(matter.id) order by id"
        ) { row in (id: try row(0) as LetterID, code: LetterCode(typed: try row(1) as String)) }
        return Dictionary(uniqueKeysWithValues: codes.map { ($0.id, $0.code?.description ?? "") })
    }

    /// The parts that were split off a letter.
    static func parts(of letter: LetterKey, _ tx: any ReadTransaction) throws -> [Letter] {
        try tx.all(
            "select \(columns) from letter where home = \(letter.home) and parent = \(letter.id) order by id",
            self.letter)
    }

    private static let columns: SQL = """
        home, id, code, matter, parent, area, source, arrived, registered, anonymous, pin_version, field, \
        eligibility, competence, people, consent, settled_by, \
        (select p.pin_version from letter p where p.home = letter.home and p.id = letter.parent)
        """

    private static func letter(_ row: any Row) throws -> Letter {
        guard let code = LetterCode(typed: try row(2) as String), let source = Source(rawValue: try row(6)) else {
            throw ProcedureError.unreadable
        }
        let facts = try facts(row, id: 1, from: 11, pin: 10)
        return Letter(
            key: LetterKey(try row(0), try row(1)), code: code, matter: try row(3), parent: try row(4),
            area: try row(5), source: source, arrived: try row(7), registered: try row(8),
            isAnonymous: try row(9), pinVersion: try row(17) as Int? ?? facts.pinVersion, facts: facts,
            settledBy: try row(16))
    }

    private static func facts(_ row: any Row, id: Int, from first: Int, pin: Int) throws -> MatterLetter {
        guard let eligibility = Eligibility(rawValue: try row(first + 1)),
            let competence = Competence(rawValue: try row(first + 2))
        else { throw ProcedureError.unreadable }
        let field: String = try row(first)
        return MatterLetter(
            id: try row(id),
            classification: Classification(
                field: field.isEmpty ? nil : field, eligibility: eligibility, competence: competence,
                people: try row(first + 3)),
            consent: try consent(row(first + 4)), pinVersion: try row(pin))
    }

    private static func consent(_ given: Bool?) -> String {
        switch given {
        case nil: ""
        case true?: "yes"
        case false?: "no"
        }
    }

    private static func consent(_ stored: String) -> Bool? {
        switch stored {
        case "yes": true
        case "no": false
        default: nil
        }
    }
}
