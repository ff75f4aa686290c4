import Acts
import Kernel
import Language
import Storage

/// Why a line of a list is not done, and which of its columns says so; nil if none does alone.
public struct LineRefusal: Error, Hashable, Sendable {
    public let column: OfficialsColumn?
    public let message: MessageKey
    public let places: [String: String]

    init(_ column: OfficialsColumn?, _ message: MessageKey, _ places: [String: String] = [:]) {
        self.column = column
        self.message = message
        self.places = places
    }

    /// What an act refused, beside the column it is about.
    init(_ problem: Problem) {
        let columns: [String: OfficialsColumn] = [
            "login": .login, "name": .name, "title": .post, "code": .body, "title-en": .post,
        ]
        let field = problem.fields.first
        column = field.flatMap { columns[$0.name] }
        message = field?.message ?? problem.message
        places = field?.places ?? problem.places
    }
}

/// What a line of a list asks for, found out against the register and the lines before it.
struct LinePlan: Sendable {
    enum Who: Sendable {
        case new(name: String)
        case known(Account)
        /// Whoever a line before brings; only while nothing is done yet.
        case planned
    }

    enum Seat: Sendable {
        case known(Post)
        case new(title: [String: String], role: Role)
        /// A post that a line before establishes.
        case planned(title: [String: String])

        var title: [String: String] {
            switch self {
            case .known(let post): post.title
            case .new(let title, _), .planned(let title): title
            }
        }

        var isNew: Bool { if case .new = self { true } else { false } }
    }

    let organization: Organization
    let who: Who
    let seat: Seat
    let login: String
    /// Nil for the day of the act.
    let from: Day?
    /// The person holds that post.
    let isThere: Bool
    /// The login of somebody else of that name in the body.
    let namesake: String?

    var opensAccount: Bool { if case .new = who { true } else { false } }
}

/// Works out lines one after another. What was accepted counts as done for the lines after it.
struct LinePlanner {
    private let actor: Actor
    private let today: Day
    private let own: OfficialID?
    private var bodies: [OrganizationID: BodyState] = [:]
    /// By login: whom the lines before bring.
    private var planned: [String: Person] = [:]
    /// What the last plan would change.
    private var next: (person: Person, isNew: Bool, seat: Seat, index: Int?, body: OrganizationID)?

    init(_ actor: Actor, on today: Day, _ tx: any ReadTransaction) throws {
        self.actor = actor
        self.today = today
        if case .officer(let account) = actor {
            own = try AccountTable.find(account, tx)?.official
        } else {
            own = nil
        }
    }

    private enum Key: Hashable { case official(OfficialID), login(String) }

    private struct Person {
        let key: Key
        let name: String
        /// The login that a line before gave, or those of the register; open ones first.
        let accounts: [(login: String, account: Account?)]
        let spelling: Spelling

        init(key: Key, name: String, accounts: [(login: String, account: Account?)]) {
            self.key = key
            self.name = name
            self.accounts = accounts
            spelling = Spelling(name)
        }
    }

    private struct Seat {
        let seat: LinePlan.Seat
        let role: Role
        var holders: [(key: Key, name: String, until: Day)]
        /// Its titles without marks and capitals.
        let folded: Set<String>

        init(seat: LinePlan.Seat, role: Role, holders: [(key: Key, name: String, until: Day)]) {
            self.seat = seat
            self.role = role
            self.holders = holders
            folded = Set(seat.title.values.map(Folding.fold))
        }
    }

    private struct BodyState {
        let isAdministered: Bool
        var seats: [Seat]
        var people: [Person]
    }

    /// Throws `LineRefusal` for a line that is not done.
    mutating func plan(_ line: OfficialsFile.Line, _ tx: any ReadTransaction) throws -> LinePlan {
        if let fault = line.fault { throw LineRefusal(nil, OfficialsMessages.fault(fault)) }
        let organization = try organization(line[.body], tx)
        guard !organization.isFormer(on: today) else {
            throw LineRefusal(.body, RegistryMessages.organizationEnded)
        }
        let state = try state(of: organization, tx)
        guard state.isAdministered else { throw LineRefusal(.body, OfficialsMessages.noRight) }
        guard let name = PersonName(line[.name])?.text else { throw LineRefusal(.name, OfficialsMessages.nameNeeded) }
        guard !name.lowercased().hasSuffix(OfficialsTemplate.mark) else {
            throw LineRefusal(.name, OfficialsMessages.example)
        }
        let from = try day(line[.from])
        let found = try person(name, line[.login].lowercased(), in: organization, state, tx)
        let (index, seat, isThere) = try seat(
            line[.post], line[.role], for: found.person?.key, from: from ?? today, state)
        let login = found.person?.accounts.first?.login ?? found.login
        let person =
            found.person ?? Person(key: .login(login), name: name, accounts: [(login: login, account: nil)])
        next = (person, found.person == nil, seat, index, organization.id)
        let who: LinePlan.Who =
            if found.person == nil { .new(name: name) } else {
                person.accounts.first?.account.map { .known($0) } ?? .planned
            }
        return LinePlan(
            organization: organization, who: who, seat: seat.seat, login: login, from: from, isThere: isThere,
            namesake: found.namesake)
    }

    private func organization(_ code: String, _ tx: any ReadTransaction) throws -> Organization {
        let code = code.lowercased().filter { !$0.isWhitespace }
        guard !code.isEmpty else { throw LineRefusal(.body, OfficialsMessages.bodyNeeded) }
        // A unit's code stands for its people's committee.
        let isUnit = code.utf8.allSatisfy { (48...57).contains($0) }
        let found =
            try OrganizationTable.find(code: isUnit ? "ubnd-\(code)" : code, tx)
            ?? OrganizationTable.find(code: code, tx)
        if let found { return found }
        throw isUnit && code.count != 5 && code.count != 2
            ? LineRefusal(.body, OfficialsMessages.codeCut, ["code": code])
            : LineRefusal(.body, OfficialsMessages.bodyMissing, ["code": code])
    }

    private mutating func state(of body: Organization, _ tx: any ReadTransaction) throws -> BodyState {
        if let known = bodies[body.id] { return known }
        guard try Administration.may(actor, over: body.id, on: today, tx) else {
            let state = BodyState(isAdministered: false, seats: [], people: [])
            bodies[body.id] = state
            return state
        }
        let seats = try PostTable.posts(of: body.id, tx).map { post in
            Seat(
                seat: .known(post), role: post.role,
                holders: try Holding.all(of: post.id, from: today, tx).filter { !$0.membership.isCover }.map {
                    (key: .official($0.membership.official), name: $0.name, until: $0.membership.until)
                })
        }
        let people = try PersonInOffice.all(of: body.id, on: today, tx).map { person in
            Person(
                key: .official(person.official), name: person.name,
                accounts: person.accounts.sorted { !$0.isDisabled && $1.isDisabled }.map { ($0.login, $0) })
        }
        let state = BodyState(isAdministered: true, seats: seats, people: people)
        bodies[body.id] = state
        return state
    }

    private func day(_ typed: String) throws -> Day? {
        guard !typed.isEmpty else { return nil }
        guard let day = Day(typed: typed), day < .never else {
            throw LineRefusal(.from, OfficialsMessages.dayUnreadable)
        }
        if case .officer = actor, day < today { throw LineRefusal(.from, OfficialsMessages.dayPast) }
        return day == today ? nil : day
    }

    // MARK: - Who

    /// The person a line means, or with nil the login of a new one.
    private func person(
        _ name: String, _ login: String, in body: Organization, _ state: BodyState, _ tx: any ReadTransaction
    ) throws -> (person: Person?, login: String, namesake: String?) {
        let spelling = Spelling(name)
        let same = state.people.filter { $0.spelling == spelling }
        guard login.isEmpty else {
            do { try Naming.check(login: login) } catch { throw LineRefusal(error.problem) }
            if let known = try account(login, tx) {
                guard Spelling(known.name) == spelling else {
                    throw LineRefusal(.login, OfficialsMessages.loginOfOther, ["login": login])
                }
                return (try open(known), login, nil)
            }
            return (nil, login, same.first?.accounts.first?.login)
        }
        guard same.count < 2 else {
            let logins = same.compactMap { $0.accounts.first?.login }.joined(separator: ", ")
            throw LineRefusal(.login, OfficialsMessages.namesakes, ["logins": logins])
        }
        if let one = same.first { return (try open(one), "", nil) }
        return (nil, try freeLogin(for: name, in: body, tx), nil)
    }

    private func account(_ login: String, _ tx: any ReadTransaction) throws -> Person? {
        if let known = planned[login] { return known }
        guard let found = try AccountTable.find(login: login, tx)?.account else { return nil }
        return Person(key: .official(found.official), name: found.name, accounts: [(login, found)])
    }

    private func open(_ person: Person) throws -> Person {
        guard let first = person.accounts.first else { return person }
        guard first.account?.isDisabled != true else {
            throw LineRefusal(.name, OfficialsMessages.accountClosed, ["login": first.login])
        }
        if let own, person.key == .official(own) { throw LineRefusal(.name, RegistryMessages.ownRights) }
        return person
    }

    /// `annv.00070` for Nguyễn Văn An of the people's committee of 00070; with a number behind the name if taken.
    private func freeLogin(for name: String, in body: Organization, _ tx: any ReadTransaction) throws -> String {
        let words = Folding.fold(name).split(separator: " ").map { $0.filter(\.isASCII) }.filter { !$0.isEmpty }
        let given = String((words.last ?? "canbo").prefix(20))
        let start = given + words.dropLast().prefix(10).compactMap { $0.first.map(String.init) }.joined()
        let code = body.code.lowercased()
        let place = (code.hasPrefix("ubnd-") ? String(code.dropFirst(5)) : code).prefix(30)
        var number = 1
        while true {
            let login = start + (number == 1 ? "" : String(number)) + "." + place
            if planned[login] == nil, try AccountTable.find(login: login, tx) == nil { return login }
            number += 1
        }
    }

    // MARK: - In which post

    /// The post a line means, its place among the body's, and whether the person holds it. Of several posts of one title
    /// a vacant one; where all are held another one is made, but not for whoever leads.
    private func seat(
        _ title: String, _ roleText: String, for person: Key?, from day: Day, _ state: BodyState
    ) throws -> (index: Int?, seat: Seat, isThere: Bool) {
        let role = Role(typed: roleText)
        guard roleText.isEmpty || role != nil else { throw LineRefusal(.role, OfficialsMessages.roleUnknown) }
        guard !title.isEmpty || role != nil else { throw LineRefusal(.post, OfficialsMessages.postNeeded) }
        // Where no post is called "Xử lý đơn", it is what a post does.
        let folded = Folding.fold(title)
        if role == nil, let does = Role(typed: title), !state.seats.contains(where: { $0.folded.contains(folded) }) {
            return try seat(titled: nil, as: does, for: person, from: day, state)
        }
        return try seat(titled: title.isEmpty ? nil : title, as: role, for: person, from: day, state)
    }

    private func seat(
        titled title: String?, as role: Role?, for person: Key?, from day: Day, _ state: BodyState
    ) throws -> (index: Int?, seat: Seat, isThere: Bool) {
        let folded = title.map(Folding.fold)
        let titled = state.seats.indices.filter { index in
            folded.map(state.seats[index].folded.contains) ?? true
        }
        let fit = titled.filter { index in role.map { state.seats[index].role == $0 } ?? true }
        if let held = fit.first(where: { state.seats[$0].holders.contains { $0.key == person && $0.until > day } }) {
            return (held, state.seats[held], true)
        }
        if let free = fit.first(where: { !state.seats[$0].holders.contains { $0.until > day } }) {
            return (free, state.seats[free], false)
        }
        if let full = fit.first.map({ state.seats[$0] }) {
            guard full.role != .head else {
                throw LineRefusal(
                    .post, OfficialsMessages.postHeld, ["name": full.holders.map(\.name).joined(separator: ", ")])
            }
            let another = LinePlan.Seat.new(title: full.seat.title, role: full.role)
            return (nil, Seat(seat: another, role: full.role, holders: []), false)
        }
        if title != nil, !titled.isEmpty { throw LineRefusal(.role, OfficialsMessages.roleDiffers) }
        guard let role else {
            let titles = state.seats.compactMap { $0.seat.title["vi"] }
            throw LineRefusal(.post, OfficialsMessages.postUnknown, ["posts": titles.joined(separator: "; ")])
        }
        let named = title.map { ["vi": $0, "en": $0.withoutMarks] } ?? role.usualTitle
        return (nil, Seat(seat: .new(title: named, role: role), role: role, holders: []), false)
    }

    /// For the lines after it, what the last plan asks for is so.
    mutating func accept() {
        guard let (person, isNew, seat, index, body) = next, var state = bodies[body] else { return }
        next = nil
        if isNew {
            planned[person.accounts[0].login] = person
            state.people.append(person)
        } else if !state.people.contains(where: { $0.key == person.key }) {
            state.people.append(person)
        }
        let holder = (key: person.key, name: person.name, until: Day.never)
        if let index {
            if !state.seats[index].holders.contains(where: { $0.key == person.key }) {
                state.seats[index].holders.append(holder)
            }
        } else {
            state.seats.append(Seat(seat: .planned(title: seat.seat.title), role: seat.role, holders: [holder]))
        }
        bodies[body] = state
    }
}

extension Role {
    /// What somebody wrote into a list: the stored name, or a usual word for it in Vietnamese or English.
    init?(typed text: String) {
        let folded = Folding.fold(text)
        guard let role = Self.allCases.first(where: { $0.rawValue == folded || $0.words.contains(folded) }) else {
            return nil
        }
        self = role
    }

    /// Folded.
    private var words: Set<String> {
        switch self {
        case .reception: ["tiep nhan", "tiep nhan don", "tiep cong dan"]
        case .handler: ["xu ly", "xu ly don", "can bo xu ly"]
        case .head: ["nguoi dung dau", "dung dau", "lanh dao", "thu truong"]
        case .supervisor: ["giam sat"]
        case .administrator: ["quan tri", "quan tri vien", "quan tri tai khoan", "admin"]
        }
    }

    /// What a post of the role is called where nobody has named it.
    public var usualTitle: [String: String] {
        switch self {
        case .reception: ["vi": "Tiếp công dân, tiếp nhận đơn", "en": "Reception of citizens and letters"]
        case .handler: ["vi": "Công chức xử lý đơn", "en": "Officer handling letters"]
        case .head: ["vi": "Người đứng đầu", "en": "Head"]
        case .supervisor: ["vi": "Giám sát giải quyết đơn", "en": "Oversight of the handling of letters"]
        case .administrator: ["vi": "Quản trị tài khoản", "en": "Account administrator"]
        }
    }
}

extension Day {
    /// A day as people type it: `20/11/2026`, `20-11-2026`, `20.11.2026` or `2026-11-20`. Nil for what is none.
    public init?(typed text: String) {
        let text = text.filter { !$0.isWhitespace }
        if let day = Day(text) {
            self = day
            return
        }
        let parts = text.split { "/-.".contains($0) }.map(String.init)
        guard parts.count == 3, let day = Int(parts[0]), let month = Int(parts[1]), parts[2].count == 4,
            let written = Day("\(parts[2])-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)")
        else { return nil }
        self = written
    }
}
