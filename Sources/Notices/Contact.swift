import Identity
import Kernel
import Language
import Mail
import Storage

/// The ways to a sender, read when they are needed and kept nowhere.
public struct Contact: Sendable {
    public let name: String
    public let email: MailAddress?
    public let telephone: String?
    public let address: String?

    /// Those that the letter gives. Only what tells a sender something may ask: a job, or an act that leaves a trace.
    public static func of(_ letter: LetterKey, _ tx: any ReadTransaction) throws -> Contact? {
        try OriginalTable.open(letter, tx).map { Contact($0.sender) }
    }

    init(_ sender: Sender) {
        name = sender.name
        email = MailAddress(sender.email)
        telephone = Telephone(sender.phone)?.display ?? (sender.phone.isEmpty ? nil : sender.phone)
        address = sender.address.isEmpty ? nil : sender.address
    }

    public var ways: Set<Notice.Channel> {
        Set(
            [
                email == nil ? nil : .email, telephone == nil ? nil : .telephone, address == nil ? nil : .post,
            ].compactMap(\.self))
    }
}
