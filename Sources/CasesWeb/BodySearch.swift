import Language
import Registry

extension Directory {
    static let mostFound = 10

    /// Bodies whose name or place has all these words, with or without marks: those that begin with them first, at most
    /// ten. One whose name or code is exactly this comes alone.
    func bodies(named query: String) -> [Organization] {
        let wanted = Folding.fold(query)
        guard !wanted.isEmpty else { return [] }
        let words = wanted.split(separator: " ")
        if let exact = organization(code: query.tidied.lowercased()) { return [exact] }
        var hits: [(organization: Organization, name: String)] = []
        for organization in organizations {
            let names = Array(organization.name.values) + Array(organization.area.name.values)
            let folded = names.map(Folding.fold)
            let all = Set(folded.joined(separator: " ").split(separator: " "))
            let fits = words.allSatisfy { word in all.contains(word) || all.contains { $0.hasPrefix(word) } }
            if fits { hits.append((organization, Folding.fold(organization.name["vi"] ?? organization.code))) }
        }
        let exact = hits.filter { $0.name == wanted }
        if exact.count == 1 { return exact.map(\.organization) }
        return hits.sorted { ($0.name.count, $0.organization.code) < ($1.name.count, $1.organization.code) }
            .prefix(Self.mostFound).map(\.organization)
    }
}
