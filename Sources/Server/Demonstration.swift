import Acts
import Cases
import Kernel
import Registry
import Storage
import Vault

/// Prepares a demonstration: a year of letters to the 126 communes and wards of Hà Nội, in every state. Everything by
/// acts, so a second preparation changes nothing and an interrupted one is finished.
public enum Demonstration {
    public static let password = "hoi-dap-2026"
    /// How many letters come with matters of their own, unless told otherwise.
    public static let matters = 1_500

    /// How many communes live at once: those share commits.
    static let atOnce = 48
    /// The communes that people sign in to first: Hoàn Kiếm, and Ba Đình with one officer.
    static let largest = "00070"
    static let alone = "00004"
    /// The account that is opened when all is played: whoever finds it need not play again.
    static let lastLogin = "quantri"

    /// What was done.
    public struct Outcome: Sendable {
        /// The demonstration was there already; nothing was done.
        public let wasThere: Bool
        public let letters: Int
        public let acts: Int
    }

    /// The demonstration is there. `progress` is told how many matters of all have been played.
    @discardableResult
    public static func prepare(
        _ installation: Installation, resources: String, matters: Int = matters,
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> Outcome {
        let (store, performer) = (installation.store, installation.patient)
        if try await store.read({ tx in try AccountTable.find(login: lastLogin, tx) }) != nil {
            return Outcome(wasThere: true, letters: 0, acts: 0)
        }
        if try await store.read(PurposeTable.read) == .real {
            try await performer.perform(DeclarePurpose(.demonstration), by: DemonstrationStage.actor)
        }
        let begun = try await store.read { tx in
            try EventTable.all(of: Subjected(Key<Subjects.Installation>(.central, ID(1))), tx)
                .first { $0.code == DeclarePurpose.code }?.recorded
        }
        // The year ends on the day on which it was begun: a second run must tell the same.
        let now = begun ?? performer.world.now()
        // After seven days the letters' keys are forgotten, and with them which are there.
        guard performer.world.now() < now.adding(seconds: 6 * 86_400) else {
            throw DemonstrationError(
                file: "the data directory", id: nil,
                reason: "a demonstration was begun in it and not finished; remove it and begin anew")
        }
        let actsBefore = store.figures.acts.sum
        let script = try DemonstrationScript.load(from: resources)
        let gazetteer = try Gazetteer.load(from: resources)
        let stage = try await DemonstrationStage.furnish(installation, gazetteer, script.cast)
        let plan = DemonstrationPlan(
            script, law: performer.world.law, today: performer.world.zone.day(of: now), matters: matters)
        let count = DemonstrationCount()
        let directory = try await store.read(OrganizationTable.directory)
        let fields = try FieldList.load(from: resources)
        let shares = DemonstrationPlan.shares(
            of: matters, among: stage.communes.map(\.organization.area.code))
        _ = try await zip(stage.communes, shares).enumerated().mapped(atOnce: atOnce) { position, place in
            let (commune, share) = place
            let play = DemonstrationPlay(
                installation: installation, stage: stage, commune: commune, directory: directory,
                fields: fields, now: now, count: count)
            var letters = DemonstrationCommunePlan(plan, commune, position: position)
            let matters = (0..<share).map { _ in letters.next() }
            try await play.play(matters, today: plan.today) { progress(count.matter()) }
        }
        _ = try await LapseClock.lapseAll(JobContext(store: store, performer: performer))
        _ = try await DrawForRecheck.drawAll(JobContext(store: store, performer: performer), lookBack: 180)
        try await performer.foldTallies()
        try await openLast(installation, directory)
        return Outcome(
            wasThere: false, letters: count.playedLetters, acts: Int(store.figures.acts.sum - actsBefore))
    }

    private static func openLast(_ installation: Installation, _ directory: Directory) async throws {
        guard let city = directory.receiver(ofArea: "01") else { return }
        _ = try await installation.performer.perform(
            OpenAccount(
                login: lastLogin, for: .new(name: "Phùng Gia Lam"),
                password: try await PasswordHash.make(password, cost: .low), organization: city,
                in: .new(title: ["vi": "Quản trị hệ thống", "en": "Administrator"], role: .administrator),
                from: Gazetteer.reform), by: DemonstrationStage.actor)
    }
}
