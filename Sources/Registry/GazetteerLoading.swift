import Kernel
import Language

extension Gazetteer {
    /// Reads `registry/vn` of the resources. Throws `GazetteerError` with file and line unless codes are unique and
    /// sorted, parents and successors exist, and names, types and columns are what they must be.
    public static func load(from resources: String) throws -> Gazetteer {
        let folder = resources + "/registry/vn/"
        var loading = GazetteerLoading()
        try loading.areas(GazetteerFile(folder + "areas.csv"))
        try loading.former(GazetteerFile(folder + "former.csv"))
        loading.arrange()
        try loading.renames(GazetteerFile(folder + "renames.csv"))
        try loading.successions(GazetteerFile(folder + "successions.csv"))
        return Gazetteer(loading.data)
    }
}

/// Fills a gazetteer from its files, one after the other.
private struct GazetteerLoading {
    typealias Level = Gazetteer.Level
    typealias UnitType = Gazetteer.UnitType

    var data = GazetteerData()
    private var homes: Set<Int> = []

    mutating func areas(_ file: GazetteerFile) throws {
        let columns = ["code", "level", "type", "name", "full_name", "full_name_en", "parent", "home"]
        data.starts = [0, 0]
        try file.rows(columns) { row in
            guard let level = Level(rawValue: row.text(1)), !level.isFormer else {
                throw row.error("'\(row.text(1))' is no level")
            }
            guard let type = UnitType(rawValue: row.text(2)), UnitType.types(of: level).contains(type) else {
                throw row.error("'\(row.text(2))' is no type of a \(level.rawValue)")
            }
            let name = row.text(3)
            guard !name.isEmpty, row.text(4) == "\(type.word) \(name)" else {
                throw row.error("'\(row.text(4))' is not '\(type.word) \(name)'")
            }
            guard !row.isEmpty(5) else { throw row.error("the English name is missing") }
            if level == .province { data.starts[1] += 1 }
            let home = try self.home(row, level)
            try add(
                row, level, type, name, fullName: row.fields[4], english: row.fields[5], parent: (6, .province),
                home: home)
        }
        data.text = file.bytes
        data.starts.append(data.records.count)
    }

    /// The slot of a province: one of its own.
    private mutating func home(_ row: GazetteerFile.Row, _ level: Level) throws -> UInt16 {
        guard level == .province else {
            guard row.isEmpty(7) else { throw row.error("only provinces have a home") }
            return 0
        }
        let slot = try row.number(7)
        guard slot > 0, Home(slot: slot) != nil, homes.insert(slot).inserted else {
            throw row.error("\(slot) is no free home slot")
        }
        return UInt16(slot)
    }

    mutating func former(_ file: GazetteerFile) throws {
        var counts: [Level: Int] = [:]
        let offset = data.text.count
        try file.rows(["code", "full_name", "parent"]) { row in
            guard let level = Level.allCases.first(where: { $0.isFormer && $0.digits == row.digits(0) }) else {
                throw row.error("'\(row.text(0))' is no code of a former unit")
            }
            let fullName = row.text(1)
            guard let type = UnitType.types(of: level).first(where: { fullName.hasPrefix($0.word + " ") }) else {
                throw row.error("'\(fullName)' has no type of a former unit")
            }
            counts[level, default: 0] += 1
            let range = row.fields[1]
            try add(
                row, level, type, String(fullName.dropFirst(type.word.count + 1)),
                fullName: offset + range.lowerBound..<offset + range.upperBound, english: 0..<0,
                parent: (2, level == .formerCommune ? .formerDistrict : .formerProvince), home: 0)
        }
        data.text += file.bytes
        for level in [Level.formerProvince, .formerDistrict, .formerCommune] {
            data.starts.append((data.starts.last ?? 0) + (counts[level] ?? 0))
        }
    }

    /// Adds a record with its name. Throws unless its code follows the one before and its parent is there.
    private mutating func add(
        _ row: GazetteerFile.Row, _ level: Level, _ type: UnitType, _ name: String, fullName: Range<Int>,
        english: Range<Int>, parent: (column: Int, level: Level), home: UInt16
    ) throws {
        let code = try row.number(0)
        guard row.digits(0) == level.digits else {
            throw row.error("a code of a \(level.rawValue) has \(level.digits) digits")
        }
        if let last = data.records.last, (rank(last.level), Int(last.code)) >= (rank(level), code) {
            throw row.error("the code \(row.text(0)) is there before, or is out of order")
        }
        var above = -1
        if level == .province || level == .formerProvince {
            guard row.isEmpty(parent.column) else { throw row.error("a province has no parent") }
        } else {
            // Records of one level lie together, in the order of codes.
            let number = try row.number(parent.column)
            let all = data.records
            let first = all.indices.partition { rank(all[$0].level) >= rank(parent.level) }
            let end = all.indices.partition { rank(all[$0].level) > rank(parent.level) }
            guard let found = data.find(UInt32(number), first..<end), row.digits(parent.column) == parent.level.digits
            else { throw row.error("there is no \(parent.level.rawValue) \(row.text(parent.column))") }
            above = found
        }
        data.records.append(
            GazetteerData.Record(
                code: UInt32(code), level: level, type: type, parent: Int32(above), fullName: Self.slice(fullName),
                english: Self.slice(english), home: home))
        let spelled = Spelling(name).bytes
        guard !spelled.isEmpty else { throw row.error("the name is missing") }
        data.spelled += spelled
        data.names.append(
            .init(unit: Int32(data.records.count - 1), type: type, end: UInt32(data.spelled.count), rename: -1))
    }

    private func rank(_ level: Level) -> Int {
        switch level {
        case .province: 0
        case .commune: 1
        case .formerProvince: 2
        case .formerDistrict: 3
        case .formerCommune: 4
        }
    }

    private static func slice(_ range: Range<Int>) -> GazetteerData.Slice {
        .init(start: UInt32(range.lowerBound), length: UInt16(range.count))
    }

    /// Puts records below their parents, and present units into the order of lists.
    mutating func arrange() {
        var counts = [Int32](repeating: 0, count: data.records.count + 1)
        for record in data.records where record.parent >= 0 { counts[Int(record.parent) + 1] += 1 }
        for index in 1..<counts.count { counts[index] += counts[index - 1] }
        data.childStarts = counts
        data.childOrder = [Int32](repeating: 0, count: Int(counts.last ?? 0))
        for (index, record) in data.records.enumerated() where record.parent >= 0 {
            data.childOrder[Int(counts[Int(record.parent)])] = Int32(index)
            counts[Int(record.parent)] += 1
        }
        let provinces = data.range(.province)
        data.listed = provinces.map(Int32.init)
        for province in provinces {
            let communes = data.children(province).map { (index: $0, name: data.spelling($0)) }
            data.listed += communes.sorted { $0.name.lexicographicallyPrecedes($1.name) }.map { Int32($0.index) }
        }
        data.places = [UInt16](repeating: 0, count: data.presentCount)
        for (place, index) in data.listed.enumerated() { data.places[Int(index)] = UInt16(place) }
    }

    mutating func renames(_ file: GazetteerFile) throws {
        try file.rows(["code", "old", "new", "change", "effective"]) { row in
            guard let level = [Level.province, .commune].first(where: { $0.digits == row.digits(0) }),
                let index = data.find(row.text(0), level)
            else { throw row.error("there is no unit \(row.text(0))") }
            guard let change = Gazetteer.Rename.Change(rawValue: row.text(3)) else {
                throw row.error("'\(row.text(3))' is no change")
            }
            let effective = row.isEmpty(4) ? nil : Day(row.text(4))
            guard row.isEmpty(4) || effective != nil else { throw row.error("'\(row.text(4))' is no day") }
            let (old, new) = (row.text(1), row.text(2))
            guard Spelling(new) == Spelling(data.unit(index).fullName) else {
                throw row.error("'\(new)' is not the name of \(row.text(0))")
            }
            guard let type = UnitType.types(of: level).first(where: { old.hasPrefix($0.word + " ") }) else {
                throw row.error("'\(old)' has no type of a \(level.rawValue)")
            }
            data.renames.append(
                .init(unit: index, rename: .init(old: old, new: new, change: change, effective: effective)))
            guard Spelling(old) != Spelling(new) else { return }
            data.spelled += Spelling(String(old.dropFirst(type.word.count + 1))).bytes
            data.names.append(
                .init(
                    unit: Int32(index), type: type, end: UInt32(data.spelled.count),
                    rename: Int32(data.renames.count - 1)))
        }
    }

    mutating func successions(_ file: GazetteerFile) throws {
        data.steps.reserveCapacity(11_000)
        try file.rows(["from", "to", "extent", "agreed"]) { row in
            guard let level = Level.allCases.first(where: { $0.isFormer && $0.digits == row.digits(0) }),
                let former = data.find(UInt32(try row.number(0)), data.range(level))
            else { throw row.error("there was no unit \(row.text(0))") }
            let target = level == .formerProvince ? Level.province : .commune
            guard row.digits(1) == target.digits,
                let present = data.find(UInt32(try row.number(1)), data.range(target))
            else { throw row.error("there is no \(target.rawValue) \(row.text(1))") }
            let extent = row.isEmpty(2) ? .unknown : Gazetteer.Extent(rawValue: row.text(2))
            guard let extent else { throw row.error("'\(row.text(2))' is no extent") }
            guard ["yes", "no"].contains(row.text(3)) else { throw row.error("agreed is yes or no") }
            if let last = data.steps.last, (Int(last.former), Int(last.present)) >= (former, present) {
                throw row.error("\(row.text(0)) to \(row.text(1)) is there before, or is out of order")
            }
            data.steps.append(
                .init(
                    former: Int32(former), present: Int32(present), extent: extent, isAgreed: row.text(3) == "yes"))
        }
        let steps = data.steps
        data.stepsByPresent = steps.indices.map(Int32.init).sorted {
            (steps[Int($0)].present, steps[Int($0)].former) < (steps[Int($1)].present, steps[Int($1)].former)
        }
    }
}
