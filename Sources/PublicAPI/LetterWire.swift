import Cases
import Identity

/// `POST /api/v1/letters`: what a client sends.
struct LetterRequest: Decodable {
    struct Petitioner: Decodable {
        /// `person`, unless it says `organization`.
        let kind: String?
        let name: String?
        let address: String?
        let phone: String?
        let email: String?
        let idNumber: String?
        let taxCode: String?
        let representative: String?
    }

    /// A number that is no whole one, or too large for any, is a value of the wrong type, where the decoder takes it for
    /// broken JSON.
    struct WholeNumber: Decodable {
        let value: Int

        init(from decoder: any Decoder) throws {
            do {
                value = try decoder.singleValueContainer().decode(Int.self)
            } catch {
                throw DecodingError.typeMismatch(
                    Int.self, .init(codingPath: decoder.codingPath, debugDescription: "no whole number"))
            }
        }
    }

    let kind: String
    let title: String
    let body: String
    let area: String
    /// Code of the body it is made out to; without it, the people's committee of the area.
    let organization: String?
    let people: WholeNumber?
    /// Whether the answer may be shown without name.
    let publishable: Bool?
    let petitioner: Petitioner?

    var typed: LetterDraft.Typed {
        LetterDraft.Typed(
            kind: kind, area: area, title: title, body: body,
            sender: Sender(
                sort: petitioner?.kind.flatMap(Sender.Sort.init) ?? .person, name: petitioner?.name ?? "",
                address: petitioner?.address ?? "", phone: petitioner?.phone ?? "", email: petitioner?.email ?? "",
                identityNumber: petitioner?.idNumber ?? "", taxCode: petitioner?.taxCode ?? "",
                representative: petitioner?.representative ?? ""), organization: organization ?? "",
            people: people.map { String($0.value) } ?? "", consent: publishable)
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
    /// `running`, `lapsed`, `met`, `metLate` or `ended`.
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
        /// The listed ground of a setting aside, and the passage of the letter it rests on.
        let ground: String?
        let passage: String?
    }

    struct AnswerWire: Encodable {
        let text: String
        let day: String
        /// Number and symbol of the document it left as, and of the one that it puts right.
        let number: String?
        let corrects: String?
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
