import CPostgreSQL
import Storage

/// The address of a database as libpq reads it: `postgres://user@host:port/database?option=value`. Its password, if it
/// has one, is shown by nothing that this module says.
struct DatabaseAddress: Sendable {
    let uri: String
    let password: String?
    /// The same in keywords and values, without the password: for the arguments of a program.
    let withoutPassword: String

    /// Throws `StoreError.unreachable` if it is no address.
    init(_ uri: String) throws {
        guard uri.hasPrefix("postgres://") || uri.hasPrefix("postgresql://"), !uri.utf8.contains(0),
            let options = PQconninfoParse(uri, nil)
        else {
            throw StoreError.unreachable(
                "the address of the database is not of the form postgres://user@host:port/database")
        }
        defer { PQconninfoFree(options) }
        self.uri = uri
        var password: String?
        var others: [String] = []
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val.map({ String(cString: $0) }) {
                if String(cString: keyword) == "password" {
                    password = value
                } else {
                    let quoted = value.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
                    others.append("\(String(cString: keyword))='\(quoted)'")
                }
            }
            option += 1
        }
        self.password = password
        withoutPassword = others.joined(separator: " ")
    }

    /// The first line of what libpq says, without the password.
    func redacted(_ message: String) -> String {
        var line = message.split(whereSeparator: \.isNewline).first.map(String.init) ?? "no reason given"
        if let password, !password.isEmpty { line = line.replacing(password, with: "…") }
        return line
    }
}
