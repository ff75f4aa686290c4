import Kernel

/// One SQL text for both engines. Whatever is interpolated becomes a bind; there is no way to splice text.
///
///     "select title from matter where home = \(home) and id in \(in: ids)"
///
/// An interpolated `SQL` is a fragment with its binds. The type tokens `\(.id)`, `\(.int)`, `\(.text)` and
/// `\(.bytes)` stand for each engine's column types in the schema.
public struct SQL: Sendable, ExpressibleByStringInterpolation {
    /// The text with `?` at each bind and private-use characters for tokens.
    let text: String
    let isDialectal: Bool
    public let binds: [Value]
    /// The other text of a `dialect`, or nothing.
    private let postgresql: [SQL]

    init(text: String, binds: [Value], isDialectal: Bool, postgresql: [SQL] = []) {
        self.text = text
        self.binds = binds
        self.isDialectal = isDialectal
        self.postgresql = postgresql
    }

    /// A statement without binds. Static text only: a string made at run time is no statement.
    public init(stringLiteral text: StaticString) {
        self.init(text: text.description, binds: [], isDialectal: false)
    }

    public init(stringInterpolation parts: StringInterpolation) {
        self.init(text: parts.text, binds: parts.binds, isDialectal: parts.isDialectal)
    }

    /// One statement in two texts, where the engines truly differ (full-text search). A test counts these places.
    /// It stands alone: it is no fragment of another statement.
    public static func dialect(sqlite: SQL, postgresql: SQL) -> SQL {
        SQL(text: sqlite.text, binds: sqlite.binds, isDialectal: true, postgresql: [postgresql])
    }

    /// `true` on both engines, for a filter that filters nothing.
    public static let always: SQL = "1 = 1"
    /// `false` on both engines.
    public static let nothing: SQL = "1 = 0"

    /// The fragments joined by a separator, `" and "` or `" or "`; `empty` if there are none.
    public static func joined(_ fragments: [SQL], by separator: StaticString, empty: SQL) -> SQL {
        guard let first = fragments.first else { return empty }
        var result = StringInterpolation(literalCapacity: 64, interpolationCount: fragments.count)
        result.appendInterpolation(first)
        for fragment in fragments.dropFirst() {
            result.appendLiteral(separator)
            result.appendInterpolation(fragment)
        }
        return SQL(stringInterpolation: result)
    }
}

public enum Dialect: String, Sendable, CaseIterable {
    case sqlite, postgresql
}

/// A column type, written `\(.id)` in a schema.
public enum ColumnToken: Sendable {
    /// An identifier, an instant or any 64-bit integer.
    case id, int
    case text
    case bytes
    /// After the closing parenthesis of a table of short rows: rows live in the primary key itself (SQLite).
    case clustered

    var mark: Character {
        switch self {
        case .id: "\u{E000}"
        case .int: "\u{E001}"
        case .text: "\u{E002}"
        case .bytes: "\u{E003}"
        case .clustered: "\u{E004}"
        }
    }

    static func type(for mark: Character, in dialect: Dialect) -> String? {
        switch (mark, dialect) {
        case ("\u{E000}", .sqlite), ("\u{E001}", .sqlite): "integer"
        case ("\u{E000}", .postgresql), ("\u{E001}", .postgresql): "bigint"
        case ("\u{E002}", .sqlite): "text"
        // Byte order, as SQLite sorts: the same page of a list on both engines.
        case ("\u{E002}", .postgresql): "text collate \"C\""
        case ("\u{E003}", .sqlite): "blob"
        case ("\u{E003}", .postgresql): "bytea"
        case ("\u{E004}", .sqlite): " without rowid"
        case ("\u{E004}", .postgresql): ""
        default: nil
        }
    }
}

extension SQL {
    public struct StringInterpolation: StringInterpolationProtocol {
        var text = ""
        var binds: [Value] = []
        var isDialectal = false

        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount)
            binds.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            let literal = literal.description
            assert(!literal.utf8.contains(UInt8(ascii: "?")), "interpolate the value instead of writing '?'")
            text += literal
        }

        public mutating func appendInterpolation(_ value: some Bindable) {
            text += "?"
            binds.append(value.value)
        }

        /// Nil is NULL.
        public mutating func appendInterpolation(_ value: (some Bindable)?) {
            text += "?"
            binds.append(value?.value ?? .null)
        }

        public mutating func appendInterpolation(_ fragment: SQL) {
            text += fragment.text
            binds += fragment.binds
            isDialectal = isDialectal || fragment.isDialectal
        }

        public mutating func appendInterpolation(_ token: ColumnToken) {
            text.append(token.mark)
            isDialectal = true
        }

        /// `(?, ?, ?)`; an empty list matches nothing.
        public mutating func appendInterpolation(in values: some Collection<some Bindable>) {
            guard !values.isEmpty else {
                text += "(select null where 1 = 0)"
                return
            }
            text += "("
            for (index, value) in values.enumerated() {
                if index > 0 { text += ", " }
                appendInterpolation(value)
            }
            text += ")"
        }
    }

    /// The statement as the engine reads it: `?` for SQLite, `$1` for PostgreSQL.
    public func rendered(for dialect: Dialect) -> String {
        if dialect == .sqlite && !isDialectal { return text }
        if dialect == .postgresql, let other = postgresql.first { return other.rendered(for: dialect) }
        var result = ""
        result.reserveCapacity(text.utf8.count + binds.count)
        var bind = 0
        for character in text {
            if character == "?" && dialect == .postgresql {
                bind += 1
                result += "$\(bind)"
            } else if let type = ColumnToken.type(for: character, in: dialect) {
                result += type
            } else {
                result.append(character)
            }
        }
        return result
    }
}
