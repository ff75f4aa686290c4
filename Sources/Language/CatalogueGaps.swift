extension Catalogue {
    /// Texts that another language has and this one lacks, sorted; plural forms count as one text.
    public func gaps(in locale: Locale) -> [String] {
        let others = Locale.allCases.reduce(into: Set<String>()) { $0.formUnion(plain(keys(in: $1))) }
        return others.subtracting(plain(keys(in: locale))).sorted()
    }

    private func plain(_ keys: Set<String>) -> Set<String> {
        Set(keys.map { key in key.hasSuffix("]") ? String(key[..<(key.lastIndex(of: "[") ?? key.endIndex)]) : key })
    }
}
