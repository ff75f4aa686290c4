import Acts
import Kernel
import Storage

/// Areas and organizations.
public enum OrganizationTable {
    static func insert(_ organization: Organization, _ tx: ActTransaction) throws {
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
            \(organization.body.rawValue), \(organization.name["vi"] ?? ""), \(organization.name["en"] ?? ""), \(area.code), \
            \(organization.parent), \(organization.answerPromise?.workingDays), \
            \(organization.answerPromise?.since))
            """)
    }

    public static func directory(_ tx: any ReadTransaction) throws -> Directory {
        Directory(try tx.all("select \(columns) from \(source) order by o.id", organization))
    }

    public static func find(_ id: OrganizationID, _ tx: any ReadTransaction) throws -> Organization? {
        try tx.first("select \(columns) from \(source) where o.id = \(id)", organization)
    }

    static func find(code: String, _ tx: any ReadTransaction) throws -> Organization? {
        try tx.first("select \(columns) from \(source) where o.code = \(code)", organization)
    }

    /// Whether the organization still is as it was when a letter was made out to it.
    public static func stillPromises(
        _ promise: AnswerPromise?, _ id: OrganizationID, _ tx: any ReadTransaction
    ) throws -> Bool {
        let found = try tx.first("select promise_days, promise_since from organization where id = \(id)") { row in
            (days: try row(0) as Int?, since: try row(1) as Day?)
        }
        guard let found else { return false }
        return found.days == promise?.workingDays && found.since == promise?.since
    }

    private static let source: SQL = "organization o join area a on a.code = o.area"
    private static let columns: SQL = """
        o.id, o.home, o.code, o.name_vi, o.name_en, a.code, a.level, a.name_vi, a.name_en, a.parent, o.parent, \
        o.promise_days, o.promise_since, o.body
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
            area: area, parent: try row(10), answerPromise: promise)
    }
}
