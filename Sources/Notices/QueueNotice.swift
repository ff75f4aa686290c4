import Acts
import Kernel
import Storage

/// Queues what is to be told, in the transaction of the act that made it true.
public enum QueueNotice {
    /// The sender of the letter will be told, by the first way that the letter gives. What waited is told with it.
    public static func tell(
        _ news: News, of letter: LetterKey, code: String, from body: OrganizationID, on day: Day, nextDay: Day,
        _ tx: ActTransaction
    ) throws {
        let earlier = try NoticeTable.all(of: letter, tx)
        let waiting = earlier.filter { $0.course.state.isWaiting || [.unreached, .noWay].contains($0.course.state) }
        if !waiting.isEmpty { try NoticeTable.end(letter, as: .replaced, .none, on: day, tx) }
        let ways = try Contact.of(letter, tx)?.ways ?? []
        // Whoever has waited since Monday is not told in time because something else happened on Wednesday.
        let since = waiting.filter(\.course.state.isWaiting).map(\.day).min() ?? day
        try NoticeTable.insert(
            Notice(
                key: NoticeKey(letter, (earlier.last?.key.number ?? 0) + 1), code: code, news: news,
                organization: body, day: min(since, day), nextDay: nextDay, course: .first(of: ways, on: day)), tx)
    }

    /// The sender of the letter was on its page: nothing of it need be told any more.
    public static func seen(_ letter: LetterKey, on day: Day, _ tx: ActTransaction) throws {
        try NoticeTable.end(letter, as: .told, .page, on: day, tx)
    }

    /// The matter has gone to another body, which tells what is still to be told.
    public static func move(_ letters: [LetterKey], to body: OrganizationID, _ tx: ActTransaction) throws {
        try NoticeTable.move(letters, to: body, tx)
    }
}
