import Cases
import Foundation
import Identity
import Kernel
import Language
import Legislation
import Registry

/// What is played in the whole city. Every letter follows from its commune and its number, whatever else is played: a
/// second run, or a longer one, finds those that are there.
struct DemonstrationPlan: Sendable {
    let script: DemonstrationScript
    let law: Law
    /// The last day of the play.
    let today: Day
    /// The days over which it is spread.
    let days: Int
    /// Situations that are at work still, and those that have come to an end.
    fileprivate let open: [DemonstrationSituation]
    fileprivate let ended: [DemonstrationSituation]
    /// By the situation's id, where its words tell what kind of school is meant.
    fileprivate let schools: [String: String]

    /// A year, or for many letters three; never before the communes were there.
    init(_ script: DemonstrationScript, law: Law, today: Day, matters: Int) {
        self.script = script
        self.law = law
        self.today = today
        let most = matters > 20_000 ? 3 * 365 : 365
        days = max(60, min(most, Gazetteer.reform.adding(10).days(until: today)))
        let isOpen = { (situation: DemonstrationSituation) in
            switch situation.course {
            case .received, .taken, .asked, .drafted, .contested: true
            case .transferred: script.cast.department(of: situation.toBody?.source ?? "") != nil
            case .answered, .askedAnswered, .reopened, .guided, .setAside, .joined: false
            }
        }
        // Mixed once, so that a commune's letters are of all fields.
        var numbers = SeededNumbers("situations")
        let mixed = script.situations.shuffled(using: &numbers)
        schools = Dictionary(
            uniqueKeysWithValues: script.situations.compactMap { situation in
                let words = situation.title.source + " " + situation.body.source
                let school = script.cast.otherSchools.first { $0.words.contains { words.contains($0) } }
                return school.map { (situation.id, $0.name) }
            })
        open = mixed.filter(isOpen)
        ended = mixed.filter { !isOpen($0) }
    }

    /// How many letters each commune gets: in the two that people sign in to, more.
    static func shares(of matters: Int, among codes: [String]) -> [Int] {
        let weights = codes.map { code in
            switch code {
            case Demonstration.largest: 60
            case Demonstration.alone: 40
            default:
                7 + Int(SeededNumbers("share \(code)").first % 9)
            }
        }
        let all = weights.reduce(0, +)
        var (given, sum) = (0, 0)
        return weights.map { weight in
            sum += weight
            let share = matters * sum / all - given
            given += share
            return share
        }
    }

    func workday(_ ordinal: Int, from day: Day) -> Day {
        var (day, left) = (day, ordinal)
        while true {
            if (try? law.isWorkingDay(day)) ?? !day.weekday.isWeekend {
                if left == 0 { return day }
                left -= 1
            }
            day = day.adding(1)
        }
    }
}

/// The letters of one commune, one after the other.
struct DemonstrationCommunePlan: Sendable {
    private let plan: DemonstrationPlan
    private let commune: DemonstrationStage.Commune
    private var number = 0
    /// Where the next situation of each sort stands.
    private var (openPlace, endedPlace): (Int, Int)
    private let (openStart, endedStart): (Int, Int)

    /// `position` is the commune's among all: each begins elsewhere, so that every situation is somebody's.
    init(_ plan: DemonstrationPlan, _ commune: DemonstrationStage.Commune, position: Int) {
        self.plan = plan
        self.commune = commune
        (openStart, endedStart) = (position * 3, position * 7)
        (openPlace, endedPlace) = (openStart, endedStart)
    }

    mutating func next() -> DemonstrationMatter {
        let code = commune.organization.area.code
        let key = "demonstration \(code) \(number)"
        var numbers = SeededNumbers(key)
        let isTried = code == Demonstration.largest || code == Demonstration.alone
        let isOpen = numbers.happens(number >= 60 ? 5 : isTried ? 38 : 27)
        let situations = isOpen ? plan.open : plan.ended
        let place = isOpen ? openPlace : endedPlace
        let round = (place - (isOpen ? openStart : endedStart)) / situations.count
        if isOpen { openPlace += 1 } else { endedPlace += 1 }
        number += 1
        let situation = situations[place % situations.count]
        let day = plan.today.adding(-numbers.number(daysAgo(situation, isOpen)))
        return matter(situation, round: round, key: key, day, &numbers)
    }

    /// What is at work came lately; what has ended, at any time.
    private func daysAgo(_ situation: DemonstrationSituation, _ isOpen: Bool) -> ClosedRange<Int> {
        switch situation.course {
        case .received: 0...10
        case .taken: 1...28
        case .asked: 3...20
        case .drafted: 5...24
        case .contested: 14...40
        case .transferred where isOpen: 2...16
        default: 8...plan.days
        }
    }

    private func matter(
        _ situation: DemonstrationSituation, round: Int, key: String, _ day: Day, _ numbers: inout SeededNumbers
    ) -> DemonstrationMatter {
        let values = places(situation, &numbers)
        var letter = letter(situation, values, round: round, key: key, on: day, &numbers)
        let joining = (plan.script.joining[situation.id] ?? []).enumerated().map { index, other in
            // It is about the same trouble at the same place, told by somebody else.
            self.letter(other, values, round: round, key: "\(key) \(index)", on: day, &numbers)
        }
        // A petition that was handed in as feedback is set right.
        if situation.kind == .petition, numbers.happens(8) { letter = letter.asFeedback() }
        var course = DemonstrationCourse(
            plan: plan, situation: situation, staff: commune.staff, letter: letter, values: letter.values,
            numbers: numbers)
        course.write(joining: joining.map { $0.letter.of(situation.kind) })
        return DemonstrationMatter(
            situation: situation.id, field: situation.field, letter: letter.letter, steps: course.steps)
    }

    private func places(
        _ situation: DemonstrationSituation, _ numbers: inout SeededNumbers
    ) -> [DemonstrationText.Place: String] {
        let cast = plan.script.cast
        let name = commune.organization.area.name["vi"] ?? ""
        let words = name.split(separator: " ", maxSplits: 1)
        let bare = words.count == 2 ? String(words[1]) : name
        let school = plan.schools[situation.id] ?? numbers.pick(cast.schools)
        return [
            .commune: name.prefix(1).lowercased() + name.dropFirst(),
            .street: numbers.pick(commune.isWard ? cast.wardStreets : cast.communeStreets),
            .alley: "ngõ \(numbers.number(3...196))",
            .house: "số \(numbers.number(2...118))",
            .group: commune.isWard ? "tổ dân phố số \(numbers.number(1...26))" : numbers.pick(cast.villages),
            .school: school.replacing("{commune}", with: bare),
        ]
    }

    /// A letter with the places it was filled with.
    struct Filled {
        var letter: DemonstrationLetter
        let values: [DemonstrationText.Place: String]

        func asFeedback() -> Filled { Filled(letter: letter.of(.feedback), values: values) }
    }

    private func letter(
        _ situation: DemonstrationSituation, _ shared: [DemonstrationText.Place: String], round: Int, key: String,
        on day: Day, _ numbers: inout SeededNumbers
    ) -> Filled {
        let cast = plan.script.cast
        var values = shared
        var sender = Sender()
        if situation.isNamed {
            let name = cast.name(cast.sex(of: situation.id), &numbers)
            let phone = "0900 000 " + String(String(1000 + numbers.number(0...999)).dropFirst())
            (values[.name], values[.phone]) = (name, phone)
            sender = Sender(
                name: name,
                address: ["house", "alley", "street"].compactMap { place in
                    DemonstrationText.Place(rawValue: place).flatMap { values[$0] }
                }.joined(separator: ", "), phone: phone)
        }
        // Whoever writes without marks writes names of places without them too.
        let isPlain = situation.body.source.allSatisfy(\.isASCII)
        let written = isPlain ? values.mapValues(\.withoutMarks) : values
        var body = situation.body.filled(written, from: day)
        if round > 0 {
            let more = self.more(round, before: day, &numbers)
            body += "\n\n" + (isPlain ? more.withoutMarks : more)
        }
        let opened = plan.workday(0, from: day.adding(-3))
        let isOffice = numbers.happens(18) && opened <= plan.today
        let arrived = isOffice ? opened : day
        let consent: Bool? = numbers.happens(40) ? numbers.happens(75) : nil
        return Filled(
            letter: DemonstrationLetter(
                key: key, day: arrived,
                second: isOffice ? numbers.number(28_900...59_000) : numbers.number(21_600...82_000),
                source: isOffice ? numbers.pick([.counter, .counter, .post, .telephone, .box]) : .portal,
                typed: LetterDraft.Typed(
                    kind: situation.kind.rawValue, area: commune.organization.area.code,
                    title: situation.title.filled(written, from: day), body: body, sender: sender,
                    people: String(situation.people), consent: consent)), values: values)
    }

    /// Facts that no other letter of this commune about the same situation has.
    private func more(_ round: Int, before day: Day, _ numbers: inout SeededNumbers) -> String {
        let cast = plan.script.cast
        return numbers.pick(cast.more)
            .replacing("{date}", with: day.adding(-numbers.number(1...3)).dayMonthYear)
            .replacing("{hour}", with: String(numbers.number(6...22)))
            .replacing("{number}", with: "\(numbers.pick(cast.landmarks)) \(round * 3 + numbers.number(0...2))")
            .replacing("{witness}", with: numbers.pick(cast.witnesses))
    }
}

extension DemonstrationLetter {
    /// The same letter as another kind.
    func of(_ kind: Kind) -> DemonstrationLetter {
        var typed = typed
        typed.kind = kind.rawValue
        return DemonstrationLetter(key: key, day: day, second: second, source: source, typed: typed)
    }

    /// The same letter on a later day.
    func on(_ day: Day) -> DemonstrationLetter {
        DemonstrationLetter(key: key, day: day, second: second, source: source, typed: typed)
    }
}

extension SeededNumbers {
    fileprivate var first: UInt64 {
        var copy = self
        return copy.next()
    }
}
