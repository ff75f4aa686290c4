import Sheets

/// Where a file of service requests has what: by the names of its header, in any order, in any letter case.
///
/// Known are the names of GeoReport v2 (Open311), those of New York's open data as its page and as its programs write
/// them, and those that its columns were renamed to in 2025.
struct Open311Columns: Sendable {
    /// `rawValue` is in digests that are stored, and never changes.
    enum Field: String, CaseIterable, Sendable {
        case key, created, closed, updated, due, status, title, descriptor, resolution, place, zip, city
        case borough, board, latitude, longitude, agency
    }

    /// In the order in which they are preferred.
    private static let names: [Field: [String]] = [
        .key: ["unique_key", "service_request_id"],
        .created: ["created_date", "requested_datetime"],
        .closed: ["closed_date", "closed_datetime"],
        .updated: ["updated_datetime"],
        .due: ["due_date", "expected_datetime"],
        .status: ["status"],
        .title: ["complaint_type", "problem_formerly_complaint_type", "service_name"],
        .descriptor: ["descriptor", "problem_detail_formerly_descriptor", "description"],
        .resolution: ["resolution_description", "status_notes"],
        .place: ["location_type"],
        .zip: ["incident_zip", "zipcode"],
        .city: ["city"],
        .borough: ["borough"],
        .board: ["community_board"],
        .latitude: ["latitude", "lat"],
        .longitude: ["longitude", "long"],
        .agency: ["agency_name", "agency_responsible", "agency"],
    ]

    private let positions: [Field: Int]

    /// Throws `ImportError.notOpen311` if there is no column of keys, of opening or of titles, or two of one name.
    init(header: [String]) throws(ImportError) {
        var found: [String: Int] = [:]
        var twice: [String] = []
        for (index, name) in header.enumerated() {
            let name = Self.plain(name)
            if !name.isEmpty, found.updateValue(index, forKey: name) != nil { twice.append(name) }
        }
        positions = Self.names.compactMapValues { names in names.lazy.compactMap { found[$0] }.first }
        let known = Set(Self.names.values.joined())
        let repeated = twice.filter(known.contains)
        let missing = [Field.key, .created, .title].filter { positions[$0] == nil }
            .compactMap { Self.names[$0]?.first }
        guard missing.isEmpty, repeated.isEmpty else { throw .notOpen311(missing: missing + repeated) }
    }

    /// A row's value without spaces around it; empty if the file has no such column.
    func value(_ field: Field, of row: CSVRow) -> String {
        guard let position = positions[field] else { return "" }
        return row.fields[position].trimmed
    }

    /// `Incident Zip` and `incident_zip` are one name.
    private static func plain(_ name: String) -> String {
        var plain = ""
        for scalar in name.lowercased().unicodeScalars {
            if ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) {
                plain.unicodeScalars.append(scalar)
            } else if !plain.isEmpty, plain.last != "_" {
                plain.append("_")
            }
        }
        if plain.last == "_" { plain.removeLast() }
        return plain
    }
}

extension String {
    fileprivate var trimmed: String {
        guard let first = utf8.first, let last = utf8.last else { return self }
        // Most values need no trimming; what is not ASCII may be a space too.
        if (33...126).contains(first), (33...126).contains(last) { return self }
        var scalars = unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return String(scalars)
    }
}
