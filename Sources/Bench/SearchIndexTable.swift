import Storage

/// The index over all extracts, made at once.
enum SearchIndexTable {
    /// The index finds every extract that has been added.
    static func fill(_ load: any BulkLoad) throws {
        try load.run(
            SQL.dialect(
                sqlite: "insert into extract_search (extract_search) values ('rebuild')",
                postgresql: """
                    insert into extract_search (letter, home, words, scope) \
                    select letter, home, array_to_tsvector(string_to_array(folded, ' ')), \
                    array_to_tsvector(string_to_array(scope, ' ')) from extract
                    """), at: CallSite(#fileID, #line))
    }
}
