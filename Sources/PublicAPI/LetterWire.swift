import Cases
import Identity

/// `POST /api/v1/letters`: what a client sends.
struct LetterRequest: Decodable {
    struct Petitioner: Decodable {
        let name: String?
        let address: String?
        let phone: String?
        let email: String?
    }

    let kind: String
    let title: String
    let body: String
    let area: String
    let petitioner: Petitioner?

    var typed: LetterDraft.Typed {
        LetterDraft.Typed(
            kind: kind, area: area, title: title, body: body,
            sender: Sender(
                name: petitioner?.name ?? "", address: petitioner?.address ?? "", phone: petitioner?.phone ?? "",
                email: petitioner?.email ?? ""))
    }
}

/// What it gets back: to be kept, for the PIN is shown nowhere else.
struct LetterReply: Encodable {
    let code: String
    let pin: String
    let kind: String
    let organization: OrganizationWire
    let receivedAt: String
    let deadlines: [DeadlineWire]
}

struct OrganizationWire: Encodable {
    let code: String
    let name: String
}

struct DeadlineWire: Encodable {
    let rule: String
    let due: String
    /// `running`, `lapsed`, `met` or `metLate`.
    let state: String
    /// A promise of the authority itself, not law.
    let isPromise: Bool

    init(_ clock: Clock) {
        rule = clock.deadline.rule.text
        due = clock.deadline.due.description
        state = clock.state.rawValue
        isPromise = clock.deadline.isPromise
    }
}

/// `GET /api/v1/matters/{code}`: one sender's letter, its clocks and the matter's time line.
struct MatterReply: Encodable {
    struct Entry: Encodable {
        let event: String
        let day: String
        let recordedAt: String
    }

    struct AnswerWire: Encodable {
        let text: String
        let day: String
    }

    let code: String
    let kind: String
    let state: String
    let title: String
    let area: String
    let organization: OrganizationWire
    let receivedAt: String
    let deadlines: [DeadlineWire]
    let timeline: [Entry]
    let answers: [AnswerWire]
}
