import Acts
import Kernel
import Storage

/// Areas and organizations as they are now; what they were stands in `OrganizationNameTable` and `SuccessionTable`.
public enum OrganizationTable {
    static func insert(_ organization: Organization, from day: Day, _ tx: ActTransaction) throws {
        let area = organization.area
        try tx.run(
            """
            insert into area (code, level, name_vi, name_en, parent) values (\(area.code), \
            \(area.level.rawValue), \(area.name["vi"] ?? ""), \(area.name["en"] ?? ""), \(area.parent)) \
            on conflict (code) do nothing
            """)
        try tx.run(
            """
            insert into organization (id, home, code, body, name_vi, name_en, area, parent, promise_days, \
            promise_since) values (\(organization.id), \(organization.home), \(organization.code), \
            \(organization.body.rawValue), \(organization.name["vi"] ?? ""), \(organization.name["en"] ?? organization.name["vi"] ?? ""), \(area.code), \
            \(organization.parent), \(organization.answerPromise?.workingDays), \
            \(organization.answerPromise?.since))
            """)
        try OrganizationNameTable.insert(organization.name, of: organization.id, from: day, tx)
        if let promise = organization.answerPromise {
            try PromiseTable.insert(promise.workingDays, of: organization.id, since: promise.since, tx)
        }
        try DirectoryVersionTable.raise(tx)
    }

    /// It has another name from that day; documents of earlier days keep the old one.
    static func rename(
        _ id: OrganizationID, _ name: [String: String], from day: Day, _ tx: ActTransaction
    ) throws {
        try tx.run(
            """
            update organization set name_vi = \(name["vi"] ?? ""), name_en = \(name["en"] ?? name["vi"] ?? "") \
            where id = \(id)
            """)
        try OrganizationNameTable.end(of: id, on: day, tx)
        try OrganizationNameTable.insert(name, of: id, from: day, tx)
        try DirectoryVersionTable.raise(tx)
    }

    /// Letters that come from now on bind the body to this; nil withdraws what it had promised.
    static func promise(
        _ workingDays: Int?, _ id: OrganizationID, since day: Day, _ tx: ActTransaction
    ) throws {
        try tx.run(
            """
            update organization set promise_days = \(workingDays), \
            promise_since = \(workingDays == nil ? nil : day) where id = \(id)
            """)
        try PromiseTable.insert(workingDays, of: id, since: day, tx)
        try DirectoryVersionTable.raise(tx)
    }

    /// The homes of these bodies, in their order; nil if they are more than `limit`.
    public static func homes(
        of organizations: [OrganizationID], atMost limit: Int, _ tx: any ReadTransaction
    ) throws -> [Home]? {
        // A whole country is not named one by one: its bodies are in every home there is.
        let named: SQL = organizations.count > 1000 ? .always : "id in \(in: organizations)"
        let found = try tx.all("select distinct home from organization where \(named) order by home") { row in
            try row(0) as Home
        }
        return found.count > limit ? nil : found
    }

    /// How many bodies are at home where, those that have ended too: all of them, or some.
    static func homes(
        among organizations: [OrganizationID]? = nil, _ tx: any ReadTransaction
    ) throws -> [(home: Home, n: Int)] {
        let named: SQL = organizations.map { "id in \(in: $0)" } ?? .always
        return try tx.all("select home, count(*) from organization where \(named) group by home order by home") { row in
            (home: try row(0), n: try row(1))
        }
    }

    /// From that day on it no longer is.
    static func end(_ id: OrganizationID, on day: Day, _ tx: ActTransaction) throws {
        try tx.run("update organization set ended = \(day) where id = \(id)")
        try DirectoryVersionTable.raise(tx)
    }

    /// All areas and bodies, whoever can sign in there.
    public static func directory(_ tx: any ReadTransaction) throws -> Directory {
        Directory(
            try tx.all("select \(columns) from \(source) order by o.id", organization),
            names: try OrganizationNameTable.all(tx), successions: try SuccessionTable.all(tx),
            version: try DirectoryVersionTable.read(tx))
    }

    /// The same, with the bodies in which somebody takes letters in on a day.
    public static func directory(on day: Day, _ tx: any ReadTransaction) throws -> Directory {
        try directory(tx).staffed(PostTable.staffed(on: day, tx))
    }

    public static func find(_ id: OrganizationID, _ tx: any ReadTransaction) throws -> Organization? {
        try tx.first("select \(columns) from \(source) where o.id = \(id)", organization)
    }

    public static func find(code: String, _ tx: any ReadTransaction) throws -> Organization? {
        try tx.first("select \(columns) from \(source) where o.code = \(code)", organization)
    }

    /// Whether a body is there and goes on: new work can be passed to it.
    public static func isOpen(_ id: OrganizationID, on day: Day, _ tx: any ReadTransaction) throws -> Bool {
        try tx.exists("select 1 from organization where id = \(id) and ended > \(day)")
    }

    /// Whether the organization still is as it was when a letter was made out to it.
    public static func stillPromises(
        _ promise: AnswerPromise?, _ id: OrganizationID, _ tx: any ReadTransaction
    ) throws -> Bool {
        let found = try tx.first(
            "select promise_days, promise_since from organization where id = \(id) and ended = \(Day.never)"
        ) { row in
            (days: try row(0) as Int?, since: try row(1) as Day?)
        }
        guard let found else { return false }
        return found.days == promise?.workingDays && found.since == promise?.since
    }

    private static let source: SQL = "organization o join area a on a.code = o.area"
    private static let columns: SQL = """
        o.id, o.home, o.code, o.name_vi, o.name_en, a.code, a.level, a.name_vi, a.name_en, a.parent, o.parent, \
        o.promise_days, o.promise_since, o.body, o.ended
        """

    private static func organization(_ row: any Row) throws -> Organization {
        guard let level = Area.Level(rawValue: try row(6)) else {
            throw StoreError.unreadable(column: 6, wanted: "a level")
        }
        let area = Area(
            code: try row(5), level: level, name: ["vi": try row(7), "en": try row(8)], parent: try row(9))
        let days: Int? = try row(11)
        let since: Day? = try row(12)
        var promise: AnswerPromise?
        if let days, let since { promise = AnswerPromise(workingDays: days, since: since) }
        guard let body = Body(rawValue: try row(13)) else {
            throw StoreError.unreadable(column: 13, wanted: "a body")
        }
        return Organization(
            id: try row(0), home: try row(1), code: try row(2), body: body,
            name: ["vi": try row(3), "en": try row(4)],
            area: area, parent: try row(10), answerPromise: promise, ended: try row(14))
    }
}

/// Rises with every change that the directory shows, so that a copy of it in memory is read again only then.
enum DirectoryVersionTable {
    static func raise(_ tx: ActTransaction) throws {
        try tx.run(
            """
            insert into directory_version (id, n) values (1, 1) \
            on conflict (id) do update set n = directory_version.n + excluded.n
            """)
    }

    static func read(_ tx: any ReadTransaction) throws -> Int {
        try tx.first("select n from directory_version where id = 1") { row in try row(0) } ?? 0
    }
}
