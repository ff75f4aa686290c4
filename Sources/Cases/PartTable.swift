import Acts
import Kernel
import Storage

/// The bodies that take part in a matter beside the one that leads.
enum PartTable {
    /// The rows are those of the new state.
    static func move(
        of matter: MatterKey, from old: [Matter.Part], to new: [Matter.Part], _ tx: ActTransaction
    ) throws {
        guard old != new else { return }
        for part in old where !new.contains(part) {
            try tx.run(
                """
                delete from matter_part where home = \(matter.home) and matter = \(matter.id) \
                and organization = \(part.organization)
                """)
        }
        for part in new where !old.contains(part) {
            try tx.run(
                """
                insert into matter_part (home, matter, organization, done) values (\(matter.home), \(matter.id), \
                \(part.organization), \(part.isDone))
                """)
        }
    }

    static func all(of matter: MatterKey, _ tx: any ReadTransaction) throws -> [Matter.Part] {
        try tx.all(
            """
            select organization, done from matter_part where home = \(matter.home) and matter = \(matter.id) \
            order by organization
            """
        ) { row in Matter.Part(organization: try row(0), isDone: try row(1)) }
    }
}
