import Cases
import Kernel
import Registry
import Storage

/// A table that holds rows of matters, with its columns in the order in which they are read and added.
struct LivedTable: Sendable {
    let name: StaticString
    let columns: [StaticString]
}

/// One row as it was read.
struct LivedRow: Sendable {
    let table: Int
    let values: [Value]
}

/// Every row of a matter that was lived by acts, read from the store in which it was.
enum LivedTables {
    /// All tables with rows of matters but the index of extracts, which is made from them.
    static let all: [LivedTable] = [
        LivedTable(
            name: "matter",
            columns: [
                "home", "id", "kind", "organization", "letter", "opened", "stage", "since", "post", "official",
                "offered_to", "detail", "board", "board_official", "next_due", "replied", "version", "slot",
            ]),
        LivedTable(name: "matter_part", columns: ["home", "matter", "organization", "done"]),
        LivedTable(
            name: "letter",
            columns: [
                "home", "id", "code", "matter", "parent", "area", "source", "arrived", "registered", "anonymous",
                "pin_version", "field", "eligibility", "competence", "people", "settled_by", "consent", "commitment",
                "salt",
            ]),
        LivedTable(
            name: "clock",
            columns: [
                "home", "id", "letter", "matter", "rule", "provision", "start_day", "nominal", "due", "state",
            ]),
        LivedTable(
            name: "words",
            columns: ["home", "id", "matter", "sort", "body", "day", "official", "letter", "salt"]),
        LivedTable(
            name: "draft",
            columns: ["home", "id", "matter", "purpose", "outcome", "ground", "body", "official", "day", "salt"]),
        LivedTable(
            name: "answer", columns: ["home", "id", "matter", "body", "day", "outcome", "sort", "salt"]),
        LivedTable(name: "rating", columns: ["home", "matter", "letter", "answer", "score", "day", "official"]),
        LivedTable(
            name: "publication",
            columns: [
                "home", "id", "matter", "letter", "title", "question", "answer", "proposed", "published", "salt",
                "area",
                "field",
            ]),
        LivedTable(
            name: "recheck", columns: ["home", "matter", "ended", "sort", "organization", "drawn", "state"]),
        LivedTable(
            name: "span",
            columns: ["home", "matter", "sequence", "organization", "kind", "state", "from_day", "until_day"]),
        LivedTable(
            name: "event",
            columns: [
                "home", "id", "act", "code", "sort", "subject", "sequence", "effective", "recorded", "actor", "law",
                "payload", "salt",
            ]),
        LivedTable(name: "unsequenced", columns: ["home", "event"]),
        LivedTable(name: "extract", columns: ["letter", "home", "title", "body", "folded", "scope"]),
        LivedTable(
            name: "letter_original",
            columns: [
                "home", "letter", "title", "body", "sort", "name", "address", "phone", "email", "identity_number",
                "tax_code", "representative",
            ]),
        LivedTable(name: "words_original", columns: ["home", "letter", "id", "body"]),
        LivedTable(
            name: "desk",
            columns: [
                "organization", "next_due", "home", "matter", "kind", "stage", "place", "post", "letter", "field",
                "opened", "law_due", "promise_due", "replied", "slot", "other", "replying",
            ]),
        LivedTable(
            name: "counted", columns: ["organization", "measure", "day", "home", "matter", "sequence", "kind"]),
    ]

    /// All rows of a matter, table by table.
    static func rows(of matter: MatterKey, _ tx: any ReadTransaction) throws -> [LivedRow] {
        let (home, id) = (matter.home, matter.id)
        let letters = try tx.all("select id from letter where home = \(home) and matter = \(id) order by id") { row in
            try row(0) as LetterID
        }
        var rows: [LivedRow] = []
        func read(_ name: String, _ sql: SQL, line: UInt = #line) throws {
            guard let table = all.firstIndex(where: { $0.name.description == name }) else { return }
            let width = all[table].columns.count
            rows += try tx.all(sql, line: line) { row in
                LivedRow(table: table, values: try (0..<width).map { try value(row, $0, of: all[table]) })
            }
        }
        try read(
            "matter",
            """
            select home, id, kind, organization, letter, opened, stage, since, post, official, offered_to, detail, \
            board, board_official, next_due, replied, version, slot from matter where home = \(home) and id = \(id)
            """)
        try read(
            "matter_part",
            "select home, matter, organization, done from matter_part where home = \(home) and matter = \(id)")
        try read(
            "letter",
            """
            select home, id, code, matter, parent, area, source, arrived, registered, anonymous, pin_version, field, \
            eligibility, competence, people, settled_by, consent, commitment, salt from letter \
            where home = \(home) and matter = \(id) order by id
            """)
        try read(
            "clock",
            """
            select home, id, letter, matter, rule, provision, start_day, nominal, due, state from clock \
            where home = \(home) and matter = \(id) order by id
            """)
        try read(
            "words",
            """
            select home, id, matter, sort, body, day, official, letter, salt from words \
            where home = \(home) and matter = \(id) order by id
            """)
        try read(
            "draft",
            """
            select home, id, matter, purpose, outcome, ground, body, official, day, salt from draft \
            where home = \(home) and matter = \(id) order by id
            """)
        try read(
            "answer",
            """
            select home, id, matter, body, day, outcome, sort, salt from answer \
            where home = \(home) and matter = \(id) order by id
            """)
        try read(
            "rating",
            """
            select home, matter, letter, answer, score, day, official from rating \
            where home = \(home) and matter = \(id) order by letter, answer
            """)
        try read(
            "publication",
            """
            select home, id, matter, letter, title, question, answer, proposed, published, salt, area, field \
            from publication \
            where home = \(home) and matter = \(id) order by id
            """)
        try read(
            "recheck",
            """
            select home, matter, ended, sort, organization, drawn, state from recheck \
            where home = \(home) and matter = \(id) order by ended
            """)
        try read(
            "span",
            """
            select home, matter, sequence, organization, kind, state, from_day, until_day from span \
            where home = \(home) and matter = \(id) order by sequence
            """)
        try read(
            "event",
            """
            select home, id, act, code, sort, subject, sequence, effective, recorded, actor, law, payload, salt \
            from event where home = \(home) and sort = \(Subjects.Matter.code) and subject = \(id) order by sequence
            """)
        try read(
            "unsequenced",
            """
            select home, id from event where home = \(home) and sort = \(Subjects.Matter.code) \
            and subject = \(id) order by sequence
            """)
        try read(
            "extract",
            """
            select letter, home, title, body, folded, scope from extract \
            where home = \(home) and letter in \(in: letters) order by letter
            """)
        try read(
            "letter_original",
            """
            select home, letter, title, body, sort, name, address, phone, email, identity_number, tax_code, \
            representative from letter_original where home = \(home) and letter in \(in: letters) order by letter
            """)
        try read(
            "words_original",
            """
            select home, letter, id, body from words_original where home = \(home) and letter in \(in: letters) \
            order by letter, id
            """)
        try read(
            "desk",
            """
            select organization, next_due, home, matter, kind, stage, place, post, letter, field, opened, law_due, \
            promise_due, replied, slot, other, replying from desk \
            where organization in (select organization from matter where home = \(home) \
            and id = \(id) union select offered_to from matter where home = \(home) and id = \(id) \
            and offered_to is not null union select organization from matter_part where home = \(home) \
            and matter = \(id)) and next_due = (select next_due from matter where home = \(home) and id = \(id)) \
            and home = \(home) and matter = \(id) order by organization
            """)
        try read(
            "counted",
            """
            select organization, measure, day, home, matter, sequence, kind from counted \
            where home = \(home) and matter = \(id) order by sequence, organization, measure
            """)
        return rows
    }

    /// Rows come from a schema that is known: what a column holds follows from its name.
    private static func value(_ row: any Row, _ column: Int, of table: LivedTable) throws -> Value {
        guard !row.isNull(column) else { return .null }
        let name = table.columns[column].description
        if bytes.contains(name) { return .bytes(row.bytes(column)) }
        let isNumber = numbers.contains(name) || name == "answer" && table.name.description == "rating"
        return isNumber ? .int(row.int(column)) : .text(row.text(column))
    }

    private static let bytes: Set<String> = ["act", "salt", "commitment"]
    private static let numbers: Set<String> = [
        "home", "slot", "other", "replying", "id", "matter", "letter", "organization", "post", "official", "offered_to",
        "board",
        "board_official", "replied", "version", "done", "parent", "registered", "anonymous", "pin_version", "people",
        "score", "sequence", "subject", "recorded", "event",
    ]
}

/// The people of a body: what matters refer to.
struct LivedSeat: Sendable {
    /// What the login has after that of the head: `-xuly`.
    let suffix: String
    let title: [String: String]
    let role: Role
    let numbers: [Int64]
}

enum LivedSeatTable {
    /// The seats of a body by their logins, the head's first.
    static func seats(of organization: OrganizationID, _ tx: any ReadTransaction) throws -> [LivedSeat] {
        let found = try tx.all(
            """
            select a.login, p.id, p.title_vi, p.title_en, p.role, a.official, a.id from post p \
            join post_holder h on h.post = p.id join account a on a.official = h.official \
            where p.organization = \(organization) order by a.login, p.id
            """
        ) { row in
            (
                login: try row(0) as String, title: ["vi": try row(2) as String, "en": try row(3) as String],
                role: Role(rawValue: try row(4)) ?? .handler,
                numbers: [try row(1) as Int64, try row(5) as Int64, try row(6) as Int64]
            )
        }
        guard let head = found.first?.login else { return [] }
        return found.map { seat in
            let suffix = seat.login.hasPrefix(head) ? String(seat.login.dropFirst(head.count)) : "-" + seat.login
            return LivedSeat(suffix: suffix, title: seat.title, role: seat.role, numbers: seat.numbers)
        }
    }
}
