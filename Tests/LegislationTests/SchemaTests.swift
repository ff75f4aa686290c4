import Foundation
import Kernel
import Legislation
import Testing

/// `Resources/law/provision.schema.json`, by which an editor helps whoever keeps the books.
@Suite("The schema of the books")
struct SchemaTests {
    private static let folder = resources + "/law"

    private static func read(_ path: String) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: folder + "/" + path)))
    }

    private func schema() throws -> Schema {
        Schema(root: try #require(try Self.read("provision.schema.json") as? [String: Any]))
    }

    private func books() throws -> [(name: String, entries: [Any])] {
        try FileManager.default.contentsOfDirectory(atPath: Self.folder + "/vn").sorted().map { name in
            (name, try #require(try Self.read("vn/" + name) as? [Any]))
        }
    }

    @Test("every book satisfies it")
    func satisfied() throws {
        let schema = try schema()
        for (name, entries) in try books() { #expect(schema.faults(of: entries) == [], "\(name)") }
    }

    @Test("it knows the words that the program knows, and no others")
    func words() throws {
        let schema = try schema()
        func values(_ path: String...) throws -> Set<String> {
            var value: Any = try #require(schema.root["$defs"])
            for step in path { value = try #require((value as? [String: Any])?[step]) }
            return Set(try #require(value as? [String]))
        }
        let provision = ["provision", "properties"]
        #expect(try values(provision[0], provision[1], "start", "enum") == Set(Rule.Start.allCases.map(\.rawValue)))
        #expect(try values(provision[0], provision[1], "bound", "enum") == Set(Rule.Bound.allCases.map(\.rawValue)))
        #expect(try values("conditions", "items", "enum") == Set(Condition.allCases.map(\.rawValue)))
        #expect(try values("pauses", "items", "enum") == Set(Rule.PauseGround.allCases.map(\.rawValue)))
        let subjects = LawSubject.allCases.map(\.rawValue).joined(separator: "|")
        let pattern = ((schema.root["$defs"] as? [String: Any])?["id"] as? [String: Any])?["pattern"] as? String
        for subject in LawSubject.allCases { #expect(pattern?.contains(subject.rawValue) == true) }
        #expect(pattern?.count(where: { $0 == "|" }) == subjects.count(where: { $0 == "|" }))
    }

    @Test(
        "without any of the keys it asks for, and with one it does not know, an entry is refused by it and by the program"
    )
    func keys() throws {
        let schema = try schema()
        let (name, entries) = try #require(try books().first { $0.name == "denunciation.json" })
        let index = try #require(entries.firstIndex { ($0 as? [String: Any])?["extensions"] != nil })
        let whole = try #require(entries[index] as? [String: Any])
        let required = try #require(
            ((schema.root["$defs"] as? [String: Any])?["provision"] as? [String: Any])?["required"] as? [String])
        var broken = required.map { key in whole.filter { $0.key != key } }
        broken.append(whole.merging(["unheard": true]) { $1 })
        broken.append(whole.merging(["days": "thirty"]) { $1 })
        broken.append(whole.merging(["pauses": ["rain"]]) { $1 })
        for entry in broken {
            #expect(!schema.faults(of: [entry]).isEmpty, "the schema takes \(entry.keys.sorted())")
            #expect(throws: LawError.self, "the program takes \(entry.keys.sorted())") {
                try load(entries.replacing(index, with: entry), as: name)
            }
        }
        // What neither asks for may be left out: the books without it are books too.
        for key in Set(whole.keys).subtracting(required) where key != "note" {
            let entry = whole.filter { $0.key != key }
            #expect(schema.faults(of: [entry]) == [], "\(key)")
            #expect(throws: Never.self, "\(key)") { try load(entries.replacing(index, with: entry), as: name) }
        }
    }

    private func load(_ entries: [Any], as name: String) throws {
        let files = FileManager.default
        let folder = files.temporaryDirectory.appending(path: "schema-\(UUID())").path(percentEncoded: false)
        defer { try? files.removeItem(atPath: folder) }
        try files.createDirectory(atPath: folder + "/law", withIntermediateDirectories: true)
        try files.copyItem(atPath: resources + "/law/vn", toPath: folder + "/law/vn")
        try files.copyItem(atPath: resources + "/calendars", toPath: folder + "/calendars")
        try JSONSerialization.data(withJSONObject: entries).write(to: URL(filePath: folder + "/law/vn/" + name))
        _ = try Law.load(from: folder)
    }
}

extension [Any] {
    fileprivate func replacing(_ index: Int, with entry: Any) -> [Any] {
        var copy = self
        copy[index] = entry
        return copy
    }
}

/// The part of JSON Schema that our schema uses; a keyword it does not know is a fault itself.
private struct Schema {
    let root: [String: Any]

    func faults(of value: Any) -> [String] { faults(of: value, by: root, at: "") }

    private func faults(of value: Any, by schema: [String: Any], at place: String) -> [String] {
        var faults: [String] = []
        for (keyword, argument) in schema.sorted(by: { $0.key < $1.key }) {
            let holds: Bool
            switch keyword {
            case "$schema", "$id", "$defs", "title", "description", "properties": continue
            case "$ref":
                let name = (argument as? String)?.split(separator: "/").last.map(String.init) ?? ""
                guard let target = (root["$defs"] as? [String: Any])?[name] as? [String: Any] else {
                    return ["\(place): no \(name)"]
                }
                faults += self.faults(of: value, by: target, at: place)
                continue
            case "oneOf":
                let ways = (argument as? [[String: Any]] ?? []).map { self.faults(of: value, by: $0, at: place) }
                if ways.count(where: \.isEmpty) != 1 { faults += ways.min { $0.count < $1.count } ?? [] }
                holds = ways.count(where: \.isEmpty) == 1
            case "type": holds = hasType(value, argument as? String ?? "")
            case "enum": holds = (argument as? [String])?.contains(value as? String ?? "") == true
            case "pattern":
                let regex = try? Regex(argument as? String ?? "(")
                holds = (value as? String).map { text in (try? regex?.firstMatch(in: text)) != nil } ?? true
            case "minLength": holds = (value as? String).map { $0.count >= argument as? Int ?? 0 } ?? true
            case "minItems": holds = (value as? [Any]).map { $0.count >= argument as? Int ?? 0 } ?? true
            case "uniqueItems": holds = (value as? [String]).map { Set($0).count == $0.count } ?? true
            case "minimum": holds = (value as? Int).map { $0 >= argument as? Int ?? 0 } ?? true
            case "maximum": holds = (value as? Int).map { $0 <= argument as? Int ?? 0 } ?? true
            case "required":
                let keys = (value as? [String: Any])?.keys.map(\.self) ?? []
                holds = Set(argument as? [String] ?? []).isSubset(of: keys)
            case "additionalProperties":
                let known = (schema["properties"] as? [String: Any])?.keys.map(\.self) ?? []
                holds = Set((value as? [String: Any] ?? [:]).keys).isSubset(of: known)
            case "items":
                for (index, item) in (value as? [Any] ?? []).enumerated() {
                    faults += self.faults(of: item, by: argument as? [String: Any] ?? [:], at: "\(place)[\(index)]")
                }
                continue
            default: return ["the keyword \(keyword) is not known here"]
            }
            if !holds { faults.append("\(place): \(keyword)") }
        }
        let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
        for (key, part) in (value as? [String: Any] ?? [:]).sorted(by: { $0.key < $1.key }) {
            if let schema = properties[key] { faults += self.faults(of: part, by: schema, at: "\(place).\(key)") }
        }
        return faults
    }

    private func hasType(_ value: Any, _ type: String) -> Bool {
        let isBool = (value as? NSNumber).map { isTruthValue($0) } ?? false
        return switch type {
        case "object": value is [String: Any]
        case "array": value is [Any]
        case "string": value is String
        case "boolean": isBool
        case "integer": !isBool && value is Int
        case "null": value is NSNull
        default: false
        }
    }

    /// Numbers and truth values are both `NSNumber`; only the latter are written so in JSON.
    private func isTruthValue(_ number: NSNumber) -> Bool {
        String(cString: number.objCType) == "c"
    }
}
