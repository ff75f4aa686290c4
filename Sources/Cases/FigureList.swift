import Acts
import Kernel
import Registry
import Storage

/// A number about a stretch of days that opens to the matters it counts. `rawValue` stands in addresses.
public enum Figure: String, Sendable, CaseIterable {
    case received, transferredIn, transferredOut, answered, answeredInTime, closed, contested, restored, lapsed
    case rated1, rated2, rated3, rated4, rated5
    case answeredLate, answeredResolved, answeredPartly, answeredExplained
    case closedGuided, closedPassedOn, closedSetAside, closedWithdrawn
    case closedDuplicate, closedJoined, closedElsewhere, closedMistaken
    /// Set aside, by ground.
    case setAsideUnreadable, setAsideAnonymous, setAsideGuided, setAsideSettled, setAsideSentElsewhere
    /// Drawn for a re-check, and what it said.
    case drawnSetAside, stoodSetAside, failedSetAside, drawnOther, stoodOther, failedOther
    /// Open when the first day began.
    case carriedOver
    /// Open when the last day ended.
    case remaining
    /// Brought along open by bodies that came to lie below the unit.
    case joined
    /// Taken along open by bodies that no longer lie below it.
    case parted
    /// Contested, or restored after it had been closed.
    case takenUpAgain
    /// All that was to be handled: carried over, or come in the period by any way.
    case toHandle
    /// Closed for a reason that has no figure of its own in a table.
    case closedOther
    /// Closed for any reason but that the letter was withdrawn.
    case closedOtherwise
    /// All that is no longer to be handled, for whatever reason.
    case settled

    /// The figures of which this one is the sum; of one that is no sum, itself.
    public var parts: [Figure] {
        switch self {
        case .takenUpAgain: [.contested, .restored]
        case .toHandle: [.carriedOver, .received, .transferredIn, .contested, .restored, .joined]
        case .closedOther: [.closedDuplicate, .closedJoined, .closedElsewhere, .closedMistaken]
        case .closedOtherwise: [.closedGuided, .closedPassedOn, .closedSetAside] + Figure.closedOther.parts
        case .settled: [.answered, .closed, .transferredOut, .parted]
        default: [self]
        }
    }

    /// What is counted; nil for what was open on a day, and for a sum.
    public var measure: Measure? {
        switch self {
        case .carriedOver, .remaining, .joined, .parted: nil
        case .takenUpAgain, .toHandle, .closedOther, .closedOtherwise, .settled: nil
        default: Measure(stored: rawValue)
        }
    }

    /// Those that an overview shows.
    public static let overview: [Figure] =
        [
            .received, .transferredIn, .transferredOut, .answered, .answeredInTime, .closed, .contested, .restored,
            .lapsed,
        ] + ratings + setAsideAndRechecked

    /// Set aside by ground, and re-checks.
    public static let setAsideAndRechecked: [Figure] = [
        .closedSetAside, .setAsideUnreadable, .setAsideAnonymous, .setAsideGuided, .setAsideSettled,
        .setAsideSentElsewhere, .drawnSetAside, .stoodSetAside, .failedSetAside, .drawnOther, .stoodOther, .failedOther,
    ]

    public static let ratings: [Figure] = [.rated1, .rated2, .rated3, .rated4, .rated5]

    public var isRating: Bool { Self.ratings.contains(self) }
}

/// Days of a figure, both included.
public struct Period: Hashable, Sendable {
    public let from: Day
    public let until: Day

    public init(from: Day, until: Day) {
        self.from = from
        self.until = until
    }
}

/// One matter counted by a number.
public struct FigureEntry: Hashable, Sendable {
    /// What it was counted as: of a sum, one of its parts.
    public let part: Figure
    public let matter: MatterKey
    public let kind: Kind
    /// The body it is counted for.
    public let organization: OrganizationID
    public let day: Day
    let sequence: Int
    /// Which body has it now.
    public internal(set) var isWith: OrganizationID?
    public internal(set) var stage: Stage?
    /// Empty where the matter is beyond the reach of who asks: it is counted, and not shown.
    public internal(set) var title = ""
    public internal(set) var code: LetterCode?
    public internal(set) var isReadable = false

    public var position: FigurePosition {
        FigurePosition(part: part, organization: organization, day: day, matter: matter, sequence: sequence)
    }
}

/// Where a page of counted matters ends.
public struct FigurePosition: Hashable, Sendable {
    public let part: Figure
    public let organization: OrganizationID
    public let day: Day
    public let matter: MatterKey
    public let sequence: Int

    public init(part: Figure, organization: OrganizationID, day: Day, matter: MatterKey, sequence: Int) {
        self.part = part
        self.organization = organization
        self.day = day
        self.matter = matter
        self.sequence = sequence
    }
}

public enum FigurePlace: Hashable, Sendable {
    case first
    case after(FigurePosition)
    case before(FigurePosition)

    var isBackward: Bool { if case .before = self { true } else { false } }

    var position: FigurePosition? {
        switch self {
        case .first: nil
        case .after(let position), .before(let position): position
        }
    }

    fileprivate var list: ListPlace {
        func same(_ position: FigurePosition) -> ListPosition {
            ListPosition(day: position.day, matter: position.matter, organization: position.organization)
        }
        return switch self {
        case .first: .first
        case .after(let position): .after(same(position))
        case .before(let position): .before(same(position))
        }
    }
}

/// What a figure opens to: of a sum part by part, each body by body, by day, the same rows that the number counts.
public enum FigureList {
    /// Of these kinds, or of all that the reach has.
    public static func page(
        _ figure: Figure, _ period: Period, kinds: Set<Kind>?, _ reach: FigureReach, _ scope: Scope,
        at place: FigurePlace = .first, size: Int = DeskList.pageSize, _ tx: any ReadTransaction
    ) throws -> ListPage<FigureEntry> {
        let kinds = kinds.map { reach.kinds.intersection($0) } ?? reach.kinds
        var stretches = try figure.parts.flatMap { try Self.stretches($0, period, reach, tx) }
        if place.isBackward { stretches.reverse() }
        func holds(_ position: FigurePosition?, _ stretch: Stretch) -> Bool {
            position.map { $0.part == stretch.figure && $0.organization == stretch.organization } ?? false
        }
        if let position = place.position {
            stretches.removeFirst(stretches.firstIndex { holds(position, $0) } ?? stretches.count)
        }
        var found: [FigureEntry] = []
        for stretch in stretches where found.count <= size {
            let start = holds(place.position, stretch) ? place : nil
            let limit = size + 1 - found.count
            found +=
                stretch.figure.measure == nil
                ? try open(stretch, kinds, scope, start, isBackward: place.isBackward, limit, tx)
                : try counted(stretch, kinds, scope, start, isBackward: place.isBackward, limit, tx)
        }
        return ListPage(try complete(found, scope, tx), size: size, place.list)
    }

    /// One body, for the days on which it belonged to the unit; of what was open, on the last of them.
    private struct Stretch {
        let figure: Figure
        let organization: OrganizationID
        let from: Day
        let until: Day
    }

    private static func stretches(
        _ figure: Figure, _ period: Period, _ reach: FigureReach, _ tx: any ReadTransaction
    ) throws -> [Stretch] {
        if figure == .joined || figure == .parted {
            return try moves(period, reach, tx).filter { $0.isGain == (figure == .joined) }.map { move in
                Stretch(figure: figure, organization: move.organization, from: move.eve, until: move.eve)
            }
        }
        let days = figure == .carriedOver ? Period(from: period.from.adding(-1), until: period.from.adding(-1)) : period
        let point = figure.measure == nil
        if reach.isAlone {
            return [
                Stretch(
                    figure: figure, organization: reach.unit, from: point ? days.until : days.from, until: days.until)
            ]
        }
        return try SubtreeList.belonging(to: [reach.unit], tx).compactMap { belonging in
            if point {
                guard belonging.includes(days.until) else { return nil }
                return Stretch(
                    figure: figure, organization: belonging.organization, from: days.until, until: days.until)
            }
            let from = max(days.from, belonging.from)
            let until = min(days.until, belonging.until.adding(-1))
            guard from <= until else { return nil }
            return Stretch(figure: figure, organization: belonging.organization, from: from, until: until)
        }
    }

    /// A body that came under the unit or left it, and the day before.
    private struct Move {
        let organization: OrganizationID
        let eve: Day
        let isGain: Bool
    }

    private static func moves(_ period: Period, _ reach: FigureReach, _ tx: any ReadTransaction) throws -> [Move] {
        guard !reach.isAlone else { return [] }
        return try SubtreeList.belonging(to: [reach.unit], tx).flatMap { belonging in
            [(belonging.from, true), (belonging.until, false)].compactMap { day, isGain in
                day >= period.from && day <= period.until
                    ? Move(organization: belonging.organization, eve: day.adding(-1), isGain: isGain) : nil
            }
        }
    }

    /// How many open matters bodies brought along into the unit during a period, and how many others took with them:
    /// what the lists of `joined` and `parted` have.
    public static func moved(
        _ period: Period, _ reach: FigureReach, _ scope: Scope, _ tx: any ReadTransaction
    ) throws -> (joined: Int, parted: Int) {
        guard !reach.isAlone else { return (0, 0) }
        let open = Stage.allCases.filter { !$0.isClosed }.map(\.rawValue)
        var (joined, parted) = (0, 0)
        for move in try scope.moves(of: reach.unit, tx) where period.from <= move.day && move.day <= period.until {
            let n =
                try tx.first(
                    """
                    select count(*) from span s where s.organization = \(move.organization) and s.state in \(in: open) \
                    and s.from_day < \(move.day) and s.until_day >= \(move.day) \
                    and s.kind in \(in: reach.kinds.map(\.rawValue).sorted()) \
                    and \(scope.clear(home: "s.home", matter: "s.matter"))
                    """
                ) { row in try row(0) as Int } ?? 0
            if move.isInto { joined += n } else { parted += n }
        }
        return (joined, parted)
    }

    private static func counted(
        _ stretch: Stretch, _ kinds: Set<Kind>, _ scope: Scope, _ start: FigurePlace?, isBackward: Bool, _ limit: Int,
        _ tx: any ReadTransaction
    ) throws -> [FigureEntry] {
        guard let measure = stretch.figure.measure else { return [] }
        // The newest first.
        let sort: SQL =
            isBackward
            ? "c.day, c.home, c.matter, c.sequence" : "c.day desc, c.home desc, c.matter desc, c.sequence desc"
        return try tx.all(
            """
            select c.home, c.matter, c.kind, c.organization, c.day, c.sequence from counted c \
            where c.organization = \(stretch.organization) and c.measure = \(measure.code) \
            and c.day >= \(stretch.from) and c.day <= \(stretch.until) \
            and c.kind in \(in: kinds.map(\.rawValue).sorted()) and \(scope.clear(home: "c.home", matter: "c.matter")) \
            and \(beyond(start, isBackward, "(c.day, c.home, c.matter, c.sequence)")) order by \(sort) limit \(limit)
            """
        ) { row in try entry(row, as: stretch.figure) }
    }

    private static func open(
        _ stretch: Stretch, _ kinds: Set<Kind>, _ scope: Scope, _ start: FigurePlace?, isBackward: Bool, _ limit: Int,
        _ tx: any ReadTransaction
    ) throws -> [FigureEntry] {
        let open = Stage.allCases.filter { !$0.isClosed }.map(\.rawValue)
        let sort: SQL =
            isBackward
            ? "s.from_day, s.home, s.matter, s.sequence"
            : "s.from_day desc, s.home desc, s.matter desc, s.sequence desc"
        return try tx.all(
            """
            select s.home, s.matter, s.kind, s.organization, s.from_day, s.sequence from span s \
            where s.organization = \(stretch.organization) and s.state in \(in: open) \
            and s.until_day > \(stretch.until) and s.from_day <= \(stretch.until) \
            and s.kind in \(in: kinds.map(\.rawValue).sorted()) and \(scope.clear(home: "s.home", matter: "s.matter")) \
            and \(beyond(start, isBackward, "(s.from_day, s.home, s.matter, s.sequence)")) \
            order by \(sort) limit \(limit)
            """
        ) { row in try entry(row, as: stretch.figure) }
    }

    private static func beyond(_ start: FigurePlace?, _ isBackward: Bool, _ key: SQL) -> SQL {
        guard let position = start?.position else { return .always }
        let tuple: SQL = """
            (\(position.day), \(position.matter.home), \(position.matter.id), \(position.sequence))
            """
        return isBackward ? "\(key) > \(tuple)" : "\(key) < \(tuple)"
    }

    static func entry(_ row: any Row, as figure: Figure) throws -> FigureEntry {
        guard let kind = Kind(rawValue: try row(2)) else { throw ProcedureError.unreadable }
        return FigureEntry(
            part: figure, matter: MatterKey(try row(0), try row(1)), kind: kind, organization: try row(3),
            day: try row(4),
            sequence: try row(5))
    }

    /// Titles and codes of what the scope may read now; a matter may have gone to a body beyond it since.
    static func complete(
        _ entries: [FigureEntry], _ scope: Scope, _ tx: any ReadTransaction
    ) throws -> [FigureEntry] {
        let matters = try matters(Set(entries.map(\.matter)), tx)
        let letters = try DeskDetailList.letters(
            matters.compactMap { key, matter in matter.letter.map { LetterKey(key.home, $0) } }, tx)
        var readable: [MatterKey: Bool] = [:]
        for (key, matter) in matters {
            readable[key] = try scope.admits(key, kind: matter.kind, with: matter.organizations, tx)
        }
        return entries.map { entry in
            var entry = entry
            guard let matter = matters[entry.matter] else { return entry }
            (entry.isWith, entry.stage) = (matter.organization, matter.stage)
            guard readable[entry.matter] == true else { return entry }
            entry.isReadable = true
            if let letter = matter.letter.flatMap({ letters[LetterKey(entry.matter.home, $0)] }) {
                (entry.title, entry.code) = (letter.title, letter.code)
            }
            return entry
        }
    }

    private struct MatterRow {
        let kind: Kind
        let stage: Stage
        let organization: OrganizationID
        let letter: LetterID?
        var organizations: Set<OrganizationID>
    }

    private static func matters(
        _ keys: Set<MatterKey>, _ tx: any ReadTransaction
    ) throws -> [MatterKey: MatterRow] {
        var found: [MatterKey: MatterRow] = [:]
        for (home, keys) in Dictionary(grouping: keys, by: \.home).sorted(by: { $0.key < $1.key }) {
            let ids = keys.map(\.id).sorted()
            _ = try tx.all(
                """
                select id, kind, stage, organization, letter, offered_to from matter \
                where home = \(home) and id in \(in: ids) order by id
                """
            ) { row in
                guard let kind = Kind(rawValue: try row(1)), let stage = Stage(rawValue: try row(2)) else {
                    throw ProcedureError.unreadable
                }
                let (organization, offeredTo): (OrganizationID, OrganizationID?) = (try row(3), try row(5))
                found[MatterKey(home, try row(0))] = MatterRow(
                    kind: kind, stage: stage, organization: organization, letter: try row(4),
                    organizations: Set([organization] + [offeredTo].compactMap(\.self)))
            }
            _ = try tx.all(
                """
                select matter, organization from matter_part where home = \(home) and matter in \(in: ids) \
                order by matter, organization
                """
            ) { row in found[MatterKey(home, try row(0))]?.organizations.insert(try row(1)) }
        }
        return found
    }
}
