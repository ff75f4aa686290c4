import Storage

extension PostgreSQLStore {
    /// Runs a statement outside of any transaction: databases are made and removed so. For tests.
    package func administer(_ statement: String) async throws {
        try await onConnection { connection in
            try connection.outsidePipeline { plain in try plain.execute(statement) }
        }
    }
}
