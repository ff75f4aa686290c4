import Acts
import Kernel
import Registry
import Sheets
import Storage

/// Takes the rows of a file of service requests over into a jurisdiction. Run again, after whatever end, it takes what
/// is not there yet and changes nothing else.
public struct Open311Import: Sendable {
    /// Rows on their way at the same time: enough for the writer to commit many together.
    static let mostInFlight = 512
    /// Rows that are looked up together.
    static let pageSize = 256
    private static let maintenance = Duration.seconds(2)

    private let jurisdiction: Jurisdiction
    private let store: any Store
    private let performer: Performer

    public init(into jurisdiction: Jurisdiction, _ store: any Store, _ performer: Performer) {
        self.jurisdiction = jurisdiction
        self.store = store
        self.performer = performer
    }

    /// Throws what `run` would throw for a file that cannot be opened or is no file of service requests, before anything
    /// is made for it. Of a pipe nothing is read.
    public static func check(_ path: String) throws {
        let source = try ByteSource(path)
        guard source.isRegular else { return }
        var reader = CSVReader { try source.next() }
        _ = try header(&reader)
    }

    /// Tells of every row that is refused or needs a remark, nearly in the order of the file. A cancelled task finishes
    /// the rows it has begun. Throws if the file cannot be opened or is no file of service requests.
    public func run(
        _ path: String, tell: (ImportNote) -> Void, progress: (ImportProgress) -> Void = { _ in }
    ) async throws -> ImportFigures {
        let source = try ByteSource(path)
        var reader = CSVReader { try source.next() }
        let now = performer.world.now()
        let directory = try await store.read(OrganizationTable.directory)
        let reading = Open311Reading(
            columns: try Self.header(&reader), jurisdiction: jurisdiction, directory: directory, now: now)
        let taking = RowTaking(
            jurisdiction: jurisdiction, run: ImportRunID(performer.world.ids.next(at: now)), store: store,
            performer: performer)
        var account = ImportAccount(run: taking.run)
        await withTaskGroup(of: (row: Open311Row, outcome: RowTaking.Outcome).self) { group in
            var inFlight: Set<[UInt8]> = []
            var maintained = ContinuousClock.now
            func settle(_ done: (row: Open311Row, outcome: RowTaking.Outcome)?) {
                guard let done else { return }
                inFlight.remove(done.row.mark.keyHash)
                account.add(done.row, done.outcome, tell)
            }
            do {
                while !account.hasFailed {
                    try Task.checkCancellation()
                    let (rows, isMore) = try Self.page(&reader, reading, &account, tell)
                    let marks = try await marks(of: rows)
                    for row in rows {
                        // A key that stands twice: the first row comes first.
                        while inFlight.count >= Self.mostInFlight || inFlight.contains(row.mark.keyHash) {
                            settle(await group.next())
                        }
                        if let mark = marks[row.mark.keyHash], !taking.isUnfinished(row, mark) {
                            account.add(row, .there(mark, acts: 0), tell)
                            continue
                        }
                        inFlight.insert(row.mark.keyHash)
                        group.addTask {
                            if let mark = marks[row.mark.keyHash] { return (row, await taking.finish(row, mark)) }
                            return (row, await taking.take(row))
                        }
                    }
                    progress(ImportProgress(rows: account.figures.rows, bytes: source.consumed, allBytes: source.size))
                    if ContinuousClock.now - maintained > Self.maintenance {
                        try await store.maintain()
                        maintained = .now
                    }
                    if !isMore { break }
                }
            } catch {
                account.end(error)
            }
            while let done = await group.next() { settle(done) }
        }
        return account.figures
    }

    private static func header(_ reader: inout CSVReader) throws -> Open311Columns {
        guard case .row(let row)? = try reader.next() else { throw ImportError.notOpen311(missing: ["unique_key"]) }
        return try Open311Columns(header: row.fields)
    }

    /// The next rows that can be taken; what cannot is told.
    private static func page(
        _ reader: inout CSVReader, _ reading: Open311Reading, _ account: inout ImportAccount,
        _ tell: (ImportNote) -> Void
    ) throws -> (rows: [Open311Row], isMore: Bool) {
        var rows: [Open311Row] = []
        while rows.count < pageSize {
            guard let finding = try reader.next() else { return (rows, false) }
            account.figures.rows += 1
            switch finding {
            case .refused(let line, let fault): account.refuse(line, key: "", Refusal(RefusalReason(fault)), tell)
            case .row(let row):
                switch reading.row(row) {
                case .success(let read): rows.append(read)
                case .failure(let refusal): account.refuse(row.line, key: reading.key(row), refusal, tell)
                }
            }
        }
        return (rows, true)
    }

    private func marks(of rows: [Open311Row]) async throws -> [[UInt8]: ImportedMark] {
        guard !rows.isEmpty else { return [:] }
        let keys = Set(rows.map(\.mark.keyHash)).sorted { $0.lexicographicallyPrecedes($1) }
        let body = jurisdiction.organization
        return try await store.read { tx in try ImportedTable.find(keys, of: body.id, at: body.home, tx) }
    }
}

/// Counts what becomes of rows, and tells what is to be told.
struct ImportAccount {
    let run: ImportRunID
    var figures = ImportFigures()

    init(run: ImportRunID) { self.run = run }

    var hasFailed: Bool {
        if case .failed = figures.ending { true } else { false }
    }

    mutating func refuse(_ line: Int, key: String, _ refusal: Refusal, _ tell: (ImportNote) -> Void) {
        figures.refused[refusal.reason, default: 0] += 1
        tell(ImportNote(line: line, key: key, finding: .refused(refusal.reason), detail: refusal.detail))
    }

    mutating func add(_ row: Open311Row, _ outcome: RowTaking.Outcome, _ tell: (ImportNote) -> Void) {
        func remark(_ remark: Remark, _ detail: String = "") {
            figures.remarks[remark, default: 0] += 1
            tell(ImportNote(line: row.line, key: row.key, finding: .remark(remark), detail: detail))
        }
        switch outcome {
        case .taken(let acts):
            figures.taken += 1
            figures.acts += acts
            for found in row.remarks { remark(found) }
        case .there(let mark, let acts):
            figures.acts += acts
            let isOurs = mark.run == run
            if mark.row.content != row.mark.content, isOurs || !mark.isContinued(by: row.mark) {
                refuse(row.line, key: row.key, Refusal(.keyReused, isOurs ? "line \(mark.line)" : ""), tell)
            } else if isOurs {
                figures.repeated += 1
                remark(.repeated, "line \(mark.line)")
            } else {
                figures.alreadyThere += 1
            }
        case .updated(let acts):
            figures.updated += 1
            figures.acts += acts
        case .refused(let refusal): refuse(row.line, key: row.key, refusal, tell)
        case .failed(let error): end(error)
        }
    }

    /// The import goes no further; the first reason stays.
    mutating func end(_ error: any Error) {
        guard case .complete = figures.ending else { return }
        figures.ending = error is CancellationError ? .interrupted : .failed(error)
    }
}
