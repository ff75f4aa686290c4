import Language

/// By what two letters are taken for those of one sender: the same telephone number, or the same name and address, however
/// they are spelt.
struct SenderMark {
    private let phone: String?
    private let nameAndAddress: String?

    init(_ sender: Sender) {
        phone = Telephone(sender.phone)?.e164
        let (name, address) = (Folding.fold(sender.name), Folding.fold(sender.address))
        nameAndAddress = name.isEmpty || address.isEmpty ? nil : name + "\n" + address
    }

    var canMatch: Bool { phone != nil || nameAndAddress != nil }

    func matches(_ other: SenderMark) -> Bool {
        (phone != nil && phone == other.phone)
            || (nameAndAddress != nil && nameAndAddress == other.nameAndAddress)
    }
}
