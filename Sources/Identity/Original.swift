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
    /// `rawValue` is stored and never changes.
    public enum Sort: String, Sendable, CaseIterable { case person, organization }

    public let sort: Sort
    public let name: String
    /// As written, besides the commune.
    public let address: String
    public let phone: String
    public let email: String
    /// Identity card, personal number or passport: asked only where the law asks it.
    public let identityNumber: String
    /// Of an organization.
    public let taxCode: String
    /// Who acts for an organization or a group.
    public let representative: String

    public init(
        sort: Sort = .person, name: String = "", address: String = "", phone: String = "", email: String = "",
        identityNumber: String = "", taxCode: String = "", representative: String = ""
    ) {
        self.sort = sort
        self.name = name
        self.address = address
        self.phone = phone
        self.email = email
        self.identityNumber = identityNumber
        self.taxCode = taxCode
        self.representative = representative
    }

    /// Nothing was given: the letter is anonymous, and marked so.
    public var isAnonymous: Bool {
        [name, address, phone, email, identityNumber, taxCode, representative].allSatisfy(\.isEmpty)
    }

    /// Every value by which somebody could be recognised.
    public var values: [String] { [name, address, phone, email, identityNumber, taxCode, representative] }
}
