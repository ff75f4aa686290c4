import Kernel

/// One SQL text for both engines. Whatever is interpolated becomes a bind; there is no way to splice text.
///
///     "select title from matter where home = \(home) and id in \(in: ids)"
///
/// An interpolated `SQL` is a fragment with its binds. The type tokens `\(.id)`, `\(.int)`, `\(.text)` and
/// `\(.bytes)` stand for each engine's column types in the schema.
public struct SQL: Sendable, ExpressibleByStringInterpolation {
    /// The text in UTF-8 with `?` at each bind and a byte that UTF-8 never has for each token. Bytes, because a
    /// statement is put together for every act and turned into a string once.
    let text: [UInt8]
    let isDialectal: Bool
    public let binds: [Value]
    /// The other text of a `dialect`, or nothing.
    private let postgresql: [SQL]

    init(text: [UInt8], binds: [Value], isDialectal: Bool, postgresql: [SQL] = []) {
        self.text = text
        self.binds = binds
        self.isDialectal = isDialectal
        self.postgresql = postgresql
    }

    /// What tells one text from another without rendering it: equal for equal statements, whatever is bound.
    public var template: [UInt8] { text }

    /// A statement without binds. Static text only: a string made at run time is no statement.
    public init(stringLiteral text: StaticString) {
        self.init(text: Array(text.description.utf8), binds: [], isDialectal: false)
    }

    public init(stringInterpolation parts: StringInterpolation) {
        self.init(text: parts.text, binds: parts.binds, isDialectal: parts.isDialectal)
    }

    /// One statement in two texts, where the engines truly differ (full-text search). A test counts these places.
    /// It stands alone: it is no fragment of another statement.
    public static func dialect(sqlite: SQL, postgresql: SQL) -> SQL {
        SQL(text: sqlite.text, binds: sqlite.binds, isDialectal: true, postgresql: [postgresql])
    }

    /// The statement, on both engines, after a text that comes from a `Migration`, never from outside.
    func prefixed(_ prefix: String) -> SQL {
        SQL(
            text: Array(prefix.utf8) + text, binds: binds, isDialectal: isDialectal,
            postgresql: postgresql.map { $0.prefixed(prefix) })
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

    var mark: UInt8 {
        switch self {
        case .id, .int: 0xF8
        case .text: 0xF9
        case .bytes: 0xFA
        case .clustered: 0xFB
        }
    }

    /// Nil if the byte is no mark.
    static func type(for mark: UInt8, in dialect: Dialect) -> String? {
        switch (mark, dialect) {
        case (0xF8, .sqlite): "integer"
        case (0xF8, .postgresql): "bigint"
        case (0xF9, .sqlite): "text"
        // Byte order, as SQLite sorts: the same page of a list on both engines.
        case (0xF9, .postgresql): "text collate \"C\""
        case (0xFA, .sqlite): "blob"
        case (0xFA, .postgresql): "bytea"
        case (0xFB, .sqlite): " without rowid"
        case (0xFB, .postgresql): ""
        default: nil
        }
    }
}

extension SQL {
    public struct StringInterpolation: StringInterpolationProtocol {
        var text: [UInt8] = []
        var binds: [Value] = []
        var isDialectal = false

        fileprivate static let bind = UInt8(ascii: "?")

        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount)
            binds.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { utf8 in
                assert(!utf8.contains(Self.bind), "interpolate the value instead of writing '?'")
                text.append(contentsOf: utf8)
            }
        }

        public mutating func appendInterpolation(_ value: some Bindable) {
            text.append(Self.bind)
            binds.append(value.value)
        }

        /// Nil is NULL.
        public mutating func appendInterpolation(_ value: (some Bindable)?) {
            text.append(Self.bind)
            binds.append(value?.value ?? .null)
        }

        public mutating func appendInterpolation(_ fragment: SQL) {
            text.append(contentsOf: fragment.text)
            binds += fragment.binds
            isDialectal = isDialectal || fragment.isDialectal
        }

        public mutating func appendInterpolation(_ token: ColumnToken) {
            text.append(token.mark)
            isDialectal = true
        }

        /// `(?, ?, ?)`; an empty list matches nothing. Not to be negated where it may be empty.
        public mutating func appendInterpolation(in values: some Collection<some Bindable>) {
            guard !values.isEmpty else {
                text.append(contentsOf: "(null)".utf8)
                return
            }
            text.append(UInt8(ascii: "("))
            for (index, value) in values.enumerated() {
                if index > 0 { text.append(contentsOf: ", ".utf8) }
                appendInterpolation(value)
            }
            text.append(UInt8(ascii: ")"))
        }
    }

    /// The same for all statements that are rendered alike for PostgreSQL: found faster than their text is made.
    public var postgresqlForm: [UInt8] { postgresql.first?.text ?? text }

    /// The binds of the statement as PostgreSQL reads it.
    public var postgresqlBinds: [Value] { postgresql.first?.binds ?? binds }

    /// The statement as the engine reads it: `?` for SQLite, `$1` for PostgreSQL.
    public func rendered(for dialect: Dialect) -> String {
        if dialect == .sqlite && !isDialectal { return String(decoding: text, as: UTF8.self) }
        if dialect == .postgresql, let other = postgresql.first { return other.rendered(for: dialect) }
        var result: [UInt8] = []
        result.reserveCapacity(text.count + binds.count)
        var bind = 0
        for byte in text {
            if byte == StringInterpolation.bind && dialect == .postgresql {
                bind += 1
                result.append(contentsOf: "$\(bind)".utf8)
            } else if let type = ColumnToken.type(for: byte, in: dialect) {
                result.append(contentsOf: type.utf8)
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
