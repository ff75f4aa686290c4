import Dispatch
import Storage
import Synchronization

/// What waits for the writer: the lane of acts, and the lane of working tables whose commits are shared for 50 ms.
final class WriterQueue: Sendable {
    /// What the writer does next.
    enum Work {
        case record([PendingWrite])
        case working([PendingWrite])
        case checkpoint
        case finished
    }

    private struct State {
        var record: [PendingWrite] = []
        var working: [PendingWrite] = []
        var workingDue: DispatchTime?
        var wantsCheckpoint = false
        var isClosed = false
        var writerSleeps = false
    }

    static let largestBatch = 256
    private static let workingDelay = DispatchTimeInterval.milliseconds(50)

    private let state = Mutex(State())
    private let signal = DispatchSemaphore(value: 0)

    /// False if the queue is closed; then the write was not taken.
    func addRecord(_ write: PendingWrite) -> Bool {
        add { $0.record.append(write) }
    }

    /// False if the queue is closed; then the write was not taken.
    func addWorking(_ write: PendingWrite, commit: WorkingCommit) -> Bool {
        add { state in
            state.working.append(write)
            switch commit {
            case .shared: state.workingDue = state.workingDue ?? (.now() + Self.workingDelay)
            case .through: state.workingDue = .now()
            }
        }
    }

    /// Writes that wait, of both lanes.
    var count: Int { state.withLock { $0.record.count + $0.working.count } }

    func requestCheckpoint() {
        _ = add { $0.wantsCheckpoint = true }
    }

    /// What waits is still written; nothing new is taken.
    func close() {
        _ = add { $0.isClosed = true }
    }

    /// Puts back what did not fit into a commit, ahead of the others.
    func putBack(_ rest: [PendingWrite]) {
        state.withLock { $0.record.insert(contentsOf: rest, at: 0) }
    }

    /// Waits until there is something to do. Called by the writer only.
    func next() -> Work {
        while true {
            let (work, due) = state.withLock { state in (Self.take(&state), state.workingDue) }
            if let work { return work }
            if let due {
                _ = signal.wait(timeout: due)
            } else {
                signal.wait()
            }
        }
    }

    private static func take(_ state: inout State) -> Work? {
        state.writerSleeps = false
        if let due = state.workingDue, due <= .now() || state.isClosed {
            defer {
                state.working = []
                state.workingDue = nil
            }
            return .working(state.working)
        }
        if !state.record.isEmpty {
            let batch = Array(state.record.prefix(largestBatch))
            state.record.removeFirst(batch.count)
            return .record(batch)
        }
        if state.wantsCheckpoint {
            state.wantsCheckpoint = false
            return .checkpoint
        }
        if state.isClosed { return .finished }
        state.writerSleeps = true
        return nil
    }

    private func add(_ change: (inout State) -> Void) -> Bool {
        let (taken, wake) = state.withLock { state -> (Bool, Bool) in
            guard !state.isClosed else { return (false, false) }
            change(&state)
            let wake = state.writerSleeps
            state.writerSleeps = false
            return (true, wake)
        }
        if wake { signal.signal() }
        return taken
    }
}
