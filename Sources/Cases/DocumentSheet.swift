import Acts
import Documents
import Kernel
import Registry
import Storage

/// One document with what stands on it: issued, or a draft that waits, which has no number.
public struct DocumentSheet: Sendable {
    public let matter: Matter
    /// Codes of the letters it is about.
    public let codes: [LetterCode]
    public let purpose: Purpose
    public let text: String
    public let ground: SetAsideGround?
    /// Nil while it has not been issued.
    public let issued: IssuedDocument?
    /// Its head and foot as they were when it was issued; nil while it has not been.
    public let face: DocumentFace?
    /// The document it puts right.
    public let corrected: IssuedDocument?

    public enum Purpose: String, Sendable, CaseIterable { case answer, uphold, setAside, correction }

    /// The document of a matter by its number; nil if there is none within the scope. A draft is found by its own number
    /// while it waits.
    public static func read(
        _ id: Int64, of key: MatterKey, _ scope: Scope, _ tx: any ReadTransaction
    ) throws -> DocumentSheet? {
        guard let file = try MatterFile.read(key, scope, tx) else { return nil }
        let codes = file.letters.map(\.letter.code)
        if let document = file.documents.first(where: { $0.id.raw == id }) {
            return try sheet(document, file.matter, codes, file.documents, tx)
        }
        guard let draft = file.waitingDraft, draft.id.raw == id else { return nil }
        return DocumentSheet(
            matter: file.matter, codes: codes, purpose: Purpose(draft.purpose), text: draft.text,
            ground: draft.ground, issued: nil, face: nil, corrected: nil)
    }

    /// A document that was sent to the sender of a letter; nil if there is none for that sender.
    public static func read(
        _ id: Int64, for letter: FollowedLetter, _ tx: any ReadTransaction
    ) throws -> DocumentSheet? {
        guard let document = letter.documents.first(where: { $0.id.raw == id }),
            let matter = try MatterTable.load(letter.matter, tx)
        else { return nil }
        return try sheet(document, matter, [letter.letter.code], letter.documents, tx)
    }

    private static func sheet(
        _ document: IssuedDocument, _ matter: Matter, _ codes: [LetterCode], _ all: [IssuedDocument],
        _ tx: any ReadTransaction
    ) throws -> DocumentSheet? {
        let face = try DocumentTable.face(of: document.id, in: matter.key, tx)
        func sheet(_ purpose: Purpose, _ text: String, _ ground: SetAsideGround? = nil) -> DocumentSheet {
            DocumentSheet(
                matter: matter, codes: codes, purpose: purpose, text: text, ground: ground, issued: document,
                face: face, corrected: document.corrects.flatMap { id in all.first { $0.id == id } })
        }
        if let answer = try AnswerTable.all(of: matter.key, tx).first(where: { $0.id.raw == document.id.raw }) {
            return sheet(Purpose(answer.sort), answer.text)
        }
        // A notice of setting aside: what was drafted last before it was signed.
        let draft = try DraftTable.all(of: matter.key, tx).last {
            $0.purpose == .setAside && $0.id.raw < document.id.raw
        }
        return draft.map { sheet(.setAside, $0.text, $0.ground) }
    }
}

extension DocumentSheet.Purpose {
    init(_ purpose: DraftPurpose) {
        self =
            switch purpose {
            case .answer: .answer
            case .uphold: .uphold
            case .setAside: .setAside
            }
    }

    init(_ sort: Answer.Sort) {
        self =
            switch sort {
            case .answer: .answer
            case .uphold: .uphold
            case .correction: .correction
            }
    }
}
