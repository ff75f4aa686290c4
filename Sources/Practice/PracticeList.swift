import Acts
import Kernel
import Storage

/// What has happened in one round: each has a home of its own in the store of practice.
enum PracticeList {
    struct Line {
        /// Of the act, as stored.
        let code: String
        let actor: Actor?
        let count: Int
    }

    static func happened(at home: Home, _ tx: any ReadTransaction) throws -> [Line] {
        try tx.all(
            """
            select code, actor, count(*) from event where home = \(home) group by code, actor order by code, actor
            """
        ) { row in
            Line(code: try row(0), actor: Actor(try row(1) as String), count: try row(2))
        }
    }
}
