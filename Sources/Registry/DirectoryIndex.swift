import Kernel
import Language
import Synchronization

/// Finds bodies by words of their names. Made when it is first asked, for most copies of a directory never are.
final class DirectoryIndex: Sendable {
    private struct Entry {
        let id: OrganizationID
        let code: String
        let isFormer: Bool
        /// ` uy ban nhan dan phuong hoan kiem ubnd 00070 `: folded, every word after a space.
        let words: [UInt8]
        /// The names by `Spelling`.
        let names: [[UInt8]]
        let order: String
    }

    private let organizations: [Organization]
    private let names: [OrganizationID: [OrganizationName]]
    private let areas: [String: Area]
    private let entries = Mutex<[Entry]?>(nil)
    /// By name: where it stands in a Vietnamese dictionary.
    private let orders = Mutex<[String: String]>([:])

    init(_ organizations: [Organization], names: [OrganizationID: [OrganizationName]], areas: [String: Area]) {
        self.organizations = organizations
        self.names = names
        self.areas = areas
    }

    func search(_ query: String, limit: Int) -> [OrganizationID] {
        let words = Folding.fold(query).split(separator: " ").prefix(12).map { Array(" \($0)".utf8) }
        guard !words.isEmpty, limit > 0 else { return [] }
        let typed = TypedName(String(query.prefix(200)))
        let (isMarked, count) = (typed.isMarked, words.count)
        let code = query.lowercased().filter { !$0.isWhitespace }
        // A code that was typed whole, then names.
        var ranked: [[OrganizationID]] = [[], [], [], [], []]
        for entry in all() {
            var isFound = true
            for (number, word) in words.enumerated() where isFound {
                // Only the last word may be begun only; a word is followed by a space.
                isFound = entry.words.has(number == count - 1 ? word : word + [UInt8(ascii: " ")])
            }
            guard isFound else { continue }
            let isExact =
                !isMarked || entry.names.contains { typed.agreement(with: $0[...])?.marks == .same }
            let rank = entry.code == code ? 0 : (isExact ? 1 : 3) + (entry.isFormer ? 1 : 0)
            ranked[rank].append(entry.id)
        }
        return Array(ranked.joined().prefix(limit))
    }

    /// In the order of names, former bodies last.
    func sorted(_ bodies: [Organization]) -> [Organization] {
        bodies.map { (body: $0, key: order(of: $0.name["vi"] ?? "")) }
            .sorted {
                ($0.body.ended.isNever ? 0 : 1, $0.key, $0.body.id) < (
                    $1.body.ended.isNever ? 0 : 1, $1.key, $1.body.id
                )
            }
            .map(\.body)
    }

    /// Where a name stands in a Vietnamese dictionary; worked out once for each name.
    func order(of name: String) -> String {
        if let known = orders.withLock({ $0[name] }) { return known }
        let made = VietnameseOrder.key(name)
        orders.withLock { $0[name] = made }
        return made
    }

    private func all() -> [Entry] {
        entries.withLock { entries in
            if let entries { return entries }
            let made = organizations.map(entry).sorted { ($0.order, $0.id) < ($1.order, $1.id) }
            entries = made
            return made
        }
    }

    private func entry(_ organization: Organization) -> Entry {
        let had = (names[organization.id] ?? []).map(\.name) + [organization.name]
        let province = organization.area.parent.flatMap { areas[$0]?.name["vi"] } ?? ""
        let all = had.flatMap { Array($0.values) }.joined(separator: " ")
        var words = Folding.fold("\(all) \(province) \(organization.code)")
        for (long, short) in Self.abbreviations where words.contains(long) { words += " " + short }
        return Entry(
            id: organization.id, code: organization.code, isFormer: !organization.ended.isNever,
            words: Array(" \(words) ".utf8),
            names: Set(had.compactMap { $0["vi"] }).map { Spelling($0).bytes },
            order: VietnameseOrder.key(organization.name["vi"] ?? ""))
    }

    /// As people type them.
    private static let abbreviations = [
        ("uy ban nhan dan", "ubnd"), ("hoi dong nhan dan", "hdnd"), ("mat tran to quoc", "mttq"),
        ("ho chi minh", "hcm tphcm"), ("thanh pho", "tp"),
    ]
}

extension [UInt8] {
    /// Whether the other bytes stand in it.
    fileprivate func has(_ other: [UInt8]) -> Bool {
        guard let first = other.first, other.count <= count else { return false }
        return withUnsafeBufferPointer { bytes in
            other.withUnsafeBufferPointer { other in
                for start in 0...(bytes.count - other.count) where bytes[start] == first {
                    var index = 1
                    while index < other.count, bytes[start + index] == other[index] { index += 1 }
                    if index == other.count { return true }
                }
                return false
            }
        }
    }
}
