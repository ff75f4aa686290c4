import Acts
import Documents
import Kernel
import Language
import Registry
import Storage
import Vault

/// What one sender sees: the own letter, its clocks, the matter's time line and the answer; never another sender.
public struct FollowedLetter: Sendable {
    public let letter: Letter
    public let kind: Kind
    public let extract: Extract
    public let organization: OrganizationID
    public let procedure: Procedure
    /// Duties owed to this sender, and those of the matter.
    public let clocks: [Clock]
    public let answers: [Answer]
    /// What the body issued, first to last.
    public let documents: [IssuedDocument]
    /// What was said to this sender or by this sender; nothing internal.
    public let words: [Words]
    public let ratings: [Rating]
    public let timeline: [TimelineEntry]
    /// Parts split off this letter, which the same PIN opens.
    public let parts: [Letter]
    /// Other letters speak of the same trouble.
    public let isShared: Bool
    public let isOnBoard: Bool
    /// Whether the answer stands on the public board or may still come there, so that it matters what the sender allows.
    public let canBePublished: Bool
    /// Why it was set aside; nil while it is not.
    public let setAside: SetAside?

    /// On what a setting aside rests.
    public struct SetAside: Hashable, Sendable {
        public let ground: SetAsideGround
        /// The passage of the letter; nil if it stands in the letter of another sender.
        public let passage: String?
    }

    /// The letter of a petitioner's scope; nil for any other scope.
    public static func read(_ scope: Scope, home: Home, _ tx: any ReadTransaction) throws -> FollowedLetter? {
        guard let own = scope.ownLetter, let letter = try LetterTable.find(LetterKey(home, own), tx) else {
            return nil
        }
        let key = MatterKey(home, letter.matter)
        guard let matter = try MatterTable.load(key, tx) else { return nil }
        let (all, said) = try story(of: own, in: key, tx)
        // That a day owed to another sender has passed is told to that one.
        let others = Set(matter.clocks.filter { $0.letter != nil && $0.letter != own }.map(\.id))
        let timeline = all.filter { entry in
            if case .lapsed(let clock) = entry.event { !others.contains(clock) } else { true }
        }
        let extract = try ExtractTable.find(letter.key, tx) ?? Extract(title: "", body: "")
        let told = Set(timeline.compactMap { $0.event.said?.words })
        // What ended with a correction concerns nobody any more; what ended with the withdrawal is part of what it did.
        let isFinal = matter.procedure.closure?.isFinal == true
        return FollowedLetter(
            letter: letter, kind: matter.kind,
            extract: extract, organization: matter.organization, procedure: matter.procedure,
            clocks: matter.clocks.filter {
                ($0.letter == nil || $0.letter == own) && (isFinal || $0.state != .ended)
            },
            answers: try AnswerTable.all(of: key, tx), documents: try DocumentTable.all(of: key, tx),
            words: said.filter {
                !$0.sort.isInternal && ($0.letter == nil || $0.letter == own) && told.contains($0.id)
            }, ratings: try RatingTable.all(of: key, tx).filter { $0.letter == own }, timeline: timeline,
            parts: try LetterTable.parts(of: letter.key, tx), isShared: matter.letters.count > 1,
            isOnBoard: matter.board.isPublished,
            canBePublished: matter.kind.isPublishable && (matter.procedure.stage != .closed || matter.board != .absent),
            setAside: try reason(of: matter, extract, tx))
    }

    private static func reason(of matter: Matter, _ own: Extract, _ tx: any ReadTransaction) throws -> SetAside? {
        guard matter.procedure.closure == .setAside,
            let draft = try DraftTable.last(of: matter.key, .setAside, tx)?.draft, let ground = draft.ground
        else { return nil }
        let isOwn = Folding.fold(own.title + " " + own.body).contains(Folding.fold(draft.text))
        return SetAside(ground: ground, passage: isOwn ? draft.text : nil)
    }

    /// Why it was set aside, at the entry of the time line that did it last.
    public func reasonOfSettingAside(at index: Int) -> SetAside? {
        timeline.lastIndex(where: \.isSettingAside) == index ? setAside : nil
    }

    /// What happened to one letter and was said about it: in its matter, and before in those it came from.
    private static func story(
        of own: LetterID, in key: MatterKey, _ tx: any ReadTransaction
    ) throws -> (timeline: [TimelineEntry], words: [Words]) {
        let here = try TimelineEntry.all(of: key, tx)
        var (timeline, words) = (here.filter { $0.concerns(own) }, try WordsTable.all(of: key, tx))
        for case .absorbed(let before, let letters, _, _) in here.map(\.event)
        where letters.contains(where: { $0.id == own }) {
            let earlier = try story(of: own, in: MatterKey(key.home, before), tx)
            // What the matter did before the letter came is no news of the letter.
            let came = here.first { entry in
                if case .absorbed(before, _, _, _) = entry.event { true } else { false }
            }
            timeline = earlier.timeline + timeline.filter { $0.recorded >= came?.recorded ?? $0.recorded }
            words = earlier.words + words
        }
        return (timeline, words)
    }

    /// The document that an answer left as.
    public func document(of answer: ID<Answer>) -> IssuedDocument? { document(ID(answer.raw)) }

    public func document(_ id: ID<IssuedDocument>) -> IssuedDocument? { documents.first { $0.id == id } }

    public var matter: MatterKey { MatterKey(letter.key.home, letter.matter) }
    public var stage: Stage { procedure.stage }
    public var since: Day { procedure.since }

    /// What the sender can do today.
    public func canContest(on day: Day) -> Bool {
        stage == .answered && ContestAnswer.isOpen(after: answers, on: day)
    }

    public var canReply: Bool { stage == .asked }

    public var canRate: Bool {
        guard stage == .answered, let answer = answers.last else { return false }
        return !ratings.contains { $0.answer == answer.id }
    }

    public var canWithdraw: Bool {
        (kind == .feedback || kind == .petition) && !isShared && procedure.allows(.close(.withdrawn, nil))
    }

    /// The letter a code and PIN open; nil for an unknown code and for a wrong PIN alike.
    public static func unlock(
        _ code: LetterCode, _ pin: PIN, under keys: KeyRing, _ tx: any ReadTransaction
    ) throws -> Letter? {
        guard let letter = try LetterTable.find(code, tx), letter.pinVersion > 0,
            PIN(of: letter.pinLetter, version: letter.pinVersion, under: keys.pin) == pin
        else { return nil }
        return letter
    }
}

extension TimelineEntry {
    fileprivate var isSettingAside: Bool {
        switch event {
        case .signed(let signed): signed.purpose == .setAside && signed.issue != nil
        case .issued(let issued): issued.purpose == .setAside
        default: false
        }
    }

    /// Other senders' letters, words and the opening of their names are theirs to see; what is internal nobody's.
    fileprivate func concerns(_ own: LetterID) -> Bool {
        switch event {
        case .received(let received): received.letter.id == own
        case .opened(let opened): opened.letter == own
        case .pinReissued(let reissued): reissued.letter == own
        case .filesAdded(let added): added.letter == own
        case .classified(let classified): classified.letter.id == own
        case .replied(let said), .contested(let said, _): said.letter == own
        case .rated(let rated): rated.letter == own
        // What is signed and has not left the body is not out yet.
        case .signed(let signed): signed.issue != nil
        case .consented(let letter, _), .split(let letter, _, _): letter == own
        case .absorbed(_, let letters, _, _): letters.contains { $0.id == own }
        case .parted, .regained, .joined: false
        case .noted, .submitted, .returned, .declined, .offerRecalled, .assigned, .resumed, .proposed, .extracted:
            false
        case .taken, .released, .offered, .accepted, .asked, .issued, .corrected, .reopened, .closed, .restored,
            .invited,
            .contributed,
            .uninvited, .published, .unpublished, .lapsed, .drawn, .rechecked:
            true
        }
    }
}

extension Matter.Board {
    public var isPublished: Bool {
        if case .published = self { true } else { false }
    }
}
