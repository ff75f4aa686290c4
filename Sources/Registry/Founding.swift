import Acts
import Kernel
import Storage

/// Founds the bodies of a province and all its communes from the gazetteer, by acts. Again it changes nothing, and an
/// interrupted one is finished.
public enum Founding {
    /// How many acts are on their way at once: they share commits.
    private static let atOnce = 64

    /// The people's committees of a province and its communes are there, and with `usual` their other usual bodies and
    /// posts, held by nobody. Returns how many bodies were established. Throws `RegistryError.organizationMissing` for a
    /// code that no province has.
    @discardableResult
    public static func found(
        province code: String, usual: UsualBodies? = nil, from day: Day = Gazetteer.reform, _ performer: Performer,
        _ store: any Store, _ gazetteer: Gazetteer
    ) async throws -> Int {
        try await found(provinces: [code], usual: usual, from: day, performer, store, gazetteer)
    }

    /// The same for several provinces, one after the other; `progress` is told how many bodies are there by then.
    @discardableResult
    public static func found(
        provinces codes: [String], usual: UsualBodies? = nil, from day: Day = Gazetteer.reform, _ performer: Performer,
        _ store: any Store, _ gazetteer: Gazetteer, progress: @Sendable (Int) -> Void = { _ in }
    ) async throws -> Int {
        let provinces = try codes.map { code in
            guard let province = gazetteer.unit(code, .province), let home = province.home else {
                throw RegistryError.organizationMissing
            }
            return (province, home)
        }
        let (directory, furnished) = try await store.read { tx in
            (try OrganizationTable.directory(tx), try PostTable.furnished(tx))
        }
        let known = Dictionary(uniqueKeysWithValues: directory.organizations.map { ($0.code, $0) })
        var (founded, done) = (0, 0)
        for (province, home) in provinces {
            var site = Site(
                performer: performer, home: home, day: day, gazetteer: gazetteer, furnished: furnished, known: known)
            for (level, units) in [(Area.Level.province, [province]), (.commune, gazetteer.children(of: province))] {
                // One sort of body after another: each lies below one that is there by then.
                for body in (usual ?? .committees).bodies where body.level == level {
                    try await site.found(body, for: units)
                    progress(done + site.done)
                }
            }
            founded += site.founded
            done += site.done
        }
        return founded
    }

    /// How many bodies those provinces and their communes have.
    public static func count(provinces codes: [String], usual: UsualBodies, _ gazetteer: Gazetteer) -> Int {
        codes.compactMap { gazetteer.unit($0, .province) }.reduce(0) { count, province in
            count
                + (gazetteer.children(of: province) + [province]).reduce(0) { count, unit in
                    count + usual.bodies.count { $0.belongs(to: unit) }
                }
        }
    }

    private struct Site {
        let performer: Performer
        let home: Home
        let day: Day
        let gazetteer: Gazetteer
        /// The bodies that had posts before.
        let furnished: Set<OrganizationID>
        /// By code.
        var known: [String: Organization]
        var founded = 0
        var done = 0

        mutating func found(_ body: UsualBodies.Usual, for units: [Gazetteer.Unit]) async throws {
            let plans = units.filter(body.belongs).map { plan(body, $0) }
            let (performer, day) = (performer, day)
            let made = try await plans.mapped(atOnce: atOnce) { plan in try await plan.perform(performer, from: day) }
            for (organization, isNew) in made {
                known[organization.code] = organization
                founded += isNew ? 1 : 0
            }
            done += made.count
        }

        private func plan(_ body: UsualBodies.Usual, _ unit: Gazetteer.Unit) -> Plan {
            let isProvince = unit.level == .province
            let area = Area(
                code: unit.code, level: isProvince ? .province : .commune,
                name: ["vi": unit.fullName, "en": unit.fullNameEnglish], parent: unit.parent)
            let above =
                body.under.map { "\($0)-\(unit.code)" } ?? body.underProvince.map { "\($0)-\(unit.parent ?? "")" }
            let parent = above.flatMap { known[$0]?.id }
            let name = [
                "vi": (body.name["vi"] ?? "").replacing("{unit}", with: unit.nameWithin),
                "en": (body.name["en"] ?? "").replacing("{unit}", with: unit.fullNameEnglish),
            ]
            let code = "\(body.code)-\(unit.code)"
            return Plan(
                known: known[code], isFurnished: known[code].map { furnished.contains($0.id) } ?? false,
                act: EstablishOrganization(
                    code: code, body: body.body, name: name, area: area, home: home, under: parent, promise: nil,
                    posts: body.posts, from: day), posts: body.posts)
        }
    }

    private struct Plan: Sendable {
        let known: Organization?
        let isFurnished: Bool
        let act: EstablishOrganization
        let posts: [EstablishOrganization.Seat]

        /// The body, and whether it is new. One that was there without any post gets the usual ones.
        func perform(_ performer: Performer, from day: Day) async throws -> (Organization, Bool) {
            let actor = Actor.platform("founding")
            guard let known else { return (try await performer.perform(act, by: actor).outcome, true) }
            for post in posts where !isFurnished {
                let establish = EstablishPost(post.role, title: post.title, in: known, from: day)
                _ = try await performer.perform(establish, by: actor)
            }
            return (known, false)
        }
    }
}

extension UsualBodies.Usual {
    func belongs(to unit: Gazetteer.Unit) -> Bool {
        (level == .province) == (unit.level == .province) && types?.contains(unit.type.rawValue) ?? true
    }
}

extension UsualBodies {
    /// What every unit has.
    static let committees = UsualBodies(
        bodies: [Area.Level.province, .commune].map { level in
            Usual(
                level: level, body: .committee, code: "ubnd",
                name: ["vi": "Ủy ban nhân dân {unit}", "en": "People’s Committee of {unit}"], types: nil, under: nil,
                underProvince: level == .commune ? "ubnd" : nil, posts: [], verified: true, note: "")
        })
}
