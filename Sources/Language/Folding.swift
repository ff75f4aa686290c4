import Foundation

/// The form of a text that search compares: lower case, without marks, đ as d, words apart by one space.
///
/// Composed and decomposed spellings fold alike, and so do "Hòa" and "Hoà". Done once, in Swift, and stored, so that
/// both engines agree.
public enum Folding {
    public static func fold(_ text: String) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        var pendingSpace = false
        for scalar in text.unicodeScalars {
            fold(scalar) { byte in
                if byte == space {
                    pendingSpace = !result.isEmpty
                    return
                }
                if pendingSpace { result.append(space) }
                pendingSpace = false
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// What one scalar folds to: nothing for a combining mark, a space for what parts words.
    @inline(__always)
    public static func fold(_ scalar: Unicode.Scalar, _ append: (UInt8) -> Void) {
        let value = scalar.value
        if value < 128 {
            append(asciiTable[Int(value)])
        } else if (0x300...0x36F).contains(value) {
            return
        } else if let base = foldedTable[safely: value] {
            base.forEach(append)
        } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
            // The small letter may be one of the table: the ångström sign is an Å.
            for small in scalar.properties.lowercaseMapping.unicodeScalars {
                if let base = foldedTable[safely: small.value] {
                    base.forEach(append)
                } else if !(0x300...0x36F).contains(small.value) {
                    String(small).utf8.forEach(append)
                }
            }
        } else {
            append(space)
        }
    }

    private static let space = UInt8(ascii: " ")

    /// Letters to lower case, digits as they are, everything else to a space.
    private static let asciiTable: [UInt8] = (0..<128).map { code in
        switch UInt8(code) {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt8(code) + 32
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): UInt8(code)
        default: space
        }
    }

    /// Latin letters with marks up to U+1EFF to their base letters.
    private static let foldedTable: [[UInt8]?] = (0..<0x1F00).map { code in
        guard (0xC0...0x24F).contains(code) || (0x1E00...0x1EFF).contains(code),
            let scalar = Unicode.Scalar(UInt32(code)), scalar.properties.isAlphabetic
        else { return nil }
        if code == 0x110 || code == 0x111 { return [UInt8(ascii: "d")] }
        let decomposed = String(Character(scalar)).decomposedStringWithCanonicalMapping.unicodeScalars
        let base = decomposed.filter { !(0x300...0x36F).contains($0.value) }
        return Array(String(String.UnicodeScalarView(base)).lowercased().utf8)
    }
}

extension [[UInt8]?] {
    /// Nil beyond the table.
    fileprivate subscript(safely value: UInt32) -> [UInt8]? { value < count ? self[Int(value)] : nil }
}
