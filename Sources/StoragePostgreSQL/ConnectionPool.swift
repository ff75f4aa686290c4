import Dispatch
import Foundation
import Storage
import Synchronization

/// Connections, each with a thread of its own, because libpq's calls block. A thread is started when work comes and no
/// other is idle, up to the limit; then work waits in turn, and not for longer than it may.
final class ConnectionPool: Sendable {
    /// Work for one connection. One of the two is called, once.
    struct Job: Sendable {
        let run: @Sendable (ConnectionSlot) -> Void
        let fail: @Sendable (StoreError) -> Void
        var deadline: DispatchTime = .distantFuture
    }

    /// A thread that waits, and what it is woken for.
    private final class Sleeper: Sendable {
        let signal = DispatchSemaphore(value: 0)
        let job = Mutex<Job?>(nil)
    }

    private struct State {
        var waiting: [Job] = []
        /// The first of `waiting` that is still to be taken.
        var next = 0
        var idle: [Sleeper] = []
        var threads = 0
        var isClosed = false
        var isSweeping = false
        var ending: [CheckedContinuation<Void, Never>] = []

        mutating func take() -> Job? {
            guard next < waiting.count else { return nil }
            defer {
                next += 1
                if next == waiting.count {
                    waiting.removeAll(keepingCapacity: true)
                    next = 0
                } else if next > 1_000 {
                    waiting.removeFirst(next)
                    next = 0
                }
            }
            return waiting[next]
        }
    }

    private let state = Mutex(State())
    private let name: String
    private let limit: Int
    private let wait: DispatchTimeInterval
    private let connect: @Sendable () throws -> Connection

    init(_ name: String, limit: Int, waitSeconds: Double, connect: @escaping @Sendable () throws -> Connection) {
        self.name = name
        self.limit = max(1, limit)
        wait = .milliseconds(Int(waitSeconds * 1000))
        self.connect = connect
    }

    /// Jobs that wait for a connection.
    var waiting: Int { state.withLock { $0.waiting.count - $0.next } }

    func submit(_ job: Job) {
        enum Step { case refuse, wake(Sleeper), start, sweep, none }
        var job = job
        job.deadline = .now() + wait
        let step = state.withLock { [job] state -> Step in
            if state.isClosed { return .refuse }
            if let sleeper = state.idle.popLast() {
                sleeper.job.withLock { $0 = job }
                return .wake(sleeper)
            }
            if state.threads < limit {
                state.threads += 1
                return .start
            }
            state.waiting.append(job)
            defer { state.isSweeping = true }
            return state.isSweeping ? .none : .sweep
        }
        switch step {
        case .refuse: job.fail(.closed)
        case .wake(let sleeper): sleeper.signal.signal()
        case .start: start(with: job)
        case .sweep: sweep(after: wait)
        case .none: break
        }
    }

    /// What was submitted is done, nothing new is taken, and connections are closed as their work ends.
    func close() {
        let idle = state.withLock { state in
            state.isClosed = true
            defer { state.idle = [] }
            return state.idle
        }
        for sleeper in idle { sleeper.signal.signal() }
    }

    /// Returns when all connections are closed. To be called after `close`.
    func ended() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if state.threads > 0 { state.ending.append(continuation) }
                return state.threads == 0
            }
            if isOver { continuation.resume() }
        }
    }

    private func start(with job: Job) {
        let thread = Thread { [self] in
            let slot = ConnectionSlot(connect)
            var next: Job? = job
            while let job = next {
                job.run(slot)
                next = nextJob()
            }
            slot.close()
            let ending = state.withLock { state in
                state.threads -= 1
                guard state.threads == 0 else { return [CheckedContinuation<Void, Never>]() }
                defer { state.ending = [] }
                return state.ending
            }
            for continuation in ending { continuation.resume() }
        }
        thread.name = "hoidap.\(name)"
        thread.start()
    }

    /// Waits for the next job of this thread; nil if there will be none.
    private func nextJob() -> Job? {
        let sleeper = Sleeper()
        let (job, isClosed) = state.withLock { state -> (Job?, Bool) in
            if let job = state.take() { return (job, false) }
            if !state.isClosed { state.idle.append(sleeper) }
            return (nil, state.isClosed)
        }
        if job != nil || isClosed { return job }
        sleeper.signal.wait()
        return sleeper.job.withLock { $0 }
    }

    /// Refuses what has waited for too long; again, as long as anything waits.
    private func sweep(after interval: DispatchTimeInterval) {
        DispatchQueue.global().asyncAfter(deadline: .now() + interval) { [weak self] in
            guard let self else { return }
            let now = DispatchTime.now()
            let (late, hasMore) = state.withLock { state -> ([Job], Bool) in
                var late: [Job] = []
                while state.next < state.waiting.count, state.waiting[state.next].deadline <= now {
                    if let job = state.take() { late.append(job) }
                }
                state.isSweeping = state.next < state.waiting.count
                return (late, state.isSweeping)
            }
            for job in late { job.fail(.busy) }
            if hasMore { sweep(after: .milliseconds(100)) }
        }
    }
}

/// The connection of one thread: made when it is first needed, and made anew after it was lost.
final class ConnectionSlot {
    private let connect: () throws -> Connection
    private var connection: Connection?

    init(_ connect: @escaping () throws -> Connection) { self.connect = connect }

    func connected() throws -> Connection {
        if let connection, !connection.isLost { return connection }
        connection = nil
        let made = try connect()
        connection = made
        return made
    }

    func close() { connection = nil }
}
