import Foundation

/// The name a person gave a file: a text to show, never a path and never a sign of what is in the file.
public struct FileName: Hashable, Sendable, CustomStringConvertible {
    /// At most so many characters.
    public static let longest = 120

    /// Composed (NFC), one line, without control, format and direction characters; may be empty.
    public let description: String

    /// Takes the last part of whatever path was given. A long name keeps its ending.
    public init(_ given: String) {
        let last = given.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }.last ?? ""
        let printable = last.precomposedStringWithCanonicalMapping.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            // Direction marks could show "gpj.exe" as "exe.jpg".
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
            default: true
            }
        }
        let name = Self.trimmed(String(String.UnicodeScalarView(printable)))
        guard name.unicodeScalars.count > Self.longest else {
            description = name
            return
        }
        let ending = name.lastIndex(of: ".").map { String(name[$0...]) } ?? ""
        let kept = ending.unicodeScalars.count <= 10 ? ending : ""
        description = Self.trimmed(Self.prefix(of: name, scalars: Self.longest - kept.unicodeScalars.count)) + kept
    }

    /// The name with an ending that fits the kind: "bien-ban.exe", if it is a picture, is saved as "bien-ban.exe.jpg".
    public func saved(as kind: FileKind) -> String {
        let stem = description.isEmpty ? "hoidap" : description
        let lower = stem.lowercased()
        return kind.endings.contains { lower.hasSuffix("." + $0) } ? stem : stem + "." + kind.endings[0]
    }

    /// As a sentence names the file.
    var quoted: String { description.isEmpty ? "…" : description }

    private static func trimmed(_ text: String) -> String {
        text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Whole characters with at most so many scalars.
    private static func prefix(of text: String, scalars: Int) -> String {
        var result = ""
        var count = 0
        for character in text {
            count += character.unicodeScalars.count
            if count > scalars { break }
            result.append(character)
        }
        return result
    }
}
