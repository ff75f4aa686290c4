/// Who performs an act.
public enum Actor: Hashable, Sendable {
    /// An officer, signed in.
    case officer(AccountID)
    /// Whoever showed the code and PIN of this letter.
    case petitioner(LetterID)
    /// Somebody who has shown nothing: a citizen handing in a first letter.
    case anyone
    /// The platform itself, by one of its jobs, an import or the preparation of a demonstration.
    case platform(String)

    /// As stored with the event, `officer:12`; the ledger's leaf bears a pseudonym of it.
    public var description: String {
        switch self {
        case .officer(let account): "officer:\(account)"
        case .petitioner(let letter): "petitioner:\(letter)"
        case .anyone: "anyone"
        case .platform(let part): "platform:\(part)"
        }
    }

    /// Nil unless the text was written by `description`.
    public init?(_ description: String) {
        let parts = description.split(separator: ":", maxSplits: 1)
        switch (parts.first, parts.count) {
        case ("anyone", 1): self = .anyone
        case ("officer", 2):
            guard let account = AccountID(parts[1]) else { return nil }
            self = .officer(account)
        case ("petitioner", 2):
            guard let letter = LetterID(parts[1]) else { return nil }
            self = .petitioner(letter)
        case ("platform", 2): self = .platform(String(parts[1]))
        default: return nil
        }
    }
}
