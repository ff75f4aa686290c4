import Kernel

/// What is known of a case besides the day its clock starts.
public struct Circumstances: Hashable, Sendable {
    public var conditions: Set<Condition>
    /// How many extensions have been decided, each of the full length.
    public var extensions: Int
    public var pauses: [Pause]

    public init(conditions: Set<Condition> = [], extensions: Int = 0, pauses: [Pause] = []) {
        self.conditions = conditions
        self.extensions = extensions
        self.pauses = pauses
    }

    /// The plain case.
    public static let none = Circumstances()
}

/// Days that are not counted: from the day of the suspension up to the day before the resumption.
public struct Pause: Hashable, Sendable {
    public let from: Day
    /// The day the settlement goes on, which counts again; nil while it is not known.
    public let resumption: Day?

    /// A pause that does not end before it begins, or `LawError.pauseReversed`.
    public init(from: Day, resumption: Day?) throws(LawError) {
        if let resumption, resumption < from { throw .pauseReversed(from: from, resumption: resumption) }
        self.from = from
        self.resumption = resumption
    }

    init(merged from: Day, resumption: Day?) {
        self.from = from
        self.resumption = resumption
    }

    /// Whether the day is not counted because of this pause.
    public func contains(_ day: Day) -> Bool { from <= day && day < (resumption ?? .never) }
}

extension [Pause] {
    /// The same days in the order of time, each once: what overlaps or touches is one pause.
    var merged: [Pause] {
        guard count > 1 else { return self }
        var merged: [Pause] = []
        for pause in sorted(by: { $0.from < $1.from }) {
            guard let last = merged.last, pause.from <= (last.resumption ?? .never) else {
                merged.append(pause)
                continue
            }
            guard let end = last.resumption else { break }
            merged[merged.count - 1] = Pause(
                merged: last.from, resumption: pause.resumption.map { Swift.max($0, end) })
        }
        return merged
    }
}
