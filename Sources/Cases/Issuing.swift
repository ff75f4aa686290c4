import Acts
import Documents
import Kernel
import Registry
import Storage

extension DraftPurpose {
    /// As which kind of document it leaves the body.
    public var document: DocumentKind {
        switch self {
        case .answer, .uphold: .letter
        case .setAside: .notice
        }
    }

    /// What its answer says of the one before.
    var answer: Answer.Sort { self == .uphold ? .uphold : .answer }
}

extension OfficersCase {
    /// What gives a document its number. The number is the one it would get now; it is certain in `numbered`.
    func issue(_ kind: DocumentKind, by post: Post, _ tx: any ReadTransaction) throws -> Issue {
        guard let own = try OrganizationTable.find(matter.organization, tx) else { throw ProcedureError.unreadable }
        // A body that has ended issues nothing: the one whose post does its work does, in its own name.
        let body = own.isFormer(on: moment.effective) ? post.organization : own.id
        return Issue(
            number: try DocumentTable.next(kind, in: body, year: moment.effective.parts.year, tx),
            organization: body, issuer: official, post: post.id)
    }
}

extension MatterEvent {
    /// The number that this event gave to a document.
    public var issue: Issue? {
        switch self {
        case .signed(let signed): signed.issue
        case .issued(let issued): issued.issue
        case .corrected(let corrected): corrected.issue
        default: nil
        }
    }

    fileprivate func with(_ issue: Issue) -> MatterEvent {
        switch self {
        case .signed(let signed): .signed(signed.with(issue))
        case .issued(let issued):
            .issued(
                Issued(
                    purpose: issued.purpose, answer: issued.answer, outcome: issued.outcome, issue: issue,
                    ground: issued.ground))
        case .corrected(let corrected):
            .corrected(
                Corrected(
                    answer: corrected.answer, corrects: corrected.corrects, outcome: corrected.outcome,
                    signer: corrected.signer, post: corrected.post, issue: issue, commitment: corrected.commitment))
        default: self
        }
    }
}

extension Signed {
    fileprivate func with(_ issue: Issue) -> Signed {
        Signed(
            purpose: purpose, answer: answer, outcome: outcome, drafter: drafter, signer: signer, post: post,
            commitment: commitment, paper: paper, issue: issue, ground: ground)
    }
}

extension MatterStep {
    /// The same with the number after the last one that the body gave, which nobody else takes until the act is recorded.
    func numbered(_ tx: ActTransaction, at moment: Moment) throws -> MatterStep {
        guard let issue = event.issue else { return self }
        try tx.holdNumbers(of: SubjectReference(issue.organization))
        let number = try DocumentTable.next(issue.number.kind, in: issue.organization, year: issue.number.year, tx)
        return try telling(event.with(issue.numbered(number)), at: moment)
    }

    /// The line of the document that the event issued.
    func writeDocument(signed before: Signed? = nil, on day: Day? = nil, _ tx: ActTransaction, at moment: Moment) throws
    {
        guard
            let document = event.document(
                of: matter.key, on: moment.effective, signed: before.map { ($0, day) })
        else { return }
        try DocumentTable.insert(document, tx)
    }
}

extension MatterEvent {
    /// The document that this event issued; nil if it issued none. `signed` is what it was signed by before.
    func document(
        of matter: MatterKey, on day: Day, signed before: (signed: Signed, day: Day?)?
    ) -> IssuedDocument? {
        guard let issue else { return nil }
        func document(
            _ id: ID<Answer>, _ drafter: OfficialID, _ signer: OfficialID, _ post: PostID, on signedDay: Day,
            isOnPaper: Bool = false,
            corrects: ID<Answer>? = nil
        ) -> IssuedDocument {
            IssuedDocument(
                id: ID(id.raw), organization: issue.organization, number: issue.number, matter: matter,
                drafter: drafter, signer: signer, post: post, signed: signedDay, isOnPaper: isOnPaper,
                issuer: issue.issuer, issued: day,
                corrects: corrects.map { ID($0.raw) })
        }
        switch self {
        case .signed(let signed):
            return document(
                signed.answer, signed.drafter, signed.signer, signed.post, on: signed.paper?.day ?? day,
                isOnPaper: signed.paper != nil)
        case .issued(let issued):
            guard let (signed, signedDay) = before else { return nil }
            return document(
                issued.answer, signed.drafter, signed.signer, signed.post, on: signed.paper?.day ?? signedDay ?? day,
                isOnPaper: signed.paper != nil)
        case .corrected(let corrected):
            return document(
                corrected.answer, corrected.signer, corrected.signer, corrected.post, on: day,
                corrects: corrected.corrects)
        default: return nil
        }
    }
}
