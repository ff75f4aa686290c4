import Kernel

/// One provision: a period that the law fixes, with its article, its dates of force and its source.
public struct Rule: Hashable, Sendable {
    /// The event on whose day a period starts; that day is day zero.
    public enum Start: String, Hashable, Sendable {
        case receipt
    }

    /// Where the provision was read.
    public struct Source: Hashable, Sendable {
        /// The text that was read, in words.
        public let words: String
        /// Its address, or its number in a collection.
        public let reference: String

        public init(words: String, reference: String) {
            self.words = words
            self.reference = reference
        }
    }

    public let id: RuleID
    /// Number of the act, `20/2008/NĐ-CP`.
    public let act: String
    /// Article, clause and point in one, `9.1d`.
    public let article: String
    /// First day of force.
    public let inForceFrom: Day
    /// Last day of force; nil while no end is known.
    public let inForceUntil: Day?
    /// Whether the dates of force were read in the source; `verified` speaks of the period itself.
    public let inForceVerified: Bool
    public let start: Start
    public let length: Length
    /// Whether a last day that is not a working day moves to the next working day.
    public let rolls: Bool
    public let source: Source
    /// Whether the length and the article were read in the source.
    public let verified: Bool
    /// The rule in one plain sentence, by language; Vietnamese and English are always there.
    public let says: [String: String]
    /// What a reader must know besides, by language; empty if nothing.
    public let note: [String: String]
    /// The provision's name within the rule, as stored with clocks: `inForceFrom` as text.
    public let provision: String

    /// A provision that can be counted with, or `LawError.invalidRule`.
    public init(
        id: RuleID, act: String, article: String,
        inForceFrom: Day, inForceUntil: Day? = nil, inForceVerified: Bool = true,
        start: Start, length: Length, rolls: Bool = false,
        source: Source, verified: Bool, says: [String: String], note: [String: String] = [:]
    ) throws(LawError) {
        self.id = id
        self.act = act
        self.article = article
        self.inForceFrom = inForceFrom
        self.inForceUntil = inForceUntil
        self.inForceVerified = inForceVerified
        self.start = start
        self.length = length
        self.rolls = rolls
        self.source = source
        self.verified = verified
        self.says = says
        self.note = note
        provision = inForceFrom.description
        if let fault { throw .invalidRule(id, fault) }
    }

    /// Whether the provision is in force on that day, its first and last day included.
    public func isInForce(on day: Day) -> Bool { inForceFrom <= day && day <= (inForceUntil ?? .never) }

    private var fault: String? {
        if id.text.isEmpty { return "id is empty" }
        if id.isPromise { return "ids beginning with promise. belong to the bodies' own promises" }
        if act.isEmpty { return "act is empty" }
        if article.isEmpty { return "article is empty" }
        if source.words.isEmpty || source.reference.isEmpty { return "source is empty" }
        if !Length.bounds.contains(length.days) { return "a period of \(length.days) days" }
        if let until = inForceUntil, until < inForceFrom { return "ends on \(until), before it begins" }
        if !says.isBilingual { return "says needs vi and en" }
        if !note.isEmpty, !note.isBilingual { return "note needs vi and en" }
        return nil
    }
}

extension [String: String] {
    /// Whether both languages that must be complete have a text.
    var isBilingual: Bool { ["vi", "en"].allSatisfy { self[$0]?.isEmpty == false } }
}
