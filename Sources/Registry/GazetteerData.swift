import Kernel
import Language

/// The gazetteer as it lies in memory: numbers into the text of the files, no string for a unit.
struct GazetteerData: Sendable {
    struct Record: Sendable {
        let code: UInt32
        let level: Gazetteer.Level
        let type: Gazetteer.UnitType
        /// -1 without one.
        let parent: Int32
        let fullName: Slice
        /// Empty for a former unit.
        let english: Slice
        let home: UInt16
    }

    /// A part of `text`.
    struct Slice: Sendable {
        static let none = Slice(start: 0, length: 0)

        let start: UInt32
        let length: UInt16
    }

    /// A name that can be found: one of each record, in their order, then those that present units had before.
    struct Name: Sendable {
        let unit: Int32
        let type: Gazetteer.UnitType
        /// The end of the name in `spelled`; it starts where the one before ends.
        let end: UInt32
        /// -1 unless it is a name of before.
        let rename: Int32
    }

    struct Step: Sendable {
        let former: Int32
        let present: Int32
        let extent: Gazetteer.Extent
        let isAgreed: Bool
    }

    struct UnitRename: Sendable {
        let unit: Int
        let rename: Gazetteer.Rename
    }

    var text: [UInt8] = []
    var records: [Record] = []
    /// The first record of each level, in the order of `Level.allCases`, and the end.
    var starts: [Int] = []
    var spelled: [UInt8] = []
    var names: [Name] = []
    /// Records by their parents; `childStarts[i]..<childStarts[i + 1]` are those below `i`.
    var childOrder: [Int32] = []
    var childStarts: [Int32] = []
    /// By former unit.
    var steps: [Step] = []
    /// Indices of `steps`, by present unit.
    var stepsByPresent: [Int32] = []
    var renames: [UnitRename] = []
    /// Present units as lists show them: provinces by code, then communes by province and name.
    var listed: [Int32] = []
    /// The place of each present unit in `listed`.
    var places: [UInt16] = []

    func range(_ level: Gazetteer.Level) -> Range<Int> {
        let position = Gazetteer.Level.allCases.firstIndex(of: level) ?? 0
        return starts[position]..<starts[position + 1]
    }

    var presentCount: Int { starts[2] }

    func find(_ code: String, _ level: Gazetteer.Level) -> Int? {
        guard code.utf8.count == level.digits, code.utf8.allSatisfy({ (48...57).contains($0) }),
            let number = UInt32(code)
        else { return nil }
        return find(number, range(level))
    }

    func find(_ number: UInt32, _ range: Range<Int>) -> Int? {
        let index = range.partition { records[$0].code >= number }
        return index < range.upperBound && records[index].code == number ? index : nil
    }

    func unit(_ index: Int) -> Gazetteer.Unit {
        let record = records[index]
        let fullName = string(record.fullName)
        let name = String(fullName.dropFirst(record.type.word.count + 1))
        let english =
            record.level.isFormer
            ? Self.english(name.withoutMarks, record.type) : string(record.english)
        return Gazetteer.Unit(
            code: code(index), level: record.level, type: record.type, name: name, fullName: fullName,
            fullNameEnglish: english, parent: parent(index).map(code),
            home: record.home == 0 ? nil : Home(slot: Int(record.home)), index: index)
    }

    /// `Ben Nghe Ward`, `District 1`.
    private static func english(_ name: String, _ type: Gazetteer.UnitType) -> String {
        name.utf8.allSatisfy { (48...57).contains($0) }
            ? "\(type.englishWord) \(name)" : "\(name) \(type.englishWord)"
    }

    private func code(_ index: Int) -> String {
        let number = String(records[index].code)
        return String(repeating: "0", count: records[index].level.digits - number.utf8.count) + number
    }

    private func string(_ slice: Slice) -> String {
        let start = Int(slice.start)
        return String(decoding: text[start..<start + Int(slice.length)], as: UTF8.self)
    }

    func parent(_ index: Int) -> Int? {
        let parent = records[index].parent
        return parent < 0 ? nil : Int(parent)
    }

    func children(_ index: Int) -> [Int] {
        childOrder[Int(childStarts[index])..<Int(childStarts[index + 1])].map(Int.init)
    }

    /// The name of a record, or name of before, as `Spelling` writes it.
    func spelled(_ name: Int) -> Range<Int> {
        (name == 0 ? 0 : Int(names[name - 1].end))..<Int(names[name].end)
    }

    func spelling(_ index: Int) -> ArraySlice<UInt8> { spelled[spelled(index)] }

    func succession(_ step: Step, of unit: Int32) -> Gazetteer.Succession {
        Gazetteer.Succession(unit: self.unit(Int(unit)), extent: step.extent, isAgreed: step.isAgreed)
    }

    /// Steps from a former unit; of a district those of its communes, as one for each present unit.
    func successors(_ index: Int) -> [Step] {
        guard records[index].level.isFormer else { return [] }
        let first = steps.indices.partition { steps[$0].former >= index }
        let own = steps[first...].prefix { $0.former == index }
        guard own.isEmpty, records[index].level == .formerDistrict else { return Array(own) }
        let below = children(index).flatMap { successors($0) }
        let targets = Set(below.map(\.present)).sorted()
        return targets.map { target in
            let there = below.filter { $0.present == target }
            let extent: Gazetteer.Extent =
                if targets.count > 1 { .partial } else { there.allSatisfy { $0.extent == .full } ? .full : .unknown }
            return Step(
                former: Int32(index), present: target, extent: extent, isAgreed: there.contains(where: \.isAgreed))
        }
    }

    func predecessors(_ index: Int) -> [Step] {
        guard index < presentCount else { return [] }
        let first = stepsByPresent.indices.partition { steps[Int(stepsByPresent[$0])].present >= index }
        return stepsByPresent[first...].lazy.map { self.steps[Int($0)] }.prefix { $0.present == index }.map { $0 }
    }
}

extension Range<Int> {
    /// The first element that belongs to the upper part of a sorted range, or its end.
    func partition(_ isUpper: (Int) -> Bool) -> Int {
        var (low, high) = (lowerBound, upperBound)
        while low < high {
            let middle = (low + high) / 2
            if isUpper(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
