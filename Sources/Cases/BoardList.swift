import Kernel
import Registry
import Storage

/// The number of one item of the public board. Written `1-8124` in addresses.
public struct PublicationKey: Hashable, Sendable, CustomStringConvertible {
    public let home: Home
    public let id: ID<Publication>

    public init(_ home: Home, _ id: ID<Publication>) {
        self.home = home
        self.id = id
    }

    public var description: String { "\(home.slot)-\(id)" }

    /// Nil unless the text was written by `description`.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let slot = Int(parts[0]), let home = Home(slot: slot),
            let id = ID<Publication>(parts[1])
        else { return nil }
        self.init(home, id)
    }
}

/// One answered matter on the public board: the extract that two officers have read, and nothing of the sender.
public struct BoardItem: Hashable, Sendable {
    public let key: PublicationKey
    public let title: String
    public let question: String
    public let answer: String
    public let publishedOn: Day
    /// Code of the place it is about.
    public let area: String
    /// Code of the field; empty if none was chosen.
    public let field: String
    /// Calendar days from the day the letter reached the body to the last answer.
    public let days: Int
    /// The sender's own rating of the last answer, 1 to 5; nil if there is none.
    public let rating: Int?
}

/// Where a page of the board ends and the next begins.
public struct BoardPosition: Hashable, Sendable {
    public let publishedOn: Day
    public let key: PublicationKey

    public init(publishedOn: Day, key: PublicationKey) {
        self.publishedOn = publishedOn
        self.key = key
    }
}

/// The public board. It needs no scope: it shows what stands on it at this moment, and nothing else.
public enum BoardList {
    public static let pageSize = 20

    /// What stands on the board after a position, the newest first. `area` is a commune, or a province with all its
    /// communes. `isMore` if the list goes on.
    public static func page(
        area: String? = nil, field: String? = nil, after position: BoardPosition? = nil, size: Int = pageSize,
        _ tx: any ReadTransaction
    ) throws -> (items: [BoardItem], isMore: Bool) {
        let place: SQL =
            area.map {
                $0.utf8.count == communeDigits
                    ? "p.area = \($0)"
                    : "p.area in (select a.code from area a where a.code = \($0) or a.parent = \($0))"
            } ?? .always
        let subject: SQL = field.map { "p.field = \($0)" } ?? .always
        let after: SQL =
            position.map {
                "(p.published, p.home, p.id) < (\($0.publishedOn), \($0.key.home), \($0.key.id))"
            } ?? .always
        let items = try tx.all(
            """
            select \(columns) where p.published < '9999' and \(isOfKind) and \(place) and \(subject) and \(after) \
            order by p.published desc, p.home desc, p.id desc limit \(size + 1)
            """, item)
        return (Array(items.prefix(size)), items.count > size)
    }

    /// One item; nil if it stands on the board no longer, or never did.
    public static func find(_ key: PublicationKey, _ tx: any ReadTransaction) throws -> BoardItem? {
        try tx.first(
            """
            select \(columns) where p.published < '9999' and \(isOfKind) and p.home = \(key.home) and p.id = \(key.id)
            """, item)
    }

    /// The fields that items on the board have, in the order of their codes.
    public static func fields(_ tx: any ReadTransaction) throws -> [String] {
        var fields: [String] = []
        // From one to the next along the index: the board may be long, the fields are few.
        while let next = try tx.first(
            "select min(field) from publication where published < '9999' and field > \(fields.last ?? "")",
            { row in try row(0) as String? }
        ).flatMap(\.self) {
            fields.append(next)
        }
        return fields
    }

    /// A commune's code has five digits, a province's two.
    private static let communeDigits = 5

    /// A second lock: whatever the rows say of the board, nothing of another kind is shown.
    private static let isOfKind: SQL = """
        (select m.kind from matter m where m.home = p.home and m.id = p.matter) \
        in \(in: Kind.allCases.filter(\.isPublishable).map(\.rawValue))
        """

    private static let columns: SQL = """
        p.home, p.id, p.title, p.question, p.answer, p.published, p.area, p.field, l.arrived, \
        (select max(a.day) from answer a where a.home = p.home and a.matter = p.matter), \
        (select max(r.score) from rating r where r.home = p.home and r.matter = p.matter and r.letter = p.letter \
        and r.official is null and r.answer = (select max(a.id) from answer a where a.home = p.home \
        and a.matter = p.matter)) \
        from publication p join letter l on l.home = p.home and l.id = p.letter
        """

    private static func item(_ row: any Row) throws -> BoardItem {
        let (arrived, answered): (Day, Day) = (try row(8), try row(9))
        return BoardItem(
            key: PublicationKey(try row(0), try row(1)), title: try row(2), question: try row(3),
            answer: try row(4), publishedOn: try row(5), area: try row(6), field: try row(7),
            days: max(0, arrived.days(until: answered)), rating: try row(10))
    }
}
