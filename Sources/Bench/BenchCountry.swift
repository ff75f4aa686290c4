import Acts
import Kernel
import Legislation
import Registry
import Storage
import Vault

/// A place to which lived matters are copied: a commune with its province, and the numbers of all who act there.
struct BenchPlace: Sendable {
    let home: Home
    /// Codes of the commune and of the province.
    let areas: [String]
    /// Bodies, posts, officials and accounts, in the order of its shape.
    let numbers: [Int64]
    /// By the index of a body in `numbers`: itself and all above it.
    let above: [Int: [OrganizationID]]
}

/// Who acts in a place and in which order: places of one shape can stand for each other.
struct BenchShape: Sendable, Hashable {
    struct Seat: Sendable, Hashable {
        let suffix: String
        let vietnamese: String
        let english: String
        let role: Role
    }

    struct Unit: Sendable, Hashable {
        let code: String
        let body: Body
        let vietnamese: String
        let english: String
        let seats: [Seat]
    }

    /// The province's committee first, then its other bodies, the commune last.
    let units: [Unit]

    var commune: Unit { units[units.count - 1] }
}

/// Founds the bodies of the whole country for a benchmark: 34 provinces with the same departments, every commune with
/// the officials of one that was lived in.
struct BenchCountry: Sendable {
    static let actor = Actor.platform("bench")
    /// Whoever sees the whole country signs in so.
    static let overseer = "trunguong"
    /// Before the first of ten years of matters.
    static let founded = Day(year: 2014, month: 1, day: 1)!

    let store: any RecordStore
    let performer: Performer
    let gazetteer: Gazetteer
    let password: PasswordHash

    /// Every commune's place with its shape, in the order of homes and codes. `shapes` are dealt out in turn.
    func found(
        _ shapes: [BenchShape], only chosen: Set<String>?
    ) async throws -> [(shape: BenchShape, place: BenchPlace)] {
        guard let capital = gazetteer.units(.province).first else { throw BenchError.noCountry }
        let top = try await establish(
            BenchShape.Unit(
                code: "trung-uong", body: .inspectorate, vietnamese: "Thanh tra Chính phủ",
                english: "Government Inspectorate", seats: []), area(capital, parent: nil), .central, under: nil)
        let overseer = BenchShape.Seat(
            suffix: "", vietnamese: "Thanh tra viên", english: "Inspector", role: .supervisor)
        try await open(overseer, top, login: Self.overseer)
        var places: [(shape: BenchShape, place: BenchPlace)] = []
        for province in gazetteer.units(.province) where chosen?.contains(province.code) ?? true {
            places += try await found(province, under: top, shapes, first: places.count)
        }
        guard !places.isEmpty else { throw BenchError.noPlace }
        return places
    }

    private func found(
        _ province: Gazetteer.Unit, under top: Organization, _ shapes: [BenchShape], first: Int
    ) async throws -> [(shape: BenchShape, place: BenchPlace)] {
        guard let home = province.home else { throw BenchError.noCountry }
        let provinceArea = area(province, parent: nil)
        let isCapital = province.code == "01"
        var numbers: [Int64] = []
        var above: [Int: [OrganizationID]] = [:]
        var city: Organization?
        for unit in shapes[0].units.dropLast() {
            let body = try await establish(
                named(unit, province, code: "\(unit.code)-\(province.code)"), provinceArea, home, under: city ?? top)
            above[numbers.count] = [body.id] + (city.map { [$0.id] } ?? []) + [top.id]
            let login = city == nil ? (isCapital ? "hanoi" : "p" + province.code) : "\(unit.code)-\(province.code)"
            city = city ?? body
            numbers += try await people(unit, body, login: login)
        }
        guard let city else { throw BenchError.noCountry }
        let (shared, sharedAbove) = (numbers, above)
        return try await gazetteer.children(of: province).enumerated().mapped(atOnce: 64) { index, commune in
            let shape = shapes[(first + index) % shapes.count]
            let communeArea = area(commune, parent: province.code)
            let body = try await establish(
                named(shape.commune, commune, code: "ubnd-" + commune.code), communeArea, home, under: city)
            var above = sharedAbove
            above[shared.count] = [body.id, city.id, top.id]
            let login = commune.code == "00070" ? "hoankiem" : commune.code
            let people = try await people(shape.commune, body, login: login)
            let place = BenchPlace(
                home: home, areas: [commune.code, province.code], numbers: shared + people, above: above)
            return (shape: shape, place: place)
        }
    }

    private func named(_ unit: BenchShape.Unit, _ area: Gazetteer.Unit, code: String) -> BenchShape.Unit {
        let name = area.fullName.prefix(1).lowercased() + area.fullName.dropFirst()
        return BenchShape.Unit(
            code: code, body: unit.body,
            vietnamese: unit.body == .committee ? "Ủy ban nhân dân \(name)" : "\(unit.vietnamese), \(name)",
            english: unit.body == .committee
                ? "People’s Committee of \(area.fullNameEnglish)" : "\(unit.english), \(area.fullNameEnglish)",
            seats: unit.seats)
    }

    private func area(_ unit: Gazetteer.Unit, parent: String?) -> Area {
        Area(
            code: unit.code, level: parent == nil ? .province : .commune,
            name: ["vi": unit.fullName, "en": unit.fullNameEnglish], parent: parent)
    }

    private func establish(
        _ unit: BenchShape.Unit, _ area: Area, _ home: Home, under parent: Organization?
    ) async throws -> Organization {
        try await performer.perform(
            EstablishOrganization(
                code: unit.code, body: unit.body, name: ["vi": unit.vietnamese, "en": unit.english], area: area,
                home: home, under: parent?.id, promise: nil, from: Self.founded), by: Self.actor
        ).outcome
    }

    /// The body's number, and for each seat those of post, official and account.
    private func people(_ unit: BenchShape.Unit, _ body: Organization, login: String) async throws -> [Int64] {
        for seat in unit.seats { try await open(seat, body, login: login + seat.suffix) }
        let seats = try await store.read { tx in try LivedSeatTable.seats(of: body.id, tx) }
        return [body.id.raw] + seats.flatMap(\.numbers)
    }

    private func open(_ seat: BenchShape.Seat, _ body: Organization, login: String) async throws {
        _ = try await performer.perform(
            OpenAccount(
                login: login, for: .new(name: seat.vietnamese), password: password, organization: body,
                in: .new(title: ["vi": seat.vietnamese, "en": seat.english], role: seat.role), from: Self.founded),
            by: Self.actor)
    }
}

/// Why a store cannot be loaded.
public enum BenchError: Error, CustomStringConvertible {
    case notEmpty
    case noCountry
    case noPlace

    public var description: String {
        switch self {
        case .notEmpty: "there is something in this installation already; a benchmark is loaded into an empty one"
        case .noCountry: "the areas of the country are not complete"
        case .noPlace: "there is no province of one of these codes; nothing was loaded"
        }
    }
}
