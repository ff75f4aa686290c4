import Acts
import Kernel
import Registry
import Storage

/// A stretch of an index in which the lines of a list stand in their order: a list is read by merging a few of them, so
/// that a page costs the same however long the list is.
struct DeskRun {
    /// Finds the stretch.
    let condition: SQL
    /// The body of all its lines, if it is one: then the order among lines of one matter is settled without it.
    let organization: OrganizationID?
    /// The post of all its lines, where the list is sorted by handler.
    var post: PostID?
}

/// A filter as one officer means it: with rights, posts and days filled in.
struct DeskReading {
    let filter: MatterFilter
    let scope: Scope
    let days: FilterDays
    private let reached: ReachedBodies
    let standing: Standing?

    /// More bodies than these are read along the order of days in their provinces, passing over lines of others there.
    static let mostMerged = 16
    /// More provinces than these are read along the order of days in the whole store.
    static let mostSlots = 4

    init(
        _ filter: MatterFilter, _ scope: Scope, _ days: FilterDays, for officer: AccountID?,
        _ tx: any ReadTransaction
    ) throws {
        self.filter = filter
        self.scope = scope
        self.days = days
        standing = try officer.flatMap { try Standing.of($0, on: scope.day, tx) }
        var reached: ReachedBodies
        if let few = try Self.few(filter, standing, tx) {
            reached = try scope.reached(among: few, under: filter.unit, alone: filter.isAlone, tx)
        } else {
            reached = try scope.reached(under: filter.unit, alone: filter.isAlone, tx)
        }
        if let standing {
            if let power = filter.waitsFor?.power {
                reached.bodies.removeAll { standing.post(with: power, in: $0.organization) == nil }
            }
        } else if filter.whose != .all || filter.waitsFor != nil {
            reached.bodies = []
        }
        if let kind = filter.kind { reached.bodies.removeAll { !$0.kinds.contains(kind) } }
        self.reached = reached
    }

    var bodies: [ReachedBody] { reached.bodies }

    /// The only bodies that can be meant, where they are those of some posts; nil if any can.
    private static func few(
        _ filter: MatterFilter, _ standing: Standing?, _ tx: any ReadTransaction
    ) throws -> Set<OrganizationID>? {
        let own = Set((standing?.posts ?? []).map(\.post.organization))
        if filter.whose == .body { return own }
        if filter.waitsFor != nil { return Set((standing?.posts ?? []).flatMap(\.bodies)) }
        let post = try filter.post.flatMap { try PostTable.find($0, tx)?.organization }
        if filter.whose == .mine { return own.union(post.map { [$0] } ?? []) }
        return filter.post == nil ? nil : Set(post.map { [$0] } ?? [])
    }

    private func kinds(_ body: ReachedBody) -> [String] {
        (filter.kind.map { [$0] } ?? body.kinds.sorted { $0.rawValue < $1.rawValue }).map(\.rawValue)
    }

    /// The stretches in which the filter's lines stand by the day they are due, or were opened.
    func runs(by order: MatterFilter.Order, _ tx: any ReadTransaction) throws -> [DeskRun] {
        let stage = filter.waitsFor?.stage ?? filter.stage
        if filter.whose == .mine || filter.post != nil { return try postRuns(tx) }
        if bodies.count > Self.mostMerged, order == .due {
            return try runsAcross(stage, tx)
        }
        return bodies.flatMap { body -> [DeskRun] in
            if order == .due, let few = few(body) { return [few] }
            if let stage, order == .due {
                return kinds(body).map { kind in
                    DeskRun(
                        condition: """
                            d.organization = \(body.organization) and d.stage = \(stage.rawValue) and d.kind = \(kind)
                            """, organization: body.organization)
                }
            }
            return [
                DeskRun(
                    condition: "d.organization = \(body.organization) and d.kind in \(in: kinds(body))",
                    organization: body.organization)
            ]
        }
    }

    /// The stretch of lines that are few in every body: of others' matters, and with a reply that nobody has read.
    private func few(_ body: ReachedBody) -> DeskRun? {
        let kinds: SQL = "d.kind in \(in: kinds(body))"
        if filter.hasReply {
            return DeskRun(
                condition: "d.replying = \(body.organization) and \(kinds)", organization: body.organization)
        }
        guard let place = filter.place, place != .lead else { return nil }
        return DeskRun(
            condition: "d.other = \(body.organization) and d.place = \(place.rawValue) and \(kinds)",
            organization: body.organization)
    }

    /// True on rows of the bodies meant. What the scope reaches it reaches without this: they are named only where the
    /// filter narrows them.
    private func listed(_ organization: SQL) -> SQL {
        let isNarrowed = filter.unit != nil || filter.whose != .all || filter.waitsFor != nil
        return isNarrowed ? "\(organization) in \(in: bodies.map(\.organization))" : .always
    }

    private func runsAcross(_ stage: Stage?, _ tx: any ReadTransaction) throws -> [DeskRun] {
        let slots = try scope.slots(of: bodies, tx)
        guard slots.count <= Self.mostSlots else {
            let isWhole = slots.allSatisfy(\.isWhole)
            let range: SQL = "d.next_due >= \(Day(daysSince1970: 0))"
            return [DeskRun(condition: "\(range) and \(seen(isWhole, Self.desk))", organization: nil)]
        }
        return slots.map { slot, isWhole in
            let stretch: SQL = stage.map { "d.slot = \(slot) and d.stage = \($0.rawValue)" } ?? "d.slot = \(slot)"
            return DeskRun(condition: "\(stretch) and \(seen(isWhole, Self.desk))", organization: nil)
        }
    }

    /// True on rows of a slot that the scope shows.
    func seen(_ isWhole: Bool, _ columns: ScopeColumns) -> SQL {
        reached.seen(isWhole, scope, columns, listed: listed(columns.organization))
    }

    /// The columns of a line that is found by its slot: by no index of bodies.
    static let desk = ScopeColumns(
        home: "d.home", matter: "d.matter", organization: "+d.organization", kind: "d.kind")

    private func postRuns(_ tx: any ReadTransaction) throws -> [DeskRun] {
        var posts = Set(standing?.posts.map(\.post.id) ?? [])
        if let post = filter.post { posts = filter.whose == .mine ? posts.intersection([post]) : [post] }
        return try posts.sorted().compactMap { id in
            guard let post = try PostTable.find(id, tx),
                let body = bodies.first(where: { $0.organization == post.organization })
            else { return nil }
            return DeskRun(
                condition: "d.post = \(id) and +d.organization = \(body.organization) and d.kind in \(in: kinds(body))",
                organization: body.organization, post: id)
        }
    }

    /// What the filter asks of a line beyond the stretch it stands in.
    var condition: SQL {
        var all: [SQL] = [scope.clear(home: "d.home", matter: "d.matter")]
        let today = days.today
        switch filter.owed {
        case nil: break
        case .late: all.append("d.next_due < \(today)")
        case .lateByLaw: all.append("d.next_due < \(today) and d.law_due < \(today)")
        case .latePromise: all.append("d.next_due < \(today) and d.promise_due < \(today)")
        case .today: all.append("d.next_due = \(today)")
        case .soon: all.append("d.next_due > \(today) and d.next_due <= \(days.soon)")
        }
        switch filter.place {
        case nil: break
        case .lead: all.append("d.place = 'lead'")
        case .offered: all.append("d.place = 'offered'")
        case .part: all.append("d.place = 'part'")
        }
        if let kind = filter.kind { all.append("d.kind = \(kind.rawValue)") }
        if let stage = filter.stage { all.append("d.stage = \(stage.rawValue)") }
        if let stage = filter.waitsFor?.stage { all.append("d.stage = \(stage.rawValue) and d.place = 'lead'") }
        if let field = filter.field { all.append("d.field = \(field)") }
        if let day = filter.dueUntil { all.append("d.next_due <= \(day)") }
        if let day = filter.openedFrom { all.append("d.opened >= \(day)") }
        if let day = filter.openedUntil { all.append("d.opened <= \(day)") }
        if filter.hasReply { all.append("d.replied = 1") }
        return SQL.joined(all, by: " and ", empty: .always)
    }
}

extension ReachedBodies {
    /// True on rows of slots that the scope shows, but for matters it keeps away from. Where every body at home there is
    /// meant for the same kinds, bodies need not be looked at; elsewhere `listed` is true on rows of those meant.
    func seen(
        _ isWhole: Bool, _ scope: Scope, _ columns: ScopeColumns, listed: @autoclosure () -> SQL
    ) -> SQL {
        guard isWhole, isUniform else { return "\(listed()) and \(scope.sql(columns))" }
        let kinds = (bodies.first?.kinds ?? []).map(\.rawValue).sorted()
        return "\(columns.kind) in \(in: kinds)"
    }
}
