/// What a post does for its organization. `rawValue` is stored and never changes.
public enum Role: String, Sendable, CaseIterable {
    /// Receives and registers letters, classifies them, passes them on.
    case reception
    /// Handles matters from taking to the draft of the answer.
    case handler
    /// Leads the body: assigns, signs, approves as the second person; may handle matters too.
    case head
    /// Watches over the bodies below: reads their lists, files and numbers, re-checks what they closed, and performs
    /// nothing else.
    case supervisor
    /// Opens accounts and fills posts; sees no matter.
    case administrator

    /// The kinds of matter the role may see.
    public var kinds: Set<Kind> {
        switch self {
        // A denunciation is seen by those who must receive it and by the head, by nobody else.
        case .reception, .head: Set(Kind.allCases)
        case .handler, .supervisor: Set(Kind.allCases).subtracting([.denunciation])
        case .administrator: []
        }
    }

    /// Whether the role reaches the bodies below its own. Reading only, but for re-checks: acts are done where the matter
    /// is.
    public var reachesBelow: Bool {
        switch self {
        case .head, .supervisor, .administrator: true
        case .reception, .handler: false
        }
    }

    public var powers: Set<Power> {
        switch self {
        case .reception: [.receive, .classify, .assign, .issue, .answerCalls]
        case .handler: [.receive, .classify, .handle]
        case .head: [.receive, .classify, .assign, .handle, .sign, .issue, .publish, .recheck, .answerCalls]
        case .supervisor: [.recheck]
        case .administrator: [.administer]
        }
    }
}

/// What somebody may do for a body because of the post held there.
public enum Power: Sendable, CaseIterable {
    /// Take a matter that lies with the body, or one passed on to it.
    case receive
    /// Say what a letter is: kind, field, eligibility, competence; pass it on.
    case classify
    /// Say which post handles a matter.
    case assign
    /// Handle a matter: ask, note, draft.
    case handle
    /// Sign what leaves the body, and be the second person where two are demanded.
    case sign
    /// Give what is signed its number and send it (văn thư).
    case issue
    /// Put an extract on the public board and take it off.
    case publish
    /// Re-check (hậu kiểm) what a body below has closed, and was drawn.
    case recheck
    /// Tell whoever calls and knows the code of a letter how it stands, here and in the bodies below.
    case answerCalls
    /// Open and close accounts, fill posts.
    case administer
}
