import Acts
import Identity
import Kernel
import Language
import Registry
import Storage
import Vault

/// A letter on its way into the act that receives it: everything that needs no transaction is done.
public struct PreparedLetter: Sendable {
    let matter: MatterKey
    let event: LetterReceived
    let payload: Payload
    /// Three candidates: of a million letters a month, five would meet a taken code.
    private let codes: [LetterCode]
    private let registered: Instant
    private let original: Original
    private let extract: ExtractTable.Indexed
    let salt: [UInt8]
    private let attached: LetterFiles.Attached?

    init(
        _ draft: LetterDraft, to receiver: Organization, by source: Source, arrived: Day, registered: Instant,
        parent: LetterID? = nil, home: Home? = nil, files: LetterFiles? = nil, pinVersion: Int = Receipt.pinVersion,
        _ environment: Environment,
        clocks: (LetterID) throws -> [Clock]
    ) throws {
        let letter: LetterID = environment.mint()
        let home = home ?? receiver.home
        matter = MatterKey(home, environment.mint())
        salt = environment.randomBytes(32)
        original = draft.original
        self.registered = registered
        attached = try files?.attached(to: LetterKey(home, letter), environment)
        let extract = Extract(of: draft.original, draft.kind)
        event = LetterReceived(
            letter: MatterLetter(
                id: letter, classification: Classification(field: draft.field, people: draft.people),
                consent: draft.consent, pinVersion: pinVersion), kind: draft.kind, organization: receiver.id,
            area: draft.area,
            arrived: arrived, source: source, parent: parent, clocks: try clocks(letter),
            files: attached?.files.map(\.address) ?? [],
            originalCommitment: Digest.commitment(
                of: (draft.original.title + "\n" + draft.original.body).utf8, salt: salt),
            extractCommitment: Digest.commitment(of: extract.content, salt: salt))
        payload = MatterEvent.received(event).payload
        codes = (0..<3).map { _ in
            LetterCode(home: home, on: environment.today, random: environment.randomBytes(4))
        }
        self.extract = ExtractTable.Indexed(
            extract: extract, folded: Folding.fold(extract.title + " " + extract.body),
            scope: Scope.tokens(
                organizations: [receiver.id], at: [receiver.home], home: home, kind: draft.kind))
    }

    /// A code that no letter has.
    func freeCode(_ tx: any ReadTransaction) throws -> LetterCode {
        guard let code = try codes.first(where: { try !LetterTable.isTaken($0, tx) }) else { throw StoreError.busy }
        return code
    }

    /// The matter that the letter opens is there, and counted; returns it with the counters that moved.
    func openMatter(
        _ received: LetterReceived, _ tx: ActTransaction, at moment: Moment
    ) throws -> (matter: Matter, moves: [TallyMove]) {
        let matter = Matter(self.matter, openedBy: received)
        try MatterTable.save(matter, was: nil, on: moment.effective, tx)
        let moves = MatterEvent.received(received).tallies(from: nil, to: matter, on: moment.effective)
        try CountedTable.insert(moves, of: matter, tx)
        return (matter, moves)
    }

    /// The letter, its original, its extract and the index over it are there. `sender` stands in for the draft's.
    func insert(_ code: LetterCode, from sender: Sender? = nil, _ tx: ActTransaction) throws -> Letter {
        let original = sender.map(self.original.from) ?? self.original
        let letter = Letter(
            key: LetterKey(matter.home, event.letter.id), code: code, matter: matter.id, parent: event.parent,
            area: event.area, source: event.source, arrived: event.arrived, registered: registered,
            isAnonymous: original.sender.isAnonymous, pinVersion: event.letter.pinVersion, facts: event.letter,
            settledBy: "")
        try LetterTable.insert(letter, commitment: event.originalCommitment, salt: salt, tx)
        try OriginalTable.insert(original, of: letter.key, tx)
        try ExtractTable.insert(extract, of: letter.key, tx)
        if let attached {
            try LetterKeyTable.insert(attached.key, of: letter.key, tx)
            for file in attached.files { try LetterFileTable.insert(file, of: letter.key, tx) }
        }
        return letter
    }
}

extension Original {
    fileprivate func from(_ sender: Sender) -> Original { Original(title: title, body: body, sender: sender) }
}
