import Acts
import Cases
import Kernel
import Language
import Legislation
import Registry
import Storage

/// What becomes of a line.
public struct RegisterReport: Sendable {
    public enum Finding: Hashable, Sendable {
        /// It was settled: it becomes an ended matter, without clock, PIN or notice.
        case closes
        /// It becomes an open matter with the days of the law from the day of arrival, late at once if they are over.
        case opens(isLate: Bool)
        /// Brought along before.
        case there
        /// It stands in the file before, on that line.
        case repeated(Int)
        case refused(RegisterFault)
    }

    public let line: Int
    /// As the line bears it.
    public let number: String
    /// Nil of a line that cannot be read.
    public let row: RegisterRow?
    public let finding: Finding

    public var fault: RegisterFault? { if case .refused(let fault) = finding { fault } else { nil } }
}

/// How many lines there are of each sort.
public struct RegisterFigures: Hashable, Sendable {
    public var lines = 0
    public var closed = 0
    public var open = 0
    /// Of the open ones.
    public var late = 0
    public var repeated = 0
    public var there = 0
    public var refused = 0
    /// Bears an address that no unit of today was found for.
    public var unplaced = 0

    public init(_ reports: [RegisterReport]) {
        lines = reports.count
        for report in reports {
            var isTaken = false
            switch report.finding {
            case .closes: (closed, isTaken) = (closed + 1, true)
            case .opens(let isLate): (open, late, isTaken) = (open + 1, late + (isLate ? 1 : 0), true)
            case .there: there += 1
            case .repeated: repeated += 1
            case .refused: refused += 1
            }
            if isTaken, report.row?.isUnplaced == true { unplaced += 1 }
        }
    }

    /// Those that are to be brought along.
    public var taken: Int { closed + open }
}

/// Brings an old register along: each line by acts of its own, so that what is done stays done wherever it ends, and another
/// run goes on there. Two at once bring each line along once.
public struct RegisterImport: Sendable {
    private static let mostInFlight = 32
    /// Lines that are begun together.
    private static let batch = 64

    private let sheet: RegisterSheet
    private let settings: RegisterSettings
    private let body: Organization
    private let officer: AccountID?
    private let gazetteer: Gazetteer
    private let fields: FieldList
    private let store: any Store
    private let performer: Performer

    /// `officer` brings it along, with no more rights than that person has; nil for the command line.
    public init(
        _ sheet: RegisterSheet, _ settings: RegisterSettings, into body: Organization, by officer: AccountID?,
        _ gazetteer: Gazetteer, _ fields: FieldList, _ store: any Store, _ performer: Performer
    ) {
        self.sheet = sheet
        self.settings = settings
        self.body = body
        self.officer = officer
        self.gazetteer = gazetteer
        self.fields = fields
        self.store = store
        self.performer = performer
    }

    private var actor: Actor { officer.map { .officer($0) } ?? .platform("import") }

    /// What would become of each line. Nothing is done.
    public func preview() async throws -> [RegisterReport] {
        let today = performer.world.today
        let (directory, standing) = try await store.read { tx in
            (try OrganizationTable.directory(tx), try officer.flatMap { try Standing.of($0, on: today, tx) })
        }
        let reading = RegisterReading(
            settings: settings, body: body, directory: directory, fields: fields.inForce(on: today), today: today,
            places: OldAddresses(gazetteer, near: body.area))
        var reports: [RegisterReport] = []
        var rows: [RegisterRow] = []
        for line in sheet.lines {
            // Thousands of lines are seconds of work on a thread that others answer on too.
            if reports.count % 200 == 199 { await Task.yield() }
            do throws(RegisterFault) {
                let row = try reading.row(line)
                if officer != nil, standing?.registers(row.draft.kind, at: body.id) != true {
                    throw RegisterFault(.kindOfOthers, .kind)
                }
                rows.append(row)
                reports.append(
                    RegisterReport(
                        line: line.number, number: row.old.number, row: row, finding: try finding(row, today)))
            } catch {
                reports.append(
                    RegisterReport(
                        line: line.number, number: reading.number(line), row: nil, finding: .refused(error)))
            }
        }
        return compared(reports, with: try await marks(of: rows))
    }

    private func finding(_ row: RegisterRow, _ today: Day) throws(RegisterFault) -> RegisterReport.Finding {
        guard row.old.settled == nil else { return .closes }
        let deadlines = try? ReceiveLetter.deadlines(
            row.draft.kind, on: row.arrived, by: .oldRegister, promise: body.answerPromise, performer.world.law)
        guard let deadlines else { throw RegisterFault(.openTooLongAgo, .arrived) }
        return .opens(isLate: deadlines.contains { $0.due < today })
    }

    private func compared(
        _ reports: [RegisterReport], with marks: [[UInt8]: Brought]
    ) -> [RegisterReport] {
        var seen: [[UInt8]: RegisterRow] = [:]
        return reports.map { report in
            guard let row = report.row else { return report }
            func found(_ finding: RegisterReport.Finding) -> RegisterReport {
                RegisterReport(line: report.line, number: report.number, row: row, finding: finding)
            }
            if let brought = marks[row.mark.keyHash] {
                guard brought.mark.row.content == row.mark.content else {
                    return found(.refused(RegisterFault(.thereOtherwise, .number)))
                }
                // A run was killed between receiving the line and ending it.
                return brought.isUnended && row.old.settled != nil ? report : found(.there)
            }
            if let first = seen[row.mark.keyHash] {
                return found(
                    first.mark.content == row.mark.content
                        ? .repeated(first.line) : .refused(RegisterFault(.numberReused, .number)))
            }
            seen[row.mark.keyHash] = row
            return report
        }
    }

    /// A line that was brought along.
    private struct Brought {
        let mark: ImportedMark
        /// Nothing has happened since it was received, neither its ending nor an officer's work.
        let isUnended: Bool
    }

    /// The marks of what stands: what was brought along by mistake, and made void, may come again.
    private func marks(of rows: [RegisterRow]) async throws -> [[UInt8]: Brought] {
        var found: [[UInt8]: Brought] = [:]
        let keys = Set(rows.map(\.mark.keyHash)).sorted { $0.lexicographicallyPrecedes($1) }
        for start in stride(from: 0, to: keys.count, by: 500) {
            let page = Array(keys[start..<min(start + 500, keys.count)])
            found.merge(
                try await store.read { tx in
                    let marks = try ImportedTable.find(page, of: body.id, at: body.home, tx)
                    let matters = marks.values.map(\.matter.id).sorted()
                    let void = try OldEntryList.voided(matters, at: body.home, tx)
                    let untouched = try OldEntryList.untouched(matters, at: body.home, tx)
                    return marks.filter { !void.contains($0.value.matter.id) }.mapValues {
                        Brought(mark: $0, isUnended: $0.closed == nil && untouched.contains($0.matter.id))
                    }
                }
            ) { $1 }
        }
        return found
    }

    /// What a run did.
    public struct Run: Sendable {
        /// Of all lines.
        public var reports: [RegisterReport]
        /// So many lines were brought along.
        public var brought = 0
        /// Everything that could be done is done.
        public var isComplete = true

        public init(reports: [RegisterReport]) { self.reports = reports }
    }

    /// Brings along what can be, for at most that long; tells how far it is. A cancelled task finishes what it has begun.
    public func run(
        within patience: Duration? = nil, progress: @Sendable (Int) -> Void = { _ in }
    ) async throws -> Run {
        let end = patience.map { ContinuousClock.now + $0 }
        let run = ImportRunID(performer.world.ids.next(at: performer.world.now()))
        var done = Run(reports: try await preview())
        let reports = done.reports
        let marks = try await marks(of: reports.compactMap(\.row))
        let waiting = reports.indices.filter { index in
            switch reports[index].finding {
            case .closes, .opens: true
            case .there, .repeated, .refused: false
            }
        }
        let founded = try await store.read { tx in try OldEntryList.firstDay(of: body.id, tx) }
        var tried = 0
        for start in stride(from: 0, to: waiting.count, by: Self.batch) {
            if Task.isCancelled || end.map({ ContinuousClock.now > $0 }) == true {
                done.isComplete = false
                return done
            }
            let batch = waiting[start..<min(start + Self.batch, waiting.count)].map { (index: $0, report: reports[$0]) }
            let outcomes = try await batch.mapped(atOnce: Self.mostInFlight) { item in
                guard let row = item.report.row else { return (item.index, RegisterReport.Finding?.none) }
                return (item.index, try await take(row, marks[row.mark.keyHash]?.mark, run, founded))
            }
            for (index, finding) in outcomes {
                let report = reports[index]
                guard let finding else {
                    done.brought += 1
                    continue
                }
                done.reports[index] = RegisterReport(
                    line: report.line, number: report.number, row: report.row, finding: finding)
            }
            tried += batch.count
            progress(tried)
            try await store.maintain()
        }
        return done
    }

    /// What else became of a line than was foreseen; nil if that.
    private func take(
        _ row: RegisterRow, _ mark: ImportedMark?, _ run: ImportRunID, _ founded: Day?
    ) async throws -> RegisterReport.Finding? {
        do {
            if let mark {
                try await settle(row, mark.matter)
                return nil
            }
            let act = BringMarked(
                bringing: BringAlong(
                    row.draft, as: row.old, arrived: row.arrived, at: body, founded: founded, by: officer),
                row: row.mark, organization: body, run: run, line: row.line)
            let matter = try await performer.perform(act, by: actor).outcome
            if row.old.settled == nil {
                try await LapseClock.lapse(matter, store, performer)
            } else {
                try await settle(row, matter)
            }
            return nil
        } catch let already as AlreadyImported {
            let isSame = already.mark.row.content == row.mark.content
            if isSame, already.mark.closed == nil { try await settle(row, already.mark.matter) }
            return isSame ? .there : .refused(RegisterFault(.thereOtherwise, .number))
        } catch let problem as Problem where problem == BringAlong.tooLongAgo {
            return .refused(RegisterFault(.openTooLongAgo, .arrived))
        } catch StoreError.nulCharacter {
            return .refused(RegisterFault(.characterUnreadable))
        } catch is ProcedureError {
            return .refused(RegisterFault(.notAllowed))
        }
    }

    private func settle(_ row: RegisterRow, _ matter: MatterKey) async throws {
        guard let day = row.old.settled else { return }
        let closing = CloseImported(
            matter, on: day, words: try TypedText("", field: "result", mayBeEmpty: true), by: officer)
        let act = FinishImported(
            closing: closing, instant: performer.world.zone.instant(of: day, milliseconds: 0), row: row.mark,
            organization: body)
        do {
            try await performer.perform(act, by: actor)
        } catch let error as ProcedureError where error == .alreadyClosed || error == .alreadyTaken {
            // Somebody else's run was faster, or an officer works on it.
        }
    }
}
