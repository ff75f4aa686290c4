import Storage

extension PostgreSQLStore {
    public struct Configuration: Sendable {
        /// Connections that write, acts and working tables. More than the server has cores, because a commit waits for
        /// the disk and those that wait are committed together.
        public var writers = 24
        /// Connections for reading.
        public var readers = 8
        /// How long a call waits for a connection before it is `StoreError.busy`.
        public var waitSeconds = 10.0
        /// How long the server may take to answer a new connection, if the address does not say it.
        public var connectSeconds = 5
        /// The longest a statement may run.
        public var statementSeconds = 60
        /// The longest a statement waits for a lock.
        public var lockSeconds = 10
        /// The longest a transaction may stand still.
        public var idleInTransactionSeconds = 30
        /// Prepared statements a connection keeps; the one not used for longest goes first.
        public var preparedStatements = 256
        /// Brings the schema up to date at opening. Whoever only looks at a store leaves it as it is.
        public var migrates = true
        /// Puts triggers on every record table that abort a write outside an act. For tests.
        public var guardsRecords = false
        /// Told each statement that runs. For tests.
        public var onStatement: (@Sendable (SQL, CallSite) -> Void)?

        public init() {}
    }
}
