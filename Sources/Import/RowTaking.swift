import Acts
import Cases
import Kernel
import Registry
import Storage

/// Takes rows over, each by the same acts as any letter, on the days they happened.
struct RowTaking: Sendable {
    let jurisdiction: Jurisdiction
    let run: ImportRunID
    let store: any Store
    let performer: Performer

    static let actor = Actor.platform("import")

    /// What became of a row.
    enum Outcome: Sendable {
        case taken(acts: Int)
        /// It was there with this mark; what was left to do is done.
        case there(ImportedMark, acts: Int)
        /// It was there, open, and is closed now.
        case updated(acts: Int)
        case refused(Refusal)
        /// Nothing more can be taken.
        case failed(any Error)
    }

    /// Receives the row and brings it to its end. What the procedure refuses is told, and nothing is half done that
    /// another run does not finish.
    func take(_ row: Open311Row) async -> Outcome {
        await settled {
            let letter = ReceiveLetter(
                row.draft, to: jurisdiction.organization, by: .imported,
                .imported(on: row.createdDay, at: row.created, due: row.due))
            let act = ReceiveImported(
                letter: letter, row: row.mark, organization: jurisdiction.organization, run: run, line: row.line)
            do {
                let receipt = try await performer.asOf(row.createdDay).perform(act, by: Self.actor).outcome
                let matter = MatterKey(receipt.letter.key.home, receipt.letter.matter)
                return .taken(acts: 1 + (try await close(row, matter, receipt.clocks.first?.id)))
            } catch let already as AlreadyImported {
                return try await finished(row, already.mark)
            }
        }
    }

    /// Does what an earlier run left undone of a row it took.
    func finish(_ row: Open311Row, _ mark: ImportedMark) async -> Outcome {
        await settled { try await finished(row, mark) }
    }

    /// Whether an earlier run took the row and was stopped before its end, or took it while it was still open.
    func isUnfinished(_ row: Open311Row, _ mark: ImportedMark) -> Bool {
        mark.run != run && mark.closed == nil && row.closing != nil && (mark.row == row.mark || isContinued(row, mark))
    }

    private func isContinued(_ row: Open311Row, _ mark: ImportedMark) -> Bool {
        mark.row.content != row.mark.content && mark.isContinued(by: row.mark)
    }

    private func finished(_ row: Open311Row, _ mark: ImportedMark) async throws -> Outcome {
        guard isUnfinished(row, mark), let closing = row.closing else { return .there(mark, acts: 0) }
        try await LapseClock.lapse(mark.matter, store, performer, asOf: closing.day)
        let acts = try await close(row, mark.matter, nil)
        return acts > 0 && isContinued(row, mark) ? .updated(acts: acts) : .there(mark, acts: acts)
    }

    /// Returns how many acts it took. `clock` is that of the due day, if its lapse is not recorded yet.
    private func close(_ row: Open311Row, _ matter: MatterKey, _ clock: ID<Clock>?) async throws -> Int {
        guard let closing = row.closing else { return 0 }
        let performer = performer.asOf(closing.day)
        var acts = 0
        if let clock, let due = row.due, due < closing.day {
            do {
                try await performer.perform(LapseClock(matter, clock: clock, due: due), by: Self.actor)
                acts += 1
            } catch ProcedureError.nothingLapsed {
                // The job was faster.
            }
        }
        let act = FinishImported(
            closing: CloseImported(matter, on: closing.day, words: closing.words), instant: closing.instant,
            row: row.mark, organization: jurisdiction.organization)
        do {
            try await performer.perform(act, by: Self.actor)
            acts += 1
        } catch ProcedureError.alreadyClosed {
            // Another run finished it meanwhile.
        }
        return acts
    }

    private func settled(_ body: () async throws -> Outcome) async -> Outcome {
        do {
            return try await body()
        } catch let error as ProcedureError where error != .unreadable {
            return .refused(Refusal(.notAllowed, error.rawValue))
        } catch StoreError.nulCharacter {
            return .refused(Refusal(.characterUnreadable))
        } catch {
            return .failed(error)
        }
    }
}
