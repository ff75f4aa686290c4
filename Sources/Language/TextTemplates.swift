import Foundation
import Kernel

/// Beginnings of texts that officers write again and again, read once at start.
///
/// One file per language and template, `Resources/templates/vi/answer-done.txt`: its first line names the template, the
/// second is empty, the rest is the text with `{place}`s. What stands before the first dash is what it is for.
public struct TextTemplates: Sendable {
    public struct Template: Hashable, Sendable {
        /// `answer-done`
        public let name: String
        /// As the link that chooses it says.
        public let title: String
        let text: String

        /// The text with its places filled. A place that is not given stays.
        public func filled(_ places: [String: String]) -> String {
            var result = ""
            var rest = text[...]
            while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
                let name = String(rest[rest.index(after: open)..<close])
                result += rest[..<open] + (places[name] ?? "{\(name)}")
                rest = rest[rest.index(after: close)...]
            }
            return result + rest
        }
    }

    /// The places a template may have.
    public static let places: Set<String> = ["code", "title", "place", "office", "today", "due"]

    private let templates: [Locale: [Template]]

    init(_ templates: [Locale: [Template]]) { self.templates = templates }

    /// The templates for a purpose, in the order of their names.
    public func all(for purpose: String, in locale: Locale) -> [Template] {
        templates[locale, default: []].filter { $0.name == purpose || $0.name.hasPrefix(purpose + "-") }
    }

    public func template(_ name: String, in locale: Locale) -> Template? {
        templates[locale, default: []].first { $0.name == name }
    }

    /// Throws `TemplateError` with file and line for a place that is not known or not closed, for a template without
    /// title or text, and for one that a language lacks.
    public static func load(from resources: String) throws -> TextTemplates {
        var templates: [Locale: [Template]] = [:]
        for locale in Locale.allCases {
            let folder = resources + "/templates/" + locale.rawValue
            guard let files = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
                throw TemplateError.missing(folder)
            }
            templates[locale] = try files.filter { $0.hasSuffix(".txt") }.sorted().map { file in
                guard let data = FileManager.default.contents(atPath: folder + "/" + file) else {
                    throw TemplateError.missing(folder + "/" + file)
                }
                return try template(
                    String(file.dropLast(4)), String(decoding: data, as: UTF8.self), folder + "/" + file)
            }
        }
        let names = templates.mapValues { Set($0.map(\.name)) }
        for (locale, own) in names {
            for other in names.values {
                if let lacking = other.subtracting(own).sorted().first {
                    throw TemplateError.missing("\(resources)/templates/\(locale.rawValue)/\(lacking).txt")
                }
            }
        }
        return TextTemplates(templates)
    }

    static func template(_ name: String, _ content: String, _ path: String) throws -> Template {
        let lines = content.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            var rest = line
            while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
                guard rest[open] == "{", let close = rest[open...].firstIndex(of: "}") else {
                    throw TemplateError.unreadable(file: path, line: index + 1, reason: "a brace without its other one")
                }
                let place = String(rest[rest.index(after: open)..<close])
                guard places.contains(place) else {
                    throw TemplateError.unreadable(file: path, line: index + 1, reason: "{\(place)} is no place")
                }
                rest = rest[rest.index(after: close)...]
            }
        }
        let title = String(lines[0]).tidied
        let text = lines.dropFirst(2).joined(separator: "\n").tidied
        guard !title.isEmpty else { throw TemplateError.unreadable(file: path, line: 1, reason: "no title") }
        guard lines.count > 2, lines[1].isEmpty else {
            throw TemplateError.unreadable(file: path, line: 2, reason: "the second line is empty")
        }
        guard !text.isEmpty else { throw TemplateError.unreadable(file: path, line: 3, reason: "no text") }
        return Template(name: name, title: title, text: text)
    }
}

/// What is wrong with the templates; the program does not start.
public enum TemplateError: Error, Hashable, CustomStringConvertible {
    case missing(String)
    case unreadable(file: String, line: Int, reason: String)

    public var description: String {
        switch self {
        case .missing(let path): "the template \(path) is missing"
        case .unreadable(let file, let line, let reason): "\(file):\(line): \(reason)"
        }
    }
}
