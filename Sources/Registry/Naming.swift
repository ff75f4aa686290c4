import Language

/// What administrators type: names of people and bodies, titles of posts, logins and codes. The acts hold to these rules,
/// so pages and the command line share them.
public enum Naming {
    /// Characters of a name or a title, as people count them.
    public static let limit = 200

    /// What was too long; `rawValue` is the field of a form.
    public enum Part: String, Sendable {
        case name, title
        case nameInEnglish = "name-en"
        case titleInEnglish = "title-en"
    }

    /// Throws unless the login has 1 to 64 small letters of ASCII, digits, dots, dashes and underscores.
    public static func check(login: String) throws(RegistryError) {
        guard !login.isEmpty else { throw .loginMissing }
        guard login.utf8.count <= 64, login.utf8.allSatisfy({ isPlain($0) && !(65...90).contains($0) }) else {
            throw .loginUnfit
        }
    }

    /// Whether a code can stand in addresses and file names: 1 to 60 letters, digits, dots, dashes and underscores of
    /// ASCII.
    public static func isFit(code: String) -> Bool {
        (1...60).contains(code.utf8.count) && code.utf8.allSatisfy(isPlain)
    }

    /// In each language one line, of what can be seen.
    static func tidied(_ names: [String: String]) -> [String: String] { names.mapValues(\.oneLine) }

    /// Throws unless the name is there in Vietnamese and in no language too long.
    static func check(name: [String: String]) throws(RegistryError) {
        guard name["vi"]?.isEmpty == false else { throw .nameMissing }
        try checkLength(name["vi"], .name)
        try checkLength(name["en"], .nameInEnglish)
    }

    /// The same for the title of a post.
    static func check(title: [String: String]) throws(RegistryError) {
        guard title["vi"]?.isEmpty == false else { throw .titleMissing }
        try checkLength(title["vi"], .title)
        try checkLength(title["en"], .titleInEnglish)
    }

    private static func checkLength(_ text: String?, _ part: Part) throws(RegistryError) {
        guard let text, text.utf8.count > limit, text.count > limit else { return }
        throw .tooLong(part, text.count)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            || [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ".")].contains(byte)
    }
}
