import Language

extension Gazetteer {
    /// The first matches of `find`.
    public func search(_ query: String, level: Level? = nil, parent: String? = nil, limit: Int = 50) -> [Match] {
        find(query, level: level, parent: parent, limit: limit).matches
    }

    /// Units of today whose name, or the name of a unit that became them, is what was typed.
    ///
    /// "Tam Kỳ", "tam ky", "P. Bến Nghé", "Ba Tơ, Quảng Ngãi", "hoa binh phu tho". Each unit once, the best first: marks
    /// as typed, then whole names, beginnings, words inside; names of today before former ones; provinces by code,
    /// then communes by province and name. `level`: units of that level only, or such as were found by a former unit of
    /// that level. `parent`: those of that province only. An empty query lists all that these two let through.
    public func find(
        _ query: String, level: Level? = nil, parent: String? = nil, limit: Int = 50, offset: Int = 0
    ) -> Found {
        var search = Search(data: data, level: level, parent: parent.map { data.find($0, .province) ?? -1 })
        if query.allSatisfy(\.isWhitespace) {
            search.list()
        } else if let query = GazetteerQuery(query) {
            search.run(query)
        }
        let found = search.ranked()
        let window = found.dropFirst(max(0, offset)).prefix(max(0, limit))
        return Found(total: found.count, matches: window.map(search.match))
    }
}

/// One search under way: the best finding for each present unit so far.
private struct Search {
    struct Finding {
        /// Marks, coverage and whether former in the high bits, the place in lists in the low ones.
        var key: UInt32
        var present: Int32
        var step: GazetteerData.Step?
        var rename: Int32
    }

    private let data: GazetteerData
    private let level: Gazetteer.Level?
    private let province: Int?
    private var best: [Int32: Finding] = [:]
    private var isMarked = false
    /// Readings of the last words, by the first of them.
    private var tails: [Int: [[Set<Int>]]] = [:]

    init(data: GazetteerData, level: Gazetteer.Level?, parent: Int?) {
        self.data = data
        self.level = level
        province = parent
    }

    mutating func list() {
        guard level?.isFormer != true else { return }
        for present in data.listed where isWanted(Int(present)) {
            let place = UInt32(data.places[Int(present)])
            best[present] = Finding(key: place, present: present, step: nil, rename: -1)
        }
    }

    /// Readings with the type that was typed, then of any type; then the last words as names of units above.
    mutating func run(_ query: GazetteerQuery) {
        isMarked =
            query.readings.contains { $0.types != nil && $0.name.isMarked }
            || query.readings.allSatisfy { $0.types == nil && $0.name.isMarked }
        let contexts = query.contexts.enumerated().map {
            units($0.element, last: $0.offset == query.contexts.count - 1)
        }
        guard contexts.allSatisfy({ !$0.isEmpty }) else { return }
        for tail in contexts.isEmpty ? [false, true] : [false] {
            for readings in [query.readings, query.readingsOfAnyType] where best.isEmpty {
                for reading in readings { scan(reading, contexts, tail: tail) }
            }
        }
    }

    private mutating func scan(_ reading: GazetteerQuery.Reading, _ contexts: [Set<Int>], tail: Bool) {
        let typed = reading.name
        for (number, name) in data.names.enumerated() {
            if let types = reading.types, !types.contains(name.type) { continue }
            let spelled = data.spelled[data.spelled(number)]
            guard let found = tail ? typed.agreement(beginningWith: spelled) : typed.agreement(with: spelled) else {
                continue
            }
            let rest = typed.words.startIndex + found.words..<typed.words.endIndex
            offer(name, found, tail ? tails(typed.part(rest)) : [contexts])
        }
    }

    /// Words without commas as the name of one unit above, or of two.
    private mutating func tails(_ typed: TypedName) -> [[Set<Int>]] {
        let (start, end) = (typed.words.startIndex, typed.words.endIndex)
        if let known = tails[start] { return known }
        var readings = [[units(typed.asContext, last: true)]]
        for middle in stride(from: start + 1, to: end, by: 1) {
            readings.append([
                units(typed.part(start..<middle).asContext, last: false),
                units(typed.part(middle..<end).asContext, last: true),
            ])
        }
        readings.removeAll { $0.contains(where: \.isEmpty) }
        tails[start] = readings
        return readings
    }

    /// The units that a name of a unit above may mean. Only the last name may still be being typed.
    private func units(_ readings: [TypedName], last: Bool) -> Set<Int> {
        let levels = [Gazetteer.Level.province, .formerProvince, .formerDistrict]
        return Set(
            levels.flatMap { data.range($0) }.filter { index in
                readings.contains { typed in
                    guard let found = typed.agreement(with: data.spelling(index)), found.marks != .differ else {
                        return false
                    }
                    return found.coverage == .whole || (last && found.coverage == .beginning)
                }
            })
    }

    private mutating func offer(_ name: GazetteerData.Name, _ found: NameAgreement, _ readings: [[Set<Int>]]) {
        guard !readings.isEmpty else { return }
        let index = Int(name.unit)
        let own = data.records[index].level
        if let level, level.isFormer, own != level { return }
        if !own.isFormer {
            guard isWanted(index), readings.contains(where: { lies(index, in: $0) }) else { return }
            add(found, Finding(key: 0, present: name.unit, step: nil, rename: name.rename))
        } else {
            for step in data.successors(index) where isWanted(Int(step.present)) {
                guard readings.contains(where: { lies(index, becoming: Int(step.present), in: $0) }) else { continue }
                add(found, Finding(key: 0, present: step.present, step: step, rename: -1))
            }
        }
    }

    private func isWanted(_ present: Int) -> Bool {
        if let level, !level.isFormer, data.records[present].level != level { return false }
        return province == nil || data.parent(present) == province
    }

    private mutating func add(_ found: NameAgreement, _ finding: Finding) {
        var finding = finding
        let isFormer: UInt32 = finding.step == nil && finding.rename < 0 ? 0 : 1
        finding.key =
            (isMarked ? found.marks.rawValue : 0) << 30 | found.coverage.rawValue << 28 | isFormer << 27
            | UInt32(data.places[Int(finding.present)])
        if let other = best[finding.present], other.key <= finding.key { return }
        best[finding.present] = finding
    }

    /// Whether every context names a unit above a present one, today or before.
    private func lies(_ present: Int, in contexts: [Set<Int>]) -> Bool {
        guard !contexts.isEmpty else { return true }
        let before = data.predecessors(present).flatMap { chain(Int($0.former)) }
        return Self.all(contexts, chain(present) + before)
    }

    private func lies(_ former: Int, becoming present: Int, in contexts: [Set<Int>]) -> Bool {
        contexts.isEmpty || Self.all(contexts, chain(former) + chain(present))
    }

    private static func all(_ contexts: [Set<Int>], _ above: [Int]) -> Bool {
        contexts.allSatisfy { named in above.contains { named.contains($0) } }
    }

    private func chain(_ index: Int) -> [Int] {
        var result: [Int] = []
        var index = index
        while let parent = data.parent(index) {
            result.append(parent)
            index = parent
        }
        return result
    }

    /// The best first. Where marks were typed and are found, names with other marks are left out.
    func ranked() -> [Finding] {
        var most: UInt32 = 2
        if isMarked {
            if best.values.contains(where: { $0.key >> 28 == 0 }) {
                most = 0
            } else if best.values.contains(where: { $0.key >> 30 < 2 }) {
                most = 1
            }
        }
        return best.values.filter { $0.key >> 30 <= most }.sorted { $0.key < $1.key }
    }

    func match(_ finding: Finding) -> Gazetteer.Match {
        Gazetteer.Match(
            unit: data.unit(Int(finding.present)),
            former: finding.step.map { data.succession($0, of: $0.former) },
            previousName: finding.rename < 0 ? nil : data.renames[Int(finding.rename)].rename.old)
    }
}
