import Cases
import Kernel
import Language
import Registry
import Sheets

/// What is wrong with a whole file of an old register, or with what was chosen for it.
public enum RegisterFileError: DomainError, Hashable {
    case file(WorkbookError)
    case noLines
    /// No column says these.
    case columnsMissing
    /// Two columns say the same, and only one can.
    case columnTwice(RegisterColumn)
    case yearUnreadable

    public var problem: Problem {
        switch self {
        case .file(.oldFormat): Self.problem("oldFormat", OldRegisterMessages.oldFormat)
        case .file(.damaged): Self.problem("damaged", OldRegisterMessages.damaged)
        case .file(.tooLarge):
            Self.problem(
                "tooLarge", OldRegisterMessages.tooLarge, ["size": String(WorkbookReader.mostBytes / 1_000_000)],
                status: 413)
        case .file(.noReader): Self.problem("noReader", OldRegisterMessages.noReader)
        case .file(.tooSlow): Self.problem("tooSlow", OldRegisterMessages.tooSlow)
        case .noLines: Self.problem("noLines", OldRegisterMessages.noLines)
        case .columnsMissing:
            Self.problem("columnsMissing", OldRegisterMessages.columnsMissing, field: nil)
        case .columnTwice: Self.problem("columnTwice", OldRegisterMessages.columnTwice, field: nil)
        case .yearUnreadable: Self.problem("yearUnreadable", OldRegisterMessages.yearUnreadable, field: "year")
        }
    }

    private static func problem(
        _ code: String, _ message: MessageKey, _ places: [String: String] = [:], status: Int = 422,
        field: String? = "file"
    ) -> Problem {
        Problem(
            "oldRegister.\(code)", status: status, message, places,
            fields: field.map { [.init($0, message, places)] } ?? [])
    }
}

extension WorkbookReader {
    /// A file of an old register. Throws a `RegisterFileError`.
    public func register(_ bytes: [UInt8]) async throws -> CellBook {
        do {
            let book = try await read(bytes)
            guard book.sheets.contains(where: { !$0.rows.isEmpty }) else { throw RegisterFileError.noLines }
            return book
        } catch let error as WorkbookError {
            throw RegisterFileError.file(error)
        }
    }
}

extension RegisterSettings {
    /// The year as it is typed; nil for an empty text. Throws for one that no register can have.
    public static func year(typed text: String, today: Day) throws(RegisterFileError) -> Int? {
        let line = text.oneLine
        guard !line.isEmpty else { return nil }
        guard let year = Int(line), (RegisterReading.earliest.year...today.year).contains(year) else {
            throw .yearUnreadable
        }
        return year
    }

    /// Throws unless each column says another thing, and day and content are among them.
    public func check() throws(RegisterFileError) {
        var seen: Set<RegisterColumn> = []
        for (_, column) in columns.sorted(by: { $0.key < $1.key }) {
            guard seen.insert(column).inserted || column.mayRepeat else { throw .columnTwice(column) }
        }
        guard seen.contains(.arrived), seen.contains(.content) else { throw .columnsMissing }
    }
}

extension RegisterSheet {
    /// Headings of columns of days that a spreadsheet with American settings has probably turned round: it makes real days, month
    /// first, of what was typed where that gives one, and leaves the rest as text.
    public func turnedDays(_ columns: [Int: RegisterColumn]) -> [String] {
        self.columns.filter { column in
            guard let meaning = columns[column.index], [.arrived, .answerDay, .settled].contains(meaning) else {
                return false
            }
            var (real, typed): ([Int], [Int]) = ([], [])
            for cell in lines.compactMap({ $0.cells[column.index] }) {
                guard case .success(let day)? = RegisterDay.read(cell.value, year: 2000) else { continue }
                if cell.sort == .day { real.append(day.parts.day) } else { typed.append(day.parts.day) }
            }
            return real.count >= 3 && typed.count >= 3 && real.allSatisfy { $0 <= 12 } && typed.allSatisfy { $0 > 12 }
        }.map(\.heading)
    }

    /// The year that most whole days of its lines have; nil if none has one, or the lines are of many.
    public var likelyYear: Int? {
        let columns = RegisterMapping.columns(of: self, nil)
        guard let arrived = columns.first(where: { $0.value == .arrived })?.key else { return nil }
        var years: [Int: Int] = [:]
        for line in lines {
            guard case .success(let day)? = RegisterDay.read(line.cells[arrived]?.value ?? "", year: nil) else {
                continue
            }
            years[day.year, default: 0] += 1
        }
        guard let most = years.max(by: { $0.value < $1.value }), most.value * 10 >= years.values.reduce(0, +) * 9
        else { return nil }
        return most.key
    }
}
