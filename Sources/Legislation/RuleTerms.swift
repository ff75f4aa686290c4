import Kernel

/// A circumstance of a case on which the length of a period depends.
public enum Condition: String, Hashable, Sendable, CaseIterable {
    /// A complex case ("vụ việc phức tạp").
    case complex
    /// A remote area with difficult travel ("vùng sâu, vùng xa đi lại khó khăn").
    case remote
    /// Several places must be checked, or the check is delegated.
    case severalPlaces
    /// The disciplinary decision dismisses the official ("buộc thôi việc").
    case dismissal
}

extension Rule {
    /// The event on whose day a period starts, or before which it ends; that day is day zero.
    public enum Start: String, Hashable, Sendable, CaseIterable {
        /// The letter, the request or the report is received.
        case receipt
        /// The case is accepted for settlement ("thụ lý").
        case acceptance
        /// The decision is issued.
        case decision
        /// The person receives the decision, or comes to know of it or of the act.
        case knowledge
        /// The person receives the first decision, or the time for it has passed in silence.
        case firstAnswer
        /// The conclusion on a denunciation, or the decision that deals with the violation, is issued.
        case conclusion
        /// The day of a dialogue.
        case dialogue
        /// The day on which citizens are received.
        case reception
        /// The grounds of refusing to receive a person are complete.
        case refusalGrounds
        /// The document or decision to be made public exists.
        case document
        /// Something is posted or published.
        case posting
        /// The meeting at which the holders were consulted on the plan.
        case consultation
        /// The notice of land recovery is issued.
        case notice
        /// The decision that approves the compensation plan takes effect.
        case effect
    }

    /// On which side of the last counted day the duty lies.
    public enum Bound: String, Hashable, Sendable, CaseIterable {
        /// Done on the last day at the latest.
        case atMost
        /// Lasting until the last day at least; never shortened.
        case atLeast
        /// Done so many days before the event at the latest; counted backwards.
        case atLeastBefore
    }

    /// A length that holds instead of the first one under exactly these conditions.
    public struct Variant: Hashable, Sendable {
        public let conditions: Set<Condition>
        public let days: Int

        public init(when conditions: Set<Condition>, days: Int) {
            self.conditions = conditions
            self.days = days
        }
    }

    /// How often the authority may prolong the period, and by how long at most each time.
    public struct Extensions: Hashable, Sendable {
        public let most: Int
        public let length: Length
        /// Conditions that are no length of their own but the ground of an extension.
        public let grounds: Set<Condition>

        public init(most: Int, length: Length, grounds: Set<Condition> = []) {
            self.most = most
            self.length = length
            self.grounds = grounds
        }
    }

    /// Why days are not counted.
    public enum PauseGround: String, Hashable, Sendable, CaseIterable {
        /// The settlement is suspended by a decision ("tạm đình chỉ").
        case suspension
        /// Illness, disaster, work far away or another objective obstacle keeps the person from acting.
        case obstacle
        /// An expert assessment is awaited ("giám định").
        case assessment
    }

    /// What a later act changes for periods that already run.
    public struct Transition: Hashable, Sendable {
        /// First day on which the later act reaches them.
        public let on: Day
        public let act: String
        public let article: String
        /// Grounds on which they can pause from that day on, though they could not before.
        public let pauses: Set<PauseGround>
        public let says: [String: String]

        public init(on: Day, act: String, article: String, pauses: Set<PauseGround> = [], says: [String: String]) {
            self.on = on
            self.act = act
            self.article = article
            self.pauses = pauses
            self.says = says
        }
    }
}

/// Days for which the books knowingly hold no provision of a rule, with the reason.
public struct Gap: Hashable, Sendable {
    public let id: RuleID
    /// Nil from the beginning of time.
    public let from: Day?
    public let until: Day
    public let says: [String: String]

    public init(id: RuleID, from: Day?, until: Day, says: [String: String]) throws(LawError) {
        self.id = id
        self.from = from
        self.until = until
        self.says = says
        if let from, until < from { throw .invalidRule(id, "the gap ends on \(until), before it begins") }
        if !says.isBilingual { throw .invalidRule(id, "says needs vi and en") }
    }

    /// Whether the day lies in the gap.
    public func contains(_ day: Day) -> Bool { (from ?? day) <= day && day <= until }
}

/// What rules are about: the headings of the list of the law.
public enum LawSubject: String, Hashable, Sendable, CaseIterable {
    case complaint, discipline, denunciation, letter, feedback, reception, publicity, opinions, information
    case landRecovery = "landrecovery"
}

extension RuleID {
    /// By the first word of the name; nil for a name that belongs under no heading.
    public var subject: LawSubject? { text.split(separator: ".").first.flatMap { LawSubject(rawValue: String($0)) } }
}
