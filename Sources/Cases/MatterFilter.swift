import Kernel
import Registry

/// Which matters a list shows. Empty it shows every line of every desk in scope.
public struct MatterFilter: Hashable, Sendable {
    /// Whose desks are meant. `rawValue` stands in addresses.
    public enum Whose: String, Sendable, CaseIterable {
        /// Everything within reach, with the bodies below.
        case all
        /// The bodies in which the officer holds a post.
        case body
        /// The posts the officer holds or covers.
        case mine
    }

    /// What is owed, and by when. `rawValue` stands in addresses.
    public enum Owed: String, Sendable, CaseIterable {
        case late
        /// A day that law gives has passed.
        case lateByLaw
        /// A day that the body itself promised has passed.
        case latePromise
        case today
        /// After today, within three working days.
        case soon
    }

    /// `rawValue` stands in addresses.
    public enum Order: String, Sendable, CaseIterable {
        /// The earliest day owed first; of ended matters the last ended first.
        case due
        /// The longest open first.
        case opened
        /// By the given name of who holds the post that handles it.
        case handler
    }

    public var whose = Whose.all
    /// A body, with those below it.
    public var unit: OrganizationID?
    /// The unit itself, without those below.
    public var isAlone = false
    public var kind: Kind?
    public var stage: Stage?
    /// Answered and closed matters instead of open ones.
    public var isEnded = false
    public var place: DeskPlace?
    public var post: PostID?
    public var field: String?
    public var owed: Owed?
    /// Due, or for ended matters ended, on this day or before.
    public var dueUntil: Day?
    public var openedFrom: Day?
    public var openedUntil: Day?
    /// The sender has replied, and nobody has done anything since.
    public var hasReply = false
    /// A draft waits for what the officer may give it.
    public var waitsFor: Waiting?
    public var order = Order.due

    public init() {}

    /// What a draft waits for.
    public enum Waiting: Sendable, CaseIterable {
        case signature, number

        var power: Power { self == .signature ? .sign : .issue }
        var stage: Stage { self == .signature ? .drafted : .approved }
    }

    public static let all = MatterFilter()

    public func with(_ change: (inout MatterFilter) -> Void) -> MatterFilter {
        var copy = self
        change(&copy)
        return copy
    }
}

/// The days a filter speaks of.
public struct FilterDays: Hashable, Sendable {
    public let today: Day
    /// The third working day after today.
    public let soon: Day

    public init(today: Day, soon: Day) {
        self.today = today
        self.soon = soon
    }
}

/// Where a page of a list ends and the next begins: the sort key of its last line.
public struct ListPosition: Hashable, Sendable {
    public let day: Day
    public let matter: MatterKey
    public let organization: OrganizationID
    /// The post under which the line stands, where the list is sorted by handler.
    public let post: PostID?

    public init(day: Day, matter: MatterKey, organization: OrganizationID, post: PostID? = nil) {
        self.day = day
        self.matter = matter
        self.organization = organization
        self.post = post
    }

    /// Lines of one list in their order.
    static func precedes(_ left: ListPosition, _ right: ListPosition) -> Bool {
        (left.day, left.matter.home, left.matter.id, left.organization)
            < (right.day, right.matter.home, right.matter.id, right.organization)
    }
}

/// Which page of a list.
public enum ListPlace: Hashable, Sendable {
    case first
    case after(ListPosition)
    /// The page that ends before a line.
    case before(ListPosition)

    var isBackward: Bool { if case .before = self { true } else { false } }

    var position: ListPosition? {
        switch self {
        case .first: nil
        case .after(let position), .before(let position): position
        }
    }
}

/// One page of a list.
public struct ListPage<Entry: Sendable>: Sendable {
    public let entries: [Entry]
    /// There are lines after, or before, those of this page.
    public let hasNext: Bool
    public let hasPrevious: Bool

    /// `found` are up to one more than a page, in the direction of reading.
    init(_ found: [Entry], size: Int, _ place: ListPlace) {
        let isMore = found.count > size
        let kept = Array(found.prefix(size))
        switch place {
        case .first: (entries, hasNext, hasPrevious) = (kept, isMore, false)
        case .after: (entries, hasNext, hasPrevious) = (kept, isMore, true)
        case .before: (entries, hasNext, hasPrevious) = (kept.reversed(), true, isMore)
        }
    }

    init(entries: [Entry], hasNext: Bool, hasPrevious: Bool) {
        self.entries = entries
        self.hasNext = hasNext
        self.hasPrevious = hasPrevious
    }

    func map<Other>(_ transform: (Entry) throws -> Other) rethrows -> ListPage<Other> {
        ListPage<Other>(entries: try entries.map(transform), hasNext: hasNext, hasPrevious: hasPrevious)
    }
}
