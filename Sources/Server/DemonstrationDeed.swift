import Cases
import Kernel
import Registry

/// One thing somebody does in the play; each is one event of its matter, so that events tell how far it came.
enum DemonstrationDeed: Sendable {
    /// By whoever receives: what the letter is and whose.
    case classify(Kind, Competence)
    /// The handler takes it, or is given it by the reception.
    case take
    case note(String)
    case ask(String)
    case reply(String)
    case invite(department: String, String)
    case contribute(department: String, String)
    case submit(String, Outcome)
    case setAside(passage: String, SetAsideGround)
    case returnDraft(String)
    /// By the head, or the deputy; of a body with one officer, by the city's head.
    case sign
    /// Signed, and left to the clerk; then numbered and sent.
    case approve, issue
    /// By the one officer there is.
    case answer(String, Outcome)
    case offer(department: String, String)
    case accept(department: String)
    case decline(department: String, String)
    case close(Closure, String)
    case contest(String)
    case reopen
    case rate(Int, String?)
    case allowPublication
    case propose(title: String, question: String, answer: String)
    case publish
    /// Another sender's letter about the same trouble comes, and is joined.
    case join(DemonstrationLetter)
    /// A part of the letter becomes one of its own.
    case split(DemonstrationPart)
}

struct DemonstrationStep: Sendable {
    let day: Day
    let deed: DemonstrationDeed
}

/// A letter on its way into the play, with every word filled in.
struct DemonstrationLetter: Sendable {
    /// What it is called, for ever, under which a second run finds it.
    let key: String
    let day: Day
    /// Seconds since midnight at which it was registered.
    let second: Int
    let source: Source
    let typed: LetterDraft.Typed
}

struct DemonstrationPart: Sendable {
    let key: String
    let kind: Kind
    let field: String
    let title: String
    let body: String
    /// Given the third working day after.
    let answer: String?
    let answeredOn: Day?
}

/// A letter and all that follows.
struct DemonstrationMatter: Sendable {
    let situation: String
    let field: String
    let letter: DemonstrationLetter
    let steps: [DemonstrationStep]
}
