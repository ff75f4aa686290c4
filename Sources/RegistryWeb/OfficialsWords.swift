import Kernel
import Language
import Registry
import Sheets

extension LineRefusal {
    /// The column, and what is wrong with it.
    public func text(_ t: Translator) -> String {
        (column.map { t(OfficialsMessages.column($0)) + ": " } ?? "") + t(message, places)
    }
}

extension [LineReport] {
    /// "12 lines open an account and give a post" and the like, of what there is.
    public func counts(_ t: Translator) -> [String] {
        let codes = map { report in
            if case .already = report.finding, report.password != nil { "renewed" } else { report.finding.code }
        }
        return ["opens", "appoints", "renewed", "already", "refused"].compactMap { code in
            let count = codes.count { $0 == code }
            return count == 0 ? nil : t.count(OfficialsPageMessages.count(code), count)
        }
    }
}

/// The refused lines as they stood, each with its number and the reason, as a file for spreadsheets.
public func refusedLines(_ reports: [LineReport], of file: OfficialsFile, _ t: Translator) -> String {
    let lines = reports.compactMap { report in
        report.refusal.map { refusal in
            let fields = report.line.fields + Array(repeating: "", count: file.header.count)
            return CSV.line(fields.prefix(file.header.count) + [String(report.line.number), refusal.text(t)])
        }
    }
    let header = file.header + [t(OfficialsPageMessages.columnLine), t(OfficialsPageMessages.columnReason)]
    return CSV.mark + CSV.line(header) + lines.joined()
}
