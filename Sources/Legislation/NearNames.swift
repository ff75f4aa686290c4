extension Law {
    /// The rules whose names are most like what was typed, the most like first; empty if none is.
    public func near(_ typed: String) -> [RuleID] {
        let typed = Array(typed.lowercased().utf8.prefix(100))
        guard !typed.isEmpty else { return [] }
        var found: [(id: RuleID, distance: Int)] = []
        for id in Set(rules.map(\.id)) {
            let name = Array(id.text.utf8)
            let isPart = typed.count >= 3 && name.contains(typed)
            let distance = isPart ? 0 : steps(from: typed, to: name)
            if distance <= max(2, min(typed.count, name.count) / 3) { found.append((id, distance)) }
        }
        return found.sorted { ($0.distance, $0.id.text) < ($1.distance, $1.id.text) }.prefix(5).map(\.id)
    }

    /// How many letters must be put in, left out or changed.
    private func steps(from typed: [UInt8], to name: [UInt8]) -> Int {
        var row = Array(0...name.count)
        for (i, letter) in typed.enumerated() {
            var before = row[0]
            row[0] = i + 1
            for (j, other) in name.enumerated() {
                let changed = before + (letter == other ? 0 : 1)
                before = row[j + 1]
                row[j + 1] = min(changed, before + 1, row[j] + 1)
            }
        }
        return row[name.count]
    }
}
