/// What a sender handed in, word for word, and who the sender is. It stays in this module; work is done on the
/// extract.
public struct Original: Hashable, Sendable {
    public let title: String
    public let body: String
    public let sender: Sender

    public init(title: String, body: String, sender: Sender) {
        self.title = title
        self.body = body
        self.sender = sender
    }
}

/// Who handed a letter in; everything may be empty, for an anonymous letter.
public struct Sender: Hashable, Sendable {
    public let name: String
    public let address: String
    public let phone: String
    public let email: String

    public init(name: String = "", address: String = "", phone: String = "", email: String = "") {
        self.name = name
        self.address = address
        self.phone = phone
        self.email = email
    }

    /// Nothing was given: the letter is anonymous, and marked so.
    public var isAnonymous: Bool { name.isEmpty && address.isEmpty && phone.isEmpty && email.isEmpty }
}
