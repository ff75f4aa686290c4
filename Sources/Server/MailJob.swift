import Acts
import Cases
import CasesWeb
import Kernel
import Language
import Mail
import Notices
import Registry
import Storage
import Vault

/// Sends the e-mails that are due. A notice is leased while its mail is on its way, so that two servers do not both send
/// it; one that is killed between sending and recording sends it once more, under the same Message-ID.
package func mailJob(_ plan: MailPlan, _ catalogue: Catalogue, _ directory: DirectoryCache) -> Job {
    let mail = NoticeMail(catalogue, from: plan.from, address: plan.publicAddress)
    return Job(MailJobs.sending, everySeconds: 5) { context in
        try await Mailing(context) { line, contact in
            guard let to = contact.email else { return .refused }
            let world = context.performer.world
            let message = mail.message(
                line, to: to, token: NoticeToken.of(line.notice.key, under: world.keys), at: world.now(), world.zone,
                directory.current)
            return await plan.carrier.carry(message)
        }.run()
    }
}

/// Where no mail is set up, e-mail is no way: every notice goes to its next one at once.
package func withoutMailJob() -> Job {
    Job(MailJobs.without, everySeconds: 5) { context in try await Mailing(context) { _, _ in .refused }.run() }
}

enum MailJobs {
    static let sending = "notices.mail"
    static let without = "notices.withoutMail"
}

/// One run over the mails that are due.
private struct Mailing: Sendable {
    private let context: JobContext
    private let leases: Leases
    private let deliver: @Sendable (NoticeLine, Contact) async -> Delivery

    /// Longer than a mail server may take.
    private static let lease = 300

    init(_ context: JobContext, _ deliver: @escaping @Sendable (NoticeLine, Contact) async -> Delivery) {
        self.context = context
        self.deliver = deliver
        leases = Leases(context.store)
    }

    func run() async throws {
        while true {
            let now = context.performer.world.now()
            let lines = try await context.store.read { tx in try NoticeList.mailing(at: now, limit: 50, tx) }
            // Nothing is left, or others have it in hand.
            guard try await lines.mapped(atOnce: 4, send).contains(true) else { return }
        }
    }

    /// False if another server is at it.
    private func send(_ line: NoticeLine) async throws -> Bool {
        let key = line.notice.key
        let name = "notice.\(key)"
        let now = context.performer.world.now()
        guard try await leases.take(name, until: now.adding(seconds: Self.lease), at: now) else { return false }
        var hasLeft = false
        do {
            // As it is now: it may have become another kind since the list was read.
            let today = context.performer.world.today
            let found = try await context.store.read { tx in
                let scope = try Scope.of(.platform(MailJobs.sending), on: today, tx)
                return (try NoticeList.find(key, scope, tx), try Contact.of(key.letter, tx))
            }
            if let fresh = found.0, fresh.notice.course.state == .mailing, fresh.notice.course.nextTry <= now {
                // Where nobody is named, e-mail is no way: the notice goes on, else it would be found due for ever.
                var delivery = Delivery.refused
                if let contact = found.1 { delivery = await deliver(fresh, contact) }
                hasLeft = delivery == .accepted
                try await record(delivery, key)
            }
        } catch {
            // What has left and could not be recorded is not sent again every few seconds: the lease runs out first.
            if !hasLeft { try? await leases.release(name) }
            throw error
        }
        try await leases.release(name)
        return true
    }

    private func record(_ delivery: Delivery, _ key: NoticeKey) async throws {
        let outcome: NoticeOutcome =
            switch delivery {
            case .accepted: .sent
            case .refused: .refused
            case .postponed: .putOff
            }
        do {
            try await context.performer.perform(RecordMailing(key, outcome), by: .platform(MailJobs.sending))
        } catch let problem as Problem where problem == ActProblem.overtaken {
            // Something happened meanwhile that a later notice tells.
        }
    }
}
