import Foundation
import Kernel

/// Reads workbooks by the system's Python and openpyxl, in a process of their own with limits to its memory, time and
/// output; tables of text by the reader here.
public struct WorkbookReader: Sendable {
    /// A file may have so many bytes.
    public static let mostBytes = 8_000_000
    static let patience = Duration.seconds(90)
    /// What the program writes at most.
    private static let mostOutput = 64 << 20

    private let program: String
    private let script: String

    /// `resources` is the directory that has `tools/read_workbook.py`.
    public init(resources: String, python: String = "/usr/bin/python3") {
        program = python
        script = resources + "/tools/read_workbook.py"
    }

    /// Whether workbooks can be read on this machine.
    public func isThere() async -> Bool {
        guard FileManager.default.isExecutableFile(atPath: program) else { return false }
        return await Blocking.run { (try? run(["--check"], input: [])) != nil }
    }

    /// Reads an XLSX workbook, or text separated by commas, semicolons or tabs. Throws a `WorkbookError`.
    public func read(_ bytes: [UInt8]) async throws -> CellBook {
        guard bytes.count <= Self.mostBytes else { throw WorkbookError.tooLarge }
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw WorkbookError.oldFormat }
        guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else {
            return try await Blocking.run { try TextTable.read(bytes) }
        }
        guard FileManager.default.isExecutableFile(atPath: program) else { throw WorkbookError.noReader }
        return try await Blocking.runInTurn {
            let output = try run([], input: bytes)
            guard let sheets = try? JSONDecoder().decode([CellBook.Sheet].self, from: output) else {
                throw WorkbookError.damaged
            }
            return CellBook(sheets: sheets)
        }
    }

    private func run(_ arguments: [String], input: [UInt8]) throws -> Data {
        // Files, not pipes: whoever ends without reading would end us with it, and whoever writes much would wait.
        guard let given = Self.nameless(input), let made = Self.nameless([]) else { throw WorkbookError.tooLarge }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["-I", script] + arguments
        process.environment = ["LC_ALL": "C.UTF-8"]
        process.standardInput = given
        process.standardOutput = made
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { throw WorkbookError.noReader }
        let end = ContinuousClock.now + Self.patience
        while process.isRunning {
            guard ContinuousClock.now < end else {
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
                throw WorkbookError.tooSlow
            }
            Thread.sleep(forTimeInterval: 0.02)
        }
        guard process.terminationReason == .exit else { throw WorkbookError.tooLarge }
        switch process.terminationStatus {
        case 0: break
        case 3: throw WorkbookError.tooLarge
        case 4: throw WorkbookError.noReader
        default: throw WorkbookError.damaged
        }
        try made.seek(toOffset: 0)
        return try made.read(upToCount: Self.mostOutput) ?? Data()
    }

    /// A file without a name, at its beginning.
    private static func nameless(_ bytes: [UInt8]) -> FileHandle? {
        var path = Array((NSTemporaryDirectory() + "/hoidap-sheet-XXXXXX").utf8CString)
        let descriptor = mkstemp(&path)
        guard descriptor >= 0 else { return nil }
        unlink(path)
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: Data(bytes))
            try file.seek(toOffset: 0)
        } catch {
            return nil
        }
        return file
    }
}

/// A table of text as a workbook of one sheet: in UTF-8, in UTF-16 with its mark, or as Windows writes Latin letters, which
/// is how tables in old fonts are saved.
enum TextTable {
    static let mostRows = 20_000

    static func read(_ bytes: [UInt8]) throws(WorkbookError) -> CellBook {
        let text = unicode(bytes)
        guard !text.contains(0) else { throw .damaged }
        var reader = CSVReader(text, separatedBy: CSVReader.separator(of: text), isUneven: true)
        var rows: [CellBook.Row] = []
        while let finding = try? reader.next() {
            guard rows.count < mostRows else { throw .tooLarge }
            switch finding {
            case .refused(let line, let fault): rows.append(CellBook.Row(number: line, cells: [], fault: fault))
            case .row(let row):
                let cells = row.fields.enumerated().filter { !$1.allSatisfy(\.isWhitespace) }.map {
                    CellBook.Cell(column: $0, sort: .text, value: $1)
                }
                if !cells.isEmpty { rows.append(CellBook.Row(number: row.line, cells: cells)) }
            }
        }
        return CellBook(sheets: [CellBook.Sheet(name: "", rows: rows)])
    }

    private static func unicode(_ bytes: [UInt8]) -> [UInt8] {
        if String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) { return bytes }
        let encodings: [(mark: [UInt8], String.Encoding)] = [
            ([0xFF, 0xFE], .utf16LittleEndian), ([0xFE, 0xFF], .utf16BigEndian),
        ]
        for (mark, encoding) in encodings where bytes.starts(with: mark) {
            return Array((String(data: Data(bytes.dropFirst(2)), encoding: encoding) ?? "\0").utf8)
        }
        var text = String.UnicodeScalarView()
        for byte in bytes {
            let code = (0x80...0x9F).contains(byte) ? windows[Int(byte) - 0x80] : UInt32(byte)
            text.append(Unicode.Scalar(code) ?? " ")
        }
        return Array(String(text).utf8)
    }

    // Windows-1252; what it leaves free stays a control character, which no line shows.
    private static let windows: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D,
        0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D,
        0x17E, 0x178,
    ]
}
