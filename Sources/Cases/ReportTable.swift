import Kernel
import Registry

/// A statistical table of the state about letters, as data: pages, prints and files are made from it.
///
/// Codes and titles as complaint software of a province carries them; the columns are those that older forms have and that
/// the registers here can fill. The annex of Circular 06/2025/TT-TTCP was not read: each table is marked unverified.
public struct ReportTable: Hashable, Sendable {
    /// `rawValue` stands in addresses.
    public enum Code: String, Sendable, CaseIterable {
        /// Letters processed, of all kinds.
        case letters = "XLD01"
        case complaints = "XLD02"
        case denunciations = "XLD03"
        /// Recommendations and reflections.
        case petitions = "XLD04"
        case complaintsSettled = "KQGQ01"
        case denunciationsSettled = "KQGQ03"
    }

    /// A table of the set that is not made here, because what it counts is not recorded. `rawValue` is its code.
    public enum Missing: String, Sendable, CaseIterable {
        /// Reception of people; letters that came by it.
        case reception = "TCD01"
        case receptionLetters = "TCD02"
        /// Carrying out decisions on complaints; conclusions on denunciations.
        case complaintsCarriedOut = "KQGQ02"
        case denunciationsCarriedOut = "KQGQ04"
    }

    public enum Content: Hashable, Sendable {
        /// Of the kinds of the table, or of one of them.
        case figure(Figure, of: Kind?)
        /// The form asks for it, and nothing here records it.
        case notRecorded
    }

    public struct Column: Hashable, Sendable {
        /// Names it in texts.
        public let key: String
        public let content: Content
    }

    /// Columns under one head.
    public struct Group: Hashable, Sendable {
        public let key: String
        public let columns: [Column]
    }

    public let code: Code
    public let kinds: Set<Kind>
    public let groups: [Group]

    public var columns: [Column] { groups.flatMap(\.columns) }

    /// The figures whose values it shows, without sums.
    public var figures: Set<Figure> {
        columns.reduce(into: []) { figures, column in
            if case .figure(let figure, _) = column.content { figures.formUnion(figure.parts) }
        }
    }

    private init(_ code: Code, _ kinds: Set<Kind>, _ groups: [Group]) {
        self.code = code
        self.kinds = kinds
        self.groups = groups
    }
}

extension ReportTable {
    public static let all: [ReportTable] = Code.allCases.map(of)

    public static func of(_ code: Code) -> ReportTable {
        switch code {
        case .letters:
            let kinds: [Kind] = [.complaint, .denunciation, .petition, .feedback]
            return ReportTable(
                code, Set(kinds),
                [toHandle, Group(key: "byKind", columns: kinds.map { received($0) })] + processed + [time, remaining])
        case .complaints: return ReportTable(code, [.complaint], [toHandle] + processed + [time, remaining])
        case .denunciations: return ReportTable(code, [.denunciation], [toHandle] + processed + [time, remaining])
        case .petitions:
            let kinds: [Kind] = [.petition, .feedback]
            return ReportTable(
                code, Set(kinds),
                [toHandle, Group(key: "byKind", columns: kinds.map { received($0) })] + processed
                    + [outcome, time, remaining])
        case .complaintsSettled:
            return ReportTable(
                code, [.complaint],
                [
                    toHandle, settledWithin, time,
                    unrecorded("finding", ["right", "partlyRight", "wrong"]),
                    unrecorded("recovered", ["money", "land", "peopleRestored", "officialsDealtWith"]), remaining,
                ])
        case .denunciationsSettled:
            return ReportTable(
                code, [.denunciation],
                [
                    toHandle, settledWithin, time,
                    unrecorded("finding", ["right", "partlyRight", "wrong"]),
                    unrecorded("recovered", ["money", "land", "officialsDealtWith", "passedToPolice"]), remaining,
                ])
        }
    }

    private static func column(_ figure: Figure, of kind: Kind? = nil) -> Column {
        Column(key: figure.rawValue, content: .figure(figure, of: kind))
    }

    private static func received(_ kind: Kind) -> Column {
        Column(key: kind.rawValue, content: .figure(.received, of: kind))
    }

    private static func unrecorded(_ key: String, _ columns: [String]) -> Group {
        Group(key: key, columns: columns.map { Column(key: $0, content: .notRecorded) })
    }

    private static let toHandle = Group(
        key: "toHandle",
        columns: [.toHandle, .carriedOver, .received, .transferredIn, .takenUpAgain, .joined].map { column($0) })
    /// What became of letters, in all, of those within competence, of those outside it, and otherwise.
    private static let processed = [
        Group(key: "settled", columns: [column(.settled)]),
        Group(key: "competent", columns: [column(.answered)]),
        Group(key: "notCompetent", columns: [.closedGuided, .closedPassedOn, .transferredOut].map { column($0) }),
        Group(
            key: "otherwise", columns: [.closedSetAside, .closedWithdrawn, .closedOther, .parted].map { column($0) }),
    ]
    private static let settledWithin = Group(
        key: "settled",
        columns: [.settled, .answered, .closedWithdrawn, .closedOtherwise, .transferredOut, .parted].map { column($0) })
    private static let outcome = Group(
        key: "outcome", columns: [.answeredResolved, .answeredPartly, .answeredExplained].map { column($0) })
    private static let time = Group(key: "time", columns: [.answeredInTime, .answeredLate].map { column($0) })
    private static let remaining = Group(key: "remaining", columns: [column(.remaining)])
}
