import Kernel
import Language
import Markup
import Registry
import Web

/// How bodies, posts and people are named to an officer.
struct AdminWording {
    let t: Translator
    let today: Day
    let directory: Directory
    let csrf: String
    /// The bodies the officer administers or heads.
    let roots: Set<OrganizationID>

    func organization(_ id: OrganizationID) -> String {
        directory.organization(id).map { t.pick($0.name) } ?? ""
    }

    func bodyLink(_ organization: Organization) -> HTML {
        .joined([
            isSeen(organization.id)
                ? link(t.pick(organization.name), to: AdminRoutes.body.path(organization.id))
                : .text(t.pick(organization.name)),
            organization.isFormer(on: today) ? .text(" (\(t(AdminMessages.former)))") : .empty,
        ])
    }

    /// Whether the officer may see a body's page: only such pages are linked.
    func isSeen(_ id: OrganizationID) -> Bool {
        var seen: Set<OrganizationID> = []
        var waiting = [id]
        while let next = waiting.popLast() {
            if roots.contains(next) { return true }
            guard seen.insert(next).inserted else { continue }
            let successors = directory.successors(of: next).map(\.successor)
            waiting += successors.isEmpty ? [directory.organization(next)?.parent].compactMap(\.self) : successors
        }
        return false
    }

    func bodyLink(_ id: OrganizationID) -> HTML { directory.organization(id).map(bodyLink) ?? .empty }

    /// "from 1/7/2026", "from 1/7/2026 to 14/7/2026": the last day, not the first after it.
    func period(_ from: Day, _ until: Day) -> String {
        until.isNever
            ? t(AdminMessages.since, ["from": t.day(from)])
            : t(AdminMessages.fromTo, ["from": t.day(from), "to": t.day(until.adding(-1))])
    }

    func holder(_ holding: Holding) -> String {
        let name = holding.membership.isCover ? t(AdminMessages.covers, ["name": holding.name]) : holding.name
        return "\(name), \(period(holding.membership.from, holding.membership.until))"
    }

    func post(_ post: Post, isCover: Bool) -> String {
        let title = t(AdminMessages.postOf, ["post": t.pick(post.title), "body": organization(post.organization)])
        return isCover ? t(AdminMessages.covers, ["name": title]) : title
    }

    /// A post of a body's file with who holds it: posts of one title are told apart by that.
    func post(_ entry: BodyFile.PostFile) -> String {
        let title = t.pick(entry.post.title)
        return entry.holdings.isEmpty ? title : "\(title) – \(entry.holdings.map(\.name).joined(separator: ", "))"
    }

    func days(_ workingDays: Int?) -> String {
        workingDays.map { t.count(AdminMessages.workingDays, $0) } ?? t(AdminMessages.noPromise)
    }
}

/// What a page says after something was done. `rawValue` stands in addresses.
enum AdminNotice: String, CaseIterable {
    case done, posted, appointed, relieved, closed, reopened, renamed, promised, merged, split, ended, password

    var text: MessageKey { MessageKey("admin.notice", rawValue) }
}

/// A day as people type it: `20/11/2026`, `20-11-2026`, or `2026-11-20`.
enum TypedDay {
    /// Throws `DayProblem` for what is no day; nil if nothing was typed.
    static func read(_ text: String, field: String) throws -> Day? {
        let text = text.filter { !$0.isWhitespace }
        if text.isEmpty { return nil }
        if let day = Day(typed: text) { return day }
        throw Problem(
            "admin.day", status: 422, AdminMessages.dayUnreadable, fields: [.init(field, AdminMessages.dayUnreadable)])
    }
}

extension Role {
    /// Every role with what it may do, to choose from.
    static func options(_ t: Translator) -> [(value: String, label: String)] {
        allCases.map { role in
            (role.rawValue, "\(t(RegistryMessages.role(role))) – \(t(RegistryMessages.roleMeaning(role)))")
        }
    }
}
