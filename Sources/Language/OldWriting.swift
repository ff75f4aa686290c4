import Foundation

/// How Vietnamese was written before Unicode: in fonts that show other letters where Latin-1 has its own.
public enum OldWriting: String, Sendable, CaseIterable {
    /// TCVN 5712:1993, third set, in the fonts `.VnTime`, `.VnArial` and their like: one sign for a letter with its marks.
    /// Most capitals have no place in it; fonts ending in H show small letters as capitals.
    case tcvn3
    /// The fonts `VNI-Times` and their like: a letter, then a sign for its marks.
    case vni

    /// The writing that a font is made for; nil for a font of Unicode.
    public init?(font: String) {
        let name = font.lowercased()
        if name.hasPrefix(".vn") {
            self = .tcvn3
        } else if name.hasPrefix("vni") {
            self = .vni
        } else {
            return nil
        }
    }

    /// Whether a font shows small letters as capitals.
    public static func isOfCapitals(font: String) -> Bool {
        let name = font.lowercased()
        return name.hasPrefix(".vn") && name.hasSuffix("h")
    }

    /// The text in Unicode, composed. What is no sign of this writing stays as it is.
    public func read(_ text: String) -> String {
        switch self {
        case .tcvn3: Self.readTCVN3(text)
        case .vni: Self.readVNI(text)
        }
    }

    /// Signs that a text in an old font is made of: Latin-1, and what Windows keeps between its halves.
    static func isOfOldFonts(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value <= 0xFF || windows.contains(scalar.value)
    }

    private static let windows: Set<UInt32> = [
        0x152, 0x153, 0x160, 0x161, 0x178, 0x17D, 0x17E, 0x192, 0x2C6, 0x2DC, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A,
        0x201C, 0x201D, 0x201E, 0x2020, 0x2021, 0x2022, 0x2026, 0x2030, 0x2039, 0x203A, 0x20AC, 0x2122,
    ]

    // From 0xA1; a blank for what is no letter, or a mark alone.
    private static let letters: [Unicode.Scalar] = Array(
        ("ĂÂÊÔƠƯĐăâêôơưđ" + "      " + "àảãáạ" + " ằẳẵắ" + "       ặầẩẫấậè" + " ẻẽéẹềểễếệìỉ" + "   ĩíịò"
            + " ỏõóọồổỗốộờởỡớợù" + " ủũúụừửữứựỳỷỹýỵ").unicodeScalars)

    private static func readTCVN3(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let place = Int(scalar.value) - 0xA1
            let letter = letters.indices.contains(place) ? letters[place] : " "
            result.append(letter == " " ? scalar : letter)
        }
        return String(result)
    }

    /// After a, e, o and the u and y that bear a tone alone: the sign, then what it makes of each letter.
    private static let marks: [(sign: Character, letters: [Character: Character])] = [
        ("ù", ["a": "á", "e": "é", "o": "ó", "u": "ú", "y": "ý", "ô": "ớ", "ö": "ứ"]),
        ("ø", ["a": "à", "e": "è", "o": "ò", "u": "ù", "y": "ỳ", "ô": "ờ", "ö": "ừ"]),
        ("û", ["a": "ả", "e": "ẻ", "o": "ỏ", "u": "ủ", "y": "ỷ", "ô": "ở", "ö": "ử"]),
        ("õ", ["a": "ã", "e": "ẽ", "o": "õ", "u": "ũ", "y": "ỹ", "ô": "ỡ", "ö": "ữ"]),
        ("ï", ["a": "ạ", "e": "ẹ", "o": "ọ", "u": "ụ", "ô": "ợ", "ö": "ự"]),
        ("â", ["a": "â", "e": "ê", "o": "ô"]), ("á", ["a": "ấ", "e": "ế", "o": "ố"]),
        ("à", ["a": "ầ", "e": "ề", "o": "ồ"]), ("å", ["a": "ẩ", "e": "ể", "o": "ổ"]),
        ("ã", ["a": "ẫ", "e": "ễ", "o": "ỗ"]), ("ä", ["a": "ậ", "e": "ệ", "o": "ộ"]),
        ("ê", ["a": "ă"]), ("é", ["a": "ắ"]), ("è", ["a": "ằ"]), ("ú", ["a": "ẳ"]), ("ü", ["a": "ẵ"]),
        ("ë", ["a": "ặ"]),
    ]
    private static let single: [Character: Character] = [
        "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ",
    ]
    private static let marked: [Character: [Character: Character]] = Dictionary(
        uniqueKeysWithValues: marks.map { ($0.sign, $0.letters) })

    private static func readVNI(_ text: String) -> String {
        var result = ""
        let characters = Array(text)
        var index = 0
        while index < characters.count {
            let character = characters[index]
            let small = lower(character)
            if index + 1 < characters.count, let letter = marked[lower(characters[index + 1])]?[small] {
                result.append(like(character, letter))
                index += 2
            } else {
                result.append(single[small].map { like(character, $0) } ?? character)
                index += 1
            }
        }
        return result
    }

    private static func lower(_ character: Character) -> Character { character.lowercased().first ?? character }

    private static func like(_ character: Character, _ letter: Character) -> Character {
        character.isUppercase ? letter.uppercased().first ?? letter : letter
    }
}

/// The writing of a text of which nobody says it: told by which reading makes Vietnamese of it.
public enum WritingGuess {
    public enum Writing: Hashable, Sendable {
        case unicode
        case old(OldWriting)
    }

    /// Nil if readings do equally well: as of a text without a mark.
    public static func writing(of text: String, font: String? = nil) -> Writing? {
        var isMarked = false
        for scalar in text.unicodeScalars {
            guard OldWriting.isOfOldFonts(scalar) else { return .unicode }
            if scalar.value > 0x7F { isMarked = true }
        }
        if let writing = font.flatMap(OldWriting.init(font:)) { return .old(writing) }
        guard isMarked else { return nil }
        let scores =
            [(Writing.unicode, score(text, as: text.precomposedStringWithCanonicalMapping))]
            + OldWriting.allCases.map { (.old($0), score(text, as: $0.read(text))) }
        let best = scores.map(\.1).max() ?? 0
        let winners = scores.filter { $0.1 == best }
        return winners.count == 1 && best > 0 ? winners[0].0 : nil
    }

    /// The text in Unicode, composed, as the writing says.
    public static func read(_ text: String, as writing: Writing, font: String? = nil) -> String {
        guard case .old(let old) = writing else { return text.precomposedStringWithCanonicalMapping }
        guard text.unicodeScalars.allSatisfy(OldWriting.isOfOldFonts) else {
            return text.precomposedStringWithCanonicalMapping
        }
        let read = old.read(text).precomposedStringWithCanonicalMapping
        return font.map(OldWriting.isOfCapitals) == true ? read.uppercased() : read
    }

    /// Words with marks that can be Vietnamese, less those that cannot.
    private static func score(_ text: String, as read: String) -> Int {
        var score = 0
        for word in read.split(whereSeparator: isBetweenWords)
        where word.unicodeScalars.contains(where: { $0.value > 0x7F }) {
            score += VietnameseSyllable.isOne(word) ? 1 : -1
        }
        return score
    }

    private static func isBetweenWords(_ character: Character) -> Bool {
        character.isWhitespace || character.isASCII && !character.isLetter || "“”‘’–—…•".contains(character)
    }
}
