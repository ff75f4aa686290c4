import Kernel

/// What one act made true, as recorded: appended, never changed.
public struct Event: Sendable {
    public let home: Home
    public let id: Int64
    /// 128 random bits; after a commit of unknown fate the act is looked up by it before trying again.
    public let act: [UInt8]
    public let code: ActCode
    public let subject: SubjectReference
    /// 1, 2, 3 … for each subject.
    public let sequence: Int
    public let effective: Day
    public let recorded: Instant
    public let actor: Actor
    /// The state of the rule books the act was performed under.
    public let law: String
    public let payload: Payload
    public let salt: [UInt8]

    /// An event as read from the ledger. Only `Performer` appends one.
    public init(
        home: Home, id: Int64, act: [UInt8], code: ActCode, subject: SubjectReference, sequence: Int,
        effective: Day, recorded: Instant, actor: Actor, law: String, payload: Payload, salt: [UInt8]
    ) {
        self.home = home
        self.id = id
        self.act = act
        self.code = code
        self.subject = subject
        self.sequence = sequence
        self.effective = effective
        self.recorded = recorded
        self.actor = actor
        self.law = law
        self.payload = payload
        self.salt = salt
    }
}
