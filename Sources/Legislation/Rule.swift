import Kernel

/// One provision: a period that the law fixes, with its article, its dates of force and its source.
public struct Rule: Hashable, Sendable {
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
    /// What the rule is called, by language.
    public let title: [String: String]
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
    public let bound: Bound
    /// The length where no condition is named.
    public let length: Length
    /// Lengths under conditions: one for each combination of those that the provision knows.
    public let variants: [Variant]
    /// Nil where nothing can be prolonged.
    public let extensions: Extensions?
    /// On which grounds days are not counted.
    public let pauses: Set<PauseGround>
    /// Whether the law says that the days follow each other without a break.
    public let isConsecutive: Bool
    /// Whether a last day that is not a working day moves to the next working day.
    public let rolls: Bool
    public let source: Source
    /// Whether the length and the article were read in the source.
    public let verified: Bool
    /// The rule in one plain sentence, by language; Vietnamese and English are always there.
    public let says: [String: String]
    /// What a reader must know besides, by language; empty if nothing.
    public let note: [String: String]
    /// What later acts change for periods that already run, in the order of days.
    public let transitions: [Transition]
    /// The provision's name within the rule, as stored with clocks: `inForceFrom` as text.
    public let provision: String

    /// A provision that can be counted with, or `LawError.invalidRule`.
    public init(
        id: RuleID, title: [String: String], act: String, article: String,
        inForceFrom: Day, inForceUntil: Day? = nil, inForceVerified: Bool = true,
        start: Start, bound: Bound = .atMost, length: Length, variants: [Variant] = [],
        extensions: Extensions? = nil, pauses: Set<PauseGround> = [], isConsecutive: Bool = false,
        rolls: Bool = false, source: Source, verified: Bool, says: [String: String],
        note: [String: String] = [:], transitions: [Transition] = []
    ) throws(LawError) {
        self.id = id
        self.title = title
        self.act = act
        self.article = article
        self.inForceFrom = inForceFrom
        self.inForceUntil = inForceUntil
        self.inForceVerified = inForceVerified
        self.start = start
        self.bound = bound
        self.length = length
        self.variants = variants
        self.extensions = extensions
        self.pauses = pauses
        self.isConsecutive = isConsecutive
        self.rolls = rolls
        self.source = source
        self.verified = verified
        self.says = says
        self.note = note
        self.transitions = transitions.sorted { $0.on < $1.on }
        provision = inForceFrom.description
        if let fault { throw .invalidRule(id, fault) }
    }

    /// Whether the provision is in force on that day, its first and last day included.
    public func isInForce(on day: Day) -> Bool { inForceFrom <= day && day <= (inForceUntil ?? .never) }

    /// Whether all of it was read in the source: the period and the dates of force.
    public var isWhollyVerified: Bool { verified && inForceVerified }

    /// Every condition that the provision knows.
    public var conditions: Set<Condition> {
        variants.reduce(into: extensions?.grounds ?? []) { $0.formUnion($1.conditions) }
    }

    /// The length under exactly these conditions. One the provision does not know is refused, never ignored.
    public func length(under given: Set<Condition>) throws(LawError) -> Length {
        if given.isEmpty { return length }
        let known = conditions
        for condition in Condition.allCases where given.contains(condition) && !known.contains(condition) {
            throw .conditionUnknown(id, condition)
        }
        let deciding = given.subtracting(extensions?.grounds ?? [])
        guard let variant = variants.first(where: { $0.conditions == deciding }) else { return length }
        return length.with(variant.days)
    }
}

extension [String: String] {
    /// Whether both languages that must be complete have a text.
    var isBilingual: Bool { ["vi", "en"].allSatisfy { self[$0]?.isEmpty == false } }
}
