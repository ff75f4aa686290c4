import Language

/// How well a name agrees with what was typed. Lower is better.
struct NameAgreement {
    enum Marks: UInt32 {
        /// Every mark as typed.
        case same
        /// What was typed has fewer marks, and none that differs.
        case fewer
        /// The same without marks only.
        case differ
    }

    enum Coverage: UInt32 { case whole, beginning, inside }

    var marks: Marks
    var coverage: Coverage
    /// How many of the typed words it took.
    var words: Int
}

extension TypedName {
    /// How a name agrees: wholly, at its beginning or at a later word; the last word may be begun only. Nil if it does
    /// not.
    func agreement(with name: ArraySlice<UInt8>) -> NameAgreement? {
        guard let first = words.first else { return nil }
        let initial = Spelling.plain(bytes[first.lowerBound])
        var isStart = true
        for position in name.indices {
            if isStart, Spelling.plain(name[position]) == initial,
                let (marks, end) = follow(name, from: position, words: words, mayEndWithin: true)
            {
                let coverage: NameAgreement.Coverage =
                    if position > name.startIndex { .inside } else { end == name.endIndex ? .whole : .beginning }
                return NameAgreement(marks: marks, coverage: coverage, words: words.count)
            }
            isStart = Spelling.isTone(name[position])
        }
        return nil
    }

    /// How a whole name agrees with the first words, when more follow.
    func agreement(beginningWith name: ArraySlice<UInt8>) -> NameAgreement? {
        guard let first = words.first, let initial = name.first,
            Spelling.plain(bytes[first.lowerBound]) == Spelling.plain(initial)
        else { return nil }
        let count = name.count { Spelling.isTone($0) }
        guard count < words.count else { return nil }
        let head = words.prefix(count)
        guard let (marks, _) = follow(name, from: name.startIndex, words: head, mayEndWithin: false) else { return nil }
        return NameAgreement(marks: marks, coverage: .whole, words: count)
    }

    /// Compares word by word; nil where letters differ even without marks.
    private func follow(
        _ name: ArraySlice<UInt8>, from start: Int, words: ArraySlice<Range<Int>>, mayEndWithin: Bool
    ) -> (NameAgreement.Marks, end: Int)? {
        var marks = NameAgreement.Marks.same
        func note(_ typed: UInt8, _ named: UInt8) {
            guard typed != named else { return }
            marks = Spelling.isMark(typed) ? .differ : max(marks, .fewer)
        }
        var position = start
        for (index, word) in words.enumerated() {
            for letter in word {
                guard position < name.endIndex, !Spelling.isTone(name[position]),
                    Spelling.plain(bytes[letter]) == Spelling.plain(name[position])
                else { return nil }
                note(bytes[letter], name[position])
                position += 1
            }
            guard position < name.endIndex else { return nil }
            let tone = bytes[word.upperBound]
            if Spelling.isTone(name[position]) {
                note(tone, name[position])
                position += 1
            } else {
                guard mayEndWithin, index == words.count - 1 else { return nil }
                // The word is still being typed; its tone may come later.
                if tone != Spelling.level, let end = name[position...].firstIndex(where: Spelling.isTone) {
                    note(tone, name[end])
                }
            }
        }
        return (marks, position)
    }
}

extension NameAgreement.Marks: Comparable {
    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
