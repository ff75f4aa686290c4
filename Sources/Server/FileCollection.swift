import Acts
import Files
import Identity

/// Removes files that no letter refers to a day after they were kept: a hand-in that was refused, repeated or broken
/// off leaves such files behind.
package func collectFiles(_ files: FileStore) -> Job {
    Job("files.collect", everySeconds: 3600) { context in
        try await files.collect(at: systemNow()) { addresses in
            try await context.store.read { tx in try LetterFileTable.referenced(addresses, tx) }
        }
    }
}
