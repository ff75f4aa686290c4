import Language

/// What somebody typed to find a place: a name, perhaps with the word for its type before it, and the names of the
/// units it lies in after commas.
struct GazetteerQuery {
    /// One reading of the name: as it stands, or without its type.
    struct Reading {
        let name: TypedName
        /// Nil: any type.
        let types: [Gazetteer.UnitType]?
    }

    let readings: [Reading]
    /// Each with and without the word for its type.
    let contexts: [[TypedName]]

    /// Nil if there is no word in it.
    init?(_ text: String) {
        var parts = text.prefix(Self.limit).split { $0 == "," || $0 == ";" || $0.isNewline }
            .map { TypedName(String($0)) }
            .filter { !$0.words.isEmpty }
        while parts.count > 1, parts.last?.isSame("Việt Nam") == true { parts.removeLast() }
        guard let name = parts.first else { return nil }
        var readings = [Reading(name: name, types: nil)]
        if let (types, rest) = name.withoutType { readings.append(Reading(name: rest, types: types)) }
        self.readings = readings
        contexts = parts.dropFirst().map { $0.asContext }
    }

    /// Names have up to 30 characters; an address with three names, less than this.
    private static let limit = 200

    /// The readings without a type, for one that no unit has: "xã" before the name of a ward.
    var readingsOfAnyType: [Reading] { readings.filter { $0.types != nil }.map { Reading(name: $0.name, types: nil) } }
}

/// Words as they were typed.
struct TypedName {
    let bytes: [UInt8]
    /// The letters of each word; the byte after them is its tone.
    let words: ArraySlice<Range<Int>>

    init(_ text: String) {
        bytes = Spelling(Self.spreadingAbbreviations(in: text)).bytes
        var words: [Range<Int>] = []
        var start = 0
        for (position, byte) in bytes.enumerated() where Spelling.isTone(byte) {
            words.append(start..<position)
            start = position + 1
        }
        self.words = words[...]
    }

    private init(bytes: [UInt8], words: ArraySlice<Range<Int>>) {
        self.bytes = bytes
        self.words = words
    }

    func part(_ range: Range<Int>) -> TypedName { TypedName(bytes: bytes, words: words[range]) }

    var isMarked: Bool { words.contains { bytes[$0.lowerBound...$0.upperBound].contains(where: Spelling.isMark) } }

    func isSame(_ text: String) -> Bool {
        let other = TypedName(text)
        return words.count == other.words.count && other.agrees(with: self)
    }

    /// The types that the first word or two may mean, and the rest; nil if none, or if nothing is left.
    var withoutType: (types: [Gazetteer.UnitType], rest: TypedName)? {
        for (word, types) in Self.typeWords where word.words.count < words.count && word.agrees(with: self) {
            return (types, part(words.startIndex + word.words.count..<words.endIndex))
        }
        return nil
    }

    /// As the name of a unit above, with and without its type.
    var asContext: [TypedName] { withoutType.map { [self, $0.rest] } ?? [self] }

    /// Whether the typed name begins with these words; what it leaves unmarked may be marked here.
    private func agrees(with typed: TypedName) -> Bool {
        for (word, other) in zip(words, typed.words) {
            let (mine, theirs) = (
                bytes[word.lowerBound...word.upperBound], typed.bytes[other.lowerBound...other.upperBound]
            )
            guard mine.count == theirs.count else { return false }
            for (my, their) in zip(mine, theirs) where my != their {
                guard Spelling.isTone(my) ? their == Spelling.level : Spelling.plain(my) == their else { return false }
            }
        }
        return words.count <= typed.words.count
    }

    /// Longer words first.
    private static let typeWords: [(TypedName, [Gazetteer.UnitType])] = [
        ("thành phố", [.municipality, .city]), ("thị trấn", [.township]), ("thị xã", [.town]),
        ("đặc khu", [.specialZone]), ("tỉnh", [.province]), ("quận", [.urbanDistrict]),
        ("huyện", [.ruralDistrict]), ("phường", [.ward]), ("xã", [.commune]), ("tp", [.municipality, .city]),
        ("tx", [.town]), ("tt", [.township]), ("đk", [.specialZone]), ("p", [.ward]), ("q", [.urbanDistrict]),
        ("h", [.ruralDistrict]), ("x", [.commune]), ("t", [.province]),
    ].map { (TypedName($0), $1) }

    /// "Q1" as "Q 1", "TPHCM" as "TP Hồ Chí Minh".
    private static func spreadingAbbreviations(in text: String) -> String {
        text.split { !$0.isLetter && !$0.isNumber && !"'’‘ʼ".contains($0) }.map { word in
            let letters = word.prefix { $0.isLetter }
            switch letters.lowercased() {
            case "hcm": return "Hồ Chí Minh"
            case "tphcm": return "TP Hồ Chí Minh"
            case "p", "q", "f":
                let number = word[letters.endIndex...]
                guard !number.isEmpty, number.allSatisfy(\.isNumber) else { return String(word) }
                return (letters.lowercased() == "q" ? "q " : "p ") + number
            default: return String(word)
            }
        }.joined(separator: " ")
    }
}
