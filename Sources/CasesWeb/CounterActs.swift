import Acts
import Cases
import Files
import Hummingbird
import Kernel
import Registry
import Storage
import Web

/// What is done at the counter on the file of a matter: a new slip for who lost it, papers that come later.
extension MatterDesk {
    /// The sender has a new PIN, and the officer the slip. Names that do not fit are counted like wrong PINs: nobody finds
    /// out by trying who wrote a letter.
    func reissue(_ posted: PostedAct) async throws -> Response {
        let name = try posted.text("name", limit: LetterDraft.Limit.name, missing: MatterMessages.paperNameMissing)
        let paper: IdentityPaper = try posted.choice("paper")
        let letter = try posted.letter().key
        let throttle = Throttle(site: site)
        let taken = try await throttle.take([("name on \(letter)", .name)])
        let act = ReissuePIN(letter, of: posted.key, name: name, paper, by: posted.officer.id)
        let version = try await record(act, posted)
        try await throttle.giveBack(taken)
        var response = Response.seeOther(RegisterRoutes.slip.path(letter))
        response.setCookie(
            SlipPass(letter: letter, pinVersion: version, account: posted.officer.id, isReissued: true).carrier(site))
        return response
    }

    /// The files are kept under the letter's key, then the act refers to them.
    func addFiles(_ files: FormFiles?, _ posted: PostedAct) async throws -> Response {
        let letter = try posted.letter().key
        let (kept, digests) = try await keep(files, with: letter)
        let act = AddFiles(kept, to: letter, of: posted.key, by: posted.officer.id)
        try await record(act, posted, files: digests)
        return .seeOther(try await after(.addFiles, posted))
    }

    /// The scan of what was signed by hand is kept with the letter that it is addressed to; then it gets its number, or waits
    /// for it.
    func signOnPaper(_ files: FormFiles?, _ posted: PostedAct) async throws -> Response {
        guard let signer = OfficialID(posted.form["signer"]) else {
            throw Problem(
                "matter.choose", status: 422, MatterMessages.chooseFirst,
                fields: [.init("signer", MatterMessages.chooseFirst)])
        }
        guard let day = Day(typed: posted.form["day"]) else {
            throw Problem(
                "matter.day", status: 422, MatterMessages.signedDayUnreadable,
                fields: [.init("day", MatterMessages.signedDayUnreadable)])
        }
        // What the sender shall see as the signed document is a picture of paper, not a film or a text that can be changed.
        if let other = try files?.all().first(where: { $0.file.kind != .pdf && !$0.file.kind.isPicture }) {
            throw Problem(
                "files.kind", status: 422, MatterMessages.scanKind, ["name": other.file.name.description],
                fields: [.init("files", MatterMessages.scanKind, ["name": other.file.name.description])])
        }
        let (letter, issues) = (try posted.letter().key, try posted.issuesAtOnce())
        let draft: ID<Draft> = try posted.shown("draft")
        let (kept, digests) = try await keep(files, with: letter)
        let act = SignOnPaper(
            posted.key, seen: draft, signedBy: signer, on: day, scan: kept, with: letter,
            issuing: issues, by: posted.officer.id)
        try await record(act, posted, files: digests)
        return .seeOther(try await after(.signOnPaper, posted))
    }

    /// The files of a form, kept under the key of a letter, and their digests. Throws if there are none.
    private func keep(
        _ files: FormFiles?, with letter: LetterKey
    ) async throws -> (kept: LetterFiles, digests: [UInt8]) {
        let spooled = try files?.all().map(\.file) ?? []
        guard !spooled.isEmpty else { throw AddFiles.noneChosen }
        let vault = site.keys.vault
        let key = try await site.store.read { tx in try LetterFiles.key(of: letter, under: vault, tx) }
        var kept: [KeptFile] = []
        for file in spooled {
            let address = try await site.files.keep(file, under: key)
            kept.append(KeptFile(at: address, kind: file.kind, size: file.size, name: file.name))
        }
        return (LetterFiles(under: key, kept), spooled.flatMap(\.digest))
    }
}
