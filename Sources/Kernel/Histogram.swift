/// How often values fell at or below each of a few fixed bounds, and their sum.
public struct Histogram: Sendable {
    /// Rising; a value above the last of them is counted beyond all.
    public let bounds: [Double]
    /// One for each bound, not cumulated, and one for what is beyond.
    public private(set) var counts: [Int]
    public private(set) var sum: Double = 0

    public init(bounds: [Double]) {
        self.bounds = bounds
        counts = Array(repeating: 0, count: bounds.count + 1)
    }

    public mutating func add(_ value: Double) {
        var index = 0
        while index < bounds.count, value > bounds[index] { index += 1 }
        counts[index] += 1
        sum += value
    }

    public var count: Int { counts.reduce(0, +) }
}
