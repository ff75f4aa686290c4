import Acts
import Kernel
import Language
import Registry
import Storage

/// A body whose requests come from another register: a test jurisdiction with clocks of its own, to which no law of the
/// platform's rule books applies.
public struct Jurisdiction: Sendable {
    public let organization: Organization
    public let zone: Zone

    /// Before every row that is taken: bodies of imports are founded on it.
    static let founded = Day(daysSince1970: -25_567)
    /// The last slot: no province has it.
    private static let slot = 1023
    private static let testArea = "test"
    private static let founder = Actor.platform("import")

    /// The jurisdiction of a code. A body that is not there yet is founded, in a test area, under `name` and with the
    /// days of `zone`, or of `otherwise` if none is given; one that is there keeps its own zone.
    ///
    /// Throws an `ImportError` if the code is that of a body of another sort, or its zone is another one.
    public static func open(
        _ code: String, name: String?, zone given: String?, otherwise: String, _ catalogue: Catalogue,
        _ store: any Store, _ performer: Performer
    ) async throws -> Jurisdiction {
        guard Naming.isFit(code: code), code != testArea else { throw ImportError.codeUnfit(code) }
        if try await store.read(OrganizationTable.directory).organization(code: code) == nil {
            let wanted = given ?? otherwise
            guard Zone(named: wanted) != nil else { throw ImportError.unknownZone(wanted) }
            try await found(code, name ?? code, catalogue, store, performer)
        }
        let directory = try await store.read(OrganizationTable.directory)
        guard let body = directory.organization(code: code), body.body == .other else {
            throw ImportError.notJurisdiction(code)
        }
        let zone = try await zone(of: body, given ?? otherwise, isGiven: given != nil, store, performer)
        return Jurisdiction(organization: body, zone: zone)
    }

    private static func zone(
        of body: Organization, _ wanted: String, isGiven: Bool, _ store: any Store, _ performer: Performer
    ) async throws -> Zone {
        guard let zone = Zone(named: wanted) else { throw ImportError.unknownZone(wanted) }
        if try await store.read({ tx in try ImportedTable.zone(of: body.id, tx) }) == nil {
            do {
                try await performer.perform(SetZone(organization: body, zone: zone), by: founder)
                return zone
            } catch ImportError.otherZone {
                // Another process, starting at the same moment, has set it.
            }
        }
        guard let set = try await store.read({ tx in try ImportedTable.zone(of: body.id, tx) }),
            let kept = Zone(named: set)
        else { throw ImportError.unknownZone(wanted) }
        if isGiven, set != wanted { throw ImportError.otherZone(set) }
        return kept
    }

    private static func found(
        _ code: String, _ name: String, _ catalogue: Catalogue, _ store: any Store, _ performer: Performer
    ) async throws {
        let above = Area(
            code: testArea, level: .province,
            name: Dictionary(
                uniqueKeysWithValues: Locale.allCases.map { locale in
                    (locale.rawValue, catalogue.text(ImporterMessages.testArea.name, in: locale) ?? testArea)
                }), parent: nil)
        let area = Area(
            code: "\(testArea)-\(code)", level: .commune, name: ["vi": name, "en": name], parent: testArea)
        try await establish(testArea, above, under: nil, store, performer)
        try await establish(code, area, under: testArea, store, performer)
    }

    /// The body is there, founded now or before.
    private static func establish(
        _ code: String, _ area: Area, under parent: String?, _ store: any Store, _ performer: Performer
    ) async throws {
        let directory = try await store.read(OrganizationTable.directory)
        guard directory.organization(code: code) == nil, let home = Home(slot: slot) else { return }
        do {
            try await performer.perform(
                EstablishOrganization(
                    code: code, body: .other, name: area.name, area: area, home: home,
                    under: parent.flatMap { directory.organization(code: $0)?.id }, promise: nil, from: founded),
                by: founder)
        } catch RegistryError.codeTaken {
            // Another process, starting at the same moment, has founded it.
        }
    }
}
