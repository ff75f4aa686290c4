import Acts
import Cases
import Identity
import Kernel
import Registry
import Storage

extension TestCountry {
    /// A letter as somebody might type it.
    public static func typed(
        _ kind: Kind = .feedback, area: String = "010", title: String = "Cống vỡ trước nhà",
        body: String = "Nước tràn ra đường từ hôm qua.",
        sender: Sender = Sender()
    ) -> LetterDraft.Typed {
        LetterDraft.Typed(kind: kind.rawValue, area: area, title: title, body: body, sender: sender)
    }

    /// Hands in a letter and returns its receipt.
    public func handIn(
        _ typed: LetterDraft.Typed = TestCountry.typed(), key: IdempotencyKey? = nil, arrived: Day? = nil
    ) async throws -> Receipt {
        let draft = try LetterDraft(typed, in: directory)
        let act = ReceiveLetter(
            draft, to: draft.receiver(in: directory)!, by: .portal, arrived.map { .on($0) })
        return try await performer.perform(act, by: arrived == nil ? .anyone : .platform("test"), key: key).outcome
    }

    /// Enters a letter that came on paper at the first commune; returns what the officer gets.
    public func register(
        _ typed: LetterDraft.Typed = TestCountry.typed(), by login: String = "ha-reception", source: Source = .counter,
        arrived: Day? = nil, pages: Int = 2, enclosures: Int = 0, files: LetterFiles? = nil,
        key: IdempotencyKey? = nil, _ performer: Performer? = nil
    ) async throws -> RegisteredLetter {
        let officer = officer(login)
        let draft = RegistrationDraft(
            try LetterDraft(typed, in: directory, needsBody: false), by: source, arrived: arrived ?? clock.today,
            pages: pages, enclosures: enclosures)
        let act = RegisterLetter(
            draft, at: directory.organization(officer.organization)!, by: officer.id, files: files)
        return try await (performer ?? self.performer).perform(act, by: .officer(officer.id), key: key).outcome
    }

    public func officer(_ login: String) -> Account { accounts[login]! }

    public func take(_ matter: MatterKey, by login: String) async throws {
        let officer = officer(login)
        try await LapseClock.lapse(matter, store, performer)
        _ = try await performer.perform(TakeMatter(matter, by: officer.id), by: .officer(officer.id))
    }

    public func answer(_ matter: MatterKey, by login: String, text: String = "Đã sửa xong.") async throws {
        let officer = officer(login)
        try await LapseClock.lapse(matter, store, performer)
        _ = try await performer.perform(
            AnswerMatter(matter, by: officer.id, text: text), by: .officer(officer.id))
    }

    /// Lapses what has lapsed, as the job does.
    @discardableResult
    public func lapse() async throws -> Int {
        try await LapseClock.lapseAll(JobContext(store: store, performer: performer))
    }

    /// The file as an officer sees it; nil if not within the officer's scope.
    public func file(_ matter: MatterKey, for login: String) async throws -> MatterFile? {
        let actor = Actor.officer(officer(login).id)
        let today = clock.today
        return try await store.read { tx in
            try MatterFile.read(matter, try Scope.of(actor, on: today, tx), tx)
        }
    }

    public func scope(_ login: String) async throws -> Scope {
        let actor = Actor.officer(officer(login).id)
        let today = clock.today
        return try await store.read { tx in try Scope.of(actor, on: today, tx) }
    }
}

extension Receipt {
    public var matter: MatterKey { MatterKey(letter.key.home, letter.matter) }
}
