import Kernel
import Language

extension RegisterFault {
    /// The reason in a sentence, with its column.
    public func text(_ t: Translator) -> String {
        let reason = t(OldRegisterMessages.refusal(self.reason))
        return column.map { "\(t(OldRegisterMessages.column($0))): \(reason)" } ?? reason
    }
}

extension RegisterFigures {
    /// What there is of each sort, in words.
    public func texts(_ passed: RegisterSheet.Passed, _ t: Translator) -> [String] {
        let counts: [(MessageKey, Int)] = [
            (OldRegisterMessages.closes, closed), (OldRegisterMessages.opens, open),
            (OldRegisterMessages.late, late), (OldRegisterMessages.there, there),
            (OldRegisterMessages.repeated, repeated), (OldRegisterMessages.refused, refused),
            (OldRegisterMessages.unplaced, unplaced), (OldRegisterMessages.converted, passed.converted),
            (OldRegisterMessages.continued, passed.continued),
            (OldRegisterMessages.passed, passed.headings + passed.groups + passed.others),
        ]
        return counts.filter { $0.1 > 0 }.map { t.count($0.0, $0.1) }
    }
}

/// The lines that are refused, in Unicode as they stand, with their number in the file and the reason behind: to be mended
/// and sent again.
public struct RefusedLines: Sendable {
    public let columns: [String]
    public let rows: [[String]]

    public init(_ sheet: RegisterSheet, _ reports: [RegisterReport], _ t: Translator) {
        let faults = Dictionary(
            reports.compactMap { report in report.fault.map { (report.line, $0.text(t)) } }
        ) { first, _ in first }
        columns = sheet.columns.map(\.heading) + [t(OldRegisterMessages.line), t(OldRegisterMessages.reason)]
        rows = sheet.lines.compactMap { line in
            faults[line.number].map { reason in
                sheet.columns.map { line.cells[$0.index]?.value ?? "" } + [String(line.number), reason]
            }
        }
    }
}
