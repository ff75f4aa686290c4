import Kernel

/// The number of a letter in the incoming book of a body: counted from 1 in each year, without gaps.
public struct BookNumber: Hashable, Sendable, CustomStringConvertible {
    public let year: Int
    public let number: Int

    public init(year: Int, number: Int) {
        self.year = year
        self.number = number
    }

    /// As it is written on paper: `12/2026`.
    public var description: String { "\(number)/\(year)" }
}

/// How an officer entered a letter that came by another door than this platform.
public struct Registration: Hashable, Sendable {
    public let number: BookNumber
    /// The day it was entered. Clocks run from the day it arrived.
    public let day: Day
    /// Sheets of the letter itself; 0 for what was told.
    public let pages: Int
    /// Documents that came with it.
    public let enclosures: Int
    /// Who entered it.
    public let official: OfficialID
}

/// One line of an incoming book, as its table holds it. Which letter it is never changes; it can be made void, once.
struct BookEntry: Hashable {
    let organization: OrganizationID
    let matter: MatterKey
    let letter: LetterID
    let arrived: Day
    let registration: Registration
    /// The day it was made void and the words that say why; nil while it stands.
    let void: Void?

    struct Void: Hashable {
        let day: Day
        let words: ID<Words>
    }

    init(
        organization: OrganizationID, matter: MatterKey, letter: LetterID, arrived: Day, registration: Registration,
        void: Void? = nil
    ) {
        self.organization = organization
        self.matter = matter
        self.letter = letter
        self.arrived = arrived
        self.registration = registration
        self.void = void
    }

    /// The line of the letter that opened a matter.
    init(_ received: LetterReceived, _ registration: Registration, in matter: MatterKey) {
        self.init(
            organization: received.organization, matter: matter, letter: received.letter.id, arrived: received.arrived,
            registration: registration)
    }

    func voided(on day: Day, because words: ID<Words>?) -> BookEntry {
        BookEntry(
            organization: organization, matter: matter, letter: letter, arrived: arrived, registration: registration,
            void: words.map { Void(day: day, words: $0) })
    }
}
