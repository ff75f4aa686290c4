import Acts
import Kernel
import Storage

/// Which person must keep away from which matter, by the account with which it was said.
public enum ConflictTable {
    static func insert(_ account: AccountID, _ matter: MatterKey, on day: Day, _ tx: ActTransaction) throws {
        try tx.run(
            """
            insert into conflict (account, home, matter, from_day) \
            values (\(account), \(matter.home), \(matter.id), \(day)) on conflict (account, home, matter) do nothing
            """)
    }

    /// Those of the person, whichever account it was said with: two accounts of one person are one person.
    static func matters(of account: AccountID, _ tx: any ReadTransaction) throws -> Set<MatterKey> {
        Set(
            try tx.all(
                """
                select home, matter from conflict where account in (select b.id from account a \
                join account b on b.official = a.official where a.id = \(account)) order by home, matter
                """
            ) { row in MatterKey(try row(0), try row(1)) })
    }

    /// Whether a person has said, with whichever account, to keep away from a matter.
    public static func keepsAway(
        _ official: OfficialID, from matter: MatterKey, _ tx: any ReadTransaction
    ) throws -> Bool {
        try tx.exists(
            """
            select 1 from conflict c join account a on a.id = c.account where a.official = \(official) \
            and c.home = \(matter.home) and c.matter = \(matter.id)
            """)
    }
}
