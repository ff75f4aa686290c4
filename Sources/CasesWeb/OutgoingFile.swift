import Cases
import Language
import Spreadsheets

/// The outgoing book as a file: its columns, and a line in them.
enum OutgoingFile {
    static func columns(_ t: Translator) -> [Sheet.Column] {
        [
            (DocumentMessages.bookNumber, 16), (DocumentMessages.bookIssued, 12), (DocumentMessages.bookWhat, 24),
            (CasesWebMessages.columnTitle, 50), (DocumentMessages.columnDrafter, 24),
            (DocumentMessages.columnSigner, 24), (MatterMessages.signedDayLabel, 12),
            (DocumentMessages.onPaper, 12), (DocumentMessages.columnIssuer, 24),
        ].map { Sheet.Column(t($0), width: $1) }
    }

    static func cells(_ line: OutgoingList.Line, _ words: Wording) -> [SheetCell] {
        let t = words.t
        let number = SheetCell.text(line.number.description)
        guard let document = line.document else {
            return [
                number, .empty, .empty, .text(t(RegisterMessages.withheld)), .empty, .empty, .empty, .empty, .empty,
            ]
        }
        return [
            number, .day(document.issued), .text(t(DocumentMessages.purpose(document.purpose))),
            .text(document.title.isEmpty ? words.kind(document.kind) : document.title), .text(document.drafter),
            .text(document.signer), .day(document.signed), .text(document.isOnPaper ? "x" : ""),
            .text(document.issuer),
        ]
    }
}
