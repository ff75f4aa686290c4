import Foundation
import Kernel

/// The bodies and posts that a province or a commune usually has, from `registry/vn/bodies.json`. A proposal to begin
/// with: what a place really has is for its administrators to say.
public struct UsualBodies: Sendable {
    struct Usual: Decodable, Sendable {
        let level: Area.Level
        let body: Body
        /// The beginning of its code; the unit's code follows.
        let code: String
        /// `{unit}` stands for the unit's name.
        let name: [String: String]
        /// The types of units that have it; all if nil.
        let types: [String]?
        /// The code of the body of the same unit that it lies below.
        let under: String?
        /// The code of the province's body that a commune's lies below.
        let underProvince: String?
        let posts: [EstablishOrganization.Seat]
        /// Whether it was read in the text of a law, and which, or why not.
        let verified: Bool
        let note: String
    }

    let bodies: [Usual]

    /// Throws unless every body is complete and lies below one that comes before it.
    public static func load(from resources: String) throws -> UsualBodies {
        struct File: Decodable { let bodies: [Usual] }
        let path = resources + "/registry/vn/bodies.json"
        let bodies = try JSONDecoder().decode(File.self, from: Data(contentsOf: URL(fileURLWithPath: path))).bodies
        var known: Set<String> = []
        for body in bodies {
            let above = [body.under.map { "\(body.level) \($0)" }, body.underProvince.map { "province \($0)" }]
            guard above.allSatisfy({ $0.map(known.contains) ?? true }),
                ["vi", "en"].allSatisfy({ body.name[$0] != nil }),
                known.insert("\(body.level) \(body.code)").inserted || body.types != nil
            else { throw UsualBodiesError(code: body.code) }
        }
        return UsualBodies(bodies: bodies)
    }
}

struct UsualBodiesError: Error, CustomStringConvertible {
    let code: String
    var description: String {
        "registry/vn/bodies.json: \(code) stands twice, has no name, or lies below what comes later"
    }
}

extension Area.Level: Decodable {}
extension Body: Decodable {}
extension Role: Decodable {}

extension Gazetteer.Unit {
    /// As it stands within a name: "phường Hoàn Kiếm".
    var nameWithin: String { fullName.prefix(1).lowercased() + fullName.dropFirst() }
}
