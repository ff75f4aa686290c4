import CXLSXWriter
import Foundation
import Kernel
import Synchronization

/// Why a file for spreadsheets could not be made.
public struct WorkbookError: Error, CustomStringConvertible {
    public let description: String

    init(_ code: lxw_error) { description = lxw_strerror(code).map { String(cString: $0) } ?? "error \(code.rawValue)" }
    init(_ text: String) { description = text }
}

/// A file for spreadsheets (XLSX) in the making, with one sheet on A4 across. Its calls block: make them where that may be.
///
/// A row is on disk as soon as the next one is begun, so that a file is as long as it likes and memory is not.
public final class Workbook: Sendable {
    /// More rows of a list than these are not written: the file says so in its last row. The format ends at 1,048,576.
    public static let mostRows = 100_000
    /// A cell holds no more (32,767 in the format).
    static let longestText = 32_000

    // Its pointers are the library's own, and only the lock below reaches them.
    fileprivate struct Open: @unchecked Sendable {
        let book: UnsafeMutablePointer<lxw_workbook>
        let sheet: UnsafeMutablePointer<lxw_worksheet>
        let styles: Styles
        /// The next one.
        var row: lxw_row_t = 0
    }

    /// Nil once it is closed.
    private let open: Mutex<Open?>

    /// Begins a file; what the library lays aside meanwhile goes into the same folder. `isLong` keeps one row in memory:
    /// then rows are written from first to last.
    private init(at path: String, title: String, isLong: Bool) throws {
        let folder = (path as NSString).deletingLastPathComponent
        let book = folder.withCString { folder in
            var options = lxw_workbook_options(
                constant_memory: isLong ? 1 : 0, tmpdir: UnsafeMutablePointer(mutating: folder), use_zip64: 1)
            return workbook_new_opt(path, &options)
        }
        guard let book, let sheet = workbook_add_worksheet(book, nil) else {
            throw WorkbookError("the library gave no workbook")
        }
        title.withCString { text in
            var properties = lxw_doc_properties()
            properties.title = UnsafeMutablePointer(mutating: text)
            _ = workbook_set_properties(book, &properties)
        }
        worksheet_set_landscape(sheet)
        worksheet_set_paper(sheet, 9)
        worksheet_set_margins(sheet, 0.4, 0.4, 0.5, 0.6)
        worksheet_fit_to_pages(sheet, 1, 0)
        _ = worksheet_set_footer(sheet, "&C&P/&N")
        open = Mutex(Open(book: book, sheet: sheet, styles: Styles(book)))
    }

    deinit {
        open.withLock { open in
            if let left = open { _ = workbook_close(left.book) }
            open = nil
        }
    }

    /// Writes the file. Throws if the disk did not take it.
    public func close() throws {
        let outcome = open.withLock { open -> lxw_error in
            guard let left = open else { return LXW_NO_ERROR }
            open = nil
            return workbook_close(left.book)
        }
        if outcome != LXW_NO_ERROR { throw WorkbookError(outcome) }
    }

    private func write(_ body: (inout Open) throws -> Void) throws {
        try open.withLock { open in
            guard var left = open else { throw WorkbookError("the file is closed") }
            defer { open = left }
            try body(&left)
        }
    }
}

// MARK: - Lists

extension Workbook {
    /// Begins the file of a list: its head stands still above the rows, is repeated on every sheet of paper, and filters.
    public static func list(_ sheet: Sheet, at path: String) throws -> Workbook {
        let book = try Workbook(at: path, title: sheet.title, isLong: true)
        try book.write { open in
            for (column, head) in sheet.columns.enumerated() {
                let at = lxw_col_t(column)
                _ = worksheet_set_column(open.sheet, at, at, Double(head.width), nil)
                try open.put(.text(head.title), 0, at, open.styles.head)
            }
            worksheet_freeze_panes(open.sheet, 1, 0)
            _ = worksheet_repeat_rows(open.sheet, 0, 0)
            open.row = 1
        }
        return book
    }

    /// Adds rows; false once there are as many as a file may have, and what is left then is not written.
    public func append(_ rows: [[SheetCell]]) throws -> Bool {
        var isRoom = true
        try write { open in
            for row in rows {
                guard open.row <= Self.mostRows else {
                    isRoom = false
                    return
                }
                for (column, cell) in row.enumerated() {
                    try open.put(cell, open.row, lxw_col_t(column), open.styles.of(cell))
                }
                open.row += 1
            }
        }
        return isRoom
    }

    /// Ends the list and writes the file. `last` is said in a row of its own.
    public func close(_ sheet: Sheet, last: String? = nil) throws {
        try write { open in
            let columns = lxw_col_t(max(sheet.columns.count, 1) - 1)
            _ = worksheet_autofilter(open.sheet, 0, 0, max(open.row, 1) - 1, columns)
            for text in [last, sheet.end].compactMap(\.self) {
                try open.put(.text(text), open.row, 0, open.styles.note)
                open.row += 1
            }
        }
        try close()
    }
}

// MARK: - Forms

extension Workbook {
    /// Writes a form: titles, the head with its cells over several columns, the rows, and notes.
    public static func write(_ form: PrintedForm, at path: String) throws {
        let book = try Workbook(at: path, title: form.titles.first ?? "", isLong: false)
        try book.write { open in
            for (column, width) in form.widths.enumerated() {
                _ = worksheet_set_column(open.sheet, lxw_col_t(column), lxw_col_t(column), Double(width), nil)
            }
            for (line, title) in form.titles.enumerated() {
                try open.put(.text(title), open.row, 0, line == 0 ? open.styles.title : open.styles.plain)
                open.row += 1
            }
            open.row += 1
            let top = open.row
            for place in form.places {
                let (row, column) = (top + lxw_row_t(place.line), lxw_col_t(place.column))
                guard place.head.columns > 1 || place.head.lines > 1 else {
                    try open.put(.text(place.head.text), row, column, open.styles.head)
                    continue
                }
                try check(
                    worksheet_merge_range(
                        open.sheet, row, column, row + lxw_row_t(place.head.lines - 1),
                        column + lxw_col_t(place.head.columns - 1), place.head.text, open.styles.head))
            }
            open.row = top + lxw_row_t(form.head.count)
            worksheet_freeze_panes(open.sheet, open.row, 1)
            _ = worksheet_repeat_rows(open.sheet, top, max(open.row, 1) - 1)
            for (index, row) in form.rows.enumerated() {
                let isTotal = form.hasTotal && index == form.rows.count - 1
                for (column, cell) in row.enumerated() {
                    let style = open.styles.inForm(cell, isTotal: isTotal)
                    try open.put(cell, open.row, lxw_col_t(column), style)
                }
                open.row += 1
            }
            open.row += 1
            for note in form.notes {
                try open.put(.text(note), open.row, 0, open.styles.plain)
                open.row += 1
            }
        }
        try book.close()
    }
}

private func check(_ outcome: lxw_error) throws {
    if outcome != LXW_NO_ERROR { throw WorkbookError(outcome) }
}

// MARK: - Cells

extension Workbook.Open {
    /// Text is written as text, never read as a formula, an address or a number.
    fileprivate func put(
        _ cell: SheetCell, _ row: lxw_row_t, _ column: lxw_col_t, _ style: UnsafeMutablePointer<lxw_format>?
    ) throws {
        switch cell {
        case .text(let text):
            // Counted as the library counts: one letter may be of many scalars.
            let scalars = text.unicodeScalars
            let kept =
                scalars.count > Workbook.longestText
                ? String(String.UnicodeScalarView(scalars.prefix(Workbook.longestText))) + "…" : text
            try check(worksheet_write_string(sheet, row, column, kept, style))
        case .number(let number):
            try check(worksheet_write_number(sheet, row, column, Double(number), style))
        case .opening(let number, let address):
            // The number stands over the address that is written into its cell. A sheet takes 65,530 addresses: those
            // beyond are left out.
            _ = worksheet_write_url(sheet, row, column, address, style)
            try check(worksheet_write_number(sheet, row, column, Double(number), style))
        case .day(let day) where !day.isNever:
            let (year, month, number) = day.parts
            var time = lxw_datetime(
                year: Int32(year), month: Int32(month), day: Int32(number), hour: 0, min: 0, sec: 0)
            try check(worksheet_write_datetime(sheet, row, column, &time, style))
        case .day, .empty: try check(worksheet_write_blank(sheet, row, column, style))
        }
    }
}

/// How cells look.
private struct Styles {
    typealias Style = UnsafeMutablePointer<lxw_format>?

    let title: Style
    let plain: Style
    let head: Style
    let text: Style
    let number: Style
    let day: Style
    let note: Style
    let formText: Style
    let formNumber: Style
    let totalText: Style
    let totalNumber: Style

    init(_ book: UnsafeMutablePointer<lxw_workbook>) {
        func style(
            isBold: Bool = false, isNumber: Bool = false, isDay: Bool = false, hasBorder: Bool = false,
            wraps: Bool = true
        ) -> Style {
            let style = workbook_add_format(book)
            format_set_font_name(style, "Times New Roman")
            format_set_font_size(style, 11)
            if isBold { format_set_bold(style) }
            if isNumber { format_set_num_format(style, "#,##0") }
            if isDay {
                format_set_num_format(style, "dd/mm/yyyy")
                format_set_align(style, UInt8(LXW_ALIGN_LEFT.rawValue))
            }
            if hasBorder { format_set_border(style, UInt8(LXW_BORDER_THIN.rawValue)) }
            if wraps { format_set_text_wrap(style) }
            format_set_align(style, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
            return style
        }
        title = style(isBold: true, wraps: false)
        format_set_font_size(title, 13)
        plain = style(wraps: false)
        head = style(isBold: true, hasBorder: true)
        format_set_align(head, UInt8(LXW_ALIGN_CENTER.rawValue))
        format_set_align(head, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        format_set_bg_color(head, 0xF1EAE2)
        text = style()
        number = style(isNumber: true)
        day = style(isDay: true)
        note = style(isBold: true, wraps: false)
        formText = style(hasBorder: true)
        formNumber = style(isNumber: true, hasBorder: true)
        totalText = style(isBold: true, hasBorder: true)
        totalNumber = style(isBold: true, isNumber: true, hasBorder: true)
    }

    func of(_ cell: SheetCell) -> Style {
        switch cell {
        case .text, .empty: text
        case .number, .opening: number
        case .day: day
        }
    }

    func inForm(_ cell: SheetCell, isTotal: Bool) -> Style {
        switch cell {
        case .number, .opening: isTotal ? totalNumber : formNumber
        default: isTotal ? totalText : formText
        }
    }
}
