import Cases
import Kernel
import Registry

/// Writes what follows a letter, on working days up to the last day of the play.
struct DemonstrationCourse {
    private let plan: DemonstrationPlan
    private let situation: DemonstrationSituation
    private let staff: DemonstrationStaff
    private let letter: DemonstrationLetter
    private let values: [DemonstrationText.Place: String]
    private var numbers: SeededNumbers
    private var all: [DemonstrationStep] = []

    init(
        plan: DemonstrationPlan, situation: DemonstrationSituation, staff: DemonstrationStaff,
        letter: DemonstrationCommunePlan.Filled, values: [DemonstrationText.Place: String], numbers: SeededNumbers
    ) {
        self.plan = plan
        self.situation = situation
        self.staff = staff
        self.letter = letter.letter
        self.values = values
        self.numbers = numbers
    }

    /// What has happened by the last day: what would come later is still to be done.
    var steps: [DemonstrationStep] { Array(all.prefix { $0.day <= plan.today }) }

    private var cast: DemonstrationCast { plan.script.cast }
    private var last: Day { all.last?.day ?? letter.day }

    /// On a working day, not before what came before.
    private mutating func add(_ deed: DemonstrationDeed, from day: Day, after ordinal: Int = 0) {
        all.append(DemonstrationStep(day: plan.workday(ordinal, from: max(day, last)), deed: deed))
    }

    /// Senders act on any day.
    private mutating func sender(_ deed: DemonstrationDeed, on day: Day) {
        all.append(DemonstrationStep(day: max(day, last), deed: deed))
    }

    private func text(_ text: DemonstrationText?, from first: Day? = nil) -> String {
        text?.filled(values, from: first ?? letter.day) ?? ""
    }

    mutating func write(joining others: [DemonstrationLetter]) {
        switch situation.course {
        case .received: if numbers.happens(50) { classify(.own) }
        case .transferred: transfer()
        case .guided:
            classify(.other)
            let place = text(situation.toBody)
            add(.close(.guided, text(situation.reason) + "\n\nNơi giải quyết: " + place + "."), from: last, after: 2)
        case .taken, .asked, .drafted, .answered, .askedAnswered, .contested, .reopened, .setAside, .joined:
            if numbers.happens(85) || letter.typed.kind != situation.kind.rawValue { classify(.own) }
            take()
            handle(others)
        }
    }

    private mutating func classify(_ competence: Competence) {
        add(.classify(situation.kind, competence), from: letter.day, after: numbers.number(0...1))
    }

    /// Mostly within the five working days of the law, sometimes late.
    private mutating func take() {
        let late = numbers.happens(9)
        add(.take, from: letter.day, after: late ? numbers.number(7...12) : numbers.number(0...4))
    }

    private mutating func handle(_ others: [DemonstrationLetter]) {
        let taken = last
        if let part = cast.parts.first(where: { $0.of == situation.id }) { split(part) }
        switch situation.course {
        case .asked:
            add(.ask(text(situation.question)), from: taken, after: 1)
            return
        case .askedAnswered:
            add(.ask(text(situation.question)), from: taken, after: 1)
            sender(.reply(text(situation.reply)), on: last.adding(numbers.number(1...4)))
        case .setAside:
            if let reason = situation.reason { add(.note(text(reason)), from: taken) }
            let passage = letter.typed.body.split { $0.isWhitespace }.prefix(8).joined(separator: " ")
            let ground = SetAsideGround(rawValue: cast.grounds[situation.id] ?? "") ?? .unreadable
            add(.setAside(passage: passage, ground), from: last, after: 1)
            add(.sign, from: last, after: 1)
            return
        default: break
        }
        if let note = situation.note { add(.note(text(note)), from: last) }
        for other in others {
            let came = last.adding(1)
            guard came < plan.today else { break }
            add(.join(other.on(came)), from: came, after: 1)
        }
        if let answer = situation.answer { self.answer(answer) }
    }

    private mutating func answer(_ answer: DemonstrationText) {
        if !staff.isAlone, situation.course == .answered, numbers.happens(8) { invite() }
        let isDraft = situation.course == .drafted
        let delay = numbers.happens(14) ? numbers.number(20...58) : numbers.number(2...11)
        let outcome = situation.outcome ?? .explained
        // The answer looks back on some days, so it cannot come before them.
        let past = cast.lookBack[situation.id] ?? answer.days.past
        var day = plan.workday(0, from: max(last, letter.day.adding(max(past, isDraft ? 2 : delay))))
        if isDraft { day = min(day, max(last, plan.workday(0, from: plan.today.adding(-4)))) }
        let first = max(letter.day, day.adding(-past))
        leave(text(answer, from: first), outcome, on: day, isDraft: isDraft)
        guard !isDraft else { return }
        let answered = last
        if let rating = situation.rating, situation.answer2 == nil { rate(rating) }
        if let contest = situation.contest {
            sender(.contest(text(contest)), on: max(last, answered.adding(numbers.number(3...9))))
            if let again = situation.answer2 { answerAgain(again, first, outcome) }
        }
        if situation.contest == nil { publish(text(answer, from: first)) }
    }

    private mutating func answerAgain(_ again: DemonstrationText, _ first: Day, _ outcome: Outcome) {
        add(.reopen, from: last, after: numbers.number(1...3))
        let past = cast.lookBack[situation.id + "/2"] ?? again.days.past
        let day = plan.workday(0, from: max(last.adding(2), (again.countsOn ? first : last).adding(past)))
        leave(text(again, from: again.countsOn ? first : day.adding(-past)), outcome, on: day, isDraft: false)
        if let rating = situation.rating { rate(rating) }
    }

    private mutating func rate(_ rating: Int) {
        sender(.rate(rating, situation.comment.map { text($0) }), on: last.adding(numbers.number(1...2)))
    }

    /// The draft, sometimes sent back once, and the signature.
    private mutating func leave(_ text: String, _ outcome: Outcome, on day: Day, isDraft: Bool) {
        if staff.isAlone, !isDraft {
            add(.answer(text, outcome), from: day)
            return
        }
        add(.submit(text, outcome), from: day)
        let hasClerk = staff.reception != nil
        guard !isDraft else {
            if hasClerk, numbers.happens(50) { add(.approve, from: last, after: 1) }
            return
        }
        if numbers.happens(8) {
            add(.returnDraft(numbers.pick(cast.returned)), from: last)
            add(.submit(text, outcome), from: last)
        }
        let later = numbers.happens(30) ? 1 : 0
        if hasClerk, numbers.happens(60) {
            add(.approve, from: last, after: later)
            add(.issue, from: last)
        } else {
            add(.sign, from: last, after: later)
        }
    }

    private mutating func invite() {
        let department = numbers.pick(cast.departments).code
        add(.invite(department: department, numbers.pick(cast.requests)), from: last)
        if numbers.happens(80) {
            add(.contribute(department: department, numbers.pick(cast.contributions)), from: last, after: 2)
        }
    }

    private mutating func transfer() {
        classify(.other)
        guard let department = cast.department(of: situation.toBody?.source ?? "") else {
            let place = text(situation.toBody)
            add(.close(.passedOn, text(situation.reason) + "\n\nNơi nhận: " + place + "."), from: last, after: 2)
            return
        }
        add(.offer(department: department.code, text(situation.reason)), from: last, after: numbers.number(0...3))
        let fate = numbers.number(0...9)
        if fate < 5 {
            add(.accept(department: department.code), from: last, after: numbers.number(1...3))
        } else if fate < 7 {
            add(.decline(department: department.code, numbers.pick(cast.declined)), from: last, after: 2)
            add(.take, from: last, after: 1)
        }
    }

    private mutating func split(_ part: DemonstrationCast.Part) {
        let paragraphs = letter.typed.body.split(separator: "\n\n").map(String.init)
        guard paragraphs.indices.contains(part.paragraph), let kind = Kind(rawValue: part.kind) else { return }
        let day = plan.workday(1, from: last)
        let answered = plan.workday(3, from: day)
        let answer = part.answer.flatMap { DemonstrationText($0)?.filled(values, from: day) }
        add(
            .split(
                DemonstrationPart(
                    key: letter.key + " part", kind: kind, field: part.field, title: part.title,
                    body: paragraphs[part.paragraph], answer: answer,
                    answeredOn: answered <= plan.today ? answered : nil)), from: day)
    }

    /// On the board come answers that hold no name and no house, if the sender has agreed.
    private mutating func publish(_ answer: String) {
        guard situation.kind == .feedback || situation.kind == .petition, !situation.isNamed,
            !situation.body.places.contains(.house), situation.body.source.count < 1_200
        else { return }
        if letter.typed.consent == nil, numbers.happens(12) {
            sender(.allowPublication, on: last.adding(1))
        } else if letter.typed.consent != true {
            return
        }
        guard numbers.happens(34) else { return }
        add(
            .propose(title: letter.typed.title, question: letter.typed.body, answer: answer), from: last.adding(2),
            after: 1)
        add(.publish, from: last, after: numbers.number(0...3))
    }
}
