import Acts
import Kernel
import Storage
import Vault

/// What becomes of one line of a list.
public struct LineReport: Sendable {
    public enum Finding: Sendable {
        /// A new person gets an account, and the post.
        case opens
        /// Somebody who has an account gets the post.
        case appoints
        /// The person holds the post already.
        case already
        case refused(LineRefusal)
    }

    public let line: OfficialsFile.Line
    public internal(set) var finding: Finding
    /// Nil if the line names none.
    public let body: Organization?
    /// Of the post, by language; empty if there is none.
    public let title: [String: String]
    public let isNewPost: Bool
    public let login: String
    /// The first day in the post; nil for the day it is done.
    public let from: Day?
    /// The login of somebody else of that name in the body: perhaps the same person.
    public let namesake: String?
    /// Whose account it is: there before, or opened.
    public internal(set) var account: Account?
    /// The one-time password, if one was given: it is stored nowhere, and never shown again.
    public internal(set) var password: String?
    /// The account is there, its holder has not chosen a password yet, and no line before is about it.
    public internal(set) var isUnused = false

    public var refusal: LineRefusal? {
        if case .refused(let refusal) = finding { refusal } else { nil }
    }

    init(_ line: OfficialsFile.Line, _ plan: LinePlan) {
        self.line = line
        finding = plan.isThere ? .already : plan.opensAccount ? .opens : .appoints
        body = plan.organization
        title = plan.seat.title
        isNewPost = plan.seat.isNew
        login = plan.login
        from = plan.from
        namesake = plan.namesake
        if case .known(let account) = plan.who { self.account = account }
    }

    init(_ line: OfficialsFile.Line, _ refusal: LineRefusal) {
        self.line = line
        finding = .refused(refusal)
        body = nil
        title = [:]
        isNewPost = false
        login = ""
        from = nil
        namesake = nil
    }
}

/// Brings the officials of a list on board: accounts, posts and appointments, each by the act that does it for one, and
/// so with its rights. A line that cannot be done is told and hinders no other; what is there already is left as it is,
/// so that the same list changes nothing a second time.
public struct Onboarding: Sendable {
    private let file: OfficialsFile
    private let actor: Actor
    private let performer: Performer
    private let store: any Store
    private let cost: PasswordHash.Cost

    public init(
        _ file: OfficialsFile, by actor: Actor, _ performer: Performer, _ store: any Store, cost: PasswordHash.Cost
    ) {
        self.file = file
        self.actor = actor
        self.performer = performer
        self.store = store
        self.cost = cost
    }

    /// What would be done and what would be refused, line by line; nothing is done.
    public func preview() async throws -> [LineReport] {
        // Nobody signs in with it: it stands where acts want one.
        let password = try await PasswordHash.make("", cost: .low)
        let (file, actor, performer) = (file, actor, performer)
        return try await store.read { tx in
            var planner = try LinePlanner(actor, on: performer.world.today, tx)
            var known: Set<AccountID> = []
            return try file.lines.map { line in
                do {
                    let plan = try planner.plan(line, tx)
                    if !plan.isThere { try check(plan, password, tx) }
                    planner.accept()
                    var report = LineReport(line, plan)
                    if let account = report.account, known.insert(account.id).inserted, account.mustRenewPassword {
                        report.isUnused = try mayReset(account, password, tx)
                    }
                    return report
                } catch let refusal as LineRefusal {
                    return LineReport(line, refusal)
                } catch let error as any DomainError {
                    return LineReport(line, LineRefusal(error.problem))
                } catch let problem as Problem {
                    return LineReport(line, LineRefusal(problem))
                }
            }
        }
    }

    private func mayReset(
        _ account: Account, _ password: PasswordHash, _ tx: any ReadTransaction
    ) throws -> Bool {
        do {
            try performer.check(ResetPassword(account, password), by: actor, tx)
            return true
        } catch is RegistryError {
            return false
        } catch is Problem {
            return false
        }
    }

    /// Asks the acts themselves, as far as what they are about is there.
    private func check(_ plan: LinePlan, _ password: PasswordHash, _ tx: any ReadTransaction) throws {
        if case .new(let name) = plan.who {
            try performer.check(open(plan, name, password), by: actor, tx)
        }
        switch (plan.seat, plan.who) {
        case (.new(let title, let role), .known), (.new(let title, let role), .planned):
            try performer.check(EstablishPost(role, title: title, in: plan.organization), by: actor, tx)
        case (.known(let post), .known(let account)):
            try performer.check(AppointOfficial(account.official, to: post, from: plan.from), by: actor, tx)
        default: break
        }
    }

    private func open(_ plan: LinePlan, _ name: String, _ password: PasswordHash) -> OpenAccount {
        let seat: OpenAccount.Seat =
            switch plan.seat {
            // An account is opened today; a post may begin another day.
            case .known(let post): plan.from == nil ? .known(post.id) : .none
            case .new(let title, let role): plan.from == nil ? .new(title: title, role: role) : .none
            case .planned: .none
            }
        return OpenAccount(
            login: plan.login, for: .new(name: name), password: password, isOneTime: true,
            organization: plan.organization, in: seat)
    }

    /// Does what can be done, line by line, and tells what became of each. With `renews`, those who have an account and
    /// never chose a password get another one-time password.
    ///
    /// Begins behind the line `after`, and ends when so many passwords were given as `atMost` says: each takes a tenth
    /// of a second. Returns the last line that was done if others are left; nil at the end. A cancelled task ends likewise.
    public func perform(
        after: Int = 0, atMost: Int = .max, renews: Bool = false, tell: (LineReport) throws -> Void
    ) async throws -> Int? {
        let reports = try await preview()
        var (given, last, opened) = (0, after, Set<AccountID>())
        var rest = reports.drop { $0.line.number <= after }
        while !rest.isEmpty {
            let batch = rest.prefix(Self.batch)
            rest = rest.dropFirst(Self.batch)
            var left = atMost - given
            var passwords = try await passwords(
                batch.map { report in
                    guard wantsPassword(report, renews), left > 0 else { return false }
                    left -= 1
                    return true
                })
            for report in batch {
                if Task.isCancelled || given >= atMost && wantsPassword(report, renews) { return last }
                let password = passwords.removeFirst()
                let done = try await perform(report, renews, opened, password)
                if done.password != nil { given += 1 }
                if let account = done.account { opened.insert(account.id) }
                last = done.line.number
                try tell(done)
            }
        }
        return nil
    }

    private typealias OneTime = (text: String, hash: PasswordHash)

    /// So many passwords are hashed before their lines are done, several at once.
    private static let batch = 16

    private func passwords(_ wanted: [Bool]) async throws -> [OneTime?] {
        let (performer, cost) = (performer, cost)
        return try await wanted.mapped(atOnce: 4) { wanted in
            wanted ? try await Self.password(performer, cost) : nil
        }
    }

    private static func password(_ performer: Performer, _ cost: PasswordHash.Cost) async throws -> OneTime {
        let text = PasswordRule.oneTime(performer.world.randomBytes)
        return (text, try await PasswordHash.make(text, cost: cost))
    }

    private func wantsPassword(_ report: LineReport, _ renews: Bool) -> Bool {
        if case .opens = report.finding { return true }
        return renews && report.isUnused
    }

    /// One line against the register as it is now: others may have changed it since it was looked at, and a list may be
    /// sent twice at once. Then it is looked at once more.
    private func perform(
        _ report: LineReport, _ renews: Bool, _ opened: Set<AccountID>, _ password: OneTime?
    ) async throws -> LineReport {
        // Nothing is done that was not shown before.
        if report.refusal != nil { return report }
        let renews = renews && report.isUnused && report.account.map { !opened.contains($0.id) } ?? false
        let first = try await attempt(report, renews: renews, password)
        guard first.refusal != nil, first.password == nil else { return first }
        return try await attempt(report, renews: renews, password)
    }

    private func attempt(_ report: LineReport, renews: Bool, _ password: OneTime?) async throws -> LineReport {
        let (actor, line, today) = (actor, report.line, performer.world.today)
        do {
            let plan = try await store.read { tx in
                var planner = try LinePlanner(actor, on: today, tx)
                return try planner.plan(line, tx)
            }
            return try await perform(plan, line, renews: renews, password)
        } catch let refusal as LineRefusal {
            return LineReport(line, refusal)
        } catch let error as RegistryError {
            return LineReport(line, LineRefusal(error.problem))
        } catch let problem as Problem where problem.status < 500 {
            return LineReport(line, LineRefusal(problem))
        }
    }

    private func perform(
        _ plan: LinePlan, _ line: OfficialsFile.Line, renews: Bool, _ password: OneTime?
    ) async throws -> LineReport {
        var report = LineReport(line, plan)
        switch plan.who {
        case .planned: return report
        case .new(let name):
            var one = password
            if one == nil { one = try await Self.password(performer, cost) }
            guard let one else { return report }
            let account = try await performer.perform(open(plan, name, one.hash), by: actor).outcome
            report.account = account
            report.password = one.text
            guard let from = plan.from else { return report }
            do {
                try await appoint(account, plan, from)
            } catch let error as any DomainError {
                // The account is open, and its password must not be lost with this.
                report.finding = .refused(LineRefusal(error.problem))
            } catch let problem as Problem {
                report.finding = .refused(LineRefusal(problem))
            }
        case .known(let account):
            if !plan.isThere { try await appoint(account, plan, plan.from) }
            if renews, let password {
                try await performer.perform(ResetPassword(account, password.hash), by: actor)
                report.password = password.text
            }
        }
        return report
    }

    private func appoint(_ account: Account, _ plan: LinePlan, _ from: Day?) async throws {
        let post: Post
        switch plan.seat {
        case .known(let known): post = known
        case .new(let title, let role):
            post = try await performer.perform(
                EstablishPost(role, title: title, in: plan.organization), by: actor
            ).outcome
        case .planned: return
        }
        try await performer.perform(AppointOfficial(account.official, to: post, from: from), by: actor)
    }
}
