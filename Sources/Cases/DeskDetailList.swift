import Kernel
import Registry
import Storage

/// Titles, codes and posts for the lines of one page.
enum DeskDetailList {
    /// The same lines with title, code and the title of the post.
    static func complete(_ entries: [DeskEntry], _ tx: any ReadTransaction) throws -> [DeskEntry] {
        let letters = try letters(
            entries.compactMap { entry in entry.letter.map { LetterKey(entry.matter.home, $0) } }, tx)
        var old: [LetterKey: String] = [:]
        for (home, entries) in Dictionary(grouping: entries, by: \.matter.home).sorted(by: { $0.key < $1.key }) {
            for (letter, citation) in try OldEntryList.citations(entries.compactMap(\.letter), at: home, tx) {
                old[LetterKey(home, letter)] = citation
            }
        }
        let posts = try PostTable.titles(of: Set(entries.compactMap(\.post)).sorted(), tx)
        return entries.map { entry in
            var entry = entry
            if let letter = entry.letter.flatMap({ letters[LetterKey(entry.matter.home, $0)] }) {
                (entry.title, entry.code) = (letter.title, letter.code)
            }
            entry.oldCitation = entry.letter.flatMap { old[LetterKey(entry.matter.home, $0)] }
            entry.postTitle = entry.post.flatMap { posts[$0] } ?? [:]
            return entry
        }
    }

    /// Title and code of each letter.
    static func letters(
        _ keys: [LetterKey], _ tx: any ReadTransaction
    ) throws -> [LetterKey: (title: String, code: LetterCode)] {
        var found: [LetterKey: (title: String, code: LetterCode)] = [:]
        for (home, keys) in Dictionary(grouping: keys, by: \.home).sorted(by: { $0.key < $1.key }) {
            let ids = Set(keys.map(\.id)).sorted()
            _ = try tx.all(
                """
                select l.id, e.title, l.code from letter l join extract e on e.letter = l.id and e.home = l.home \
                where l.home = \(home) and l.id in \(in: ids) order by l.id
                """
            ) { row in
                guard let code = LetterCode(typed: try row(2) as String) else { throw ProcedureError.unreadable }
                found[LetterKey(home, try row(0))] = (title: try row(1), code: code)
            }
        }
        return found
    }
}
