import Acts
import Kernel
import Storage

public enum NoticeTable {
    /// The columns in the order in which `notice` reads them, of a table called `n`.
    public static let columns: SQL = """
        n.home, n.letter, n.number, n.code, n.news, n.organization, n.day, n.next_day, n.state, n.channel, n.tries, \
        n.next_try, n.moved
        """

    public static func notice(_ row: any Row) throws -> Notice {
        guard let news = News(rawValue: try row(4)), let state = Notice.State(rawValue: try row(8)),
            let channel = Notice.Channel(rawValue: try row(9))
        else { throw StoreError.unreadable(column: 4, wanted: "a notice") }
        return Notice(
            key: NoticeKey(LetterKey(try row(0), try row(1)), try row(2)), code: try row(3), news: news,
            organization: try row(5), day: try row(6), nextDay: try row(7),
            course: Notice.Course(
                state, channel, tries: try row(10), nextTry: Instant(milliseconds: try row(11)), moved: try row(12)))
    }

    public static func find(_ key: NoticeKey, _ tx: any ReadTransaction) throws -> Notice? {
        try tx.first(
            """
            select \(columns) from notice n where n.home = \(key.letter.home) and n.letter = \(key.letter.id) \
            and n.number = \(key.number)
            """, notice)
    }

    /// Those of a letter, the first first.
    public static func all(of letter: LetterKey, _ tx: any ReadTransaction) throws -> [Notice] {
        try tx.all(
            """
            select \(columns) from notice n where n.home = \(letter.home) and n.letter = \(letter.id) order by n.number
            """, notice)
    }

    static func insert(_ notice: Notice, _ tx: ActTransaction) throws {
        let (key, course) = (notice.key, notice.course)
        try tx.run(
            """
            insert into notice (home, letter, number, code, news, organization, day, next_day, state, channel, tries, \
            next_try, moved) values (\(key.letter.home), \(key.letter.id), \(key.number), \(notice.code), \
            \(notice.news.rawValue), \(notice.organization), \(notice.day), \(notice.nextDay), \
            \(course.state.rawValue), \(course.channel.rawValue), \(course.tries), \(course.nextTry.milliseconds), \
            \(course.moved))
            """)
    }

    /// The notice goes on. Throws `ActProblem.overtaken` if it is no longer as it was.
    static func update(_ notice: Notice, was old: Notice.State, _ tx: ActTransaction) throws {
        let (key, course) = (notice.key, notice.course)
        let changed = try tx.changed(
            """
            update notice set state = \(course.state.rawValue), channel = \(course.channel.rawValue), \
            tries = \(course.tries), next_try = \(course.nextTry.milliseconds), moved = \(course.moved) \
            where home = \(key.letter.home) and letter = \(key.letter.id) and number = \(key.number) \
            and state = \(old.rawValue)
            """)
        guard changed == 1 else { throw ActProblem.overtaken }
    }

    /// The notices of these letters are another body's, those that were told too: a mail may still come back, and then
    /// that body calls.
    static func move(_ letters: [LetterKey], to body: OrganizationID, _ tx: ActTransaction) throws {
        guard let home = letters.first?.home else { return }
        try tx.run(
            """
            update notice set organization = \(body) where home = \(home) and letter in \(in: letters.map(\.id))
            """)
    }

    /// What waits to leave the house need not any more.
    static func end(
        _ letter: LetterKey, as state: Notice.State, _ channel: Notice.Channel, on day: Day, _ tx: ActTransaction
    ) throws {
        try tx.run(
            """
            update notice set state = \(state.rawValue), channel = \(channel.rawValue), moved = \(day) \
            where home = \(letter.home) and letter = \(letter.id) \
            and state in ('mailing', 'calling', 'printing', 'unreached', 'noWay')
            """)
    }

    /// The last notice of a letter, as its sender may see it.
    public static func last(of letter: LetterKey, _ tx: any ReadTransaction) throws -> Notice? {
        try tx.first(
            """
            select \(columns) from notice n where n.home = \(letter.home) and n.letter = \(letter.id) \
            order by n.number desc limit 1
            """, notice)
    }
}
