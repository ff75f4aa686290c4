import Cases
import Kernel
import Registry
import Web

extension MatterFilter {
    /// The letters of no field, in an address.
    static let noField = "-"

    /// Reads the filter of an address. Throws 400 for a value that means nothing: where nothing can be said beside a
    /// field, no other list than the one that was meant is taken.
    init(_ query: AddressQuery, _ directory: Directory, _ fields: FieldList) throws {
        var faults: Set<String> = []
        self.init(query, directory, fields, &faults)
        guard faults.isEmpty else { throw WebProblem.unreadable }
    }

    /// The same without the values that mean nothing; `faults` are their names.
    init(_ query: AddressQuery, _ directory: Directory, _ fields: FieldList, _ faults: inout Set<String>) {
        self.init()
        whose = query.value("whose", &faults, Whose.init) ?? .all
        unit = query.value("unit", &faults) { directory.organization(code: $0)?.id }
        isAlone = query["alone"] != nil
        kind = query.value("kind", &faults, Kind.init)
        stage = query.value("stage", &faults, Stage.init)
        isEnded = query["ended"] != nil || stage?.isClosed == true
        place = query.value("place", &faults, DeskPlace.init)
        post = query.value("post", &faults) { PostID($0) }
        field = query.value("field", &faults) { text in
            text == Self.noField ? "" : fields.known(text).map { _ in text }
        }
        owed = query.value("owed", &faults, Owed.init)
        dueUntil = query.value("until", &faults) { Day($0) }
        openedFrom = query.value("opened-from", &faults) { Day($0) }
        openedUntil = query.value("opened-until", &faults) { Day($0) }
        hasReply = query["reply"] != nil
        waitsFor = query["sign"] != nil ? .signature : query["issue"] != nil ? .number : nil
        order = query.value("sort", &faults, Order.init) ?? .due
        if isEnded { order = .due }
    }

    /// The same filter as an address says it.
    func query(_ directory: Directory) -> AddressQuery {
        var query = AddressQuery()
        query.add("whose", whose == .all ? nil : whose.rawValue)
        query.add("unit", unit.flatMap { directory.organization($0)?.code })
        query.add("alone", isAlone ? "1" : nil)
        query.add("kind", kind?.rawValue)
        query.add("stage", stage?.rawValue)
        query.add("ended", isEnded && stage == nil ? "1" : nil)
        query.add("place", place?.rawValue)
        query.add("post", post.map { "\($0)" })
        query.add("field", field.map { $0.isEmpty ? Self.noField : $0 })
        query.add("owed", owed?.rawValue)
        query.add("until", dueUntil.map { "\($0)" })
        query.add("opened-from", openedFrom.map { "\($0)" })
        query.add("opened-until", openedUntil.map { "\($0)" })
        query.add("reply", hasReply ? "1" : nil)
        query.add("sign", waitsFor == .signature ? "1" : nil)
        query.add("issue", waitsFor == .number ? "1" : nil)
        query.add("sort", order == .due ? nil : order.rawValue)
        return query
    }

    /// The address of the list.
    func address(_ directory: Directory) -> String { query(directory).address(ListRoutes.matters.path()) }
}

extension ListPosition {
    /// Reads `2026-11-20_1-8124_77_5`; the last part is the post, if there is one.
    init?(query text: String) {
        let parts = text.split(separator: "_")
        guard parts.count == 3 || parts.count == 4, let day = Day(String(parts[0])), let matter = MatterKey(parts[1]),
            let organization = OrganizationID(parts[2])
        else { return nil }
        var post: PostID?
        if parts.count == 4 {
            post = PostID(parts[3])
            if post == nil { return nil }
        }
        self.init(day: day, matter: matter, organization: organization, post: post)
    }

    var query: String { "\(day)_\(matter)_\(organization)" + (post.map { "_\($0)" } ?? "") }
}

extension ListPlace {
    init(_ query: AddressQuery) throws {
        if let position = try query.value("after", ListPosition.init(query:)) {
            self = .after(position)
        } else if let position = try query.value("before", ListPosition.init(query:)) {
            self = .before(position)
        } else {
            self = .first
        }
    }
}

extension FigurePosition {
    /// Reads `77_2026-11-20_1-8124_3_received`.
    init?(query text: String) {
        let parts = text.split(separator: "_")
        guard parts.count == 5, let organization = OrganizationID(parts[0]), let day = Day(String(parts[1])),
            let matter = MatterKey(parts[2]), let sequence = Int(parts[3]),
            let part = Figure(rawValue: String(parts[4]))
        else { return nil }
        self.init(part: part, organization: organization, day: day, matter: matter, sequence: sequence)
    }

    var query: String { "\(organization)_\(day)_\(matter)_\(sequence)_\(part.rawValue)" }
}

extension FigurePlace {
    init(_ query: AddressQuery) throws {
        if let position = try query.value("after", FigurePosition.init(query:)) {
            self = .after(position)
        } else if let position = try query.value("before", FigurePosition.init(query:)) {
            self = .before(position)
        } else {
            self = .first
        }
    }
}

/// The address of the list behind a figure.
struct FigureAddress {
    let figure: Figure
    let reach: FigureReach
    let period: Period
    /// Empty: all that the reader may see.
    var kinds: [Kind] = []

    /// Kinds as an address says them: `petition-feedback`.
    static func kinds(_ text: String) -> [Kind]? {
        let kinds = text.split(separator: "-").map { Kind(rawValue: String($0)) }
        return kinds.contains(nil) || kinds.isEmpty ? nil : kinds.compactMap(\.self)
    }

    func query(_ directory: Directory) -> AddressQuery {
        var query = AddressQuery()
        query.add("figure", figure.rawValue)
        query.add("unit", directory.organization(reach.unit)?.code)
        query.add("alone", reach.isAlone ? "1" : nil)
        query.add("from", "\(period.from)")
        query.add("until", "\(period.until)")
        query.add("kind", kinds.map(\.rawValue).joined(separator: "-"))
        return query
    }

    func address(_ directory: Directory) -> String { query(directory).address(ListRoutes.figures.path()) }
}
