import Foundation

/// Reads QR codes of versions 1 to 6 at level M as a camera's software does, from the standard (ISO/IEC 18004) and not
/// from the library that draws them. Nothing may be damaged: every block must be a code word of its Reed-Solomon code.
struct QRReader {
    struct Fault: Error {
        let reason: String

        init(_ reason: String) { self.reason = reason }
    }

    private let width: Int
    private let isBlack: (Int, Int) -> Bool
    private var mask = 0
    private var version: Int { (width - 17) / 4 }

    /// Level M: blocks, data code words and check code words of each.
    private static let blocks = [(1, 16, 10), (1, 28, 16), (1, 44, 26), (2, 32, 18), (2, 43, 24), (4, 27, 16)]

    static func read(_ width: Int, _ isBlack: @escaping (Int, Int) -> Bool) throws -> String {
        var reader = QRReader(width: width, isBlack: isBlack)
        guard width >= 21, (width - 17) % 4 == 0, (1...6).contains(reader.version) else { throw Fault("size \(width)") }
        try reader.checkPatterns()
        try reader.readFormat()
        return try reader.text(in: try reader.data(of: reader.codeWords()))
    }

    private init(width: Int, isBlack: @escaping (Int, Int) -> Bool) {
        self.width = width
        self.isBlack = isBlack
    }

    /// Finders with their separators, and the timing between them.
    private func checkPatterns() throws {
        for (left, top) in [(0, 0), (width - 7, 0), (0, width - 7)] {
            for y in -1...7 {
                for x in -1...7 where (0..<width).contains(left + x) && (0..<width).contains(top + y) {
                    let ring = max(abs(x - 3), abs(y - 3))
                    guard isBlack(left + x, top + y) == (ring != 2 && ring != 4) else { throw Fault("finder") }
                }
            }
        }
        for i in 8..<width - 8 where isBlack(i, 6) != i.isMultiple(of: 2) || isBlack(6, i) != i.isMultiple(of: 2) {
            throw Fault("timing at \(i)")
        }
    }

    private mutating func readFormat() throws {
        let first = (0..<15).map { bit -> (Int, Int) in
            switch bit {
            case 0...5: (8, bit)
            case 6: (8, 7)
            case 7: (8, 8)
            case 8: (7, 8)
            default: (14 - bit, 8)
            }
        }
        let second = (0..<15).map { bit in bit < 8 ? (width - 1 - bit, 8) : (8, width - 15 + bit) }
        let copies = [first, second].map { places in
            places.enumerated().reduce(0) { $0 | (isBlack($1.element.0, $1.element.1) ? 1 : 0) << $1.offset }
        }
        guard copies[0] == copies[1] else { throw Fault("two formats") }
        let format = copies[0] ^ 0x5412
        var rest = format >> 10
        for _ in 0..<10 { rest = rest << 1 ^ (rest >> 9) * 0x537 }
        guard format & 0x3FF == rest else { throw Fault("format \(format)") }
        guard format >> 13 == 0 else { throw Fault("level \(format >> 13), not M") }
        mask = format >> 10 & 7
    }

    private func isFunction(_ x: Int, _ y: Int) -> Bool {
        if x <= 8 && y <= 8 || x >= width - 8 && y <= 8 || x <= 8 && y >= width - 8 { return true }
        if x == 6 || y == 6 { return true }
        return version > 1 && abs(x - (width - 7)) <= 2 && abs(y - (width - 7)) <= 2
    }

    private func isMasked(_ x: Int, _ y: Int) -> Bool {
        switch mask {
        case 0: (x + y) % 2 == 0
        case 1: y % 2 == 0
        case 2: x % 3 == 0
        case 3: (x + y) % 3 == 0
        case 4: (x / 3 + y / 2) % 2 == 0
        case 5: x * y % 2 + x * y % 3 == 0
        case 6: (x * y % 2 + x * y % 3) % 2 == 0
        default: ((x + y) % 2 + x * y % 3) % 2 == 0
        }
    }

    private func codeWords() -> [UInt8] {
        var bits: [Bool] = []
        var right = width - 1
        while right >= 1 {
            if right == 6 { right = 5 }
            for step in 0..<width {
                let y = (right + 1) & 2 == 0 ? width - 1 - step : step
                for x in [right, right - 1] where !isFunction(x, y) { bits.append(isBlack(x, y) != isMasked(x, y)) }
            }
            right -= 2
        }
        return stride(from: 0, to: bits.count - 7, by: 8).map { at in
            bits[at..<at + 8].reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
        }
    }

    private func data(of words: [UInt8]) throws -> [UInt8] {
        let (blocks, data, checks) = Self.blocks[version - 1]
        guard words.count >= blocks * (data + checks) else { throw Fault("\(words.count) code words") }
        return try (0..<blocks).flatMap { block in
            let word = (0..<data + checks).map { words[$0 * blocks + block] }
            for root in 0..<checks {
                let value = word.reduce(UInt8(0)) { Self.times($0, Self.power(root)) ^ $1 }
                guard value == 0 else { throw Fault("block \(block) is damaged") }
            }
            return word.prefix(data)
        }
    }

    private static func power(_ exponent: Int) -> UInt8 { (0..<exponent).reduce(1) { value, _ in times(value, 2) } }

    /// In the field of 256 elements with the polynomial 0x11D.
    private static func times(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var (result, left, right) = (0, Int(left), Int(right))
        while right > 0 {
            if right & 1 == 1 { result ^= left }
            left = left << 1 ^ (left >> 7) * 0x11D
            right >>= 1
        }
        return UInt8(result)
    }

    private func text(in data: [UInt8]) throws -> String {
        var at = 0
        func take(_ count: Int) -> Int {
            defer { at += count }
            return (at..<at + count).reduce(0) { $0 << 1 | Int(data[$1 / 8] >> UInt8(7 - $1 % 8) & 1) }
        }
        let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8)
        var text: [UInt8] = []
        while at + 4 <= data.count * 8 {
            let mode = take(4)
            switch mode {
            case 0: return try decoded(text)
            case 1:
                var rest = take(10)
                while rest > 0 {
                    let digits = min(rest, 3)
                    let number = String(take([4, 7, 10][digits - 1]))
                    text += Array((String(repeating: "0", count: digits - number.count) + number).utf8)
                    rest -= digits
                }
            case 2:
                var rest = take(9)
                while rest > 1 {
                    let pair = take(11)
                    text += [alphabet[pair / 45], alphabet[pair % 45]]
                    rest -= 2
                }
                if rest == 1 { text.append(alphabet[take(6)]) }
            case 4:
                for _ in 0..<take(8) { text.append(UInt8(take(8))) }
            default: throw Fault("mode \(mode)")
            }
        }
        return try decoded(text)
    }

    private func decoded(_ text: [UInt8]) throws -> String {
        guard let string = String(bytes: text, encoding: .utf8) else { throw Fault("not UTF-8") }
        return string
    }
}
