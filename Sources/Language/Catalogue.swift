import Foundation
import Kernel

/// All texts of the product in all languages, read once at start.
///
/// One file per language and module, `Resources/locales/vi/cases.txt`, with lines `key = text`; `{name}` is a place,
/// `key[one]` and `key[other]` are plural forms, `#` begins a comment, `\n` in a text is a new line.
public struct Catalogue: Sendable {
    private let texts: [Locale: [String: String]]

    public init(texts: [Locale: [String: String]]) { self.texts = texts }

    /// Reads every file; throws `CatalogueError` naming file and line of what it cannot read.
    public static func load(from resources: String) throws -> Catalogue {
        var texts: [Locale: [String: String]] = [:]
        for locale in Locale.allCases {
            let folder = resources + "/locales/" + locale.rawValue
            guard let files = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
                throw CatalogueError.missing(folder)
            }
            for file in files.sorted() where file.hasSuffix(".txt") {
                let path = folder + "/" + file
                guard let data = FileManager.default.contents(atPath: path) else {
                    throw CatalogueError.missing(path)
                }
                for (key, text) in try entries(in: String(decoding: data, as: UTF8.self), of: path) {
                    guard texts[locale, default: [:]].updateValue(text, forKey: key) == nil else {
                        throw CatalogueError.repeated(key: key, file: path)
                    }
                }
            }
        }
        return Catalogue(texts: texts)
    }

    /// The entries of one file, in its order.
    public static func entries(in content: String, of file: String) throws -> [(key: String, text: String)] {
        var entries: [(String, String)] = []
        for (index, line) in content.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard let separator = line.range(of: " = ") else {
                throw CatalogueError.unreadable(file: file, line: index + 1)
            }
            let text = line[separator.upperBound...].replacingOccurrences(of: "\\n", with: "\n")
            entries.append((String(line[..<separator.lowerBound]), text.precomposedStringWithCanonicalMapping))
        }
        return entries
    }

    /// The text, or nil if this language lacks it.
    public func text(_ key: String, in locale: Locale) -> String? { texts[locale]?[key] }

    public func keys(in locale: Locale) -> Set<String> { Set(texts[locale, default: [:]].keys) }
}

public enum CatalogueError: Error, CustomStringConvertible {
    case missing(String)
    case repeated(key: String, file: String)
    case unreadable(file: String, line: Int)

    public var description: String {
        switch self {
        case .missing(let path): "the catalogue \(path) is missing"
        case .repeated(let key, let file): "the key \(key) in \(file) stands elsewhere too"
        case .unreadable(let file, let line): "\(file):\(line): a line is 'key = text', a comment or empty"
        }
    }
}
