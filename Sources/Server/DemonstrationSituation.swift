import Cases
import Foundation
import Registry

/// What somebody wrote, and how the body answered: one entry of Resources/demonstration/situations.
struct DemonstrationSituation: Decodable, Sendable {
    /// How far it goes.
    enum Course: String, Decodable, Sendable, CaseIterable {
        case received, taken, asked, drafted, answered, contested, reopened, transferred, guided, setAside, joined
        case askedAnswered = "asked-answered"

        /// What stands beside the letter itself.
        fileprivate var required: Set<CodingKeys> {
            switch self {
            case .received, .taken: []
            case .asked: [.question]
            case .askedAnswered: [.question, .reply, .answer, .outcome]
            case .drafted, .answered: [.answer, .outcome]
            case .contested: [.answer, .outcome, .contest]
            case .reopened: [.answer, .outcome, .contest, .answer2]
            case .transferred, .guided: [.toBody, .reason]
            case .setAside: [.reason]
            case .joined: [.joins]
            }
        }

        fileprivate var allowed: Set<CodingKeys> {
            let answered: Set<CodingKeys> = [.note, .rating, .comment]
            switch self {
            case .taken, .drafted: return required.union([.note])
            case .askedAnswered, .answered, .contested, .reopened: return required.union(answered)
            case .received, .asked, .transferred, .guided, .setAside, .joined: return required
            }
        }
    }

    let id: String
    let field: String
    let kind: Kind
    let title: DemonstrationText
    let body: DemonstrationText
    let isNamed: Bool
    let people: Int
    let course: Course
    let question: DemonstrationText?
    let reply: DemonstrationText?
    let note: DemonstrationText?
    let answer: DemonstrationText?
    let outcome: Outcome?
    let contest: DemonstrationText?
    let answer2: DemonstrationText?
    let rating: Int?
    let comment: DemonstrationText?
    let toBody: DemonstrationText?
    let reason: DemonstrationText?
    /// The situation about the same trouble that it is joined to.
    let joins: String?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case id, field, kind, title, body, people, course, question, reply, note, answer, outcome, contest
        case answer2, rating, comment, toBody, reason, joins
        case isNamed = "named"
    }

    private struct AnyKey: CodingKey {
        let stringValue: String
        let intValue: Int? = nil
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        func fault(_ reason: String) -> any Error {
            DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: reason))
        }
        let keys = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
        if let unknown = keys.sorted().first(where: { CodingKeys(rawValue: $0) == nil }) {
            throw fault("the key \(unknown) is unknown")
        }
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func code<Code: RawRepresentable>(_ key: CodingKeys) throws -> Code where Code.RawValue == String {
            let text = try values.decode(String.self, forKey: key)
            guard let code = Code(rawValue: text) else { throw fault("\(key.rawValue) is \(text)") }
            return code
        }
        func text(_ key: CodingKeys) throws -> DemonstrationText? {
            guard let text = try values.decodeIfPresent(String.self, forKey: key) else { return nil }
            guard let read = DemonstrationText(text) else { throw fault("\(key.rawValue) has an unknown place") }
            return read
        }
        guard let title = try text(.title), let body = try text(.body) else { throw fault("title or body is missing") }
        self.title = title
        self.body = body
        id = try values.decode(String.self, forKey: .id)
        field = try values.decode(String.self, forKey: .field)
        kind = try code(.kind)
        isNamed = try values.decode(Bool.self, forKey: .isNamed)
        people = try values.decode(Int.self, forKey: .people)
        course = try code(.course)
        question = try text(.question)
        reply = try text(.reply)
        note = try text(.note)
        answer = try text(.answer)
        outcome = values.contains(.outcome) ? try code(.outcome) : nil
        contest = try text(.contest)
        answer2 = try text(.answer2)
        rating = try values.decodeIfPresent(Int.self, forKey: .rating)
        comment = try text(.comment)
        toBody = try text(.toBody)
        reason = try text(.reason)
        joins = try values.decodeIfPresent(String.self, forKey: .joins)

        let extra: Set<CodingKeys> = Set(values.allKeys).subtracting([
            .id, .field, .kind, .title, .body, .isNamed, .people, .course,
        ])
        for key in course.required.subtracting(extra) { throw fault("\(course.rawValue) needs \(key.rawValue)") }
        for key in extra.subtracting(course.allowed) { throw fault("\(course.rawValue) has no \(key.rawValue)") }
        if kind != .feedback, kind != .petition, course != .received, course != .taken {
            throw fault("a \(kind.rawValue) is received or taken")
        }
        if let rating, !(1...5).contains(rating) { throw fault("the rating is \(rating)") }
        if comment != nil, rating == nil { throw fault("a comment without a rating") }
        if people < 1 { throw fault("it speaks for \(people) people") }
        if title.source.count > 120 { throw fault("the title is too long") }
        let words = body.source.split { $0.isWhitespace }.count
        if !(30...600).contains(words) { throw fault("the body has \(words) words") }
        let tellsName = [title, body].contains { !$0.places.isDisjoint(with: [.name, .phone]) }
        if tellsName, !isNamed { throw fault("an anonymous letter tells a name") }
        let dated = [title, body, question, reply, note, contest, comment, toBody, reason].compactMap(\.self)
        if dated.contains(where: \.hasDays) { throw fault("only answers name days to come") }
    }
}

/// The situations, and what the year is played with.
struct DemonstrationScript: Sendable {
    /// In the order of their ids, without those that join another.
    let situations: [DemonstrationSituation]
    /// By the id of the situation whose trouble they share.
    let joining: [String: [DemonstrationSituation]]
    let cast: DemonstrationCast

    /// Everything read strictly. Throws `DemonstrationError` with the file and the id of what is wrong.
    static func load(from resources: String) throws -> DemonstrationScript {
        let folder = resources + "/demonstration/situations"
        var all: [DemonstrationSituation] = []
        for file in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
            let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + file))
            let read = try DemonstrationError.naming(file, in: data) {
                try JSONDecoder().decode([DemonstrationSituation].self, from: data)
            }
            for situation in read where situation.field + ".json" != file {
                throw DemonstrationError(file: file, id: situation.id, reason: "the field is \(situation.field)")
            }
            all += read
        }
        all.sort { $0.id < $1.id }
        for (one, next) in zip(all, all.dropFirst()) where one.id == next.id {
            throw DemonstrationError(file: one.field + ".json", id: one.id, reason: "the id stands twice")
        }
        let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
        for situation in all {
            guard let base = situation.joins else { continue }
            guard let found = byID[base], found.answer != nil, found.kind != .denunciation else {
                throw DemonstrationError(
                    file: situation.field + ".json", id: situation.id, reason: "it cannot join \(base)")
            }
        }
        let data = try Data(contentsOf: URL(fileURLWithPath: resources + "/demonstration/cast.json"))
        let cast = try DemonstrationError.naming("cast.json", in: data) {
            try JSONDecoder().decode(DemonstrationCast.self, from: data)
        }
        for id in cast.ids where byID[id] == nil {
            throw DemonstrationError(file: "cast.json", id: id, reason: "there is no such situation")
        }
        for situation in all where situation.course == .setAside && cast.grounds[situation.id] == nil {
            throw DemonstrationError(file: "cast.json", id: situation.id, reason: "it is set aside without a ground")
        }
        return DemonstrationScript(
            situations: all.filter { $0.joins == nil },
            joining: Dictionary(grouping: all.filter { $0.joins != nil }) { $0.joins ?? "" }, cast: cast)
    }
}

private struct Named: Decodable { let id: String? }

/// What is wrong with the texts of the demonstration, or why it cannot be prepared.
struct DemonstrationError: Error, CustomStringConvertible {
    let file: String
    let id: String?
    let reason: String

    var description: String { file + (id.map { ", \($0)" } ?? "") + ": " + reason }

    /// Errors of decoding with the id of the entry they lie in.
    static func naming<T>(_ file: String, in data: Data, _ decode: () throws -> T) throws -> T {
        do {
            return try decode()
        } catch let error as DecodingError {
            let context =
                switch error {
                case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
                    .dataCorrupted(let context):
                    context
                @unknown default: DecodingError.Context(codingPath: [], debugDescription: "\(error)")
                }
            let names = (try? JSONDecoder().decode([Named].self, from: data)) ?? []
            let index = context.codingPath.compactMap(\.intValue).first
            let id = index.flatMap { names.indices.contains($0) ? names[$0].id ?? "number \($0 + 1)" : nil }
            let place = context.codingPath.filter { $0.intValue == nil }.map(\.stringValue).joined(separator: ".")
            throw DemonstrationError(
                file: file, id: id, reason: (place.isEmpty ? "" : "\(place): ") + context.debugDescription)
        }
    }
}
