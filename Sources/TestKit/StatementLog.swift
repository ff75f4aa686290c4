import Foundation
import Storage
import Synchronization

/// Writes every statement that tests run, as each engine reads it, to the file named by HOIDAP_STATEMENT_LOG; scripts
/// prepare them all on a private PostgreSQL cluster and ask SQLite how it would go about them.
public final class StatementLog: Sendable {
    public static let shared: StatementLog? = ProcessInfo.processInfo.environment["HOIDAP_STATEMENT_LOG"]
        .flatMap(StatementLog.init(path:))

    private struct State {
        var seen: Set<CallSite> = []
        var texts: Set<String> = []
    }

    private let descriptor: Int32
    private let state = Mutex(State())

    private init?(path: String) {
        // Appended in single writes: several processes may share the file.
        descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT, 0o644)
        if descriptor < 0 { return nil }
    }

    func add(_ sql: SQL, _ site: CallSite) {
        let text = sql.rendered(for: .postgresql)
        let isNew = state.withLock { state in
            let isNewSite = state.seen.insert(site).inserted
            return state.texts.insert(text).inserted || isNewSite
        }
        guard isNew else { return }
        // What the migrator runs defines the schema; it cannot be prepared, only executed.
        let sort = text.hasPrefix("create ") || text.hasPrefix("alter ") ? "schema" : "statement"
        write([
            "sort": sort, "file": site.file.description, "line": Int(site.line), "sql": text,
            "sqlite": sql.rendered(for: .sqlite),
        ])
    }

    /// In order and all at once: an index never stands before its table, whichever test comes first.
    func add(schema migrations: [Migration]) {
        state.withLock { state in
            for migration in migrations {
                for step in migration.steps {
                    let one = Migration(migration.id, [step])
                    let (sqlite, postgresql) = (one.statements(for: .sqlite), one.statements(for: .postgresql))
                    let text = postgresql.first?.rendered(for: .postgresql) ?? ""
                    guard state.texts.insert(text).inserted else { continue }
                    write([
                        "sort": "schema", "file": migration.id, "line": 0, "sql": text,
                        "sqlite": sqlite.first?.rendered(for: .sqlite) ?? "",
                    ])
                }
            }
        }
    }

    private func write(_ entry: [String: Any]) {
        guard var line = try? JSONSerialization.data(withJSONObject: entry) else { return }
        line.append(10)
        line.withUnsafeBytes { bytes in _ = Foundation.write(descriptor, bytes.baseAddress, bytes.count) }
    }
}
