import Cases
import Identity
import Kernel
import Registry
import Sheets
import Vault

/// One service request as it will be taken over.
struct Open311Row: Sendable {
    let line: Int
    let key: String
    let mark: ImportedMark.Row
    let draft: LetterDraft
    let created: Instant
    let createdDay: Day
    /// The last day it was to be settled by; nil if it bears none.
    let due: Day?
    let closing: Closing?
    let remarks: [Remark]

    /// That and when it ended there, with that register's words.
    struct Closing: Hashable, Sendable {
        let instant: Instant
        let day: Day
        let words: TypedText
    }
}

/// Reads rows for one jurisdiction. Its days are those of the jurisdiction's clocks.
struct Open311Reading: Sendable {
    let columns: Open311Columns
    let jurisdiction: Jurisdiction
    let directory: Directory
    let now: Instant

    private static let longestKey = 200
    /// Words that stand for a status not known.
    private static let unsaid = ["", "unspecified"]

    /// The row, or why it is not taken.
    func row(_ row: CSVRow) -> Result<Open311Row, Refusal> {
        do { return .success(try read(row)) } catch { return .failure(error) }
    }

    /// The key of a row, for a report.
    func key(_ row: CSVRow) -> String { String(columns.value(.key, of: row).prefix(Self.longestKey)) }

    private func read(_ row: CSVRow) throws(Refusal) -> Open311Row {
        func value(_ field: Open311Columns.Field) -> String { columns.value(field, of: row) }
        let key = value(.key)
        guard !key.isEmpty else { throw Refusal(.keyMissing) }
        guard key.utf8.count <= Self.longestKey else {
            throw Refusal(.fieldTooLong, "key: \(key.utf8.count) > \(Self.longestKey)")
        }
        let opening = try opening(value(.created))
        var due: Day?
        if !value(.due).isEmpty {
            guard let time = WrittenTime(value(.due)) else { throw Refusal(.dueUnreadable, value(.due).shortened) }
            let day = day(of: time.instants(in: jurisdiction.zone)[0], written: time)
            guard day < .never else { throw Refusal(.dueUnreadable, value(.due)) }
            guard day >= opening.day else { throw Refusal(.dueBeforeCreated, "\(value(.due)) < \(value(.created))") }
            due = day
        }
        let (closing, remarks) = try closing(row, opening)
        let draft = try draft(row)
        return Open311Row(
            line: row.line, key: key, mark: mark(row, key), draft: draft,
            created: opening.instant, createdDay: opening.day, due: due, closing: closing, remarks: remarks)
    }

    private func opening(_ text: String) throws(Refusal) -> (instant: Instant, day: Day) {
        guard !text.isEmpty else { throw Refusal(.createdMissing) }
        guard let time = WrittenTime(text) else { throw Refusal(.createdUnreadable, text.shortened) }
        let instant = time.instants(in: jurisdiction.zone)[0]
        let day = day(of: instant, written: time)
        guard day >= Jurisdiction.founded else { throw Refusal(.createdTooEarly, text) }
        guard instant <= now else { throw Refusal(.createdInFuture, text) }
        return (instant, day)
    }

    /// The ending, if its status and its day both say so or one of them is silent.
    private func closing(
        _ row: CSVRow, _ opening: (instant: Instant, day: Day)
    ) throws(Refusal) -> (Open311Row.Closing?, [Remark]) {
        let status = columns.value(.status, of: row).lowercased()
        let isClosed = status.hasPrefix("closed")
        // In GeoReport the last update of a closed request is its closing.
        let closed = columns.value(.closed, of: row)
        let text = closed.isEmpty && isClosed ? columns.value(.updated, of: row) : closed
        guard !text.isEmpty else { return (nil, isClosed ? [.closedWithoutDate] : []) }
        guard let time = WrittenTime(text) else { throw Refusal(.closedUnreadable, text.shortened) }
        let instants = time.instants(in: jurisdiction.zone)
        // In the hour that clocks go back over, the reading that lies behind the opening.
        let instant = instants.first { $0 >= opening.instant } ?? instants[0]
        let day = day(of: instant, written: time)
        guard instant >= opening.instant || time.isDayOnly && day >= opening.day else {
            throw Refusal(.closedBeforeCreated, "\(text) < \(columns.value(.created, of: row))")
        }
        guard instant <= now else { throw Refusal(.closedInFuture, text) }
        guard isClosed || Self.unsaid.contains(status) else { return (nil, [.dateWithoutClosed]) }
        do {
            let words = try TypedText(
                columns.value(.resolution, of: row), field: "resolution", limit: Words.limit, mayBeEmpty: true)
            return (Open311Row.Closing(instant: max(instant, opening.instant), day: day, words: words), [])
        } catch {
            throw Refusal(error)
        }
    }

    /// The jurisdiction's day of an instant; a day that is written without an hour is that day.
    private func day(of instant: Instant, written time: WrittenTime) -> Day {
        time.offset == nil ? time.day : jurisdiction.zone.day(of: instant)
    }

    private func draft(_ row: CSVRow) throws(Refusal) -> LetterDraft {
        func value(_ field: Open311Columns.Field) -> String { columns.value(field, of: row) }
        func line(_ fields: Open311Columns.Field...) -> String {
            fields.map(value).filter { !$0.isEmpty }.joined(separator: ", ")
        }
        let title = value(.title)
        guard !title.isEmpty else { throw Refusal(.titleMissing) }
        let body = [
            value(.descriptor), value(.place), line(.zip, .city, .borough, .board), point(row), value(.agency),
        ].filter { !$0.isEmpty }.joined(separator: "\n")
        let typed = LetterDraft.Typed(
            kind: Kind.feedback.rawValue, area: jurisdiction.organization.area.code, title: title,
            body: body.isEmpty ? title : body, sender: Sender(), organization: jurisdiction.organization.code)
        do { return try LetterDraft(typed, in: directory) } catch { throw Refusal(error) }
    }

    /// Where it is to three decimals: the street, and no house.
    private func point(_ row: CSVRow) -> String {
        let degrees = [Open311Columns.Field.latitude, .longitude].compactMap { Double(columns.value($0, of: row)) }
        guard degrees.count == 2, degrees.allSatisfy({ abs($0) <= 180 }) else { return "" }
        return degrees.map { degree in
            let thousandths = Int((abs(degree) * 1000).rounded())
            let decimals = String(1000 + thousandths % 1000).dropFirst()
            return "\(degree < 0 ? "-" : "")\(thousandths / 1000).\(decimals)"
        }.joined(separator: ", ")
    }

    /// What may change while a request is the same one.
    private static let changing: Set<Open311Columns.Field> = [.status, .closed, .updated, .resolution]

    /// Tells a repetition, and the same request at a later time, from another row of the same key.
    private func mark(_ row: CSVRow, _ key: String) -> ImportedMark.Row {
        ImportedMark.Row(
            key: key, content: content(row, Open311Columns.Field.allCases),
            opening: content(row, Open311Columns.Field.allCases.filter { !Self.changing.contains($0) }))
    }

    /// What a row says in some columns, whatever their order.
    private func content(_ row: CSVRow, _ fields: [Open311Columns.Field]) -> [UInt8] {
        var content: [UInt8] = []
        for field in fields {
            let value = columns.value(field, of: row)
            guard !value.isEmpty else { continue }
            content += field.rawValue.utf8
            content.append(0)
            content += value.utf8
            content.append(0)
        }
        return Digest.sha256(content)
    }
}

extension Refusal {
    /// What the draft of a letter, or a text, says is wrong.
    fileprivate init(_ problem: Problem) {
        guard let field = problem.fields.first else {
            self.init(.notAllowed, problem.code)
            return
        }
        if let limit = field.places["limit"], let count = field.places["count"] {
            self.init(.fieldTooLong, "\(field.name): \(count) > \(limit)")
        } else {
            self.init(.characterUnreadable, field.name)
        }
    }
}

extension String {
    /// As much as a report needs.
    fileprivate var shortened: String { count <= 40 ? self : prefix(40) + "…" }
}
