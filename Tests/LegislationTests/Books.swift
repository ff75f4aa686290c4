import Foundation
import Kernel
import Legislation

/// The books of this repository.
let books = Result { try Law.load(from: resources) }

/// The folder `Resources` of this repository.
let resources = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Resources").path(percentEncoded: false)

extension Day: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        guard let day = Day(text) else { preconditionFailure("the test names \(text), which is not a day") }
        self = day
    }
}

/// All days from the first to the last, both included.
func days(_ first: Day, _ last: Day) -> [Day] { (0...first.days(until: last)).map(first.adding) }

extension Rule {
    /// A provision for tests of counting.
    static func sample(
        _ id: RuleID = "sample", from: Day = "2000-01-01", until: Day? = nil, bound: Bound = .atMost,
        length: Length = .workingDays(5), variants: [Variant] = [], extensions: Extensions? = nil,
        pauses: Set<PauseGround> = [], isConsecutive: Bool = false, rolls: Bool = false,
        transitions: [Transition] = []
    ) throws(LawError) -> Rule {
        try Rule(
            id: id, title: ["vi": "Quy tắc mẫu", "en": "A sample"], act: "1/2000/QH10", article: "1",
            inForceFrom: from, inForceUntil: until, start: .receipt, bound: bound, length: length,
            variants: variants, extensions: extensions, pauses: pauses, isConsecutive: isConsecutive, rolls: rolls,
            source: Source(words: "a sample", reference: "none"), verified: false,
            says: ["vi": "Quy tắc mẫu.", "en": "A sample."], note: ["vi": "Mẫu.", "en": "A sample."],
            transitions: transitions)
    }
}
