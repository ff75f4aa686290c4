import Cases
import Kernel

enum DocumentMessages {
    static func purpose(_ purpose: DocumentSheet.Purpose) -> MessageKey {
        MessageKey("documents.purpose", purpose.rawValue)
    }
    static func heading(_ purpose: DocumentSheet.Purpose) -> MessageKey {
        MessageKey("documents.heading", purpose.rawValue)
    }

    static let back: MessageKey = "documents.back"
    static let copies: MessageKey = "documents.copies"
    static let copyAddressee: MessageKey = "documents.copyAddressee"
    static let copyFile: MessageKey = "documents.copyFile"
    static let correctedBy: MessageKey = "documents.correctedBy"
    static let corrects: MessageKey = "documents.corrects"
    static let draftNotice: MessageKey = "documents.draftNotice"
    static let openSigned: MessageKey = "documents.openSigned"
    static let signedNotice: MessageKey = "documents.signedNotice"
    static let motto: MessageKey = "documents.motto"
    static let number: MessageKey = "documents.number"
    static let numberLink: MessageKey = "documents.numberLink"
    static let placeDay: MessageKey = "documents.placeDay"
    static let placeNoDay: MessageKey = "documents.placeNoDay"
    static let printDraft: MessageKey = "documents.printDraft"
    static let printHint: MessageKey = "documents.printHint"
    static let scanKept: MessageKey = "documents.scanKept"
    static let scanOpen: MessageKey = "documents.scanOpen"
    static let setAsideNext: MessageKey = "documents.setAsideNext"
    static let setAsidePassage: MessageKey = "documents.setAsidePassage"
    static let setAsideText: MessageKey = "documents.setAsideText"
    static let signHere: MessageKey = "documents.signHere"
    static let signedHere: MessageKey = "documents.signedHere"
    static let signedOnPaper: MessageKey = "documents.signedOnPaper"
    static let state: MessageKey = "documents.state"
    static let to: MessageKey = "documents.to"
    static let toSender: MessageKey = "documents.toSender"

    static func kind(_ kind: String) -> MessageKey { MessageKey("documents.kind", kind) }

    static let columnDrafter: MessageKey = "documents.book.drafter"
    static let columnIssuer: MessageKey = "documents.book.issuer"
    static let columnSigner: MessageKey = "documents.book.signer"
    static let bookTitle: MessageKey = "documents.book.title"
    static let bookOf: MessageKey = "documents.book.of"
    static let bookCaption: MessageKey = "documents.book.caption"
    static let bookEmpty: MessageKey = "documents.book.empty"
    static let bookEmptyTitle: MessageKey = "documents.book.emptyTitle"
    static let bookKind: MessageKey = "documents.book.kind"
    static let bookNumber: MessageKey = "documents.book.number"
    static let bookIssued: MessageKey = "documents.book.issued"
    static let bookPersons: MessageKey = "documents.book.persons"
    static let bookPersonsOf: MessageKey = "documents.book.personsOf"
    static let bookWhat: MessageKey = "documents.book.what"
    static let onPaper: MessageKey = "documents.book.onPaper"
}
