import Foundation
import Kernel
import Language
import Registry
import Storage

/// How a body's old registers are to be read, as it was chosen the last time: by headings, so that the next file of the
/// same form is read so at once.
public struct RegisterMapping: Hashable, Sendable, Codable {
    /// Folded heading to what the column says; empty for one that is left out.
    public private(set) var columns: [String: String]
    /// What lines are that do not say it; empty refuses them.
    public private(set) var kind: String

    public init(_ settings: RegisterSettings, of sheet: RegisterSheet) {
        columns = [:]
        for column in sheet.columns {
            columns[Self.name(of: column)] = settings.columns[column.index]?.rawValue ?? ""
        }
        kind = settings.kind?.rawValue ?? ""
    }

    /// What each column of a sheet says: as chosen before under the same heading, else as its heading tells.
    public static func columns(of sheet: RegisterSheet, _ saved: RegisterMapping?) -> [Int: RegisterColumn] {
        var columns: [Int: RegisterColumn] = [:]
        var taken: Set<RegisterColumn> = []
        for column in sheet.columns {
            let chosen =
                saved?.columns[name(of: column)].map { RegisterColumn(rawValue: $0) } ?? column.proposed
            guard let chosen, taken.insert(chosen).inserted || chosen.mayRepeat else { continue }
            columns[column.index] = chosen
        }
        return columns
    }

    private static func name(of column: RegisterSheet.Column) -> String {
        column.heading.isEmpty ? "#\(column.index)" : Folding.fold(column.heading)
    }
}

public enum RegisterMappingTable {
    public static func save(
        _ mapping: RegisterMapping, of organization: OrganizationID, _ tx: any Transaction
    ) throws {
        let text = String(decoding: try JSONEncoder().encode(mapping), as: UTF8.self)
        try tx.run(
            """
            insert into register_mapping (organization, mapping) values (\(organization), \(text)) \
            on conflict (organization) do update set mapping = excluded.mapping
            """)
    }

    /// Nil if none was chosen yet.
    public static func find(
        of organization: OrganizationID, _ tx: any ReadTransaction
    ) throws -> RegisterMapping? {
        try tx.first("select mapping from register_mapping where organization = \(organization)") { row in
            let text: String = try row(0)
            return try? JSONDecoder().decode(RegisterMapping.self, from: Data(text.utf8))
        } ?? nil
    }
}
