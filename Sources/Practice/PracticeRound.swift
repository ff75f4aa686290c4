import Acts
import Cases
import Kernel
import Registry

/// One round of one trainee: a body with colleagues and prepared letters, at a home of its own. Kept in memory: nothing
/// about it is stored beside what happened, and nobody else is told.
struct PracticeRound: Sendable {
    struct Colleague: Sendable {
        let account: Account
        let post: PostID

        var actor: Actor { .officer(account.id) }
    }

    struct Prepared: Sendable {
        let letter: Letter
        let matter: MatterKey
    }

    let trainee: Trainee
    let home: Home
    let begun: Instant
    let organization: Organization
    let account: Account
    /// Reception, handler and head, whatever the trainee is: somebody has to be the other one.
    let colleagues: [Role: Colleague]
    let letters: [PracticeLetters.Name: Prepared]
    /// How often each act was done, by others, before the round began.
    var prepared: [String: Int]
}
