import Acts
import Kernel
import Registry
import Storage
import Vault

/// The bodies of Hà Nội and the people in them: all that must be there before the first letter.
struct DemonstrationStage: Sendable {
    /// An official as whom the play acts.
    struct Player: Sendable {
        let account: AccountID
        let post: PostID

        var actor: Actor { .officer(account) }
    }

    struct Commune: Sendable {
        let organization: Organization
        let staff: DemonstrationStaff
        let isWard: Bool
    }

    static let actor = Actor.platform("demonstration")
    static let cityChair = "hanoi"

    let communes: [Commune]
    /// By code.
    let departments: [String: Organization]
    /// By login.
    let players: [String: Player]

    /// Establishes and opens what is missing, and finds the rest.
    static func furnish(_ installation: Installation, _ gazetteer: Gazetteer, _ cast: DemonstrationCast) async throws
        -> DemonstrationStage
    {
        let builder = StageBuilder(installation: installation, cast: cast)
        guard let province = gazetteer.unit("01", .province), let home = province.home else {
            throw DemonstrationError(file: "areas.csv", id: "01", reason: "there is no Hà Nội")
        }
        let founded = Gazetteer.reform
        let area = Area(
            code: province.code, level: .province,
            name: ["vi": province.fullName, "en": province.fullNameEnglish], parent: nil)
        let known = try await installation.store.read(OrganizationTable.directory)
        func establish(
            _ code: String, _ body: Body, _ name: [String: String], _ area: Area, under parent: Organization?,
            _ promise: AnswerPromise? = nil
        ) async throws -> Organization {
            if let found = known.organization(code: code) { return found }
            return try await installation.patient.perform(
                EstablishOrganization(
                    code: code, body: body, name: name, area: area, home: home, under: parent?.id, promise: promise,
                    from: founded), by: actor
            ).outcome
        }
        let city = try await establish(
            "ubnd-01", .committee,
            ["vi": "Ủy ban nhân dân thành phố Hà Nội", "en": "People’s Committee of Hanoi City"], area, under: nil)
        let inspectorate = try await establish(
            "thanh-tra-01", .inspectorate, ["vi": "Thanh tra thành phố Hà Nội", "en": "Inspectorate of Hanoi City"],
            area, under: city)
        var seats: [(DemonstrationStaff.Seat, Organization)] = [
            (
                .init(login: cityChair, title: ["vi": "Chủ tịch thành phố", "en": "Chair of the city"], role: .head),
                city
            ),
            (
                .init(
                    login: "hanoi-giamsat", title: ["vi": "Chuyên viên giám sát", "en": "Supervisor"],
                    role: .supervisor), city
            ),
            (
                .init(login: "hanoi-thanhtra", title: ["vi": "Thanh tra viên", "en": "Inspector"], role: .handler),
                inspectorate
            ),
        ]
        var departments: [String: Organization] = [:]
        for department in cast.departments {
            let body = try await establish(
                department.code + "-01", .department, ["vi": department.vi, "en": department.en], area, under: city)
            departments[department.code] = body
            seats += DemonstrationStaff(department: department.code).seats.map { ($0, body) }
        }
        var communes: [Commune] = []
        for unit in gazetteer.children(of: province) {
            let name = unit.fullName.prefix(1).lowercased() + unit.fullName.dropFirst()
            let isWard = unit.type == .ward
            let organization = try await establish(
                "ubnd-" + unit.code, .committee,
                ["vi": "Ủy ban nhân dân " + name, "en": "People’s Committee of " + unit.fullNameEnglish],
                Area(
                    code: unit.code, level: .commune, name: ["vi": unit.fullName, "en": unit.fullNameEnglish],
                    parent: area.code), under: city, Self.promise(of: unit.code, since: founded))
            let staff = DemonstrationStaff(commune: unit.code, isWard: isWard)
            communes.append(Commune(organization: organization, staff: staff, isWard: isWard))
            seats += staff.seats.map { ($0, organization) }
        }
        try await builder.open(seats, from: founded)
        let logins = seats.map(\.0.login)
        let players = try await installation.store.read { tx in
            var players: [String: Player] = [:]
            for login in logins {
                guard let account = try AccountTable.find(login: login, tx)?.account,
                    let post = try Standing.of(account.id, on: founded, tx)?.posts.first?.post
                else { continue }
                players[login] = Player(account: account.id, post: post.id)
            }
            return players
        }
        return DemonstrationStage(
            communes: communes.sorted { $0.organization.area.code < $1.organization.area.code },
            departments: departments, players: players)
    }

    /// About two thirds have published a time of 7 to 20 working days; the others nothing.
    private static func promise(of commune: String, since founded: Day) -> AnswerPromise? {
        if commune == Demonstration.largest { return AnswerPromise(workingDays: 10, since: founded) }
        var numbers = SeededNumbers("promise \(commune)")
        guard commune != Demonstration.alone, numbers.happens(66) else { return nil }
        return AnswerPromise(
            workingDays: numbers.pick([7, 10, 10, 12, 15, 15, 20]), since: founded.adding(numbers.number(0...240)))
    }
}

private struct StageBuilder: Sendable {
    let installation: Installation
    let cast: DemonstrationCast

    /// Opens the accounts that are missing, many at once.
    func open(_ seats: [(DemonstrationStaff.Seat, Organization)], from day: Day) async throws {
        let logins = seats.map(\.0.login)
        let there = try await installation.store.read { tx in
            try Set(logins.filter { try AccountTable.find(login: $0, tx) != nil })
        }
        let missing = seats.filter { !there.contains($0.0.login) }
        _ = try await missing.mapped(atOnce: Demonstration.atOnce) { seat, organization in
            try await open(seat, in: organization, from: day)
        }
    }

    private func open(_ seat: DemonstrationStaff.Seat, in organization: Organization, from day: Day) async throws {
        var numbers = SeededNumbers("\(seat.login) is held by")
        let name = cast.name(numbers.happens(50) ? .woman : .man, &numbers)
        let password = try await PasswordHash.make(Demonstration.password, cost: .low)
        _ = try await installation.patient.perform(
            OpenAccount(
                login: seat.login, for: .new(name: name), password: password, organization: organization,
                in: .new(title: seat.title, role: seat.role), from: day), by: DemonstrationStage.actor)
    }
}
