import CPostgreSQL
import Storage

/// What a statement answered, kept until nobody needs it.
final class ServerRows {
    let handle: OpaquePointer
    let types: [Oid]
    let isBinary: Bool

    init(_ handle: OpaquePointer) {
        self.handle = handle
        let columns = PQnfields(handle)
        types = (0..<columns).map { PQftype(handle, $0) }
        isBinary = columns > 0 && PQfformat(handle, 0) == 1
    }

    deinit { PQclear(handle) }

    var count: Int { Int(PQntuples(handle)) }

    /// Rows inserted, updated, deleted or selected.
    var changed: Int { Int(String(cString: PQcmdTuples(handle))) ?? 0 }

    /// The types of a described statement's parameters.
    var parameterTypes: [Oid] { (0..<PQnparams(handle)).map { PQparamtype(handle, $0) } }
}

/// One row; valid while its rows are. Values come in binary form.
struct PostgreSQLRow: Row {
    let rows: ServerRows
    let index: CInt

    func isNull(_ column: Int) -> Bool { PQgetisnull(rows.handle, index, CInt(column)) == 1 }

    func int(_ column: Int) -> Int64 {
        switch rows.types[column] {
        case ServerType.int8: load(column, Int64.self)
        case ServerType.int4: Int64(load(column, Int32.self))
        case ServerType.int2: Int64(load(column, Int16.self))
        case ServerType.bool: raw(column).first == 1 ? 1 : 0
        case ServerType.numeric: Self.number(raw(column))
        default: Int64(text(column)) ?? 0
        }
    }

    func text(_ column: Int) -> String {
        switch rows.types[column] {
        case ServerType.int8, ServerType.int4, ServerType.int2, ServerType.bool, ServerType.numeric:
            isNull(column) ? "" : String(int(column))
        default: String(decoding: raw(column), as: UTF8.self)
        }
    }

    func bytes(_ column: Int) -> [UInt8] { Array(raw(column)) }

    private func raw(_ column: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: PQgetvalue(rows.handle, index, CInt(column)),
            count: Int(PQgetlength(rows.handle, index, CInt(column))))
    }

    private func load<T: FixedWidthInteger>(_ column: Int, _: T.Type) -> T {
        let bytes = raw(column)
        return bytes.count == MemoryLayout<T>.size ? T(bigEndian: bytes.loadUnaligned(as: T.self)) : 0
    }

    /// The whole part of a decimal number: count of digits to the base of 10,000, weight of the first, sign, scale.
    private static func number(_ bytes: UnsafeRawBufferPointer) -> Int64 {
        guard bytes.count >= 8 else { return 0 }
        func word(_ index: Int) -> Int {
            Int(Int16(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 2, as: Int16.self)))
        }
        var number: Int64 = 0
        for place in 0..<max(0, word(1) + 1) {
            number = number &* 10_000 &+ (place < word(0) ? Int64(word(4 + place)) : 0)
        }
        return word(2) == 0x4000 ? -number : number
    }
}
