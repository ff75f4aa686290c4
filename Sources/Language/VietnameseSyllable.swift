import Foundation

/// Whether letters can be a syllable of Vietnamese: a beginning, a rhyme, and a tone that the rhyme can bear.
public enum VietnameseSyllable {
    public static func isOne(_ word: some StringProtocol) -> Bool {
        var letters = String.UnicodeScalarView()
        var tone: Unicode.Scalar?
        for scalar in word.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
            if tones.contains(scalar) {
                guard tone == nil else { return false }
                tone = scalar
            } else {
                letters.append(scalar)
            }
        }
        let spelled = String(letters).precomposedStringWithCanonicalMapping
        return beginnings.contains { beginning in
            guard spelled.hasPrefix(beginning) else { return false }
            let rhyme = String(spelled.dropFirst(beginning.count))
            guard rhymes.contains(rhyme) || beginning == "gi" && rhyme.isEmpty else { return false }
            return !isStopped(rhyme) || tone == nil && !spelled.contains(where: { !$0.isASCII })
                || tone == "\u{301}" || tone == "\u{323}"
        }
    }

    /// Such a rhyme bears the sharp or the heavy tone only.
    private static func isStopped(_ rhyme: String) -> Bool {
        ["c", "ch", "p", "t"].contains { rhyme.hasSuffix($0) }
    }

    private static let tones: Set<Unicode.Scalar> = ["\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]

    private static let beginnings = [
        "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph",
        "qu", "r", "s", "t", "th", "tr", "v", "x",
    ]

    private static let rhymes = Set(
        """
        a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây \
        e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu \
        o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc \
        oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc \
        uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươ ươc ươi ươm ươn ương \
        ươp ươt ưt ưu y yêm yên yêng yêt yêu ynh ych yt
        """.split(separator: " ").map(String.init))
}
