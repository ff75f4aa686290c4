import Cases
import Identity
import Kernel
import Language
import Registry
import Sheets
import Vault

/// How the lines of an old register are to be read.
public struct RegisterSettings: Hashable, Sendable {
    /// The year of the register: it completes days without one and names the numbers. Nil if the lines have years of their
    /// own.
    public var year: Int?
    /// What lines are that do not say it; nil refuses them.
    public var kind: Kind?
    public var columns: [Int: RegisterColumn]

    public init(year: Int?, kind: Kind?, columns: [Int: RegisterColumn]) {
        self.year = year
        self.kind = kind
        self.columns = columns
    }
}

/// Why a line of an old register is not taken. `rawValue` stands in reports and in the keys of its text.
public enum RegisterRefusal: String, Sendable, CaseIterable {
    /// The line of the file itself cannot be read.
    case lineUnreadable
    case arrivedMissing
    /// A day that is none: 31/02, or no day at all.
    case dayUnreadable, dayImpossible, yearMissing, dayInFuture, dayTooEarly
    case settledBeforeArrived
    /// It was settled or answered, and no day says when.
    case settledDayMissing
    case contentMissing
    case kindUnreadable, kindMissing
    /// Letters of that kind are not entered by this officer.
    case kindOfOthers
    /// No digit is in it.
    case numberUnreadable
    /// The same number stands in the register again, with another content.
    case numberReused
    /// It was brought along before with another content: nothing is changed.
    case thereOtherwise
    case cellTooLong, characterUnreadable
    /// Still open, and from a day whose law or working days are not known here.
    case openTooLongAgo
    case notAllowed
}

/// A refusal, and the column it is about.
public struct RegisterFault: Error, Hashable, Sendable {
    public let reason: RegisterRefusal
    public let column: RegisterColumn?

    init(_ reason: RegisterRefusal, _ column: RegisterColumn? = nil) {
        self.reason = reason
        self.column = column
    }
}

/// A line of an old register as it will be brought along.
public struct RegisterRow: Sendable {
    /// Of the sheet, from 1.
    public let line: Int
    public let draft: LetterDraft
    public let old: OldEntry
    public let arrived: Day
    /// As whose it is read: today's unit that the address lies in, by name with its province. Nil without one.
    public let place: String?
    /// It bears an address that no unit could be found for.
    public let isUnplaced: Bool
    let mark: ImportedMark.Row
}

/// Reads lines of an old register for a body.
struct RegisterReading: Sendable {
    let settings: RegisterSettings
    let body: Organization
    let directory: Directory
    let fields: [Field]
    let today: Day
    let places: OldAddresses

    /// Registers of before are written in no computer.
    static let earliest = Day("1980-01-01")!

    func row(_ line: RegisterSheet.Line) throws(RegisterFault) -> RegisterRow {
        guard line.fault == nil else { throw RegisterFault(.lineUnreadable) }
        let cells = RegisterCells(line, settings.columns)
        guard let arrived = try day(cells, .arrived) else { throw RegisterFault(.arrivedMissing, .arrived) }
        let answerDay = try day(cells, .answerDay)
        let settled = try settledDay(cells, answerDay)
        for (day, column) in [(settled, RegisterColumn.settled), (answerDay, .answerDay)] {
            if let day, day < arrived { throw RegisterFault(.settledBeforeArrived, column) }
        }
        let content = cells.text(.content)
        guard !content.isEmpty else { throw RegisterFault(.contentMissing, .content) }
        let kind = try kind(cells, content)
        let (field, unknownField) = field(cells.line(.field))
        let year = settings.year ?? arrived.year
        // Many registers write the year behind each number; it is cited once.
        let (written, yearBehind) = (cells.line(.number), "/\(year)")
        let number = written.hasSuffix(yearBehind) ? String(written.dropLast(yearBehind.count)) : written
        guard number.count <= OldEntry.longestNumber else { throw RegisterFault(.cellTooLong, .number) }
        // It stands in the ledger: a column of names taken for one of numbers must not get there.
        guard number.isEmpty || number.contains(where: \.isNumber) else {
            throw RegisterFault(.numberUnreadable, .number)
        }
        let old = OldEntry(
            year: year, number: number, settled: settled, handler: cells.line(.handler), result: cells.text(.result),
            answerNumber: cells.line(.answerNumber), answerDay: answerDay,
            note: [cells.text(.note), unknownField ?? ""].filter { !$0.isEmpty }.joined(separator: "\n"))
        let address = cells.line(.address)
        let place = places.unit(address)
        let draft = try draft(kind, content, sender(cells, address), field, place, old)
        return RegisterRow(
            line: line.number, draft: draft, old: old, arrived: arrived, place: place.map(places.title),
            isUnplaced: !address.isEmpty && place == nil, mark: mark(line, cells, number, year))
    }

    /// As the line bears it.
    func number(_ line: RegisterSheet.Line) -> String { RegisterCells(line, settings.columns).line(.number) }

    private func day(_ cells: RegisterCells, _ column: RegisterColumn) throws(RegisterFault) -> Day? {
        guard let read = RegisterDay.read(cells.line(column), year: settings.year) else { return nil }
        switch read {
        case .failure(.unreadable): throw RegisterFault(.dayUnreadable, column)
        case .failure(.impossible): throw RegisterFault(.dayImpossible, column)
        case .failure(.yearMissing): throw RegisterFault(.yearMissing, column)
        case .success(let day):
            guard day <= today else { throw RegisterFault(.dayInFuture, column) }
            guard day >= Self.earliest else { throw RegisterFault(.dayTooEarly, column) }
            return day
        }
    }

    /// Of a line that says it was answered or settled, and not when, nobody can tell on which day it ended.
    private func settledDay(_ cells: RegisterCells, _ answerDay: Day?) throws(RegisterFault) -> Day? {
        if let settled = try day(cells, .settled) ?? answerDay { return settled }
        // Many registers write beside the result that there is none yet.
        let result = cells.line(.result)
        guard cells.line(.answerNumber).isEmpty, Folding.fold(result).isEmpty || Self.isUnderway(result) else {
            throw RegisterFault(.settledDayMissing, .settled)
        }
        return nil
    }

    /// Whether a result says that there is none yet, by whole words with their marks: "sửa chữa" and "đăng tin" are done.
    static func isUnderway(_ result: String) -> Bool {
        let words = result.lowercased().split { !$0.isLetter }.map { String($0) }
        let isPlain = result.allSatisfy(\.isASCII)
        guard words.first != (isPlain ? "da" : "đã") else { return false }
        let underway: Set<String> = isPlain ? ["dang", "chua"] : ["đang", "chưa"]
        return words.contains { underway.contains($0) }
    }

    private func kind(_ cells: RegisterCells, _ content: String) throws(RegisterFault) -> Kind {
        let said = cells.line(.kind)
        if !said.isEmpty {
            guard let kind = Kind(inRegister: said) else { throw RegisterFault(.kindUnreadable, .kind) }
            return kind
        }
        guard let kind = Kind(fromContent: content) ?? settings.kind else {
            throw RegisterFault(.kindMissing, .kind)
        }
        return kind
    }

    /// The field of that name; what is none is kept as a note.
    private func field(_ text: String) -> (code: String?, note: String?) {
        guard !text.isEmpty else { return (nil, nil) }
        let folded = Folding.fold(text)
        let found = fields.first { field in field.name.values.contains { Folding.fold($0) == folded } }
        return (found?.code, found == nil ? text : nil)
    }

    private func sender(_ cells: RegisterCells, _ address: String) -> Sender {
        let name = Self.withCapitals(cells.line(.sender))
        guard !Self.isNameless(name) else { return Sender() }
        return Sender(sort: Self.isOfGroup(name) ? .organization : .person, name: name, address: address)
    }

    /// What stands there for a name, by whole words with their marks: "Trần Danh" and "Văn Danh" are people.
    static func isNameless(_ name: String) -> Bool {
        let (small, folded) = (name.lowercased(), " \(Folding.fold(name)) ")
        let plain = [" nac danh ", " khuyet danh ", " khong ten ", " khong ghi ten ", " khong ro ten "]
        let marked = ["ẩn danh", "mạo danh"]
        if plain.contains(where: { folded.contains($0) }) || marked.contains(where: { small.contains($0) }) {
            return true
        }
        return folded == " an danh " || folded == " mao danh "
    }

    /// A school is told by its marks: Trương is the name of a family.
    static func isOfGroup(_ name: String) -> Bool {
        let folded = Folding.fold(name)
        let groups = ["cong ty", "ubnd", "uy ban", "hop tac xa", "htx", "doanh nghiep", "chi nhanh"]
        return name.lowercased().hasPrefix("trường ") || groups.contains { folded.hasPrefix($0 + " ") }
    }

    /// TCVN3 has no capitals with tones: of "Nguyễn Văn ấn" the last word begins with one all the same. Where another word begins
    /// with a small letter, nothing is changed.
    static func withCapitals(_ name: String) -> String {
        let words = name.split(separator: " ")
        guard words.contains(where: { $0.first?.isUppercase == true }),
            words.allSatisfy({ $0.first.map { !$0.isASCII || $0.isUppercase } == true })
        else { return name }
        return words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    }

    private func draft(
        _ kind: Kind, _ content: String, _ sender: Sender, _ field: String?, _ place: Gazetteer.Unit?, _ old: OldEntry
    ) throws(RegisterFault) -> LetterDraft {
        let title = Self.title(of: content)
        var body = title == content ? "" : content
        if kind == .denunciation {
            // What was noted may show who reports: it stands with the words that are opened with a trace.
            let noted = [old.handler, old.result, old.note].filter { !$0.isEmpty }
            body = ([body.isEmpty && !noted.isEmpty ? content : body] + noted).filter { !$0.isEmpty }
                .joined(separator: "\n\n")
        }
        let area = place.flatMap { directory.receiver(ofArea: $0.code) == nil ? nil : $0.code }
        let typed = LetterDraft.Typed(
            kind: kind.rawValue, area: area ?? self.body.area.code, title: title, body: body, sender: sender,
            organization: self.body.code, field: field)
        do {
            return try LetterDraft(typed, in: directory, needsBody: false)
        } catch {
            let columns: [String: RegisterColumn] = [
                "title": .content, "body": .content, "name": .sender, "address": .address,
            ]
            guard let fault = error.fields.first, let column = columns[fault.name] else {
                throw RegisterFault(.notAllowed)
            }
            throw RegisterFault(fault.places["limit"] == nil ? .characterUnreadable : .cellTooLong, column)
        }
    }

    /// The first line, cut between words if it is longer than titles are.
    static func title(of content: String) -> String {
        let first = String(content.prefix { !$0.isNewline }).oneLine
        guard first.count > LetterDraft.Limit.title else { return first }
        let cut = first.prefix(LetterDraft.Limit.title - 1)
        return (cut.lastIndex(of: " ").map { String(cut[..<$0]) } ?? String(cut)) + "…"
    }

    /// By number within the year; a line without one is known by all its cells, whatever columns were chosen: chosen
    /// otherwise the next time, it is the same line.
    private func mark(
        _ line: RegisterSheet.Line, _ cells: RegisterCells, _ number: String, _ year: Int
    ) -> ImportedMark.Row {
        let content = Digest.sha256(
            RegisterColumn.allCases.flatMap { Array("\($0.rawValue)\u{0}\(cells.text($0))\u{0}".utf8) })
        let whole = Digest.sha256(
            line.cells.sorted { $0.key < $1.key }.filter { !$0.value.value.tidied.isEmpty }.flatMap {
                Array("\($0.key)\u{0}\($0.value.value.tidied)\u{0}".utf8)
            })
        let key = number.isEmpty ? "\(whole)" : Folding.fold(number)
        return ImportedMark.Row(
            key: "old register \(year)\u{0}\(number.isEmpty ? "line" : "number")\u{0}\(key)", content: content,
            opening: content)
    }
}

/// The cells of a line by what their columns say.
private struct RegisterCells {
    private let texts: [RegisterColumn: [String]]

    init(_ line: RegisterSheet.Line, _ columns: [Int: RegisterColumn]) {
        var texts: [RegisterColumn: [String]] = [:]
        for (index, column) in columns.sorted(by: { $0.key < $1.key }) {
            guard let cell = line.cells[index] else { continue }
            let text = cell.value.tidied
            // A merged cell gives its text to each of its columns.
            if !text.isEmpty, texts[column]?.last != text { texts[column, default: []].append(text) }
        }
        self.texts = texts
    }

    func text(_ column: RegisterColumn) -> String { texts[column]?.joined(separator: "\n") ?? "" }

    func line(_ column: RegisterColumn) -> String { text(column).oneLine }
}
