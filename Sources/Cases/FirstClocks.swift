import Acts
import Kernel
import Legislation
import Registry

/// The days that bind from the receipt of a letter, by its kind: of the law in force that day, and of the body's own
/// promise where it has published one. No day is made up.
enum FirstClocks {
    static func start(
        _ kind: Kind, of letter: LetterID, from day: Day, by source: Source, promise: AnswerPromise?,
        _ environment: Environment
    ) throws -> [Clock] {
        try deadlines(kind, from: day, by: source, promise: promise, environment.law).map { deadline in
            Clock(id: environment.mint(), letter: deadline.isPromise ? nil : letter, deadline: deadline)
        }
    }

    /// The same before there is a letter.
    static func deadlines(
        _ kind: Kind, from day: Day, by source: Source, promise: AnswerPromise?, _ law: Law
    ) throws -> [Deadline] {
        var deadlines: [Deadline] = []
        func owe(_ rule: RuleID) throws { deadlines.append(try law.deadline(rule, from: day)) }
        switch kind {
        case .feedback, .petition:
            // Decree 20/2008/NĐ-CP, Article 9.1d: passed on within 5 working days if another body is competent.
            try owe(.feedbackTransfer)
        case .complaint: try owe(.complaintAcceptance)
        case .denunciation: try owe(.denunciationInitial)
        case .information: try owe(informationRule(source))
        }
        if law.isInForce(.letterProcessing, on: day) { try owe(.letterProcessing) }
        if kind == .feedback || kind == .petition, let promised = try answer(promise, from: day, law) {
            deadlines.append(promised)
        }
        return deadlines
    }

    /// The clock of the body's promise; nil if it has made none by that day.
    static func answer(_ promise: AnswerPromise?, from day: Day, _ environment: Environment) throws -> Clock? {
        try answer(promise, from: day, environment.law).map { deadline in
            Clock(id: environment.mint(), letter: nil, deadline: deadline)
        }
    }

    private static func answer(_ promise: AnswerPromise?, from day: Day, _ law: Law) throws -> Deadline? {
        guard let promise, promise.since <= day else { return nil }
        return try law.deadline(promise: promise.terms, from: day)
    }

    /// Law 104/2016/QH13, Articles 29 to 31: by the way the request came.
    private static func informationRule(_ source: Source) -> RuleID {
        switch source {
        case .portal, .api, .email, .nationalPortal, .imported: .informationElectronic
        case .post: .informationPost
        case .counter, .box, .telephone, .dialogue, .forwarded, .oldRegister: .informationOffice
        }
    }
}

extension AnswerPromise {
    /// The promise as the calculator takes it.
    public var terms: Promise {
        Promise(rule: .answerPromise, length: .workingDays(workingDays), since: since)
    }
}
