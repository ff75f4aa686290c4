import Acts
import Kernel
import Storage

/// Which body goes on in which.
public enum SuccessionTable {
    static func insert(_ succession: Succession, _ tx: ActTransaction) throws {
        try tx.run(
            """
            insert into succession (predecessor, successor, from_day, partial) values \
            (\(succession.predecessor), \(succession.successor), \(succession.from), \(succession.isPartial))
            """)
    }

    static func all(_ tx: any ReadTransaction) throws -> [Succession] {
        try tx.all(
            """
            select predecessor, successor, from_day, partial from succession \
            order by from_day, predecessor, successor
            """
        ) { row in
            Succession(
                predecessor: try row(0), successor: try row(1), from: try row(2), isPartial: try row(3))
        }
    }

    /// The body itself and all that went on in it by a day: their work is its work.
    static func served(
        by organization: OrganizationID, on day: Day, _ tx: any ReadTransaction
    ) throws -> Set<OrganizationID> {
        try reached(from: organization) { bodies in
            try tx.all(
                """
                select predecessor from succession where successor in \(in: bodies) and from_day <= \(day) \
                order by predecessor
                """
            ) { row in try row(0) }
        }
    }

    /// The body itself and all it went on in by a day: whose posts do its work.
    static func serving(
        _ organization: OrganizationID, on day: Day, _ tx: any ReadTransaction
    ) throws -> Set<OrganizationID> {
        try reached(from: organization) { bodies in
            try tx.all(
                """
                select successor from succession where predecessor in \(in: bodies) and from_day <= \(day) \
                order by successor
                """
            ) { row in try row(0) }
        }
    }

    private static func reached(
        from organization: OrganizationID, _ next: ([OrganizationID]) throws -> [OrganizationID]
    ) throws -> Set<OrganizationID> {
        var reached: Set = [organization]
        var fresh = [organization]
        while !fresh.isEmpty {
            fresh = try next(fresh).filter { reached.insert($0).inserted }
        }
        return reached
    }

    /// Whether the posts of a body do the work of another by a day: it is the same, or that one went on in it.
    public static func serves(
        _ body: OrganizationID, _ organization: OrganizationID, on day: Day, _ tx: any ReadTransaction
    ) throws -> Bool {
        try body == organization || serving(organization, on: day, tx).contains(body)
    }
}
