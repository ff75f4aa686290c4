import Files
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Spreadsheets

/// In which format a list leaves. `rawValue` is the ending of its file.
public enum SheetFormat: String, Sendable, CaseIterable {
    case csv, xlsx
}

extension Site {
    /// A list as a file: comma-separated it is sent page by page as it is read; for a spreadsheet it is made first, with at
    /// most `Workbook.mostRows` rows, and says so in its last row if there are more.
    public func answer(_ sheet: Sheet, as format: SheetFormat) async throws -> Response {
        switch format {
        case .csv:
            return Response(
                status: .ok, headers: Self.headers(sheet.name, "text/csv; charset=utf-8", format),
                body: ResponseBody { writer in
                    try await writer.write(ByteBuffer(string: sheet.csvHead))
                    for try await rows in sheet.pages {
                        try await writer.write(ByteBuffer(string: Sheet.csv(rows)))
                    }
                    if let end = sheet.end { try await writer.write(ByteBuffer(string: Sheet.csv([[.text(end)]]))) }
                    try await writer.finish(nil)
                })
        case .xlsx:
            let file = try await files.spool.outgoing { path in
                let book = try await Blocking.run { try Workbook.list(sheet, at: path) }
                var isWhole = true
                for try await rows in sheet.pages {
                    isWhole = try await Blocking.run { try book.append(rows) }
                    guard isWhole else { break }
                }
                let last = isWhole ? nil : sheet.cut
                try await Blocking.run { try book.close(sheet, last: last) }
            }
            return Self.workbook(file, sheet.name)
        }
    }

    /// A form of the state as a file for a spreadsheet.
    public func answer(_ form: PrintedForm) async throws -> Response {
        Self.workbook(
            try await files.spool.outgoing { path in try await Blocking.run { try Workbook.write(form, at: path) } },
            form.name)
    }

    private static func workbook(_ file: OutgoingFile, _ name: String) -> Response {
        let type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return Response(
            status: .ok, headers: headers(name, type, .xlsx),
            body: ResponseBody(contentLength: file.size) { writer in
                for try await piece in file { try await writer.write(ByteBuffer(bytes: piece)) }
                try await writer.finish(nil)
            })
    }

    private static func headers(_ name: String, _ type: String, _ format: SheetFormat) -> HTTPFields {
        [
            .contentType: type, .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
            .contentDisposition: "attachment; filename=\"\(name).\(format.rawValue)\"",
        ]
    }
}
