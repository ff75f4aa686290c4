import Identity
import Kernel
import Language
import Registry

/// A letter as somebody wants to hand it in: checked, trimmed, in composed form. Nothing is kept yet.
public struct LetterDraft: Hashable, Sendable {
    public let kind: Kind
    public let area: String
    /// The body it is made out to, if it is not the one of the area.
    public let organization: OrganizationID?
    public let original: Original
    /// How many people it speaks for, at least 1.
    public let people: Int
    /// Whether the answer may be shown without name; nil if not asked.
    public let consent: Bool?
    /// The field, if whoever hands it in knows it.
    public let field: String?

    /// Limits in characters, as people count them.
    public enum Limit {
        public static let title = 200
        public static let body = 20_000
        public static let name = 100
        public static let address = 300
        public static let phone = 20
        public static let email = 200
        public static let number = 30
        public static let people = 100_000
    }

    /// What a form or a client sends, as typed.
    public struct Typed: Hashable, Sendable {
        public var kind: String
        public var area: String
        public var title: String
        public var body: String
        public var sender: Sender
        /// The code of the body it is made out to; empty for the one of the area.
        public var organization: String
        public var people: String
        public var consent: Bool?
        public var field: String?

        public init(
            kind: String, area: String, title: String, body: String, sender: Sender, organization: String = "",
            people: String = "", consent: Bool? = nil, field: String? = nil
        ) {
            self.kind = kind
            self.area = area
            self.title = title
            self.body = body
            self.sender = sender
            self.organization = organization
            self.people = people
            self.consent = consent
            self.field = field
        }
    }

    /// Throws one `Problem` that names every field in need of a hand, in the order of the form.
    ///
    /// Of a letter on paper the title is enough: the paper has the words.
    public init(_ typed: Typed, in directory: Directory, needsBody: Bool = true) throws(Problem) {
        var fields: [Problem.Field] = []
        func text(
            _ name: String, _ typed: String, limit: Int, isOneLine: Bool = true, required: MessageKey? = nil
        ) -> String {
            let text = isOneLine ? typed.oneLine : typed.tidied
            if typed.utf8.contains(0) {
                fields.append(.init(name, CasesMessages.unreadableCharacter))
            } else if let required, text.isEmpty {
                fields.append(.init(name, required))
            } else if text.utf8.count > limit && text.count > limit {
                fields.append(
                    .init(name, CasesMessages.tooLong, ["limit": String(limit), "count": String(text.count)]))
            }
            return text
        }
        guard let kind = Kind(rawValue: typed.kind) else {
            throw Problem(
                "letter.invalid", status: 422, CasesMessages.letterInvalid,
                fields: [.init("kind", CasesMessages.kindUnknown)])
        }
        area = typed.area
        organization = directory.organization(code: typed.organization)?.id
        if !typed.organization.isEmpty, organization == nil {
            fields.append(.init("organization", CasesMessages.organizationUnknown))
        } else if let body = directory.organization(code: typed.organization), directory.reader(for: body) == nil {
            fields.append(.init("organization", CasesMessages.areaNotOnBoard))
        }
        if typed.area.isEmpty {
            fields.append(.init("area", CasesMessages.areaMissing))
        } else if let body = directory.receiver(ofArea: typed.area) {
            if organization == nil, directory.reader(for: body) == nil {
                fields.append(.init("area", CasesMessages.areaNotOnBoard))
            }
        } else {
            fields.append(.init("area", CasesMessages.areaUnknown))
        }
        let title = text("title", typed.title, limit: Limit.title, required: CasesMessages.titleMissing)
        let body = text(
            "body", typed.body, limit: Limit.body, isOneLine: false,
            required: needsBody ? CasesMessages.bodyMissing : nil)
        let sender = Sender(
            sort: typed.sender.sort,
            name: text("name", typed.sender.name, limit: Limit.name),
            address: text("address", typed.sender.address, limit: Limit.address),
            phone: text("phone", typed.sender.phone, limit: Limit.phone),
            email: text("email", typed.sender.email, limit: Limit.email),
            identityNumber: text("idNumber", typed.sender.identityNumber, limit: Limit.number),
            taxCode: text("taxCode", typed.sender.taxCode, limit: Limit.number),
            representative: text("representative", typed.sender.representative, limit: Limit.name))
        if !sender.phone.isEmpty && !Self.isPhone(sender.phone) {
            fields.append(.init("phone", CasesMessages.phoneUnreadable))
        }
        if !sender.email.isEmpty && !Self.isEmail(sender.email) {
            fields.append(.init("email", CasesMessages.emailUnreadable))
        }
        let people = typed.people.isEmpty ? 1 : Int(typed.people.tidied) ?? 0
        if !(1...Limit.people).contains(people) {
            fields.append(.init("people", CasesMessages.peopleUnreadable))
        }
        guard fields.isEmpty else {
            throw Problem("letter.invalid", status: 422, CasesMessages.letterInvalid, fields: fields)
        }
        self.kind = kind
        self.people = people
        consent = typed.consent
        field = typed.field
        original = Original(title: title, body: body, sender: sender)
    }

    /// A part of a letter, in words of its extract.
    public init(partOf letter: Letter, _ kind: Kind, title: TypedText, body: TypedText) {
        self.kind = kind
        area = letter.area
        organization = nil
        people = letter.facts.classification.people
        consent = letter.facts.consent
        field = nil
        original = Original(title: title.text, body: body.text, sender: Sender())
    }

    /// The body that receives it: the one it is made out to, or while nobody there can sign in the nearest above. Nil if
    /// there is none any more.
    public func receiver(in directory: Directory) -> Organization? {
        let addressed = organization.flatMap { directory.organization($0) } ?? directory.receiver(ofArea: area)
        return addressed.flatMap { directory.reader(for: $0) }
    }

    /// What was asked, for telling a repetition from another letter under the same key.
    public var content: [UInt8] {
        let sender = original.sender
        let parts =
            [
                kind.rawValue, area, organization?.description ?? "", original.title, original.body, String(people),
                consent.map { String($0) } ?? "", sender.sort.rawValue,
            ] + sender.values
        return Array(parts.joined(separator: "\u{0}").utf8)
    }

    /// Eight to fifteen digits (E.164), with the signs people put between them.
    private static func isPhone(_ text: String) -> Bool {
        let digits = text.unicodeScalars.filter { ("0"..."9").contains($0) }.count
        return (8...15).contains(digits)
            && text.unicodeScalars.allSatisfy { ("0"..."9").contains($0) || " .-()+\u{A0}".unicodeScalars.contains($0) }
    }

    private static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && !text.contains(" ")
            && !parts[1].hasPrefix(".") && !parts[1].hasSuffix(".")
    }
}
