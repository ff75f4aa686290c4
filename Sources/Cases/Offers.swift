import Kernel
import Registry

/// What an officer can do with a matter, as pages offer it. `rawValue` stands in addresses.
public enum OfferedAct: String, Sendable, CaseIterable {
    case take, release, accept, decline, assign, sign, signOnPaper = "sign-on-paper", issue
    case returnDraft = "return-draft", answer, submit, reopen, uphold, correct
    case resume, ask, note, contribute, classify, split, join, part, offer, recall, close
    case setAside = "set-aside", invite, uninvite, propose, publish, unpublish, rate, open, restore
    case extract, stepAside = "step-aside"
    case addFiles = "add-files", reissue, void, recheck
}

/// What one officer can do with a matter now: what the procedure and the officer's posts allow, no more. Each rule is
/// the one the act itself holds to; a test walks through every stage and role and compares.
public struct Offers: Sendable {
    public let acts: Set<OfferedAct>
    /// Posts of the body that can handle the matter and are held by somebody.
    public let fitPosts: [PostID]
    /// Matters whose letters were joined to this one and can go back.
    public let joined: [MatterID]
    /// Bodies for which this officer can give a part.
    public let parts: [OrganizationID]
    /// Letters whose last answer nobody has rated.
    public let unrated: [LetterID]
    /// Letters whose senders allow the answer to be shown.
    public let consenting: [LetterID]
    /// Letters that say who sent them and have a PIN of their own: for them a new one can be issued.
    public let reissuable: [LetterID]
    /// Whether this officer numbers and sends what the body issues.
    public let mayIssue: Bool

    /// `ancestors` are those of the body that has the matter.
    public init(_ file: MatterFile, _ standing: Standing, ancestors: Set<OrganizationID>) {
        let matter = file.matter
        fitPosts = file.posts.filter { post, holders in
            !holders.isEmpty && post.role.powers.contains(.handle) && post.role.kinds.contains(matter.kind)
        }.map(\.post.id)
        joined = file.joinedMatters
        parts = matter.parts.filter { !$0.isDone && standing.post(with: .handle, in: $0.organization) != nil }
            .map(\.organization)
        unrated =
            file.answers.last.map { answer in
                matter.letters.map(\.id).filter { id in
                    !file.ratings.contains { $0.letter == id && $0.answer == answer.id }
                }
            } ?? []
        consenting = matter.letters.filter { $0.consent == true }.map(\.id)
        reissuable = file.letters.map(\.letter).filter { !$0.isAnonymous && $0.parent == nil }.map(\.key.id)
        let rules = Rules(file: file, standing: standing, ancestors: ancestors)
        mayIssue = rules.hasInOrAbove(.issue)
        var acts = rules.acts
        if fitPosts.isEmpty { acts.remove(.assign) }
        if joined.isEmpty { acts.remove(.part) }
        if parts.isEmpty { acts.remove(.contribute) }
        if unrated.isEmpty { acts.remove(.rate) }
        if consenting.isEmpty { acts.remove(.propose) }
        if reissuable.isEmpty { acts.remove(.reissue) }
        self.acts = acts
    }
}

extension MatterFile {
    /// What was closed has been drawn, and nobody has looked.
    public var waitsForRecheck: Bool { rechecks.contains { $0.state == .waiting } }

    /// What waits for its signature, or signed for its number.
    public var waitingDraft: Draft? {
        matter.procedure.draftPurpose.flatMap { purpose in drafts.last { $0.purpose == purpose } }
    }

    /// Who can have signed by hand what waits: of a setting aside not its drafter.
    public var fitSigners: [(official: Official, post: Post)] {
        var seen: Set<OfficialID> = []
        return signers.filter { signer, _ in
            (waitingDraft?.purpose != .setAside || signer.id != waitingDraft?.official)
                && seen.insert(signer.id).inserted
        }
    }

    /// Matters that were joined to this one, whose letters are here and are not all there are.
    var joinedMatters: [MatterID] {
        let here = matter.letters.map(\.id)
        var came: [MatterID: [LetterID]] = [:]
        for entry in timeline {
            if case .absorbed(let other, let letters, _, _) = entry.event { came[other] = letters.map(\.id) }
        }
        return came.filter { _, letters in
            let left = here.filter { letters.contains($0) }
            return !left.isEmpty && left.count < here.count
        }.keys.sorted()
    }
}

private struct Rules {
    let file: MatterFile
    let standing: Standing
    let ancestors: Set<OrganizationID>

    var matter: Matter { file.matter }
    var procedure: Procedure { matter.procedure }

    func has(_ power: Power) -> Bool { standing.post(with: power, in: matter.organization) != nil }

    func hasInOrAbove(_ power: Power) -> Bool {
        standing.post(with: power, inOrAbove: matter.organization, ancestors: ancestors) != nil
    }

    /// The matter is work of a post this officer holds or covers.
    var handles: Bool { procedure.handler.map { standing.holds($0.post) } ?? false }

    var handlesOrAssigns: Bool { has(.assign) || handles }

    var acts: Set<OfferedAct> { Set(OfferedAct.allCases.filter(allows)) }

    private func allows(_ act: OfferedAct) -> Bool {
        let somebody = Handler(post: PostID(1), official: standing.official)
        let isOpen = !procedure.stage.isClosed
        let hasLetters = !matter.letters.isEmpty
        switch act {
        case .take: return has(.handle) && procedure.allows(.take(somebody))
        case .release:
            return handlesOrAssigns && file.isJustTaken && procedure.allows(.release)
        case .accept:
            return procedure.offeredTo.map { standing.post(with: .handle, in: $0) != nil } ?? false
        case .decline:
            return procedure.offeredTo.map { standing.post(with: .receive, in: $0) != nil } ?? false
        case .assign: return has(.assign) && procedure.allows(.assign(somebody))
        case .sign:
            return hasInOrAbove(.sign) && procedure.allows(.sign) && !isOwnSettingAside
        case .signOnPaper:
            return hasInOrAbove(.issue) && procedure.allows(.sign) && !file.fitSigners.isEmpty
        case .issue: return hasInOrAbove(.issue) && procedure.allows(.issue)
        case .correct:
            return procedure.stage == .answered && !file.answers.isEmpty && hasInOrAbove(.sign) && hasInOrAbove(.issue)
        case .returnDraft:
            let isSigned = procedure.stage == .approved
            return (isSigned ? hasInOrAbove(.issue) : handles) && procedure.allows(.returnDraft)
                || hasInOrAbove(.sign) && procedure.allows(.returnDraft)
        case .answer:
            return handles && has(.sign) && has(.issue) && ![.drafted, .approved].contains(procedure.stage)
                && procedure.allows(.submit(procedure.stage == .contested ? .uphold : .answer))
        case .submit: return handles && procedure.allows(.submit(.answer))
        case .uphold: return handles && procedure.allows(.submit(.uphold))
        case .setAside: return handles && procedure.allows(.submit(.setAside))
        case .reopen: return has(.handle) && procedure.allows(.reopen(somebody))
        case .resume: return handles && procedure.allows(.resume)
        case .ask: return handles && procedure.allows(.ask)
        case .note: return matter.organizations.contains { standing.post(with: .receive, in: $0) != nil }
        case .contribute: return isOpen
        case .classify: return has(.classify) && hasLetters
        case .split:
            return has(.classify) && procedure.closure?.isFinal != true
                && file.letters.contains { !$0.extract.body.isEmpty }
        case .extract:
            return handles && matter.kind == .denunciation && hasLetters && procedure.stage != .received
        case .join: return has(.classify) && isOpen && matter.kind != .denunciation
        case .part: return has(.classify) && isOpen
        case .offer: return has(.classify) && procedure.allows(.offer(to: matter.organization))
        case .recall: return has(.classify) && procedure.allows(.recallOffer)
        case .close: return has(.classify) && procedure.allows(.close(.guided, somebody))
        case .restore: return has(.classify) && procedure.closure != .joined && procedure.allows(.restore)
        case .invite: return handlesOrAssigns && isOpen
        case .uninvite: return handlesOrAssigns && !matter.parts.isEmpty
        case .propose:
            return handlesOrAssigns && procedure.stage == .answered && matter.board == .absent
                && matter.kind.isPublishable
        case .publish:
            guard case .proposed(_, let first) = matter.board else { return false }
            return matter.kind.isPublishable && hasInOrAbove(.publish) && first != standing.official
        case .unpublish:
            return matter.board != .absent && (has(.handle) || hasInOrAbove(.publish))
        case .rate: return has(.receive) && procedure.stage == .answered
        case .open: return handles && procedure.stage != .received && hasLetters
        case .stepAside: return !handles || !isOpen
        case .addFiles, .reissue: return has(.receive) && hasLetters
        case .recheck:
            return file.waitsForRecheck && standing.rechecks(matter.organization, ancestors: ancestors)
                && !file.timeline.hasPart(of: standing.official)
        case .void:
            return has(.receive) && isInOwnBook && matter.letters.count == 1 && (procedure.handler == nil || handles)
                && procedure.allows(.close(.mistaken, somebody))
        }
    }

    /// Its letter has a number in the book of the body that has it, or came along from its old register.
    private var isInOwnBook: Bool {
        file.timeline.contains { entry in
            guard case .received(let received) = entry.event else { return false }
            return (received.registration != nil || received.old != nil) && received.organization == matter.organization
                && matter.letter(received.letter.id) != nil
        }
    }

    /// A setting aside waits for somebody else than its drafter.
    private var isOwnSettingAside: Bool {
        procedure.draftPurpose == .setAside
            && file.waitingDraft?.official == standing.official
    }
}
