import Acts
import Cases
import CasesWeb
import Kernel
import Registry
import RegistryWeb

/// One thing of the exercise. It is done when the events of the round say so, not when somebody says it.
enum PracticeStep: String, CaseIterable {
    // Reception.
    case registerOne, registerThree, void, classify, assign, issue, tell, answerCall
    // The handler; `reply`, `returned` and `signed` are what the sender and a colleague do.
    case take, ask, reply, note, submit, returned, resubmit, signed
    // The head.
    case returnDraft, sign, extract
    // The administrator.
    case newPost, openAccount, cover, resetPassword, closeAccount

    static func steps(for role: Role) -> [PracticeStep] {
        switch role {
        case .reception: [.registerOne, .registerThree, .void, .classify, .assign, .tell, .issue, .answerCall]
        case .handler: [.take, .ask, .reply, .note, .submit, .returned, .resubmit, .signed]
        case .head: [.assign, .returnDraft, .sign, .issue, .extract, .answerCall]
        // It settles nothing, and re-checks what a draw gives another day: nothing can be ticked.
        case .supervisor: []
        case .administrator: [.newPost, .openAccount, .cover, .resetPassword, .closeAccount]
        }
    }

    /// The acts that count, and how many of them.
    var wanted: (acts: [ActCode], times: Int) {
        switch self {
        case .registerOne: ([RegisterLetter.code], 1)
        case .registerThree: ([RegisterLetter.code], 3)
        case .void: ([VoidRegistration.code], 1)
        case .classify: ([ClassifyLetter.code], 1)
        case .assign: ([AssignMatter.code], 1)
        case .issue: ([IssueDocument.code], 1)
        case .tell: ([RecordNotice.code], 1)
        case .answerCall: ([AnswerCall.code], 1)
        case .take: ([TakeMatter.code], 1)
        case .ask: ([AskSender.code], 1)
        case .reply: ([ReplyToQuestion.code], 1)
        case .note: ([AddNote.code], 1)
        case .submit: ([SubmitDraft.code], 1)
        case .returned: ([ReturnDraft.code], 1)
        case .resubmit: ([SubmitDraft.code], 2)
        case .signed: ([SignDraft.code], 1)
        case .returnDraft: ([ReturnDraft.code], 1)
        case .sign: ([SignDraft.code], 1)
        case .extract: ([WriteExtract.code], 1)
        case .newPost: ([EstablishPost.code], 1)
        case .openAccount: ([OpenAccount.code], 1)
        case .cover: ([AppointOfficial.code], 1)
        case .resetPassword: ([ResetPassword.code], 1)
        case .closeAccount: ([CloseAccount.code], 1)
        }
    }

    /// Somebody else does it: a colleague, or the sender.
    var isOfOthers: Bool {
        switch self {
        case .reply, .returned, .signed: true
        default: false
        }
    }

    /// Somebody else does it, or goes on after it.
    var needsOthers: Bool { isOfOthers || self == .returnDraft }

    /// The prepared letter it is done with; nil for none in particular.
    var letter: PracticeLetters.Name? {
        switch self {
        case .classify, .take, .ask, .reply, .note, .submit, .returned, .resubmit, .signed: .lamp
        case .assign: .certificate
        case .issue: .drain
        case .answerCall: .fee
        case .returnDraft: .rubbish
        case .sign: .pavement
        case .extract: .bribe
        case .registerOne, .registerThree, .void, .tell, .newPost, .openAccount, .cover, .resetPassword, .closeAccount:
            nil
        }
    }

    /// Where it is done.
    func address(in round: PracticeRound) -> String {
        switch self {
        case .registerOne, .registerThree: RegisterRoutes.ask.path()
        case .void: RegisterRoutes.book.path()
        case .tell: NoticeRoutes.calls.path()
        case .answerCall: HelpLineRoutes.ask.path()
        case .newPost, .openAccount, .cover, .resetPassword, .closeAccount:
            AdminRoutes.body.path(round.organization.id)
        default: letter.flatMap { round.letters[$0] }.map { CasesRoutes.matter.path($0.matter) } ?? "/desk"
        }
    }
}

/// How far a round has come, by its events.
struct PracticeProgress {
    private let own: [String: Int]
    private let others: [String: Int]

    init(_ lines: [PracticeList.Line], of round: PracticeRound) {
        var (own, others): ([String: Int], [String: Int]) = ([:], [:])
        for line in lines {
            if line.actor == .officer(round.account.id) {
                own[line.code, default: 0] += line.count
            } else {
                others[line.code, default: 0] += line.count
            }
        }
        // What was prepared before the round began was nobody's step.
        self.own = own
        self.others = others.merging(round.prepared) { now, before in now - before }
    }

    func isDone(_ step: PracticeStep) -> Bool {
        let (acts, times) = step.wanted
        let counted = step.isOfOthers ? others : own
        return acts.reduce(0) { $0 + (counted[$1.description] ?? 0) } >= times
    }
}
