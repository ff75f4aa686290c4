import Acts
import Kernel
import Storage

/// A difference between what the events say of bodies and what stands in the tables.
public struct RegistryDifference: Error, CustomStringConvertible {
    public let description: String
}

/// Compares the names, promises, ends and ancestors of all bodies with the replay of their events.
public enum RegistryRecount {
    /// Returns how many bodies there are. Throws the first `RegistryDifference`.
    @discardableResult
    public static func compareAll(_ tx: any ReadTransaction) throws -> Int {
        var replay = Replay()
        for event in try events(tx) { try replay.add(event) }
        let directory = try OrganizationTable.directory(tx)
        guard Set(replay.bodies.keys) == Set(directory.organizations.map(\.id)) else {
            throw RegistryDifference(description: "the ledger and the table have different bodies")
        }
        for organization in directory.organizations {
            try compare(organization, replay.bodies[organization.id], tx)
        }
        let stored = try SubtreeTable.all(tx)
        for (organization, rows) in replay.rows {
            let found = Set(
                (stored[organization] ?? []).map { Row(ancestor: $0.ancestor, from: $0.from, until: $0.until) })
            guard found == rows else {
                throw RegistryDifference(
                    description: "organization \(organization): above it \(found), by its events \(rows)")
            }
        }
        return directory.organizations.count
    }

    private static func events(_ tx: any ReadTransaction) throws -> [Event] {
        var events: [Event] = []
        var last: Key<Subjects.Organization>?
        while true {
            let keys = try EventTable.subjects(Subjects.Organization.self, after: last, limit: 500, tx)
            for key in keys { events += try EventTable.all(of: Subjected(key), tx) }
            guard keys.count == 500, let end = keys.last else { break }
            last = end
        }
        return events.sorted { ($0.recorded, $0.id) < ($1.recorded, $1.id) }
    }

    private static func compare(
        _ organization: Organization, _ body: Replay.Body?, _ tx: any ReadTransaction
    ) throws {
        let names = try OrganizationNameTable.all(of: organization.id, tx).map {
            Replay.Name(from: $0.from, until: $0.until, name: $0.name["vi"] ?? "")
        }
        guard names == body?.names, organization.name["vi"] == names.last?.name else {
            throw RegistryDifference(
                description: "organization \(organization.id): named \(names), by its events \(body?.names ?? [])")
        }
        guard organization.ended == body?.ended,
            organization.answerPromise?.workingDays == body?.promise?.workingDays,
            organization.answerPromise?.since == body?.promise?.since
        else {
            throw RegistryDifference(description: "organization \(organization.id): its end or promise is another")
        }
    }

    private struct Row: Hashable {
        let ancestor: OrganizationID
        let from: Day
        var until: Day
    }

    /// All bodies as their events tell them.
    private struct Replay {
        struct Name: Hashable {
            let from: Day
            let until: Day
            let name: String
        }

        struct Body {
            var names: [Name] = []
            var ended = Day.never
            var promise: AnswerPromise?
        }

        var bodies: [OrganizationID: Body] = [:]
        var rows: [OrganizationID: Set<Row>] = [:]
        private var lineage = Lineage()
        /// Established below a body whose own event comes later: clocks of two servers may differ.
        private var waiting: [OrganizationID: [Event]] = [:]

        mutating func add(_ event: Event) throws {
            let id = OrganizationID(event.subject.raw)
            let facts = try event.payload.facts()
            let day = event.effective
            switch event.code {
            case EstablishOrganization.code:
                let parent: OrganizationID? = facts.has("parent") ? try facts.id("parent") : nil
                if let parent, bodies[parent] == nil {
                    waiting[parent, default: []].append(event)
                    return
                }
                let name = Name(from: day, until: .never, name: try facts.text("name"))
                bodies[id] = Body(names: [name], promise: try promise(facts))
                lineage.add(id, under: parent)
                rows[id] = Set(lineage.ancestors(of: id).map { Row(ancestor: $0, from: day, until: .never) })
                for child in waiting.removeValue(forKey: id) ?? [] { try add(child) }
            case RenameOrganization.code:
                var names = bodies[id]?.names ?? []
                if let last = names.popLast() { names.append(Name(from: last.from, until: day, name: last.name)) }
                names.append(Name(from: day, until: .never, name: try facts.text("name")))
                bodies[id]?.names = names
            case PublishPromise.code:
                let published = try promise(facts)
                bodies[id]?.promise = published
            case MergeOrganizations.code:
                move(try facts.list("predecessors").map { try $0.id("organization") }, under: [id], on: day)
            case SplitOrganization.code:
                bodies[id]?.ended = day
                move([id], under: try facts.list("parts").map { try $0.id("organization") }, on: day)
            case MergeOrganizations.mergedCode, EndOrganization.code: bodies[id]?.ended = day
            default: break
            }
        }

        private func promise(_ facts: Facts) throws -> AnswerPromise? {
            guard facts.has("promiseDays") else { return nil }
            return AnswerPromise(
                workingDays: Int(try facts.number("promiseDays")), since: try facts.day("promiseSince"))
        }

        private mutating func move(_ moved: [OrganizationID], under parents: [OrganizationID], on day: Day) {
            for shift in lineage.move(moved, under: parents) {
                var above = rows[shift.organization] ?? []
                for ancestor in shift.lost {
                    guard let row = above.first(where: { $0.ancestor == ancestor && $0.until.isNever }) else {
                        continue
                    }
                    above.remove(row)
                    above.insert(Row(ancestor: ancestor, from: row.from, until: day))
                }
                for ancestor in shift.gained { above.insert(Row(ancestor: ancestor, from: day, until: .never)) }
                rows[shift.organization] = above
            }
        }
    }
}
