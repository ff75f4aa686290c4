import Kernel
import Language
import Registry
import Web

/// A place that somebody may mean, and who receives letters about it here.
struct PlaceHit {
    /// `00070`, or `01/00070` if the province receives what is about the commune.
    let value: String
    let title: String
    /// The former name by which it was found.
    let former: String?
    /// The body that receives; nil if neither the place nor its province does.
    let receiver: Organization?
    /// The province stands in for a commune that receives nothing here yet.
    let isAbove: Bool
    /// The body it would go to if somebody there could sign in; `receiver` takes it in meanwhile.
    var silent: Organization?
}

/// Finds places by what people type: names of today or of before, with marks or without, also at the end of an
/// address.
struct PlaceSearch {
    /// So many are shown; more are narrowed by typing more.
    static let longest = 20
    /// So few receivers are listed without a search.
    static let few = 12

    let gazetteer: Gazetteer
    let directory: Directory

    init(_ site: Site) {
        gazetteer = site.gazetteer
        directory = site.directory.current
    }

    /// All communes that receive letters, if they are few; else none.
    func all(in locale: Locale) -> [PlaceHit] {
        guard directory.communes.count <= Self.few else { return [] }
        return directory.communes.map { known($0, in: locale) }
    }

    /// The best first; `total` counts those left out too.
    func find(_ query: String, in locale: Locale) -> (hits: [PlaceHit], total: Int) {
        let foreign = directory.communes.filter { gazetteer.unit($0.area.code, .commune) == nil }
            .filter { matches($0, query) }.map { known($0, in: locale) }
        for text in Self.readings(of: query) {
            let found = gazetteer.find(text, limit: Self.longest)
            let units = found.matches.filter {
                $0.unit.level == .commune || directory.receiver(ofArea: $0.unit.code) != nil
            }
            guard !units.isEmpty else { continue }
            return (foreign + units.map { hit($0, in: locale) }, foreign.count + found.total)
        }
        return (foreign, foreign.count)
    }

    /// The commune of today an address lies in, if exactly one is meant.
    func commune(ofAddress address: String) -> Gazetteer.Unit? {
        for text in Self.readings(of: address) {
            let found = gazetteer.find(text, limit: 2)
            guard found.total > 0 else { continue }
            return found.total == 1 && found.matches[0].unit.level == .commune ? found.matches[0].unit : nil
        }
        return nil
    }

    /// The name of a place with its province.
    func title(_ code: String, in locale: Locale) -> String {
        if let unit = gazetteer.unit(code, .commune) ?? gazetteer.unit(code, .province) {
            return gazetteer.title(of: unit, in: locale)
        }
        return directory.receiver(ofArea: code).map { known($0, in: locale).title } ?? code
    }

    private func hit(_ match: Gazetteer.Match, in locale: Locale) -> PlaceHit {
        let unit = match.unit
        let own = directory.receiver(ofArea: unit.code)
        let above = own == nil ? unit.parent.flatMap { directory.receiver(ofArea: $0) } : nil
        let reader = (own ?? above).flatMap { directory.reader(for: $0) }
        return PlaceHit(
            value: above.map { "\($0.area.code)/\(unit.code)" } ?? unit.code,
            title: gazetteer.title(of: unit, in: locale),
            former: match.former.map { gazetteer.title(of: $0.unit, in: locale) } ?? match.previousName,
            receiver: reader, isAbove: above != nil, silent: reader?.id == (own ?? above)?.id ? nil : own)
    }

    private func known(_ organization: Organization, in locale: Locale) -> PlaceHit {
        func name(_ area: Area) -> String { area.name[locale.rawValue] ?? area.name[Locale.vi.rawValue] ?? "" }
        let title = [organization.area, directory.province(of: organization.area)].compactMap(\.self).map(name)
        return PlaceHit(
            value: organization.area.code, title: title.joined(separator: ", "), former: nil,
            receiver: directory.reader(for: organization), isAbove: false,
            silent: directory.isOnBoard(organization.id) ? nil : organization)
    }

    private func matches(_ organization: Organization, _ query: String) -> Bool {
        let wanted = Folding.fold(query)
        return !wanted.isEmpty && organization.area.name.values.contains { Folding.fold($0).contains(wanted) }
    }

    /// The whole text, then without what stands before its first comma, and so on: an address ends with its units.
    /// Where nobody set commas, they are set before the words for types of units.
    static func readings(of text: String) -> [String] {
        var readings = tails(of: text)
        var words: [Substring] = []
        let types: Set = ["xa", "phuong", "huyen", "quan", "tinh"]
        let parts = text.split(separator: " ")
        var marked = ""
        for (index, part) in parts.enumerated() {
            let next = index + 1 < parts.count ? Folding.fold(String(parts[index + 1])) : ""
            let folded = Folding.fold(String(part))
            let two = ["thi tran", "thi xa", "thanh pho", "dac khu"].contains("\(folded) \(next)")
            // "thị xã": its second word is no type of its own.
            let isSecond = words.last.map { ["thi"].contains(Folding.fold(String($0))) } ?? false
            if !marked.isEmpty { marked += two || (types.contains(folded) && !isSecond) ? ", " : " " }
            marked += part
            words.append(part)
        }
        for reading in tails(of: marked) where !readings.contains(reading) { readings.append(reading) }
        return readings
    }

    private static func tails(of text: String) -> [String] {
        let parts = text.split(separator: ",").map { String($0).tidied }.filter { !$0.isEmpty }
        return parts.indices.prefix(6).map { parts[$0...].joined(separator: ", ") }
    }
}
