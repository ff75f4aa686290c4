import Cases
import Documents
import Kernel
import Language
import Markup
import Web

/// Questions, replies, contests and comments, first to last.
func talkSection(_ file: MatterFile, _ words: Wording) -> HTML {
    let said = file.words.filter { [.question, .reply, .contest, .comment, .reason, .recheck].contains($0.sort) }
    guard !said.isEmpty else { return .empty }
    return section(words.t(MatterMessages.talkTitle), id: "talk") {
        for piece in said { spoken(piece, file, words) }
    }
}

/// Notes, requests and contributions: no sender sees them.
func notesSection(_ file: MatterFile, _ words: Wording) -> HTML {
    let notes = file.words.filter { [.note, .request, .contribution].contains($0.sort) }
    guard !notes.isEmpty else { return .empty }
    return section(words.t(MatterMessages.notesTitle), id: "notes") {
        hint(words.t(MatterMessages.notesHint))
        for note in notes { spoken(note, file, words) }
    }
}

private func spoken(_ piece: Words, _ file: MatterFile, _ words: Wording) -> HTML {
    .joined([hint(words.said(piece, file.names)), written(piece.text)])
}

/// Every draft and what was said of it when it came back, first to last.
func draftsSection(_ file: MatterFile, _ words: Wording) -> HTML {
    guard !file.drafts.isEmpty else { return .empty }
    let t = words.t
    return section(t(MatterMessages.draftsTitle), id: "drafts") {
        for entry in file.timeline {
            switch entry.event {
            case .submitted(let submitted):
                file.drafts.first { $0.id == submitted.draft }.map { draftText($0, file, words) } ?? .empty
            case .returned(let said):
                file.words.first { $0.id == said.words }.map { remark in
                    .joined([
                        hint(
                            t(
                                MatterMessages.remarkBy,
                                ["day": t.day(remark.day), "name": remark.official.flatMap { file.names[$0] } ?? ""])),
                        written(remark.text),
                    ])
                } ?? .empty
            default: HTML.empty
            }
        }
    }
}

/// A draft with its purpose, its drafter, and what it says came of the matter or rests on.
func draftText(_ draft: Draft, _ file: MatterFile, _ words: Wording) -> HTML {
    let t = words.t
    return .joined([
        hint(
            t(
                MatterMessages.draftBy,
                [
                    "day": t.day(draft.day), "name": file.names[draft.official] ?? "",
                    "purpose": t(CasesWebMessages.purpose(draft.purpose)),
                ])),
        draft.ground.map { p(t(MatterMessages.groundIs, ["ground": t(MatterMessages.ground($0))])) } ?? .empty,
        draft.outcome.map { p(t(MatterMessages.outcomeIs, ["outcome": t(CasesWebMessages.outcome($0))])) } ?? .empty,
        written(draft.text),
    ])
}

/// The answers with what came of the matter and who handled, drafted and signed.
func fileAnswersSection(_ file: MatterFile, _ words: Wording) -> HTML {
    guard !file.answers.isEmpty else { return .empty }
    let t = words.t
    return section(t(CasesWebMessages.answerTitle), id: "answer") {
        for answer in file.answers {
            hint(
                t(CasesWebMessages.answeredOn, ["day": t.weekday(answer.day)])
                    + (answer.sort == .uphold ? " · " + t(MatterMessages.upheld) : "")
                    + (answer.sort == .correction ? " · " + t(MatterMessages.correction) : ""))
            element("blockquote", [("class", "answer")]) { written(answer.text) }
            p(t(MatterMessages.outcomeIs, ["outcome": t(CasesWebMessages.outcome(answer.outcome))]))
            if let document = file.document(of: answer.id) { documentFacts(document, file, words) }
        }
    }
}

extension MatterFile {
    /// Who handled the matter when a document left.
    func handler(when document: IssuedDocument) -> OfficialID? {
        var handler: OfficialID?
        for entry in timeline {
            switch entry.event {
            case .taken(let by), .accepted(let by, _), .reopened(let by), .assigned(let by, _):
                handler = by.official
            // Two bodies may have given the same number under the same symbol.
            case let event
            where event.issue?.number == document.number && event.issue?.organization == document.organization:
                return handler
            default: break
            }
        }
        return handler
    }
}

func ratingsSection(_ file: MatterFile, _ t: Translator) -> HTML {
    guard !file.ratings.isEmpty else { return .empty }
    return section(t(MatterMessages.ratingsTitle), id: "ratings") {
        for rating in file.ratings {
            p(
                t(
                    rating.official == nil ? MatterMessages.ratedBySender : MatterMessages.ratedByStaff,
                    [
                        "score": String(rating.score), "day": t.day(rating.day),
                        "name": rating.official.flatMap { file.names[$0] } ?? "",
                    ].filter { rating.official != nil || $0.key != "name" }))
        }
    }
}

func partsSection(_ file: MatterFile, _ words: Wording) -> HTML {
    guard !file.matter.parts.isEmpty else { return .empty }
    return section(words.t(MatterMessages.partsTitle), id: "parts") {
        facts {
            for part in file.matter.parts {
                fact(
                    words.organization(part.organization),
                    words.t(part.isDone ? MatterMessages.partDone : MatterMessages.partWaits))
            }
        }
    }
}

/// Whether an extract stands on the public board, and which.
func boardSection(_ file: MatterFile, _ words: Wording) -> HTML {
    let t = words.t
    guard file.matter.board != .absent || file.matter.procedure.stage == .answered else { return .empty }
    return section(t(MatterMessages.boardTitle), id: "board") {
        switch file.matter.board {
        case .absent: p(t(MatterMessages.boardAbsent))
        case .proposed: p(t(MatterMessages.boardProposed))
        case .published: p(t(MatterMessages.boardPublished))
        }
        if let publication = file.publication { publicationText(publication) }
    }
}

func publicationText(_ publication: Publication) -> HTML {
    .joined([strong(publication.title), written(publication.question), written(publication.answer)])
}
