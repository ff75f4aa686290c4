/// What an import did.
public struct ImportFigures: Sendable {
    /// Rows of the file, its header left out.
    public internal(set) var rows = 0
    public internal(set) var taken = 0
    /// Taken over by an earlier run, or by another one meanwhile.
    public internal(set) var alreadyThere = 0
    /// Taken over by an earlier run while it was open, and closed now.
    public internal(set) var updated = 0
    /// The same row again within the file.
    public internal(set) var repeated = 0
    public internal(set) var refused: [RefusalReason: Int] = [:]
    public internal(set) var remarks: [Remark: Int] = [:]
    /// Acts performed.
    public internal(set) var acts = 0
    public internal(set) var ending = Ending.complete

    public enum Ending: Sendable {
        /// The file was read to its end.
        case complete
        /// It was told to stop; what was begun is done.
        case interrupted
        /// Neither file nor store let it go on; what was begun is done.
        case failed(any Error)
    }

    public var allRefused: Int { refused.values.reduce(0, +) }
}

/// How far an import is.
public struct ImportProgress: Sendable {
    public let rows: Int
    /// Bytes of the file that have been read, packed or not, and all of them.
    public let bytes: Int
    public let allBytes: Int
}
