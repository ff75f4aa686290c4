import Storage

extension SQLiteStore {
    public struct Configuration: Sendable {
        /// What a commit waits for.
        public enum Durability: Sendable {
            /// The disk: `synchronous=FULL`. What is acknowledged survives a power cut.
            case full
            /// Nothing. For tests only.
            case off
        }

        public var durability = Durability.full
        /// Brings the schema up to date at opening. Whoever only looks at a store leaves it as it is.
        public var migrates = true
        /// Connections for reading.
        public var readers = 4
        /// Stops the file from growing beyond so many pages: a full disk, for tests.
        public var maximumPages: Int?
        /// Puts triggers on every record table that abort a write outside an act. For tests.
        public var guardsRecords = false
        /// Told each statement that runs. For tests.
        public var onStatement: (@Sendable (Storage.SQL, CallSite) -> Void)?

        public init() {}
    }
}
