/// A telephone number that can be called: Vietnamese ones by the numbering plan, others by their shape only.
public struct Telephone: Hashable, Sendable, CustomStringConvertible {
    /// The form to be stored, E.164: `+84912345678`.
    public let e164: String

    /// Reads what a person types: spaces, dots, dashes and brackets anywhere, 0, 84, +84 or 0084 before a Vietnamese
    /// number, + or 00 and the country before another. Mobile numbers of eleven digits get the prefix that replaced
    /// theirs in 2018. Nil if there is no such number: short numbers and service numbers (113, 1900…) are none.
    public init?(_ typed: String) {
        var digits: [UInt8] = []
        var hasPlus = false
        for scalar in typed.unicodeScalars {
            switch scalar {
            case "0"..."9":
                digits.append(UInt8(scalar.value))
            case "+" where digits.isEmpty && !hasPlus:
                hasPlus = true
            case ".", "-", "(", ")", "/", "\u{2010}"..."\u{2013}":
                continue
            default:
                guard scalar.properties.isWhitespace else { return nil }
            }
        }
        var number = String(decoding: digits, as: UTF8.self)
        let isInternational = hasPlus || number.hasPrefix("00")
        if number.hasPrefix("00") { number.removeFirst(2) }
        if number.hasPrefix("84"), isInternational || (11...13).contains(number.count) {
            // +84 (0) 912 345 678 is written too.
            let rest = number.dropFirst(2)
            guard let national = NumberingPlan.current(rest.hasPrefix("0") ? rest.dropFirst() : rest) else {
                return nil
            }
            e164 = "+84" + national
        } else if isInternational {
            guard (8...15).contains(number.count), !number.hasPrefix("0") else { return nil }
            e164 = "+" + number
        } else {
            guard number.hasPrefix("0"), let national = NumberingPlan.current(number.dropFirst()) else { return nil }
            e164 = "+84" + national
        }
    }

    public var description: String { e164 }

    /// As it is written in Viet Nam, `0912 345 678` or `024 3825 1234`; a foreign number as it is stored.
    public var display: String {
        guard e164.hasPrefix("+84") else { return e164 }
        let number = "0" + e164.dropFirst(3)
        let first = NumberingPlan.isMobile(number.dropFirst()) ? 4 : NumberingPlan.areaLength(number.dropFirst()) + 1
        let rest = number.dropFirst(first)
        let middle = rest.count - (rest.count < 7 ? 3 : 4)
        return "\(number.prefix(first)) \(rest.prefix(middle)) \(rest.dropFirst(middle))"
    }
}

/// The Vietnamese numbering plan since 2018, over numbers without the leading 0.
enum NumberingPlan {
    /// The number as it is called today; nil if there is none.
    static func current(_ number: Substring) -> Substring? {
        if isMobile(number) || isLandline(number) || isOfState(number) { return number }
        guard number.count == 10, let prefix = replaced[String(number.prefix(3))] else { return nil }
        return prefix + number.dropFirst(3)
    }

    static func isMobile(_ number: Substring) -> Bool {
        number.count == 9 && number.first.map { "35789".contains($0) } == true
    }

    /// Digits of the area code without its 0: 2 for the two large cities and 069, 3 elsewhere.
    static func areaLength(_ number: Substring) -> Int {
        ["24", "28", "69"].contains(number.prefix(2)) ? 2 : 3
    }

    private static func isLandline(_ number: Substring) -> Bool {
        number.count == 10 && areas.contains(String(number.prefix(areaLength(number))))
    }

    /// 069: the ministries of defence and of public security, in several lengths.
    private static func isOfState(_ number: Substring) -> Bool {
        number.hasPrefix("69") && (8...10).contains(number.count)
    }

    /// Area codes since 17 June 2017.
    private static let areas: Set<String> = Set(
        """
        203 204 205 206 207 208 209 210 211 212 213 214 215 216 218 219 220 221 222 225 226 227 228 229 232 233 234 235 \
        236 237 238 239 24 251 252 254 255 256 257 258 259 260 261 262 263 269 270 271 272 273 274 275 276 277 28 290 \
        291 292 293 294 296 297 299
        """.split(separator: " ").map(String.init))

    /// Prefixes of eleven-digit mobile numbers, replaced from 15 September 2018.
    private static let replaced: [String: Substring] = [
        "120": "70", "121": "79", "122": "77", "126": "76", "128": "78",
        "123": "83", "124": "84", "125": "85", "127": "81", "129": "82",
        "162": "32", "163": "33", "164": "34", "165": "35", "166": "36", "167": "37", "168": "38", "169": "39",
        "186": "56", "188": "58", "199": "59",
    ]
}
