import Acts
import Kernel
import Storage

/// What bodies were called, and when.
public enum OrganizationNameTable {
    static func insert(
        _ name: [String: String], of organization: OrganizationID, from day: Day, _ tx: ActTransaction
    ) throws {
        try tx.run(
            """
            insert into organization_name (organization, from_day, until_day, name_vi, name_en) values \
            (\(organization), \(day), \(Day.never), \(name["vi"] ?? ""), \(name["en"] ?? name["vi"] ?? ""))
            """)
    }

    static func end(of organization: OrganizationID, on day: Day, _ tx: ActTransaction) throws {
        try tx.run(
            """
            update organization_name set until_day = \(day) \
            where organization = \(organization) and until_day = \(Day.never)
            """)
    }

    /// The names of a body, first to last.
    public static func all(
        of organization: OrganizationID, _ tx: any ReadTransaction
    ) throws -> [OrganizationName] {
        try tx.all(
            """
            select from_day, until_day, name_vi, name_en from organization_name \
            where organization = \(organization) order by from_day
            """
        ) { row in
            OrganizationName(
                from: try row(0), until: try row(1), name: ["vi": try row(2), "en": try row(3)])
        }
    }

    /// The names of those bodies that had another one, first to last.
    static func all(_ tx: any ReadTransaction) throws -> [OrganizationID: [OrganizationName]] {
        var names: [OrganizationID: [OrganizationName]] = [:]
        _ = try tx.all(
            """
            select organization, from_day, until_day, name_vi, name_en from organization_name \
            where organization in (select organization from organization_name where until_day < \(Day.never)) \
            order by organization, from_day
            """
        ) { row in
            names[try row(0), default: []].append(
                OrganizationName(
                    from: try row(1), until: try row(2), name: ["vi": try row(3), "en": try row(4)]))
        }
        return names
    }
}

/// What bodies have promised, and since when.
public enum PromiseTable {
    /// What was promised the same day before is replaced.
    static func insert(
        _ workingDays: Int?, of organization: OrganizationID, since day: Day, _ tx: ActTransaction
    ) throws {
        try tx.run(
            """
            insert into organization_promise (organization, since, days) \
            values (\(organization), \(day), \(workingDays)) \
            on conflict (organization, since) do update set days = excluded.days
            """)
    }

    /// The promises of a body, first to last; nil days where one was withdrawn.
    public static func all(
        of organization: OrganizationID, _ tx: any ReadTransaction
    ) throws -> [(since: Day, workingDays: Int?)] {
        try tx.all(
            "select since, days from organization_promise where organization = \(organization) order by since"
        ) { row in (try row(0), try row(1)) }
    }
}
