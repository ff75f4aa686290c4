import Dispatch
import Foundation
import GRDB
import Storage

/// The one loop that writes: it takes whatever waits, at once, and commits it together.
///
/// Savepoints cost 50 µs an act, so there are none. An act that throws before its first write is refused alone. If
/// one throws after writing, or the engine errs, or the connection has left the transaction, the whole batch is
/// rolled back and each member runs again alone. A failing commit fails all. Nobody is answered before the commit.
final class Writer: Sendable {
    /// A batch closes after so much work, so that the first of it does not wait for the last.
    private static let longestBatch: UInt64 = 5_000_000
    /// Other processes get the lock at least so often under continuous load, for a millisecond.
    private static let longestHold: UInt64 = 50_000_000

    private let pool: DatabasePool
    private let queue: WriterQueue
    private let onStatement: (@Sendable (SQL, CallSite) -> Void)?
    private let act: ActFlag
    private let figures: WriterFigures

    init(
        _ pool: DatabasePool, _ queue: WriterQueue, act: ActFlag, figures: WriterFigures,
        onStatement: (@Sendable (SQL, CallSite) -> Void)?
    ) {
        self.pool = pool
        self.queue = queue
        self.act = act
        self.figures = figures
        self.onStatement = onStatement
    }

    /// Returns when the queue is closed and empty. Blocks its thread: never called on the cooperative pool.
    func run() {
        // Of this thread only; gone before the connection closes.
        let statements = StatementCache()
        var heldSince = DispatchTime.now().uptimeNanoseconds
        while true {
            let waitingSince = DispatchTime.now().uptimeNanoseconds
            let work = queue.next()
            let now = DispatchTime.now().uptimeNanoseconds
            if now - waitingSince > 1_000_000 {
                heldSince = now
            } else if now - heldSince > Self.longestHold {
                usleep(1000)
                heldSince = DispatchTime.now().uptimeNanoseconds
            }
            switch work {
            case .record(let batch): queue.putBack(act.raised { commit(batch, isRecord: true, statements) })
            case .working(let batch): finish(batch, statements)
            case .checkpoint: checkpoint()
            case .finished: return
            }
        }
    }

    /// Working writes have no limit of time: all of them, in as many commits as it takes.
    private func finish(_ batch: [PendingWrite], _ statements: StatementCache) {
        var rest = batch
        while !rest.isEmpty { rest = commit(rest, isRecord: false, statements) }
    }

    /// Commits a batch together; returns the members that were not begun.
    private func commit(
        _ batch: [PendingWrite], isRecord: Bool, _ statements: StatementCache
    ) -> [PendingWrite] {
        do {
            return try pool.writeWithoutTransaction { connection in
                let tx = SQLiteTransaction(connection, known: statements, onStatement: onStatement)
                return try together(batch, isRecord, connection, tx)
            }
        } catch {
            // BEGIN itself was refused: nothing has run.
            for member in batch { member.fail(Self.storeError(error)) }
            return []
        }
    }

    private func together(
        _ batch: [PendingWrite], _ isRecord: Bool, _ connection: Database, _ tx: SQLiteTransaction
    ) throws -> [PendingWrite] {
        try connection.beginTransaction(.immediate)
        let began = DispatchTime.now().uptimeNanoseconds
        var count = 0
        for member in batch {
            tx.beginMember()
            count += 1
            do {
                try member.attempt(tx)
            } catch  where !tx.hasWritten && !tx.engineFailed && connection.isInsideTransaction {
                member.refuse(error)
            } catch {
                rollBack(connection)
                for member in batch[..<count] { alone(member, isRecord, connection, tx) }
                return Array(batch[count...])
            }
            if DispatchTime.now().uptimeNanoseconds - began > Self.longestBatch { break }
        }
        let members = batch[..<count]
        do {
            try commit(connection, acts: isRecord ? count : 0)
            for member in members { member.settle() }
        } catch {
            rollBack(connection)
            let failure = StoreError.commitFailed("\(Self.storeError(error))")
            for member in members { member.fail(failure) }
        }
        return Array(batch[count...])
    }

    /// A transaction of its own, so that one member's failure is nobody else's.
    private func alone(
        _ member: PendingWrite, _ isRecord: Bool, _ connection: Database, _ tx: SQLiteTransaction
    ) {
        do {
            try connection.beginTransaction(.immediate)
            tx.beginMember()
            do {
                try member.attempt(tx)
            } catch {
                rollBack(connection)
                member.fail(error)
                return
            }
            do {
                try commit(connection, acts: isRecord ? 1 : 0)
            } catch {
                rollBack(connection)
                throw StoreError.commitFailed("\(Self.storeError(error))")
            }
            member.settle()
        } catch {
            member.fail(Self.storeError(error))
        }
    }

    private func commit(_ connection: Database, acts: Int) throws {
        let began = DispatchTime.now().uptimeNanoseconds
        try connection.commit()
        figures.add(acts: acts, nanoseconds: DispatchTime.now().uptimeNanoseconds - began)
    }

    private func rollBack(_ connection: Database) {
        // The engine may have left the transaction by itself (a full disk, an I/O error).
        if connection.isInsideTransaction { try? connection.rollback() }
    }

    /// Moves the whole log into the file and starts it anew, when it has grown beyond what a passive run could do.
    private func checkpoint() {
        try? pool.writeWithoutTransaction { connection in
            _ = try connection.checkpoint(.restart)
        }
    }

    private static func storeError(_ error: any Error) -> any Error {
        (error as? DatabaseError).map { StoreError($0) } ?? error
    }
}
