import Storage
import Synchronization

/// Counts what the writer does, once for a commit; read by whoever asks.
final class WriterFigures: Sendable {
    private let figures = Mutex(StoreFigures())

    /// `acts` is 0 for a commit of working tables.
    func add(acts: Int, nanoseconds: UInt64) {
        figures.withLock { figures in
            if acts > 0 { figures.acts.add(Double(acts)) }
            figures.commitSeconds.add(Double(nanoseconds) / 1e9)
        }
    }

    var now: StoreFigures { figures.withLock { $0 } }
}
