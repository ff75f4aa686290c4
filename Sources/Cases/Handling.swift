import Kernel

/// Who handles a matter: a post, and the official who held it when it came there.
public struct Handler: Hashable, Sendable {
    public let post: PostID
    public let official: OfficialID

    public init(post: PostID, official: OfficialID) {
        self.post = post
        self.official = official
    }
}

/// The procedure that petitions (kiến nghị) and feedback (phản ánh) share: from receipt to the answer, its contest and
/// what follows. Pure: it takes days and handlers, and throws a `ProcedureError` for what is not allowed.
public struct Handling: Hashable, Sendable {
    public enum State: Hashable, Sendable {
        /// It lies with the body; nobody has taken it.
        case received(on: Day)
        /// Offered to another body, which has not taken it yet; `from` had it before.
        case offered(on: Day, to: OrganizationID, from: Handler?)
        /// A post has confirmed that it is this body's to answer, and handles it.
        case taken(on: Day, by: Handler)
        /// The sender has been asked something and has not replied.
        case asked(on: Day, by: Handler)
        /// What shall leave the body waits for its signature.
        case drafted(on: Day, by: Handler, DraftPurpose)
        /// It is signed, and waits for its number and to be sent.
        case approved(on: Day, by: Handler, DraftPurpose)
        /// The answer has been given.
        case answered(on: Day, by: Handler)
        /// The sender is not content with the answer.
        case contested(on: Day, by: Handler)
        /// Ended without an answer on the substance.
        case closed(on: Day, Closure, by: Handler?)
    }

    public private(set) var state: State

    public init(receivedOn day: Day) { state = .received(on: day) }

    /// Read back from its columns.
    init(state: State) { self.state = state }

    /// Takes one step on a day.
    public mutating func apply(_ step: Step, on day: Day) throws(ProcedureError) {
        state = try next(step, on: day)
    }

    private func next(_ step: Step, on day: Day) throws(ProcedureError) -> State {
        switch (state, step) {
        case (.closed(_, let closure, _), _) where closure.isFinal: throw .alreadyClosed
        case (.closed, .restore), (.closed, .takeUpAgain), (.answered, .takeUpAgain): return .received(on: day)
        case (.closed, _): throw .alreadyClosed

        case (.answered(_, let handler), .contest): return .contested(on: day, by: handler)
        case (.answered, _): throw .alreadyAnswered

        case (.received, .take(let handler)), (.received, .assign(let handler)): return .taken(on: day, by: handler)
        case (.received, .offer(let body)): return .offered(on: day, to: body, from: nil)
        case (.received, .close(let closure, let handler)): return .closed(on: day, closure, by: handler)
        case (.received, _): throw .notTaken

        case (.offered, .accept(let handler)): return .taken(on: day, by: handler)
        case (.offered(_, _, let before), .decline), (.offered(_, _, let before), .recallOffer):
            return before.map { .taken(on: day, by: $0) } ?? .received(on: day)
        case (.offered, .close(.withdrawn, _)): return .closed(on: day, .withdrawn, by: nil)
        case (.offered, _): throw .isOffered

        case (.taken, .take), (.asked, .take), (.drafted, .take), (.approved, .take), (.contested, .take):
            throw .alreadyTaken
        case (.taken, .release): return .received(on: day)
        case (.taken(let since, _), .assign(let handler)): return .taken(on: since, by: handler)
        case (.taken(_, let handler), .offer(let body)): return .offered(on: day, to: body, from: handler)
        case (.taken(_, let handler), .ask): return .asked(on: day, by: handler)
        case (.taken(_, let handler), .submit(let purpose)) where purpose != .uphold:
            return .drafted(on: day, by: handler, purpose)
        case (.taken, .close(let closure, let handler)): return .closed(on: day, closure, by: handler)

        case (.asked(let since, _), .assign(let handler)): return .asked(on: since, by: handler)
        case (.asked(_, let handler), .resume): return .taken(on: day, by: handler)
        case (.asked(_, let handler), .submit(let purpose)) where purpose != .uphold:
            return .drafted(on: day, by: handler, purpose)
        case (.asked, .close(let closure, let handler)): return .closed(on: day, closure, by: handler)
        case (.asked, _): throw .isAsked

        case (.drafted(let since, _, let purpose), .assign(let handler)):
            return .drafted(on: since, by: handler, purpose)
        case (.drafted(_, let handler, .uphold), .returnDraft): return .contested(on: day, by: handler)
        case (.drafted(_, let handler, _), .returnDraft): return .taken(on: day, by: handler)
        case (.drafted(_, let handler, let purpose), .sign): return .approved(on: day, by: handler, purpose)
        case (.drafted, .close(.withdrawn, _)): return .closed(on: day, .withdrawn, by: nil)
        case (.drafted, .issue): throw .notSigned
        case (.drafted, _): throw .awaitsSignature

        case (.approved(let since, _, let purpose), .assign(let handler)):
            return .approved(on: since, by: handler, purpose)
        case (.approved(_, let handler, .uphold), .returnDraft): return .contested(on: day, by: handler)
        case (.approved(_, let handler, _), .returnDraft): return .taken(on: day, by: handler)
        case (.approved(_, let handler, .setAside), .issue): return .closed(on: day, .setAside, by: handler)
        case (.approved(_, let handler, _), .issue): return .answered(on: day, by: handler)
        case (.approved, .close(.withdrawn, _)): return .closed(on: day, .withdrawn, by: nil)
        case (.approved, _): throw .awaitsIssue

        case (.contested(let since, _), .assign(let handler)): return .contested(on: since, by: handler)
        case (.contested, .reopen(let handler)): return .taken(on: day, by: handler)
        case (.contested(_, let handler), .submit(.uphold)): return .drafted(on: day, by: handler, .uphold)
        case (.contested, .close(.withdrawn, _)): return .closed(on: day, .withdrawn, by: nil)
        case (.contested, _): throw .isContested

        case (_, .accept), (_, .decline), (_, .recallOffer): throw .notOffered
        case (_, .returnDraft), (_, .sign), (_, .issue): throw .nothingDrafted
        case (_, .resume): throw .notAsked
        case (_, .release): throw .notTaken
        case (_, .contest), (_, .reopen), (_, .submit): throw .notAnswered
        case (_, .restore), (_, .takeUpAgain): throw .notClosed
        }
    }
}

/// What can happen to a matter within a procedure.
public enum Step: Hashable, Sendable {
    case take(Handler)
    /// What was taken by mistake lies with the body again, untaken.
    case release
    /// Another post handles it from now on.
    case assign(Handler)
    case offer(to: OrganizationID)
    case accept(Handler)
    case decline
    /// The body that offered it keeps it after all.
    case recallOffer
    case ask
    case resume
    case submit(DraftPurpose)
    case returnDraft
    case sign
    /// What is signed gets its number and leaves the body.
    case issue
    case contest
    case reopen(Handler)
    case close(Closure, Handler?)
    /// What was closed by mistake, or too early, lies with the body again.
    case restore
    /// The same for what a re-check found wrong, answered or closed.
    case takeUpAgain
}

/// What a draft becomes when it is signed and issued. `rawValue` is stored and never changes.
public enum DraftPurpose: String, Sendable, CaseIterable {
    case answer
    /// The answer that was contested stands.
    case uphold
    /// Xếp lưu: needs a second person.
    case setAside
}

/// Why a matter ended without an answer on its substance. `rawValue` is stored and never changes.
public enum Closure: String, Sendable, CaseIterable {
    /// Another body is competent that is not on this platform; the sender was told which and how.
    case guided
    /// Passed on to a body that is not on this platform, with the letter.
    case passedOn
    /// The sender withdrew it.
    case withdrawn
    /// The same sender has had an answer to the same content.
    case duplicate
    /// Joined to another matter about the same trouble.
    case joined
    /// Xếp lưu, on a listed ground, by two persons.
    case setAside
    /// Ended in the register that it was imported from, with these words and no more.
    case elsewhere
    /// Entered in the incoming book by mistake: its number is void, and nothing more can become of it.
    case mistaken

    /// Nothing more can become of the matter: it is neither restored nor divided, and what was owed is owed no longer.
    var isFinal: Bool { self == .withdrawn || self == .mistaken }
}

/// The procedure of the kinds whose own procedure is not built yet: they are received, classified, taken, passed on
/// where the law lets them be, guided, and their first clock runs.
public struct Intake: Hashable, Sendable {
    public private(set) var handling: Handling

    public init(receivedOn day: Day) { handling = Handling(receivedOn: day) }

    init(state: Handling.State) { handling = Handling(state: state) }

    public mutating func apply(_ step: Step, on day: Day) throws(ProcedureError) {
        switch step {
        case .take, .release, .assign, .offer, .accept, .decline, .recallOffer, .close, .restore, .takeUpAgain:
            try handling.apply(step, on: day)
        case .ask, .resume, .submit, .returnDraft, .sign, .issue, .contest, .reopen: throw .notForKind
        }
    }
}
