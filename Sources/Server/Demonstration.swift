import Acts
import Cases
import Foundation
import Identity
import Kernel
import Registry
import Storage
import Vault

/// Prepares a demonstration: two communes of Hà Nội, two accounts, letters in every state. Everything by acts, so a
/// second preparation changes nothing and an interrupted one is finished.
public enum Demonstration {
    public static let password = "hoi-dap-2026"

    /// Returns the logins with the names of their bodies.
    public static func prepare(
        _ installation: Installation, resources: String
    ) async throws -> [(login: String, organization: String)] {
        let script = try DemonstrationScript.load(from: resources)
        let stage = Stagehand(installation: installation, actor: .platform("demonstration"))
        try await stage.declare()
        var accounts: [(String, String)] = []
        var organizations: [String: Organization] = [:]
        for unit in script.units {
            let organization = try await stage.establish(unit, under: unit.parent.flatMap { organizations[$0]?.id })
            organizations[unit.code] = organization
            for officer in unit.officers {
                try await stage.open(officer, for: organization)
                accounts.append((officer.login, unit.name["vi"] ?? unit.code))
            }
        }
        let played = try await installation.store.read { tx in
            try EventTable.subjects(Subjects.Matter.self, after: nil, limit: script.letters.count, tx).count
        }
        if played < script.letters.count {
            for (index, letter) in script.letters.enumerated() { try await stage.play(letter, number: index) }
        }
        _ = try await LapseClock.lapseAll(JobContext(store: installation.store, performer: installation.performer))
        try await installation.performer.foldTallies()
        return accounts
    }
}

/// What is played, from Resources/demonstration/script.json.
struct DemonstrationScript: Decodable {
    struct Unit: Decodable {
        struct Officer: Decodable {
            let login: String
            let name: String
        }
        let code: String
        let name: [String: String]
        let area: String
        let level: String
        let areaName: [String: String]
        let parent: String?
        let home: Int
        let promiseWorkingDays: Int?
        let officers: [Officer]
    }

    struct Letter: Decodable {
        let area: String
        let title: String
        let body: String
        let name: String?
        let phone: String?
        let address: String?
        /// Calendar days before today.
        let daysAgo: Int
        /// The login that takes it.
        let takenBy: String?
        let answer: String?
    }

    let units: [Unit]
    let letters: [Letter]

    static func load(from resources: String) throws -> DemonstrationScript {
        let path = resources + "/demonstration/script.json"
        return try JSONDecoder().decode(Self.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    }
}

/// Performs what the script says.
private struct Stagehand {
    let installation: Installation
    let actor: Actor

    private var performer: Performer { installation.performer }
    private var store: any Store { installation.store }
    /// Before every letter of the script.
    private var opening: Day { performer.world.today.adding(-365) }

    func declare() async throws {
        guard try await store.read(PurposeTable.read) == .real else { return }
        _ = try await performer.perform(DeclareDemonstration(), by: actor)
    }

    func establish(
        _ unit: DemonstrationScript.Unit, under parent: OrganizationID?
    ) async throws -> Organization {
        let directory = try await store.read(OrganizationTable.directory)
        if let found = directory.receiver(ofArea: unit.area) { return found }
        let area = Area(
            code: unit.area, level: Area.Level(rawValue: unit.level) ?? .commune, name: unit.areaName,
            parent: unit.parent.flatMap { directory.organization(code: $0)?.area.code })
        return try await performer.perform(
            EstablishOrganization(
                code: unit.code, name: unit.name, area: area, home: Home(slot: unit.home) ?? .central, under: parent,
                promise: unit.promiseWorkingDays.map { AnswerPromise(workingDays: $0, since: opening) },
                from: opening), by: actor
        ).outcome
    }

    func open(_ officer: DemonstrationScript.Unit.Officer, for organization: Organization) async throws {
        let password = try await PasswordHash.make(Demonstration.password, cost: .low)
        do {
            _ = try await performer.perform(
                OpenAccount(
                    login: officer.login, for: .new(name: officer.name), password: password,
                    organization: organization,
                    in: .new(title: ["vi": "Chủ tịch", "en": "Chair"], role: .head), from: opening), by: actor)
        } catch RegistryError.loginTaken {
            // Prepared before.
        }
    }

    func play(_ letter: DemonstrationScript.Letter, number: Int) async throws {
        let directory = try await store.read(OrganizationTable.directory)
        let typed = LetterDraft.Typed(
            kind: Kind.feedback.rawValue, area: letter.area, title: letter.title, body: letter.body,
            sender: Sender(
                name: letter.name ?? "", address: letter.address ?? "", phone: letter.phone ?? "", email: ""))
        let draft = try LetterDraft(typed, in: directory)
        guard let receiver = directory.receiver(ofArea: letter.area) else { return }
        let act = ReceiveLetter(
            draft, to: receiver, by: .portal, .on(performer.world.today.adding(-letter.daysAgo)))
        let performed = try await performer.perform(
            act, by: actor, key: IdempotencyKey("demonstration \(number)", content: draft.content))
        guard !performed.isRepeated, let login = letter.takenBy else { return }
        let receipt = performed.outcome
        let matter = MatterKey(receipt.letter.key.home, receipt.letter.matter)
        guard let officer = try await store.read({ tx in try AccountTable.find(login: login, tx) })?.account else {
            return
        }
        try await LapseClock.lapse(matter, store, performer)
        _ = try await performer.perform(TakeMatter(matter, by: officer.id), by: .officer(officer.id))
        if let answer = letter.answer {
            _ = try await performer.perform(
                AnswerMatter(matter, by: officer.id, text: answer), by: .officer(officer.id))
        }
    }
}
