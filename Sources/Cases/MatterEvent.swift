import Acts
import Documents
import Files
import Kernel
import Registry

/// What can become true of a matter. Each case is the payload of one act; MatterPayload.swift writes and reads them.
public enum MatterEvent: Hashable, Sendable {
    case received(LetterReceived)
    case classified(LetterClassified)
    case taken(by: Handler)
    case assigned(Handler, by: OfficialID)
    case released(by: OfficialID)
    case offered(to: OrganizationID, Said)
    case accepted(by: Handler, of: OrganizationID)
    case declined(Said)
    case offerRecalled(by: OfficialID)
    case asked(Said)
    case replied(Said)
    case resumed(by: OfficialID)
    case noted(Said)
    case submitted(Submitted)
    case returned(Said)
    /// What was drafted has been signed; if it was numbered at once, it has left the body.
    case signed(Signed)
    /// What was signed has its number and has left the body.
    case issued(Issued)
    /// Another document puts an answer right.
    case corrected(Corrected)
    case contested(Said, clocks: [Clock])
    case reopened(by: Handler)
    case closed(Closure, by: Handler?, Said?)
    case restored(by: OfficialID)
    case rated(Rated)
    /// Letters of another matter about the same trouble have come to this one, with their clocks.
    case absorbed(from: MatterID, letters: [MatterLetter], clocks: [Clock], by: OfficialID)
    /// This matter's letters have gone to another one.
    case joined(into: MatterID, by: OfficialID)
    /// Letters that had been joined to this one have gone back to the matter they came from.
    case parted([LetterID], to: MatterID, by: OfficialID)
    /// The letters of this matter are back from the one it was joined to, with their clocks.
    case regained([MatterLetter], clocks: [Clock], at: OrganizationID, by: OfficialID)
    /// A part of a mixed letter has become a letter and a matter of its own.
    case split(LetterID, to: MatterID, by: OfficialID)
    case invited(OrganizationID, Said)
    case contributed(OrganizationID, Said)
    case uninvited(OrganizationID, by: OfficialID)
    case consented(LetterID, Bool)
    case proposed(Proposed)
    case published(ID<Publication>, by: OfficialID)
    case unpublished(ID<Publication>, by: OfficialID?)
    /// The extract of a denunciation has been written.
    case extracted(LetterID, by: OfficialID, commitment: [UInt8])
    case lapsed(ID<Clock>)
    case opened(OriginalOpened)
    /// The sender has another PIN, and the one of before opens nothing.
    case pinReissued(PINReissued)
    /// Files have come to a letter later.
    case filesAdded(FilesAdded)
    /// What was closed has been drawn for a re-check.
    case drawn(DrawnForRecheck)
    /// Somebody above the body has said whether what was closed stands; if not, it lies with the body again.
    case rechecked(Rechecked)
}

/// A letter has been received and opened a matter.
public struct LetterReceived: Hashable, Sendable {
    public let letter: MatterLetter
    public let kind: Kind
    public let organization: OrganizationID
    public let area: String
    public let arrived: Day
    public let source: Source
    /// The letter it was a part of, or came with.
    public let parent: LetterID?
    public let clocks: [Clock]
    /// Where the files that came with it are kept: no names, and nothing that tells what is in them.
    public let files: [FileAddress]
    /// Commit to the words without showing them.
    public let originalCommitment: [UInt8]
    public let extractCommitment: [UInt8]
    /// How an officer entered it; nil for a letter that the sender handed in here, and for one that was imported.
    public internal(set) var registration: Registration?
    /// From which register it was brought along; nil for every other letter.
    public internal(set) var old: BroughtAlong?

    /// The same as it was brought along.
    func broughtAlong(_ old: BroughtAlong) -> LetterReceived {
        var copy = self
        copy.old = old
        return copy
    }

    /// The same as an officer entered it.
    func registered(_ registration: Registration) -> LetterReceived {
        var copy = self
        copy.registration = registration
        return copy
    }
}

/// What a letter is has been said or corrected; where the kind changed, clocks end and others begin.
public struct LetterClassified: Hashable, Sendable {
    public let letter: MatterLetter
    public let kind: Kind
    public let official: OfficialID
    public let clocks: [Clock]
}

/// That somebody said something, without its words.
public struct Said: Hashable, Sendable {
    public let words: ID<Words>
    /// Nil if the sender said it.
    public let official: OfficialID?
    public let letter: LetterID?
    public let commitment: [UInt8]
}

public struct Submitted: Hashable, Sendable {
    public let draft: ID<Draft>
    public let purpose: DraftPurpose
    public let outcome: Outcome?
    public let ground: SetAsideGround?
    public let official: OfficialID
    public let commitment: [UInt8]
}

/// What shall leave the body, who drafted it and who signed it.
public struct Signed: Hashable, Sendable {
    public let purpose: DraftPurpose
    public let answer: ID<Answer>
    public let outcome: Outcome?
    public let drafter: OfficialID
    public let signer: OfficialID
    /// The post by which it was signed.
    public let post: PostID
    public let commitment: [UInt8]
    /// How it was signed by hand; nil if by signing in.
    public let paper: PaperSignature?
    /// Its number, if it left at once; nil while it waits for one.
    public let issue: Issue?
    /// Of a setting aside, on which ground.
    public let ground: SetAsideGround?
}

/// That a document was signed by hand, on a day, as an official says who keeps its scan.
public struct PaperSignature: Hashable, Sendable {
    public let day: Day
    public let files: [FileAddress]
    /// The letter under whose key the scan is kept.
    public let letter: LetterID
    public let recorder: OfficialID
}

/// The number of a document, and who gave it.
public struct Issue: Hashable, Sendable {
    public let number: DocumentNumber
    /// The body that issued it: the one that had the matter, or that goes on with its work.
    public let organization: OrganizationID
    public let issuer: OfficialID
    /// The post by which it was issued.
    public let post: PostID

    func numbered(_ number: DocumentNumber) -> Issue {
        Issue(number: number, organization: organization, issuer: issuer, post: post)
    }
}

public struct Issued: Hashable, Sendable {
    public let purpose: DraftPurpose
    public let answer: ID<Answer>
    public let outcome: Outcome?
    public let issue: Issue
    /// Of a setting aside, on which ground.
    public let ground: SetAsideGround?
}

/// What was wrong in an answer has been put right by another document. Whoever signs for the body drafted, signed and
/// issued it.
public struct Corrected: Hashable, Sendable {
    public let answer: ID<Answer>
    /// The answer that it puts right.
    public let corrects: ID<Answer>
    public let outcome: Outcome
    public let signer: OfficialID
    /// The post by which it was signed.
    public let post: PostID
    public let issue: Issue
    public let commitment: [UInt8]
}

public struct Rated: Hashable, Sendable {
    public let letter: LetterID
    public let answer: ID<Answer>
    /// 1 (not at all content) to 5 (fully content).
    public let score: Int
    /// Entered by an officer for a sender who cannot: marked, and in no figure.
    public let official: OfficialID?
    public let words: ID<Words>?
    public let commitment: [UInt8]?
}

public struct Proposed: Hashable, Sendable {
    public let publication: ID<Publication>
    public let letter: LetterID
    public let official: OfficialID
    public let commitment: [UInt8]
}

/// An officer has read the sender's own words and name.
public struct OriginalOpened: Hashable, Sendable {
    public let letter: LetterID
    public let officer: AccountID
    public let reason: OpeningReason
}

/// Somebody at the counter has shown to be the sender, and has a new PIN: by which sort of paper, never its number.
public struct PINReissued: Hashable, Sendable {
    public let letter: LetterID
    /// The version of the PIN that is good from now on: from 2, or 1 where none was given out before.
    public let version: Int
    public let paper: IdentityPaper
    public let official: OfficialID
}

public struct FilesAdded: Hashable, Sendable {
    public let letter: LetterID
    public let files: [FileAddress]
    public let official: OfficialID
}

extension MatterEvent {
    /// The official who brought it about; nil for the sender and the platform.
    public var official: OfficialID? {
        switch self {
        case .classified(let classified): classified.official
        case .taken(let handler), .accepted(let handler, _), .reopened(let handler): handler.official
        case .released(let official), .assigned(_, let official), .offerRecalled(let official), .resumed(let official),
            .restored(let official), .absorbed(_, _, _, let official), .joined(_, let official),
            .parted(_, _, let official), .regained(_, _, _, let official), .split(_, _, let official),
            .uninvited(_, let official), .published(_, let official):
            official
        case .submitted(let submitted): submitted.official
        case .signed(let signed): signed.signer
        case .issued(let issued): issued.issue.issuer
        case .corrected(let corrected): corrected.signer
        case .closed(_, let handler, _): handler?.official
        case .rated(let rated): rated.official
        case .proposed(let proposed): proposed.official
        case .unpublished(_, let official): official
        case .extracted(_, let official, _): official
        case .offered(_, let said), .declined(let said), .asked(let said), .noted(let said), .returned(let said),
            .invited(_, let said), .contributed(_, let said):
            said.official
        case .received(let received): received.registration?.official ?? received.old?.official
        case .pinReissued(let reissued): reissued.official
        case .filesAdded(let added): added.official
        case .rechecked(let rechecked): rechecked.said.official
        case .replied, .contested, .consented, .lapsed, .opened, .drawn: nil
        }
    }
}
