import Kernel
import Registry

/// What the statutory register and tables ask of every letter (Circular 05/2021/TT-TTCP; Decree 154/2026, form 03).
public struct Classification: Hashable, Sendable {
    /// The code of a field of the national list that was in force when it was chosen; nil until somebody has.
    public let field: String?
    public let eligibility: Eligibility
    public let competence: Competence
    /// How many people it speaks for, at least 1.
    public let people: Int

    /// Without a field yet: an act of classifying names one of the national list.
    public init(
        eligibility: Eligibility = .undecided, competence: Competence = .undecided, people: Int = 1
    ) {
        self.init(field: nil, eligibility: eligibility, competence: competence, people: people)
    }

    /// The same in a field of the national list.
    func of(_ field: Field?) -> Classification {
        Classification(field: field?.code, eligibility: eligibility, competence: competence, people: people)
    }

    /// Read back, or as a sender named the field.
    init(
        field: String?, eligibility: Eligibility = .undecided, competence: Competence = .undecided, people: Int = 1
    ) {
        self.field = field
        self.eligibility = eligibility
        self.competence = competence
        self.people = people
    }
}

/// Whether a letter can be processed (đủ điều kiện xử lý), and if not, why. `rawValue` is stored and never changes.
///
/// Grounds as in Circular 05/2021/TT-TTCP, Article 6, read in the press only; tone or opinion is none.
public enum Eligibility: String, Sendable, CaseIterable {
    case undecided, eligible
    case unsigned, undated, unreadable, anonymous, notVietnamese, contentMissing, alreadyGuided, otherAddressee

    public var isDecided: Bool { self != .undecided }
}

/// Whose it is to answer. `rawValue` is stored and never changes.
public enum Competence: String, Sendable, CaseIterable {
    case undecided
    case own
    /// Of a body below this one.
    case below
    case other
}

/// One letter of a matter, as the matter's events tell it.
public struct MatterLetter: Hashable, Sendable {
    public let id: LetterID
    public let classification: Classification
    /// Whether the sender allows the answer to be shown without name; nil until asked.
    public let consent: Bool?
    /// Raised when the PIN is issued anew; 0 while none was ever given out.
    public let pinVersion: Int

    init(id: LetterID, classification: Classification, consent: Bool?, pinVersion: Int = 1) {
        self.id = id
        self.classification = classification
        self.consent = consent
        self.pinVersion = pinVersion
    }

    /// The same letter, read as something else.
    func classified(_ classification: Classification) -> MatterLetter {
        MatterLetter(id: id, classification: classification, consent: consent, pinVersion: pinVersion)
    }

    func consenting(_ consent: Bool) -> MatterLetter {
        MatterLetter(id: id, classification: classification, consent: consent, pinVersion: pinVersion)
    }

    func withPIN(_ version: Int) -> MatterLetter {
        MatterLetter(id: id, classification: classification, consent: consent, pinVersion: version)
    }
}

/// Grounds on which a letter may be set aside (xếp lưu), kept one year. `rawValue` is stored and never changes.
///
/// Circular 05/2021/TT-TTCP, Article 28, read in the press only. Neither tone nor opinion is among them.
public enum SetAsideGround: String, Sendable, CaseIterable {
    /// Torn, erased, or without anything that can be read.
    case unreadable
    /// The same content was settled by a decision in force, and nothing new is said.
    case settled
    /// The same content was guided before.
    case guided
    /// It was sent to the competent body as well.
    case sentElsewhere
    /// Without name, and without anything that can be checked.
    case anonymous
}

/// What came of a matter on its substance. `rawValue` is stored and never changes.
public enum Outcome: String, Sendable, CaseIterable {
    /// What was asked for is done, or will be by a day.
    case resolved
    case partly
    /// Not granted, or nothing to grant: the reasons are given.
    case explained
}
