/// What became of a message that was handed over.
public enum Delivery: Hashable, Sendable {
    /// The next server has it and answers for it.
    case accepted
    /// It will not be taken, now or later: no such mailbox, not wanted.
    case refused
    /// It may be taken later: nobody answers, or not now.
    case postponed
}

/// Hands messages over. It keeps nothing and logs nothing: addresses are the recipients' own.
public protocol MailCarrier: Sendable {
    func carry(_ message: MailMessage) async -> Delivery
}
