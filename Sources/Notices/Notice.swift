import Kernel

/// What a person is told of a letter beside the page where it is followed: that something happened, by one channel after
/// the other until one reaches. It holds no word of the letter and nothing of who sent it.
public struct Notice: Hashable, Sendable {
    /// How far it has come. `rawValue` is stored and never changes.
    public enum State: String, Sendable, CaseIterable {
        /// An e-mail is to be sent, by a job.
        case mailing
        /// Somebody is to call.
        case calling
        /// A letter is to be printed and posted.
        case printing
        /// The letter is on its way.
        case posted
        /// The channel says that the person has it.
        case told
        /// Every way that was given has failed.
        case unreached
        /// The person gave no way: only the page says it.
        case noWay
        /// A later notice of the same letter says it too.
        case replaced

        /// It still has to leave the house.
        public var isWaiting: Bool { [.mailing, .calling, .printing].contains(self) }
    }

    /// By which a person is told. `rawValue` is stored and never changes.
    public enum Channel: String, Sendable, CaseIterable {
        case email, telephone, post
        /// The person has it from the page, or at the counter.
        case page, counter
        /// None yet, and none was given.
        case none = ""
    }

    public let key: NoticeKey
    /// As the sender knows the letter.
    public let code: String
    public let news: News
    /// The body that has the matter, and so the notice.
    public let organization: OrganizationID
    /// When what it tells happened: of several it stands for, the first.
    public let day: Day
    /// The next day that something was owed to the person then; `Day.never` if nothing was.
    public let nextDay: Day
    public internal(set) var course: Course

    public init(
        key: NoticeKey, code: String, news: News, organization: OrganizationID, day: Day, nextDay: Day, course: Course
    ) {
        self.key = key
        self.code = code
        self.news = news
        self.organization = organization
        self.day = day
        self.nextDay = nextDay
        self.course = course
    }

    /// What changes of a notice.
    public struct Course: Hashable, Sendable {
        public var state: State
        public var channel: Channel
        /// Of the channel: mails that were put off, days on which somebody called.
        public var tries: Int
        /// When the mail may be tried again.
        public var nextTry: Instant
        /// The day of the last change.
        public var moved: Day

        public init(
            _ state: State, _ channel: Channel, tries: Int = 0, nextTry: Instant = Instant(milliseconds: 0), moved: Day
        ) {
            self.state = state
            self.channel = channel
            self.tries = tries
            self.nextTry = nextTry
            self.moved = moved
        }
    }
}

/// What is told. `rawValue` is stored and never changes.
public enum News: String, Sendable, CaseIterable {
    case taken, passedOn, asked, answered, upheld, corrected, setAside, closed, reopened, restored, pinReissued
}

/// Which notice of which letter: `1-8124-2`.
public struct NoticeKey: Hashable, Sendable, CustomStringConvertible {
    public let letter: LetterKey
    /// 1, 2, 3 … for each letter.
    public let number: Int

    public init(_ letter: LetterKey, _ number: Int) {
        self.letter = letter
        self.number = number
    }

    public var description: String { "\(letter)-\(number)" }

    /// Nil unless the text was written by `description`.
    public init?(_ text: some StringProtocol) {
        guard let dash = text.lastIndex(of: "-"), let number = Int(text[text.index(after: dash)...]), number > 0,
            let letter = LetterKey(text[..<dash])
        else { return nil }
        self.init(letter, number)
    }
}
