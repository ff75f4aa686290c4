import Dispatch
import Foundation
import Kernel
import Storage
import Synchronization

/// Which course is copied where and when, and the making of it: rows are made on one thread and added on another.
final class Copies: Sendable {
    private let stock: LivedStock
    private let places: [(shape: BenchShape, place: BenchPlace)]
    private let wanted: Int
    private let seed: UInt64
    private let today: Int
    private let count = Atomic<Int>(0)

    /// Of a hundred matters so many lie within the year that was lived, on their own days; the others in the nine before.
    private static let percentRecent = 15
    private static let yearsBefore = 9
    private static let mattersInBatch = 512

    init(
        stock: LivedStock, places: [(shape: BenchShape, place: BenchPlace)], matters: Int, seed: UInt64, today: Int
    ) {
        self.stock = stock
        self.places = places
        self.wanted = matters
        self.seed = seed
        self.today = today
    }

    /// How many matters have been added.
    var made: Int { count.load(ordering: .relaxed) }

    /// Everything is added; returns what counters must hold.
    func make(into load: any BulkLoad, told: (LoadedBatch, Int) -> Void) throws -> CounterSums {
        let queue = BatchQueue()
        let sums = Mutex(CounterSums())
        let maker = Thread { [self] in
            let found = produce(queue)
            sums.withLock { $0 = found }
            queue.finish()
        }
        maker.stackSize = 8 << 20
        maker.start()
        do {
            while let batch = queue.next() {
                for (index, rows) in batch.rows.enumerated() where !rows.isEmpty {
                    let table = LivedTables.all[index]
                    try load.append(to: table.name, table.columns, rows)
                }
                let done = count.add(batch.matters, ordering: .relaxed).newValue
                told(batch, done)
            }
        } catch {
            queue.cancel()
            throw error
        }
        return sums.withLock { $0 }
    }

    /// A few communes have most of the letters: the share falls with the rank.
    private func shares() -> [Int] {
        var chance = SplitMix(seed: seed)
        // Hoàn Kiếm is the first: benchmarks sign in there.
        var order = Array(places.indices)
        order.shuffle(using: &chance)
        if let first = order.firstIndex(where: { places[$0].place.areas[0] == "00070" }) { order.swapAt(0, first) }
        let weights = order.indices.map { pow(Double($0) + 20, -0.75) }
        let sum = weights.reduce(0, +)
        var shares = [Int](repeating: 0, count: places.count)
        for (rank, index) in order.enumerated() {
            shares[index] = max(1, Int((Double(wanted) * weights[rank] / sum).rounded(.up)))
        }
        return shares
    }

    private func produce(_ queue: BatchQueue) -> CounterSums {
        var copying = Copying(seed: seed)
        var sums = CounterSums()
        var batch = LoadedBatch()
        // In the order of days, as a country lives them: what is near in time is near on disk.
        for copy in plan().sorted(by: { ($0.arrived, $0.place, $0.lived) < ($1.arrived, $1.place, $1.lived) }) {
            let (shape, place) = places[copy.place]
            guard let lived = stock.byShape[shape]?[copy.lived] else { continue }
            copying.copy(lived, to: place, shift: copy.arrived - lived.arrived, into: &batch)
            sums.add(lived, place, shift: copy.arrived - lived.arrived)
            if batch.matters >= Self.mattersInBatch {
                guard queue.add(batch) else { return sums }
                batch = LoadedBatch()
            }
        }
        _ = queue.add(batch)
        return sums
    }

    /// Which course goes where and to which day.
    private func plan() -> [(arrived: Int, place: Int, lived: Int)] {
        var chance = SplitMix(seed: seed ^ 0xC0FFEE)
        var plan: [(arrived: Int, place: Int, lived: Int)] = []
        plan.reserveCapacity(wanted + places.count)
        for (place, share) in shares().enumerated() {
            guard let courses = stock.byShape[places[place].shape] else { continue }
            let ended = courses.indices.filter { courses[$0].isEnded }
            var left = share
            while left > 0 {
                let isRecent = Int.random(in: 0..<100, using: &chance) < Self.percentRecent
                let lived =
                    isRecent
                    ? Int.random(in: courses.indices, using: &chance)
                    : ended[Int.random(in: ended.indices, using: &chance)]
                let weeks = isRecent ? 0 : Int.random(in: 53...(52 * Self.yearsBefore + 53), using: &chance)
                plan.append((courses[lived].arrived - weeks * 7, place, lived))
                left -= courses[lived].matters
            }
        }
        return plan
    }
}

/// Hands batches from one thread to another; whoever makes them waits when too many wait to be added.
private final class BatchQueue: Sendable {
    private struct State {
        var batches: [LoadedBatch] = []
        var isFinished = false
        var isCancelled = false
    }

    private static let most = 8
    private let state = Mutex(State())
    private let filled = DispatchSemaphore(value: 0)
    private let free = DispatchSemaphore(value: most)

    /// False if nobody wants more.
    func add(_ batch: LoadedBatch) -> Bool {
        free.wait()
        let isWanted = state.withLock { state in
            if !state.isCancelled { state.batches.append(batch) }
            return !state.isCancelled
        }
        filled.signal()
        return isWanted
    }

    func finish() {
        state.withLock { $0.isFinished = true }
        filled.signal()
    }

    func cancel() {
        state.withLock { $0.isCancelled = true }
        for _ in 0...Self.most { free.signal() }
    }

    /// Nil when all have been taken.
    func next() -> LoadedBatch? {
        filled.wait()
        let batch = state.withLock { $0.batches.isEmpty ? nil : $0.batches.removeFirst() }
        if batch != nil { free.signal() }
        return batch
    }
}
