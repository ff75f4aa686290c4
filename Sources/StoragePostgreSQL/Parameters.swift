import CPostgreSQL
import Storage

/// The types of columns and parameters that are read and written in their binary form.
enum ServerType {
    static let bool: Oid = 16
    static let bytes: Oid = 17
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let numeric: Oid = 1700
}

/// The values of one statement as libpq wants them: integers, bytes and texts in binary where the statement has
/// parameters of such types, everything else as text.
struct Parameters {
    private var buffer: [UInt8] = []
    /// Where each value begins; below zero for NULL.
    private var starts: [Int] = []
    private var lengths: [CInt] = []
    private var formats: [CInt] = []

    /// `types` are those the server has found; empty if they are not known, then all is text.
    ///
    /// Throws `StoreError.nulCharacter` for a text that holds one.
    init(_ values: [Value], types: [Oid]) throws(StoreError) {
        buffer.reserveCapacity(values.count * 24)
        starts.reserveCapacity(values.count)
        lengths.reserveCapacity(values.count)
        formats.reserveCapacity(values.count)
        for (index, value) in values.enumerated() {
            try append(value, as: index < types.count ? types[index] : 0)
        }
    }

    var count: Int { starts.count }

    private mutating func append(_ value: Value, as type: Oid) throws(StoreError) {
        let start = buffer.count
        var isBinary = true
        switch value {
        case .null:
            starts.append(-1)
            lengths.append(0)
            formats.append(0)
            return
        case .int(let number):
            if type == ServerType.int8 {
                append(bigEndian: number)
            } else if type == ServerType.int4, let small = Int32(exactly: number) {
                append(bigEndian: small)
            } else {
                buffer.append(contentsOf: String(number).utf8)
                isBinary = false
            }
        case .text(var text):
            let hasNul = text.withUTF8 { utf8 in
                buffer.append(contentsOf: utf8)
                return utf8.contains(0)
            }
            if hasNul { throw .nulCharacter }
            isBinary = type == ServerType.text
        case .bytes(let bytes):
            if type == ServerType.bytes {
                buffer.append(contentsOf: bytes)
            } else {
                buffer.append(contentsOf: Self.hexadecimal(bytes))
                isBinary = false
            }
        }
        starts.append(start)
        lengths.append(CInt(buffer.count - start))
        formats.append(isBinary ? 1 : 0)
        // A value in text form ends with a zero.
        if !isBinary { buffer.append(0) }
    }

    private mutating func append<T: FixedWidthInteger>(bigEndian number: T) {
        withUnsafeBytes(of: number.bigEndian) { buffer.append(contentsOf: $0) }
    }

    /// `\x0123…`, the text form of bytes.
    static func hexadecimal(_ bytes: [UInt8]) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        var text = Array("\\x".utf8)
        text.reserveCapacity(2 + bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return text
    }

    /// Calls `body` with what libpq takes: values, lengths, formats.
    func withPointers<T>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<CInt>, UnsafePointer<CInt>) -> T
    ) -> T {
        // Never an empty buffer: a value of no bytes still needs an address, or it would be NULL.
        (buffer + [0]).withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                let base = characters.baseAddress!
                let values: [UnsafePointer<CChar>?] = starts.map { $0 < 0 ? nil : base + $0 } + [nil]
                return values.withUnsafeBufferPointer { values in
                    (lengths + [0]).withUnsafeBufferPointer { lengths in
                        (formats + [0]).withUnsafeBufferPointer { formats in
                            body(values.baseAddress!, lengths.baseAddress!, formats.baseAddress!)
                        }
                    }
                }
            }
        }
    }
}
