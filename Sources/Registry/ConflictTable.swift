import Acts
import Kernel
import Storage

/// Which account must keep away from which matter.
enum ConflictTable {
    static func insert(_ account: AccountID, _ matter: MatterKey, on day: Day, _ tx: ActTransaction) throws {
        try tx.run(
            """
            insert into conflict (account, home, matter, from_day) \
            values (\(account), \(matter.home), \(matter.id), \(day)) on conflict (account, home, matter) do nothing
            """)
    }

    static func matters(of account: AccountID, _ tx: any ReadTransaction) throws -> Set<MatterKey> {
        Set(
            try tx.all("select home, matter from conflict where account = \(account) order by home, matter") { row in
                MatterKey(try row(0), try row(1))
            })
    }
}
