import Acts
import Identity
import Kernel
import Registry
import Storage

/// What a sender said later – a reply, a contest, a comment – masked like the letter; the words themselves stay in
/// Identity.
public struct SendersWords {
    let spoken: SpokenWords
    let original: String

    /// Throws `unknownMatter` unless the actor has opened this letter, and it belongs to the matter.
    static func hear(
        _ spoken: SpokenWords, of letter: LetterKey, in matter: MatterKey, _ tx: any ReadTransaction,
        at moment: Moment
    ) throws -> (matter: Matter, words: SendersWords) {
        let matter = try SendersMatter.load(letter, matter, tx, at: moment)
        guard let original = try OriginalTable.open(letter, tx) else { throw ProcedureError.unknownMatter }
        let masked = Mask(original.sender).applied(to: spoken.text)
        return (matter, SendersWords(spoken: spoken.replaced(by: masked), original: spoken.text))
    }

    func write(
        as sort: Words.Sort, of letter: LetterKey, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws {
        try step.write(spoken, as: sort, tx, at: moment)
        try OriginalTable.insert(original, words: spoken.id.raw, of: letter, tx)
    }
}

enum SendersMatter {
    /// The matter of a sender's letter. Throws `unknownMatter` unless the actor has opened the letter by code and PIN.
    static func load(
        _ letter: LetterKey, _ key: MatterKey, _ tx: any ReadTransaction, at moment: Moment
    ) throws -> Matter {
        guard moment.actor == .petitioner(letter.id), let matter = try MatterTable.load(key, tx),
            matter.letter(letter.id) != nil
        else { throw ProcedureError.unknownMatter }
        return matter
    }
}

/// The sender replies to what the handler asked; the handler goes on.
public struct ReplyToQuestion: Act {
    public static let code: ActCode = "letter.reply"

    let letter: LetterKey
    let key: MatterKey
    let text: TypedText

    public init(_ letter: LetterKey, in key: MatterKey, _ text: TypedText) {
        self.letter = letter
        self.key = key
        self.text = text
    }

    public func prepare(_ environment: Environment) throws -> SpokenWords { SpokenWords(text.text, environment) }

    public func subject(_: SpokenWords) -> Subjected { Subjected(key) }

    public func authorize(
        _ spoken: SpokenWords, _ tx: any ReadTransaction, at moment: Moment
    ) throws -> (step: MatterStep, words: SendersWords) {
        let (matter, words) = try SendersWords.hear(spoken, of: letter, in: key, tx, at: moment)
        let said = words.spoken.said(by: nil, letter: letter.id)
        return (step: try MatterStep(from: matter, by: .replied(said), at: moment), words: words)
    }

    public func perform(
        _: SpokenWords, _ authorized: (step: MatterStep, words: SendersWords), _ tx: ActTransaction,
        at moment: Moment
    ) throws -> Change<Void> {
        try authorized.words.write(as: .reply, of: letter, authorized.step, tx, at: moment)
        return try authorized.step.save(tx, at: moment)
    }
}

/// The sender is not content with the answer and says why; the body takes it up again or says why the answer stands.
public struct ContestAnswer: Act {
    public static let code: ActCode = "letter.contest"

    /// How long after an answer: the platform's own rule, not law.
    public static let days = 30

    let letter: LetterKey
    let key: MatterKey
    let text: TypedText
    let promise: AnswerPromise?

    /// `promise` is that of the body that answered.
    public init(_ letter: LetterKey, in key: MatterKey, _ text: TypedText, promise: AnswerPromise?) {
        self.letter = letter
        self.key = key
        self.text = text
        self.promise = promise
    }

    public struct Prepared: Sendable {
        let spoken: SpokenWords
        let clocks: [Clock]
    }

    public func prepare(_ environment: Environment) throws -> Prepared {
        let clock = try FirstClocks.answer(promise, from: environment.today, environment)
        return Prepared(spoken: SpokenWords(text.text, environment), clocks: [clock].compactMap(\.self))
    }

    public func subject(_: Prepared) -> Subjected { Subjected(key) }

    public func authorize(
        _ prepared: Prepared, _ tx: any ReadTransaction, at moment: Moment
    ) throws -> (step: MatterStep, words: SendersWords) {
        let (matter, words) = try SendersWords.hear(prepared.spoken, of: letter, in: key, tx, at: moment)
        let said = words.spoken.said(by: nil, letter: letter.id)
        let step = try MatterStep(from: matter, by: .contested(said, clocks: prepared.clocks), at: moment)
        guard Self.isOpen(after: try AnswerTable.all(of: key, tx), on: moment.effective) else {
            throw ProcedureError.contestOver
        }
        return (step: step, words: words)
    }

    /// An answer can be contested once, within thirty days of it or of what puts it right; one that was upheld is the body's
    /// last word, also where it was put right.
    public static func isOpen(after answers: [Answer], on day: Day) -> Bool {
        guard let last = answers.last, day <= last.day.adding(days) else { return false }
        return answers.last { $0.sort != .correction }?.sort != .uphold
    }

    public func perform(
        _: Prepared, _ authorized: (step: MatterStep, words: SendersWords), _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Void> {
        try authorized.words.write(as: .contest, of: letter, authorized.step, tx, at: moment)
        return try authorized.step.save(tx, at: moment)
    }
}

/// The sender says how content the answer left them, once for each answer. What an officer enters for a sender is
/// marked and stays out of every figure.
public struct RateAnswer: Act {
    public static let code: ActCode = "letter.rate"

    let letter: LetterKey
    let key: MatterKey
    let score: Int
    let comment: TypedText?
    let officer: AccountID?

    /// `score` is 1 to 5; nil for any other.
    public init?(
        _ letter: LetterKey, in key: MatterKey, score: Int, comment: TypedText? = nil,
        enteredBy officer: AccountID? = nil
    ) {
        guard (1...5).contains(score) else { return nil }
        self.letter = letter
        self.key = key
        self.score = score
        self.comment = comment
        self.officer = officer
    }

    public func prepare(_ environment: Environment) throws -> SpokenWords? {
        comment.flatMap { $0.text.isEmpty ? nil : SpokenWords($0.text, environment) }
    }

    public func subject(_: SpokenWords?) -> Subjected { Subjected(key) }

    public func authorize(
        _ spoken: SpokenWords?, _ tx: any ReadTransaction, at moment: Moment
    ) throws -> (step: MatterStep, words: SendersWords?, rating: Rating) {
        var heard: SendersWords?
        let matter: Matter
        var official: OfficialID?
        if let officer {
            let found = try OfficersCase(key, officer, at: moment, tx)
            _ = try found.post(with: .receive)
            guard spoken == nil else { throw ActProblem.forbidden }
            (matter, official) = (found.matter, found.official)
        } else if let spoken {
            let (loaded, words) = try SendersWords.hear(spoken, of: letter, in: key, tx, at: moment)
            (matter, heard) = (loaded, words)
        } else {
            matter = try SendersMatter.load(letter, key, tx, at: moment)
        }
        guard let answer = try AnswerTable.all(of: key, tx).last else { throw ProcedureError.notAnswered }
        guard
            try !RatingTable.all(of: key, tx).contains(where: { $0.letter == letter.id && $0.answer == answer.id })
        else { throw ProcedureError.alreadyRated }
        let said = heard?.spoken.said(by: nil, letter: letter.id)
        let event = MatterEvent.rated(
            Rated(
                letter: letter.id, answer: answer.id, score: score, official: official, words: said?.words,
                commitment: said?.commitment))
        let rating = Rating(
            letter: letter.id, answer: answer.id, score: score, day: moment.effective, official: official)
        return (step: try MatterStep(from: matter, by: event, at: moment), words: heard, rating: rating)
    }

    public func perform(
        _: SpokenWords?, _ authorized: (step: MatterStep, words: SendersWords?, rating: Rating), _ tx: ActTransaction,
        at moment: Moment
    ) throws -> Change<Void> {
        try RatingTable.insert(authorized.rating, of: key, tx)
        try authorized.words?.write(as: .comment, of: letter, authorized.step, tx, at: moment)
        return try authorized.step.save(tx, at: moment)
    }
}

/// The sender withdraws the matter before it is answered. Only the one sender of a matter can end it.
public struct WithdrawLetter: Act {
    public static let code: ActCode = "letter.withdraw"

    let letter: LetterKey
    let key: MatterKey

    public init(_ letter: LetterKey, in key: MatterKey) {
        self.letter = letter
        self.key = key
    }

    public func prepare(_ environment: Environment) throws {}

    public func subject(_: Void) -> Subjected { Subjected(key) }

    public func authorize(_: Void, _ tx: any ReadTransaction, at moment: Moment) throws -> MatterStep {
        let matter = try SendersMatter.load(letter, key, tx, at: moment)
        guard matter.letters.count == 1 else { throw ProcedureError.severalLetters }
        // Withdrawing a complaint or denunciation has its own law: paper, and a question whether it was pressed.
        guard matter.kind == .feedback || matter.kind == .petition else { throw ProcedureError.notForKind }
        return try MatterStep(from: matter, by: .closed(.withdrawn, by: nil, nil), at: moment)
    }

    public func perform(
        _: Void, _ step: MatterStep, _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Void> {
        try step.save(tx, at: moment)
    }
}

/// The sender says whether the answer may be shown on the public board, without name. A refusal takes it off at once.
public struct AllowPublication: Act {
    public static let code: ActCode = "letter.allowPublication"

    let letter: LetterKey
    let key: MatterKey
    let consent: Bool

    public init(_ letter: LetterKey, in key: MatterKey, _ consent: Bool) {
        self.letter = letter
        self.key = key
        self.consent = consent
    }

    public func prepare(_ environment: Environment) throws {}

    public func subject(_: Void) -> Subjected { Subjected(key) }

    public func authorize(
        _: Void, _ tx: any ReadTransaction, at moment: Moment
    ) throws -> (step: MatterStep, board: Matter.Board) {
        let matter = try SendersMatter.load(letter, key, tx, at: moment)
        let step = try MatterStep(from: matter, by: .consented(letter.id, consent), at: moment)
        return (step: step, board: matter.board)
    }

    public func perform(
        _: Void, _ authorized: (step: MatterStep, board: Matter.Board), _ tx: ActTransaction, at moment: Moment
    ) throws -> Change<Void> {
        try LetterTable.set(consent: consent, of: letter, tx)
        if !consent, let publication = authorized.board.publication {
            try PublicationTable.set(publication, of: key, publishedOn: .never, tx)
        }
        return try authorized.step.save(tx, at: moment)
    }
}
