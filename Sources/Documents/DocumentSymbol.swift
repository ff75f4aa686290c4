import Registry

/// The letters that stand for a body in the symbols of its documents.
public enum DocumentSymbol {
    /// `TB-UBND` for a notice of a people's committee, `UBND` for its letter. Other bodies have the first letters of the
    /// words of their name: Sở Nông nghiệp và Môi trường, SNNMT.
    public static func of(_ kind: DocumentKind, by organization: Organization) -> String {
        let body = letters(of: organization)
        return kind.abbreviation.isEmpty ? body : "\(kind.abbreviation)-\(body)"
    }

    private static func letters(of organization: Organization) -> String {
        if organization.body == .committee { return "UBND" }
        let name = organization.name["vi"] ?? organization.code
        // The place is no part of it: it begins with the word for the sort of unit, in small letters.
        let words = name.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
        let own = words.prefix { !units.contains(String($0)) }
        let initials = (own.count < 2 ? words[...] : own)
            .filter { !small.contains($0.lowercased()) }.compactMap(\.first).map { $0.uppercased() }
        return initials.isEmpty ? organization.code.uppercased() : initials.joined()
    }

    private static let small: Set<String> = ["và", "của", "các", "về"]
    private static let units: Set<String> = ["tỉnh", "thành", "xã", "phường", "đặc"]
}
