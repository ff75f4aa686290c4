import Kernel

/// What became of trying to tell somebody. `rawValue` is stored and never changes.
public enum NoticeOutcome: String, Sendable, CaseIterable {
    // E-mail, by the platform.
    case sent, putOff, refused, bounced
    // Telephone.
    case reached, notReached, wrongNumber
    // Post.
    case posted, delivered, returned
    /// Told at the counter, or however else.
    case toldOtherwise
}

extension Notice.Course {
    /// Days on which somebody calls before another way is taken.
    public static let mostCalls = 3

    /// The ways in the order in which they are tried.
    static let order: [Notice.Channel] = [.email, .telephone, .post]

    /// The beginning: the first of the ways that were given.
    public static func first(of ways: Set<Notice.Channel>, on day: Day) -> Notice.Course {
        guard let channel = order.first(where: ways.contains) else { return Notice.Course(.noWay, .none, moved: day) }
        return Notice.Course(channel.waiting, channel, moved: day)
    }

    /// What it is after an outcome; nil if that cannot have happened, or can no longer be said. What somebody recorded by
    /// mistake is put right by recording what is true.
    public func after(
        _ outcome: NoticeOutcome, on day: Day, at now: Instant, ways: Set<Notice.Channel>, isLate: Bool
    ) -> Notice.Course? {
        switch outcome {
        case .sent: return state == .mailing ? Notice.Course(.told, .email, moved: day) : nil
        case .putOff:
            guard state == .mailing else { return nil }
            if isLate { return next(after: .email, ways, day) }
            var course = self
            course.tries += 1
            course.nextTry = now.adding(seconds: Self.gap(afterTries: course.tries))
            return course
        case .refused: return state == .mailing ? next(after: .email, ways, day) : nil
        case .bounced:
            return channel == .email && (state == .told || state == .mailing) ? next(after: .email, ways, day) : nil
        case .reached: return canCall(ways) ? Notice.Course(.told, .telephone, moved: day) : nil
        case .notReached:
            guard canCall(ways) else { return nil }
            guard state == .calling else { return Notice.Course(.calling, .telephone, tries: 1, moved: day) }
            // Calling twice on one day is one day's try.
            let isAnotherDay = tries == 0 || moved < day
            let tries = tries + (isAnotherDay ? 1 : 0)
            if tries >= Self.mostCalls { return next(after: .telephone, ways, day) }
            return Notice.Course(.calling, .telephone, tries: tries, moved: day)
        case .wrongNumber: return canCall(ways) ? next(after: .telephone, ways, day) : nil
        case .posted: return state == .printing ? Notice.Course(.posted, .post, moved: day) : nil
        case .delivered: return wasPosted ? Notice.Course(.told, .post, moved: day) : nil
        case .returned: return wasPosted ? Notice.Course(.unreached, .post, moved: day) : nil
        case .toldOtherwise:
            return state == .told || state == .replaced ? nil : Notice.Course(.told, .counter, moved: day)
        }
    }

    /// A call can be recorded, also to put right what was recorded of one.
    private func canCall(_ ways: Set<Notice.Channel>) -> Bool {
        guard ways.contains(.telephone) else { return false }
        switch state {
        case .calling, .printing, .unreached: return true
        case .told: return channel == .telephone
        case .mailing, .posted, .noWay, .replaced: return false
        }
    }

    private var wasPosted: Bool {
        state == .posted || ((state == .told || state == .unreached) && channel == .post)
    }

    private func next(after channel: Notice.Channel, _ ways: Set<Notice.Channel>, _ day: Day) -> Notice.Course {
        let rest = Self.order.drop { $0 != channel }.dropFirst()
        guard let next = rest.first(where: ways.contains) else {
            return Notice.Course(.unreached, channel, moved: day)
        }
        return Notice.Course(next.waiting, next, moved: day)
    }

    /// Seconds until a mail that was put off is tried again: five, then twice as long each time, up to two hours.
    static func gap(afterTries tries: Int) -> Int { min(7200, 5 << min(max(tries - 1, 0), 11)) }
}

extension Notice.Channel {
    fileprivate var waiting: Notice.State {
        switch self {
        case .email: .mailing
        case .telephone: .calling
        case .post: .printing
        case .page, .counter, .none: .noWay
        }
    }
}
