import Acts
import Cases
import CasesWeb
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Language
import NIOCore
import Registry
import Storage
import Web

/// The REST interface for the main job: hand in a letter, follow it.
public struct LettersAPI: Sendable {
    public static let handIn = PlainRoute(.post, "/api/v1/letters")
    public static let matter = Route<String>(.get, "/api/v1/matters/{}")

    /// A letter of 20,000 characters as escaped JSON, and as much again.
    private static let limit = 512 * 1024

    private let site: Site

    public init(site: Site) { self.site = site }

    /// 201 with code and PIN. A repetition under the same `Idempotency-Key` gets the same answer again.
    @Sendable public func handIn(_ request: Request, _ context: VisitContext) async throws -> Response {
        let begun = ContinuousClock.now
        let body = try await request.collectBody(upTo: Self.limit)
        let directory = site.directory.current
        let draft = try Self.draft(try Self.decode(body, request), in: directory)
        guard let receiver = draft.receiver(in: directory) else { throw ProcedureError.receiverChanged }
        let decoded = ContinuousClock.now
        let key = try Self.key(request).map { IdempotencyKey("api \($0)", content: draft.content) }
        let performed = try await site.performer.perform(
            ReceiveLetter(draft, to: receiver, by: .api), by: .anyone, key: key)
        let receipt = performed.outcome
        let reply = LetterReply(
            code: receipt.letter.code.description, pin: receipt.pin(under: site.keys).description,
            kind: receipt.kind.rawValue, organization: wire(receipt.organization, directory, context.locale),
            receivedAt: site.zone.iso8601(receipt.letter.registered), deadlines: receipt.clocks.map(DeadlineWire.init))
        var response = try Self.json(reply, status: .created)
        response.headers[.location] = Self.matter.path(receipt.letter.code.description)
        if site.showsTimings, let timings = performed.timings {
            response.headers[HTTPField.Name("Server-Timing")!] = timings.header(decode: decoded - begun)
        }
        return response
    }

    /// The letter of a code, to whoever has its PIN in `Matter-Pin`. An unknown code and a wrong PIN are alike.
    @Sendable public func matter(_ request: Request, _ context: VisitContext) async throws -> Response {
        let code = try Self.matter.values(context.parameters)
        let pin = request.headers[HTTPField.Name("Matter-Pin")!] ?? ""
        let pass = try await LetterLock(site: site).open(code: code, pin: pin, from: context.peer)
        let today = site.today
        let letter = try await site.store.read { tx in
            let scope = try Scope.of(.petitioner(pass.letter.id), on: today, tx)
            return try FollowedLetter.read(scope, home: pass.letter.home, tx)
        }
        guard let letter else { throw WebProblem.notFound }
        return try Self.json(
            MatterReply(
                code: letter.letter.code.description, kind: letter.kind.rawValue,
                state: letter.stage.rawValue, title: letter.extract.title, area: letter.letter.area,
                organization: wire(letter.organization, site.directory.current, context.locale),
                receivedAt: site.zone.iso8601(letter.letter.registered),
                deadlines: letter.clocks.map(DeadlineWire.init),
                timeline: letter.timeline.enumerated().map { index, entry in
                    let setAside = letter.reasonOfSettingAside(at: index)
                    return MatterReply.Entry(
                        event: entry.code.description, day: entry.day.description,
                        recordedAt: site.zone.iso8601(entry.recorded), ground: setAside?.ground.rawValue,
                        passage: setAside?.passage)
                },
                answers: letter.answers.map { answer in
                    let document = letter.document(of: answer.id)
                    return .init(
                        text: answer.text, day: answer.day.description, number: document?.number.description,
                        corrects: document?.corrects.flatMap { letter.document($0) }?.number.description)
                }))
    }

    private func wire(_ id: OrganizationID, _ directory: Directory, _ locale: Language.Locale) -> OrganizationWire {
        let organization = directory.organization(id)
        return OrganizationWire(
            code: organization?.code ?? "", name: organization.map { site.translator(locale).pick($0.name) } ?? "")
    }

    /// A client has no form in which what was typed still stands.
    private static func draft(_ request: LetterRequest, in directory: Directory) throws -> LetterDraft {
        do {
            return try LetterDraft(request.typed, in: directory)
        } catch {
            let fields = error.fields.map { field in
                let isOfPetitioner = [
                    "name", "address", "phone", "email", "idNumber", "taxCode", "representative",
                ].contains(field.name)
                return Problem.Field(
                    isOfPetitioner ? "petitioner.\(field.name)" : field.name, field.message, field.places)
            }
            throw Problem(error.code, status: error.status, APIMessages.invalid, fields: fields)
        }
    }

    private static func decode(_ body: ByteBuffer, _ request: Request) throws -> LetterRequest {
        let type = (request.headers[.contentType] ?? "").prefix { $0 != ";" }.filter { !$0.isWhitespace }
        guard type.lowercased() == "application/json" else { throw WebProblem.wrongMediaType }
        // UTF-8 has none in JSON; the other encodings of it, which the decoder would take as well, have one beside every
        // bracket.
        guard !body.readableBytesView.contains(0) else { throw APIProblem.notJSON }
        do {
            return try JSONDecoder().decode(LetterRequest.self, from: Data(body.readableBytesView))
        } catch DecodingError.keyNotFound(let key, _) {
            throw APIProblem.missing(key.stringValue)
        } catch DecodingError.typeMismatch(let type, let context), DecodingError.valueNotFound(let type, let context) {
            guard let field = Self.field(context) else { throw APIProblem.notJSON }
            throw APIProblem.wrongType(field, Self.mustBe(type))
        } catch {
            throw APIProblem.notJSON
        }
    }

    /// Where in the letter; nil if it is no object at all.
    private static func field(_ context: DecodingError.Context) -> String? {
        context.codingPath.isEmpty ? nil : context.codingPath.map(\.stringValue).joined(separator: ".")
    }

    private static func mustBe(_ type: Any.Type) -> MessageKey {
        if type == String.self { return APIMessages.mustBeText }
        if type == Bool.self { return APIMessages.mustBeBool }
        return type == Int.self ? APIMessages.mustBeNumber : APIMessages.mustBeObject
    }

    /// 1 to 255 printable characters of ASCII. Throws 400 for anything else.
    private static func key(_ request: Request) throws -> String? {
        guard let key = request.headers[HTTPField.Name("Idempotency-Key")!] else { return nil }
        guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (32...126).contains($0) }) else {
            throw APIProblem.keyUnreadable
        }
        return key
    }

    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        return Response(
            status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try encoder.encode(value))))
    }
}

extension Timings {
    /// `Server-Timing` (W3C), in milliseconds.
    fileprivate func header(decode: Duration) -> String {
        [("decode", decode), ("prepare", prepare), ("wait", wait), ("perform", perform), ("commit", commit)]
            .map { name, duration in
                let microseconds =
                    duration.components.attoseconds / 1_000_000_000_000
                    + duration.components.seconds * 1_000_000
                return "\(name);dur=\(Double(microseconds) / 1000)"
            }.joined(separator: ", ")
    }
}
