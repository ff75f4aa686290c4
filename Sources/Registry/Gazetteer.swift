import Kernel
import Language

/// The country: all units of today, those in force until 30 June 2025, and what became what. Read once at start,
/// from `registry/vn` of the resources, whose README names sources and faults. Public knowledge.
public final class Gazetteer: Sendable {
    /// The first day of two tiers: since then the units of today are in force, and districts are abolished.
    public static let reform = Day(daysSince1970: 20_270)

    let data: GazetteerData

    init(_ data: GazetteerData) { self.data = data }

    /// The unit of a code with all its digits; nil if there is none.
    public func unit(_ code: String, _ level: Level) -> Unit? { data.find(code, level).map(data.unit) }

    /// All units of a level, in the order of codes.
    public func units(_ level: Level) -> [Unit] { data.range(level).map(data.unit) }

    /// The unit above: a province, or of a former commune its district.
    public func parent(of unit: Unit) -> Unit? { data.parent(unit.index).map(data.unit) }

    /// The province of today, or for a former unit the province it lay in; a province is its own.
    public func province(of unit: Unit) -> Unit {
        var index = unit.index
        while let parent = data.parent(index) { index = parent }
        return data.unit(index)
    }

    /// The units right below, in the order of a Vietnamese dictionary: communes of a province, former districts of a
    /// former province, former communes of a former district.
    public func children(of unit: Unit) -> [Unit] {
        data.children(unit.index).map { (index: $0, name: data.spelling($0)) }
            .sorted { $0.name.lexicographicallyPrecedes($1.name) }
            .map { data.unit($0.index) }
    }

    /// What became of a former unit. A district went where its communes went. Empty for a unit of today.
    public func successors(of former: Unit) -> [Succession] {
        data.successors(former.index).map { data.succession($0, of: $0.present) }
    }

    /// The former communes, or provinces, that a unit of today was made of; a district only if it had no communes.
    public func predecessors(of unit: Unit) -> [Succession] {
        data.predecessors(unit.index).map { data.succession($0, of: $0.former) }
    }

    /// The changes of a unit's name since 1 July 2025.
    public func renames(of unit: Unit) -> [Rename] { data.renames.filter { $0.unit == unit.index }.map(\.rename) }

    /// Where the records of a present province are kept, fixed for ever; nil for an unknown code.
    public func home(ofProvince code: String) -> Home? { unit(code, .province)?.home }

    /// The name with its province, and of a former commune with its district: names repeat across the country.
    public func title(of unit: Unit, in locale: Locale) -> String {
        var title = unit.fullName(in: locale)
        var index = unit.index
        while let parent = data.parent(index) {
            let name = data.unit(parent).fullName(in: locale)
            title += ", " + (locale == .vi ? name.prefix(1).lowercased() + name.dropFirst() : name)
            index = parent
        }
        return title
    }
}
