import Cases
import Registry

/// Names, places and turns of phrase of the demonstration: Resources/demonstration/cast.json.
struct DemonstrationCast: Decodable, Sendable {
    struct Department: Decodable, Sendable {
        let code: String
        /// How the texts begin that speak of it.
        let starts: [String]
        let vi: String
        let en: String
    }

    /// A part of a mixed letter that becomes a letter of its own.
    struct Part: Decodable, Sendable {
        let of: String
        /// Which paragraph of the letter it is, from 0.
        let paragraph: Int
        let kind: String
        let field: String
        let title: String
        let answer: String?
    }

    /// What kind of school letters speak of that have such words.
    struct School: Decodable, Sendable {
        let words: [String]
        let name: String
    }

    /// Who somebody can be, by what their words tell.
    enum Sex: Sendable { case woman, man, either }

    let families, menBetween, men, womenBetween, women, anyBetween, any: [String]
    /// Situations told by a woman, and by a man; in all others the name fits both.
    let womenOnly, menOnly: [String]
    let wardStreets, communeStreets, villages, schools: [String]
    let otherSchools: [School]
    let returned, requests, contributions, declined: [String]
    /// Sentences that tell two letters about the same situation apart.
    let more, witnesses, landmarks: [String]
    let departments: [Department]
    /// How many days an answer looks back where its words do not tell, by the situation's id, with "/2" for the second.
    let lookBack: [String: Int]
    let grounds: [String: String]
    let parts: [Part]

    var ids: [String] {
        womenOnly + menOnly + grounds.keys.sorted() + parts.map(\.of)
            + lookBack.keys.map { String($0.prefix { $0 != "/" }) }
    }

    func sex(of situation: String) -> Sex {
        if womenOnly.contains(situation) { return .woman }
        return menOnly.contains(situation) ? .man : .either
    }

    /// A name made of common parts; nobody's in particular.
    func name(_ sex: Sex, _ numbers: inout SeededNumbers) -> String {
        let (between, given) =
            switch sex {
            case .woman: (womenBetween, women)
            case .man: (menBetween, men)
            case .either: (anyBetween, any)
            }
        return [numbers.pick(families), numbers.pick(between), numbers.pick(given)].joined(separator: " ")
    }

    /// The department that a text speaks of; nil for bodies that are not on this platform.
    func department(of text: String) -> Department? {
        departments.first { $0.starts.contains { text.hasPrefix($0) } }
    }
}

/// Which officials a body of the demonstration has.
struct DemonstrationStaff: Sendable {
    struct Seat: Sendable {
        let login: String
        let title: [String: String]
        let role: Role
    }

    let head: String
    /// May sign too.
    let deputy: String?
    let handlers: [String]
    let reception: String?
    let seats: [Seat]

    /// One officer alone does everything.
    var isAlone: Bool { seats.count == 1 }

    /// Of the body of a commune, by its code and type.
    init(commune: String, isWard: Bool) {
        var numbers = SeededNumbers("staff \(commune)")
        let size = numbers.number(0...9)
        let isLarge = commune == Demonstration.largest
        let isAlone = commune == Demonstration.alone || !isLarge && size < 2
        let login = isLarge ? "hoankiem" : commune == Demonstration.alone ? "badinh" : commune
        let count = isAlone ? 0 : isLarge || size > 7 ? 3 : size > 4 ? 2 : 1
        self.init(
            login: login, head: ["vi": "Chủ tịch Ủy ban nhân dân", "en": "Chair"],
            deputy: count > 1 ? ["vi": "Phó Chủ tịch Ủy ban nhân dân", "en": "Vice Chair"] : nil, handlers: count,
            handler: isWard
                ? ["vi": "Công chức xử lý đơn, phản ánh", "en": "Officer for letters and feedback"]
                : ["vi": "Công chức Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "en": "Office of the committee"],
            reception: count > 1 ? ["vi": "Công chức tiếp công dân", "en": "Reception officer"] : nil)
    }

    /// Of a department.
    init(department login: String) {
        self.init(
            login: login, head: ["vi": "Giám đốc", "en": "Director"], deputy: nil, handlers: 1,
            handler: ["vi": "Chuyên viên", "en": "Specialist"], reception: nil)
    }

    private init(
        login: String, head title: [String: String], deputy: [String: String]?, handlers count: Int,
        handler: [String: String], reception: [String: String]?
    ) {
        head = login
        handlers = (1...3).prefix(count).map { login + "-xuly" + ($0 == 1 ? "" : "\($0)") }
        self.deputy = deputy.map { _ in login + "-pct" }
        self.reception = reception.map { _ in login + "-tiepnhan" }
        var seats = [Seat(login: login, title: title, role: .head)]
        if let deputy { seats.append(Seat(login: login + "-pct", title: deputy, role: .head)) }
        seats += handlers.map { Seat(login: $0, title: handler, role: .handler) }
        if let reception { seats.append(Seat(login: login + "-tiepnhan", title: reception, role: .reception)) }
        self.seats = seats
    }
}
