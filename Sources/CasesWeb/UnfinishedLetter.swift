import Cases
import Files
import Identity
import Kernel
import Language
import Registry
import Vault
import Web

/// What somebody wants, in plain words. `rawValue` stands in forms and unfinished letters.
enum Wish: String, CaseIterable {
    case feedback, petition, complaint, denunciation, information, unsure

    /// The kind it is handed in as; the office decides by what is written.
    var kind: Kind {
        switch self {
        case .feedback, .unsure: .feedback
        case .petition: .petition
        case .complaint: .complaint
        case .denunciation: .denunciation
        case .information: .information
        }
    }
}

extension Kind {
    /// The law asks who complains or denounces.
    var asksIdentity: Bool { self == .complaint || self == .denunciation }
}

/// Who hands a letter in. `rawValue` stands in forms and unfinished letters.
enum Who: String, CaseIterable { case person, organization, anonymous }

/// A letter on its way through the question pages: everything exactly as typed.
struct UnfinishedLetter: Codable, Sendable {
    struct File: Codable, Sendable, Hashable {
        let address: String
        let kind: String
        let size: Int
        let name: String

        init(_ file: KeptFile) {
            address = file.address.description
            kind = file.kind.rawValue
            size = file.size
            name = file.name.description
        }

        var kept: KeptFile? {
            guard let bytes = [UInt8](hexadecimal: address), let address = FileAddress(bytes: bytes),
                let kind = FileKind(rawValue: kind)
            else { return nil }
            return KeptFile(at: address, kind: kind, size: size, name: FileName(name))
        }
    }

    /// What it became.
    struct Sent: Codable, Sendable {
        let letter: String
        let pinVersion: Int
    }

    var wish = ""
    var title = ""
    var body = ""
    var people = ""
    var query = ""
    /// Code of the place whose body receives it.
    var area = ""
    /// Code of the commune it is about, if its province receives it; else empty.
    var commune = ""
    var who = ""
    var name = ""
    var address = ""
    var phone = ""
    var email = ""
    var idNumber = ""
    var taxCode = ""
    var representative = ""
    var consent = "no"
    var files: [File] = []
    /// The key that becomes the letter's, wrapped.
    var fileKey: [UInt8]?
    var passed: Set<HandInStep> = []
    /// Names this one hand-in, so that sending twice is one letter.
    var submission = Token().description
    var sent: Sent?

    var kind: Kind { (Wish(rawValue: wish) ?? .unsure).kind }

    /// Every question before the last page was answered.
    var isComplete: Bool { HandInStep.allCases.allSatisfy { $0 == .check || passed.contains($0) } }

    /// Takes what a page of this step sent.
    mutating func take(_ form: Form, at step: HandInStep) {
        switch step {
        case .wish: wish = form["wish"]
        case .what: (title, body, people) = (form["title"], form["body"], form["people"])
        case .place: takePlace(form)
        case .sender:
            (who, name, address) = (form["who"], form["name"], form["address"])
            (phone, email, representative) = (form["phone"], form["email"], form["representative"])
            (idNumber, taxCode) = (form["idNumber"], form["taxCode"])
            consent = form["consent"] == "yes" ? "yes" : "no"
        case .files, .check: break
        }
    }

    /// Another name than the one searched for is a new search; what was chosen then no longer is.
    private mutating func takePlace(_ form: Form) {
        let typed = String(form["q"].tidied.prefix(200))
        guard typed == query else {
            (query, area, commune) = (typed, "", "")
            return
        }
        // "01/00070": the province receives it, it is about the commune.
        let parts = form["area"].split(separator: "/", maxSplits: 1).map(String.init)
        area = parts.first ?? ""
        let isCode = parts.count == 2 && parts[1].utf8.count == 5 && parts[1].utf8.allSatisfy { (48...57).contains($0) }
        commune = isCode ? parts[1] : ""
    }

    /// The sender in the forms that are stored: names and numbers as the platform writes them.
    var sender: Sender {
        guard let who = Who(rawValue: who), who != .anonymous else { return Sender() }
        let isOrganization = who == .organization
        func number(_ typed: String) -> String { IdentityNumber(typed)?.text ?? typed }
        return Sender(
            sort: isOrganization ? .organization : .person, name: PersonName(name)?.text ?? "", address: address,
            phone: Telephone(phone)?.e164 ?? phone, email: email,
            identityNumber: kind.asksIdentity && !isOrganization ? number(idNumber) : "",
            taxCode: isOrganization ? number(taxCode) : "",
            representative: isOrganization ? PersonName(representative)?.text ?? "" : "")
    }

    /// As the domain takes it. `place` is added below the words, if the letter is about a commune of the receiver and has
    /// any.
    func typed(place: String?) -> LetterDraft.Typed {
        let body = body.tidied
        return LetterDraft.Typed(
            kind: kind.rawValue, area: area, title: title,
            body: [body, body.isEmpty ? nil : place].compactMap(\.self).filter { !$0.isEmpty }
                .joined(separator: "\n\n"),
            sender: sender, people: people.tidied, consent: kind.isPublishable ? consent == "yes" : nil)
    }

    /// Everything in need of a hand, in the order of the pages.
    func faults(_ typed: LetterDraft.Typed, in directory: Directory) -> [Problem.Field] {
        var faults: [Problem.Field] = []
        do throws(Problem) {
            _ = try LetterDraft(typed, in: directory)
        } catch {
            faults = error.fields
        }
        if Wish(rawValue: wish) == nil { faults.append(.init("wish", HandInMessages.wishMissing)) }
        faults += senderFaults
        // The domain's own word on a telephone number is less than the numbering plan's.
        let order = HandInStep.allCases.flatMap(\.fields)
        var seen: Set<String> = []
        return faults.reversed().filter { seen.insert($0.name).inserted }
            .sorted { (order.firstIndex(of: $0.name) ?? 0) < (order.firstIndex(of: $1.name) ?? 0) }
    }

    private var senderFaults: [Problem.Field] {
        guard let who = Who(rawValue: who) else { return [.init("who", HandInMessages.whoMissing)] }
        guard who != .anonymous else { return [] }
        var faults: [Problem.Field] = []
        if PersonName(name) == nil { faults.append(.init("name", HandInMessages.nameMissing)) }
        if !phone.tidied.isEmpty, Telephone(phone) == nil {
            faults.append(.init("phone", HandInMessages.phoneUnreadable))
        }
        if who == .person, kind.asksIdentity, !idNumber.tidied.isEmpty, IdentityNumber(idNumber) == nil {
            faults.append(.init("idNumber", HandInMessages.idUnreadable))
        }
        if who == .organization, !taxCode.tidied.isEmpty, IdentityNumber(taxCode) == nil {
            faults.append(.init("taxCode", HandInMessages.taxUnreadable))
        }
        return faults
    }
}
