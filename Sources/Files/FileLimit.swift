/// How much one hand-in may bring.
public struct FileLimit: Hashable, Sendable {
    public let count: Int
    /// Bytes of each file.
    public let each: Int
    /// Bytes of all files together.
    public let total: Int

    public init(count: Int, each: Int, total: Int) {
        self.count = count
        self.each = each
        self.total = total
    }

    /// Ten files of 20 MB each, 60 MB together. No law sets these: they fit photographs and a short video of a telephone.
    public static let standard = FileLimit(count: 10, each: 20 << 20, total: 60 << 20)
}

extension Int {
    /// Bytes in whole megabytes, at least one, as people are told them.
    var megabytes: String { String(Swift.max(1, self >> 20)) }
}
