import Acts
import Kernel
import Registry
import Storage

/// One thing that is done to many matters: for each an act of its own, with its own rights, event and refusal.
public enum BulkAct: Sendable {
    case take
    case assign(PostID)
    /// The field of all its letters; the rest of their classification stays.
    case classify(Field?)
    case offer(to: OrganizationID, because: TypedText)
    case recall
    /// Takes back a taking.
    case release
    case note(TypedText)

    /// The most matters at once.
    public static let most = 500

    /// Whether it would be refused now, without doing it. Throws what the act would throw.
    public func check(
        _ key: MatterKey, by officer: AccountID, _ performer: Performer, _ tx: any ReadTransaction
    ) throws {
        func ask(_ act: some Act) throws { try performer.check(act, by: .officer(officer), tx) }
        switch self {
        case .take: try ask(TakeMatter(key, by: officer))
        case .assign(let post): try ask(AssignMatter(key, to: post, by: officer))
        case .offer(let body, let reason): try ask(OfferTransfer(key, to: body, because: reason, by: officer))
        case .recall: try ask(RecallTransfer(key, by: officer))
        case .release: try ask(ReleaseMatter(key, by: officer))
        case .note(let text): try ask(AddNote(key, text, by: officer))
        case .classify(let field):
            for act in try Self.classifying(key, field, by: officer, performer, tx) { try ask(act) }
        }
    }

    /// Does it, once for each token however often it is sent. Throws what the act throws.
    public func perform(
        _ key: MatterKey, by officer: AccountID, token: String, _ store: any Store, _ performer: Performer
    ) async throws {
        try await LapseClock.lapse(key, store, performer)
        let content = Array("\(self)".utf8)
        func perform(_ act: some Act, _ part: Int = 0) async throws {
            let name = IdempotencyKey("bulk \(token) \(key) \(part)", content: content)
            try await performer.perform(act, by: .officer(officer), key: name)
        }
        switch self {
        case .take: try await perform(TakeMatter(key, by: officer))
        case .assign(let post): try await perform(AssignMatter(key, to: post, by: officer))
        case .offer(let body, let reason): try await perform(OfferTransfer(key, to: body, because: reason, by: officer))
        case .recall: try await perform(RecallTransfer(key, by: officer))
        case .release: try await perform(ReleaseMatter(key, by: officer))
        case .note(let text): try await perform(AddNote(key, text, by: officer))
        case .classify(let field):
            let acts = try await store.read { tx in
                try Self.classifying(key, field, by: officer, performer, tx)
            }
            for (part, act) in acts.enumerated() { try await perform(act, part) }
        }
    }

    private static func classifying(
        _ key: MatterKey, _ field: Field?, by officer: AccountID, _ performer: Performer, _ tx: any ReadTransaction
    ) throws -> [ClassifyLetter] {
        let scope = try Scope.of(.officer(officer), on: performer.world.today, tx)
        guard let matter = try MatterTable.load(key, tx), try matter.isIn(scope, tx) else {
            throw ProcedureError.unknownMatter
        }
        return try LetterTable.all(of: key, tx).map { letter in
            let old = letter.facts.classification
            return ClassifyLetter(
                letter, as: matter.kind, in: field,
                Classification(eligibility: old.eligibility, competence: old.competence, people: old.people),
                settledBy: try TypedText(letter.settledBy, field: "settledBy", mayBeEmpty: true), promise: nil,
                by: officer)
        }
    }
}

/// One matter chosen for a bulk act, as far as pages show it.
public struct BulkLine: Sendable {
    public let matter: MatterKey
    public let title: String
    /// The post it was with before, and the field it had: what undoing leads back to.
    public let post: PostID?
    public let field: String
    /// Why it would not be done; nil if it would.
    public let refusal: Problem?
}

/// What a bulk act would do to each of many matters, in one read.
public enum BulkList {
    /// In the order given; matters that the officer may not read are lines without title.
    public static func check(
        _ act: BulkAct, _ keys: [MatterKey], by officer: AccountID, _ performer: Performer, _ tx: any ReadTransaction
    ) throws -> [BulkLine] {
        let scope = try Scope.of(.officer(officer), on: performer.world.today, tx)
        return try keys.map { key in
            var refusal: Problem?
            do {
                try act.check(key, by: officer, performer, tx)
            } catch let error as any DomainError {
                refusal = error.problem
            } catch let problem as Problem {
                refusal = problem
            }
            guard let matter = try MatterTable.load(key, tx), try matter.isIn(scope, tx) else {
                return BulkLine(
                    matter: key, title: "", post: nil, field: "",
                    refusal: refusal ?? ProcedureError.unknownMatter.problem)
            }
            let letter = matter.letters.first
            let title = try letter.flatMap { try ExtractTable.find(LetterKey(key.home, $0.id), tx)?.title } ?? ""
            return BulkLine(
                matter: key, title: title, post: matter.procedure.handler?.post,
                field: letter?.classification.field ?? "", refusal: refusal)
        }
    }
}
