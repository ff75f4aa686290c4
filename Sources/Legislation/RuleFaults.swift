import Kernel

extension Rule {
    /// The first thing that is wrong with the provision; nil if it can be counted with.
    var fault: String? { wordFault ?? lengthFault ?? variantFault ?? changeFault }

    private var wordFault: String? {
        if id.text.isEmpty { return "id is empty" }
        if id.isPromise { return "ids beginning with promise. belong to the bodies' own promises" }
        if !title.isBilingual { return "title needs vi and en" }
        if act.isEmpty { return "act is empty" }
        if article.isEmpty { return "article is empty" }
        if source.words.isEmpty || source.reference.isEmpty { return "source is empty" }
        if let until = inForceUntil, until < inForceFrom { return "ends on \(until), before it begins" }
        if !says.isBilingual { return "says needs vi and en" }
        if !note.isEmpty, !note.isBilingual { return "note needs vi and en" }
        if !isWhollyVerified, note.isEmpty { return "note must say what is unverified" }
        return nil
    }

    private var lengthFault: String? {
        // "At once" is a duty of no days; nothing can last or be announced no days.
        let isAtOnce = length == .calendarDays(0) && bound == .atMost && variants.isEmpty && !rolls
        if !Length.bounds.contains(length.days), !isAtOnce { return "a period of \(length.days) days" }
        if isConsecutive, bound != .atLeast || !length.countsEveryDay {
            return "only a minimum in calendar days is consecutive"
        }
        guard rolls else { return nil }
        if bound != .atMost { return "a minimum never rolls" }
        if !length.countsEveryDay, extensions?.length.countsEveryDay != true {
            return "working days never roll"
        }
        return nil
    }

    private var variantFault: String? {
        let deciding = variants.reduce(into: Set<Condition>()) { $0.formUnion($1.conditions) }
        // One length for each combination: nothing is left to be guessed.
        if variants.count != (1 << deciding.count) - 1 || Set(variants.map(\.conditions)).count != variants.count {
            return "lengths needs each combination of its conditions once"
        }
        for variant in variants {
            if variant.conditions.isEmpty { return "lengths has one without a condition" }
            if !Length.bounds.contains(variant.days) { return "a period of \(variant.days) days" }
        }
        if let extensions {
            if !(1...9).contains(extensions.most) { return "\(extensions.most) extensions" }
            if !Length.bounds.contains(extensions.length.days) {
                return "an extension of \(extensions.length.days) days"
            }
            if !extensions.grounds.isDisjoint(with: deciding) { return "a condition is both a length and a ground" }
        }
        return nil
    }

    private var changeFault: String? {
        let pausesAtAll = !pauses.isEmpty || transitions.contains { !$0.pauses.isEmpty }
        if bound != .atMost, extensions != nil || pausesAtAll { return "a minimum is neither prolonged nor paused" }
        for transition in transitions {
            if transition.act.isEmpty || transition.article.isEmpty { return "a transition without act or article" }
            if !transition.says.isBilingual { return "the says of a transition needs vi and en" }
            if transition.on <= inForceFrom { return "a transition on \(transition.on), before anything runs" }
        }
        return nil
    }
}
