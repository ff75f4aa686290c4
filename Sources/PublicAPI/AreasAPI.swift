import Hummingbird
import Kernel
import Language
import Registry
import Web

/// Places by their names, of today and of before.
public struct AreasAPI: Sendable {
    public static let search = PlainRoute(.get, "/api/v1/areas")

    private static let longestQuery = 200

    private let site: Site

    public init(site: Site) { self.site = site }

    /// 200 with what was found, which may be nothing. Throws 422 for a parameter that is not what it must be.
    @Sendable public func search(_ request: Request, _ context: VisitContext) async throws -> Response {
        let question = try Question(request, site.gazetteer, longest: Self.longestQuery)
        let found = site.gazetteer.find(
            question.text, level: question.level, parent: question.parent, limit: question.limit,
            offset: question.offset)
        return try LettersAPI.json(
            AreasReply(
                total: found.total,
                items: found.matches.map { AreaWire($0, in: site.gazetteer, context.locale) }))
    }

    /// The parameters, checked all at once.
    private struct Question {
        let text: String
        let level: Gazetteer.Level?
        let parent: String?
        let limit: Int
        let offset: Int

        init(_ request: Request, _ gazetteer: Gazetteer, longest: Int) throws {
            var fields: [Problem.Field] = []
            func number(_ name: String, _ range: ClosedRange<Int>, otherwise: Int) -> Int {
                guard request.has(name) else { return otherwise }
                if let number = request.query(name).flatMap({ Int($0) }), range.contains(number) { return number }
                fields.append(
                    .init(
                        name, APIMessages.areasNumber,
                        ["field": name, "least": String(range.lowerBound), "most": String(range.upperBound)]))
                return otherwise
            }
            let text = request.has("q") ? request.query("q") : ""
            if text.map({ $0.count > longest }) ?? true {
                fields.append(.init("q", APIMessages.areasQuery, ["most": String(longest)]))
            }
            self.text = text ?? ""
            level = request.query("level").flatMap(Gazetteer.Level.init)
            if request.has("level"), level == nil { fields.append(.init("level", APIMessages.areasLevel)) }
            parent = request.query("parent")
            if request.has("parent"), parent.flatMap({ gazetteer.unit($0, .province) }) == nil {
                fields.append(.init("parent", APIMessages.areasParent, ["code": parent ?? ""]))
            }
            limit = number("limit", 1...200, otherwise: 50)
            offset = number("offset", 0...100_000, otherwise: 0)
            if !fields.isEmpty {
                throw Problem("areas.invalid", status: 422, APIMessages.areasInvalid, fields: fields)
            }
        }
    }
}

extension Request {
    /// Whether the query has a field of that name, readable or not.
    fileprivate func has(_ name: String) -> Bool {
        uri.query?.split(separator: "&").contains { $0 == name || $0.hasPrefix(name + "=") } ?? false
    }
}

/// `GET /api/v1/areas`: what it gives.
private struct AreasReply: Encodable {
    let total: Int
    let items: [AreaWire]
}

private struct AreaWire: Encodable {
    let code: String
    let name: String
    let level: String
    let parent: String?
    let former: [FormerWire]
    let matchedFormer: FormerWire?
    let previousName: String?

    init(_ match: Gazetteer.Match, in gazetteer: Gazetteer, _ locale: Locale) {
        code = match.unit.code
        name = match.unit.fullName(in: locale)
        level = match.unit.level.rawValue
        parent = match.unit.parent
        former = gazetteer.predecessors(of: match.unit).map { FormerWire($0, in: gazetteer, locale) }
        matchedFormer = match.former.map { FormerWire($0, in: gazetteer, locale) }
        previousName = match.previousName
    }
}

/// A unit in force until 30 June 2025, named with what it lay in.
private struct FormerWire: Encodable {
    let code: String
    let name: String
    let level: String
    let extent: String

    init(_ succession: Gazetteer.Succession, in gazetteer: Gazetteer, _ locale: Locale) {
        code = succession.unit.code
        name = gazetteer.title(of: succession.unit, in: locale)
        level = succession.unit.level.rawValue
        extent = succession.extent.rawValue
    }
}
