import Kernel
import Storage

/// The events, and the queue of those not yet in the ledger's tree.
public enum EventTable {
    static func append(_ event: Event, _ tx: ActTransaction) throws {
        try tx.run(
            """
            insert into event (home, id, act, code, sort, subject, sequence, effective, recorded, actor, law, \
            payload, salt) values (\(event.home), \(event.id), \(event.act), \(event.code.description), \
            \(event.subject.sort), \(event.subject.raw), \(event.sequence), \(event.effective), \
            \(event.recorded), \(event.actor.description), \(event.law), \(event.payload.text), \(event.salt))
            """)
        try tx.run("insert into unsequenced (home, event) values (\(event.home), \(event.id))")
    }

    /// The number and time of the subject's last event; nil if there is none.
    static func last(
        of subject: Subjected, _ tx: any ReadTransaction
    ) throws -> (sequence: Int, recorded: Instant)? {
        try tx.first(
            """
            select sequence, recorded from event where home = \(subject.home) \
            and sort = \(subject.reference.sort) and subject = \(subject.reference.raw) \
            order by sequence desc limit 1
            """
        ) { row in (try row(0), try row(1)) }
    }

    /// The last event of a subject that one of these acts brought about; nil if there is none.
    public static func last(
        of subject: Subjected, by acts: [ActCode], _ tx: any ReadTransaction
    ) throws -> Event? {
        try tx.first(
            """
            select \(columns) from event where home = \(subject.home) \
            and sort = \(subject.reference.sort) and subject = \(subject.reference.raw) \
            and code in \(in: acts.map(\.description)) order by sequence desc limit 1
            """, event)
    }

    /// All events of a subject, first to last.
    public static func all(of subject: Subjected, _ tx: any ReadTransaction) throws -> [Event] {
        try tx.all(
            """
            select \(columns) from event where home = \(subject.home) \
            and sort = \(subject.reference.sort) and subject = \(subject.reference.raw) order by sequence
            """, event)
    }

    /// The subjects of a sort with an event whose number lies beyond `floor`, at any of these homes.
    public static func subjects<S: Subject>(
        _ sort: S.Type, numberedAfter floor: Int64, homes: [Home], _ tx: any ReadTransaction
    ) throws -> [Key<S>] {
        try tx.all(
            """
            select distinct home, subject from event where home in \(in: homes.map(\.slot)) and id > \(floor) \
            and sort = \(S.code) order by home, subject
            """
        ) { row in Key(try row(0), try row(1)) }
    }

    /// The homes of all organizations.
    public static func homes(_ tx: any ReadTransaction) throws -> [Home] {
        try tx.all("select distinct home from organization order by home") { row in try row(0) }
    }

    /// The event of an act; nil if the act was not recorded.
    static func find(act: [UInt8], _ tx: any ReadTransaction) throws -> Event? {
        try tx.first("select \(columns) from event where act = \(act)", event)
    }

    /// Up to `limit` subjects of a sort after another, in key order: for whoever walks through all of them.
    public static func subjects<S: Subject>(
        _ sort: S.Type, after: Key<S>?, limit: Int, _ tx: any ReadTransaction
    ) throws -> [Key<S>] {
        let home = after?.home ?? .central
        let id = after?.id ?? ID(0)
        return try tx.all(
            """
            select home, subject from event where (home, sort, subject) > (\(home), \(S.code), \(id)) \
            and sort = \(S.code) and sequence = 1 order by home, sort, subject limit \(limit)
            """
        ) { row in Key(try row(0), try row(1)) }
    }

    private static let columns: SQL = """
        home, id, act, code, sort, subject, sequence, effective, recorded, actor, law, payload, salt
        """

    private static func event(_ row: any Row) throws -> Event {
        let actor: String = try row(9)
        guard let actor = Actor(actor) else { throw StoreError.unreadable(column: 9, wanted: "an actor") }
        return Event(
            home: try row(0), id: try row(1), act: try row(2), code: ActCode(stored: try row(3)),
            subject: SubjectReference(sort: try row(4), raw: try row(5)), sequence: try row(6),
            effective: try row(7), recorded: try row(8), actor: actor, law: try row(10),
            payload: Payload(stored: try row(11)), salt: try row(12))
    }
}
