import Kernel
import Language
import Registry

/// A letter that came by another door than this platform, as an officer wants to enter it: checked. Nothing is kept yet.
public struct RegistrationDraft: Hashable, Sendable {
    public let letter: LetterDraft
    public let source: Source
    /// The day it reached the body.
    public let arrived: Day
    public let pages: Int
    public let enclosures: Int

    /// The doors by which such letters come, in the order in which they are offered.
    public static let sources: [Source] = [
        .counter, .post, .box, .telephone, .dialogue, .forwarded, .email, .nationalPortal,
    ]

    /// How long ago a letter can have arrived, in days: what is older is most likely a slip of the pen, and its days of law
    /// have long passed. The platform's own rule, not law.
    public static let mostDaysAgo = 366

    /// Of pages, and of enclosures.
    public static let mostSheets = 9_999

    /// What a form sends, as typed.
    public struct Typed: Hashable, Sendable {
        public var letter: LetterDraft.Typed
        public var source: String
        /// `2026-11-20` or `20/11/2026`.
        public var arrived: String
        public var pages: String
        public var enclosures: String

        public init(
            letter: LetterDraft.Typed, source: String, arrived: String, pages: String = "", enclosures: String = ""
        ) {
            self.letter = letter
            self.source = source
            self.arrived = arrived
            self.pages = pages
            self.enclosures = enclosures
        }
    }

    /// Of a program that knows what it enters; the days are checked by the act.
    public init(_ letter: LetterDraft, by source: Source, arrived: Day, pages: Int = 1, enclosures: Int = 0) {
        self.letter = letter
        self.source = source
        self.arrived = arrived
        self.pages = pages
        self.enclosures = enclosures
    }

    /// Throws one `Problem` that names every field in need of a hand, in the order of the form.
    public init(_ typed: Typed, on today: Day, in directory: Directory) throws(Problem) {
        var fields: [Problem.Field] = []
        let source = Source(rawValue: typed.source)
        if source.map(Self.sources.contains) != true { fields.append(.init("source", CasesMessages.sourceMissing)) }
        let arrived = Day(typed: typed.arrived)
        if let arrived {
            if arrived > today {
                fields.append(.init("arrived", CasesMessages.arrivedInFuture))
            } else if arrived < today.adding(-Self.mostDaysAgo) {
                fields.append(.init("arrived", CasesMessages.arrivedLongAgo))
            }
        } else {
            fields.append(.init("arrived", CasesMessages.arrivedUnreadable))
        }
        var letter: LetterDraft?
        var checked = typed.letter
        if Kind(rawValue: checked.kind) == nil {
            fields.append(.init("kind", CasesMessages.kindMissing))
            // So that the other fields are looked at as well.
            checked.kind = Kind.feedback.rawValue
        }
        do {
            letter = try LetterDraft(checked, in: directory, needsBody: false)
        } catch {
            fields += error.fields
        }
        func sheets(_ name: String, _ typed: String, empty: Int) -> Int {
            let text = typed.tidied
            guard !text.isEmpty else { return empty }
            if let number = Int(text), (0...Self.mostSheets).contains(number) { return number }
            fields.append(.init(name, CasesMessages.sheetsUnreadable, ["limit": String(Self.mostSheets)]))
            return empty
        }
        pages = sheets("pages", typed.pages, empty: source?.isSpoken == true ? 0 : 1)
        enclosures = sheets("enclosures", typed.enclosures, empty: 0)
        guard fields.isEmpty, let letter, let source, let arrived else {
            throw Problem("letter.invalid", status: 422, CasesMessages.letterInvalid, fields: fields)
        }
        self.letter = letter
        self.source = source
        self.arrived = arrived
    }

    /// What was asked, for telling a repetition from another letter under the same key.
    public var content: [UInt8] {
        letter.content + Array("\u{0}\(source.rawValue)\u{0}\(arrived)\u{0}\(pages)\u{0}\(enclosures)".utf8)
    }
}

extension Source {
    /// What came by it was told: there is no sheet of it.
    public var isSpoken: Bool { self == .telephone || self == .dialogue }
}
