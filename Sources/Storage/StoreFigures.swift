import Kernel

/// What a store's writer has done since it was opened by this process.
public struct StoreFigures: Sendable {
    /// Acts in each commit of the lane of acts.
    public var acts = Histogram(bounds: [1, 2, 4, 8, 16, 32, 64, 128, 256])
    /// Seconds each commit of either lane took, the disk's part included.
    public var commitSeconds = Histogram(bounds: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1])
    /// Writes that wait for the writer now.
    public var waiting = 0

    public init() {}
}
