import GRDB
import GRDBSQLite
import Storage

/// The writer's prepared statements by the place in the source they come from: an act runs the same twenty again and
/// again, and neither renders their texts anew nor hashes them.
final class StatementCache {
    private struct Site: Hashable {
        let file: UInt
        let line: UInt
    }

    private struct Entry {
        let template: [UInt8]
        let statement: Statement
    }

    /// A place whose text varies more than so is looked up by its text.
    private static let mostTexts = 8

    private var entries: [Site: [Entry]] = [:]

    /// Nil if the text was not seen at that place, or its statement is being read.
    func find(_ sql: SQL, at site: CallSite) -> Statement? {
        guard let site = Self.site(site), let known = entries[site] else { return nil }
        for entry in known where entry.template == sql.template {
            return sqlite3_stmt_busy(entry.statement.sqliteStatement) == 0 ? entry.statement : nil
        }
        return nil
    }

    func add(_ statement: Statement, for sql: SQL, at site: CallSite) {
        guard let site = Self.site(site), entries[site, default: []].count < Self.mostTexts else { return }
        entries[site, default: []].append(Entry(template: sql.template, statement: statement))
    }

    private static func site(_ site: CallSite) -> Site? {
        guard site.file.hasPointerRepresentation else { return nil }
        return Site(file: UInt(bitPattern: site.file.utf8Start), line: site.line)
    }
}
