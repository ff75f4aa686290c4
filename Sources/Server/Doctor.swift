import Acts
import Foundation
import Kernel
import Language
import Legislation
import Registry
import Sheets
import Storage
import Vault

/// Examines a data directory and what the program needs beside it. It changes nothing, makes nothing and takes no
/// server number, so it may be asked beside a running server.
public struct Doctor: Sendable {
    /// One thing that was looked at.
    public struct Finding: Hashable, Sendable {
        public enum Grade: Sendable {
            case fine
            /// Worth knowing; nothing has to be done now.
            case note
            case wrong
        }

        public let grade: Grade
        public let message: MessageKey
        public let places: [String: String]

        init(_ grade: Grade, _ message: MessageKey, _ places: [String: String] = [:]) {
            self.grade = grade
            self.message = message
            self.places = places
        }
    }

    /// The log alone may grow to a quarter of it before the writer empties it.
    public static let leastFree: Int64 = 1_000_000_000

    private let data: String
    private let place: StorePlace
    private let resources: String
    private let catalogue: Catalogue
    private let now: Instant

    public init(data: String, database: String? = nil, resources: String, catalogue: Catalogue) {
        self.data = data
        place = StorePlace(data: data, database: database)
        self.resources = resources
        self.catalogue = catalogue
        now = systemNow()
    }

    /// Everything that was found, at least one finding for each thing looked at. Throws `InstallationError.nothingThere`
    /// if the directory holds no installation.
    public func examine() async throws -> [Finding] {
        guard place.isThere else { throw InstallationError.nothingThere(data) }
        try place.requireOneEngine()
        let resourceFindings = calendars() + texts() + [await workbooks()]
        // The engine would make files beside the store that belong to somebody else than the server.
        if place.database == nil, let owner = foreignOwner(of: place.path) {
            return [Finding(.wrong, DoctorMessages.otherOwner, ["path": place.path, "owner": owner])]
                + resourceFindings
        }
        return modes() + (await store()) + practice() + [disk()] + resourceFindings
    }

    /// Whether workbooks of old registers can be read here. Without it a page says how to save text instead.
    private func workbooks() async -> Finding {
        await WorkbookReader(resources: resources).isThere()
            ? Finding(.fine, DoctorMessages.workbooksFine) : Finding(.note, DoctorMessages.workbooksMissing)
    }

    private func modes() -> [Finding] {
        let keys = (try? FileManager.default.contentsOfDirectory(atPath: data + "/keys")) ?? []
        let paths =
            [data, data + "/keys"] + keys.sorted().map { "\(data)/keys/\($0)" }
            + (place.database == nil ? ["", "-wal", "-shm"].map { "\(place.path)\($0)" } : [])
        let open = paths.compactMap { path -> Finding? in
            guard let mode = attributes(path)[.posixPermissions] as? Int, mode & 0o077 != 0 else { return nil }
            return Finding(.wrong, DoctorMessages.modesOpen, ["path": path, "mode": String(mode, radix: 8)])
        }
        return open.isEmpty ? [Finding(.fine, DoctorMessages.modesFine)] : open
    }

    private func practice() -> [Finding] {
        let folder = PracticePlan.folders(of: data)
        let ports = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        guard !ports.isEmpty else { return [Finding(.note, DoctorMessages.practiceNone)] }
        return ports.map { Finding(.note, DoctorMessages.practiceThere, ["path": "\(folder)/\($0)"]) }
    }

    private func foreignOwner(of path: String) -> String? {
        guard let owner = attributes(path)[.ownerAccountID] as? Int, owner != Int(geteuid()) else { return nil }
        return attributes(path)[.ownerAccountName] as? String ?? String(owner)
    }

    private func attributes(_ path: String) -> [FileAttributeKey: Any] {
        (try? FileManager.default.attributesOfItem(atPath: path)) ?? [:]
    }

    private func store() async -> [Finding] {
        var findings: [Finding] = []
        do {
            let store = try await place.look()
            do {
                findings += try await schema(store)
                findings += try await keys(store)
                findings += try await work(store)
                if !findings.contains(where: { $0.message == DoctorMessages.schemaPending }) {
                    findings.append(Self.backups(try await store.read(BackupTable.last), at: now))
                }
                let damage = try await store.check()
                findings += damage.map { Finding(.wrong, DoctorMessages.storeDamaged, ["reason": $0]) }
                if damage.isEmpty { findings.append(Finding(.fine, DoctorMessages.storeSound)) }
            } catch {
                findings.append(Finding(.wrong, DoctorMessages.storeUnreadable, ["reason": "\(error)"]))
            }
            await store.close()
        } catch {
            findings.append(Finding(.wrong, DoctorMessages.storeUnreadable, ["reason": "\(error)"]))
        }
        return findings
    }

    private func schema(_ store: any Store) async throws -> [Finding] {
        do {
            let pending = try await store.read { tx in try Migrator(Modules.migrations).pending(tx) }
            guard !pending.isEmpty else { return [Finding(.fine, DoctorMessages.schemaFine)] }
            return [Finding(.note, DoctorMessages.schemaPending, ["names": pending.joined(separator: ", ")])]
        } catch StoreError.schema(let reason) {
            return [Finding(.wrong, DoctorMessages.schemaUnknown, ["reason": reason])]
        }
    }

    private func keys(_ store: any Store) async throws -> [Finding] {
        let bound = try await store.read(KeyCheckTable.all).sorted { $0.key < $1.key }
        guard !bound.isEmpty else { return [Finding(.note, DoctorMessages.keysUnbound)] }
        let faults = bound.compactMap { name, expected -> Finding? in
            let file = KeyFile(name, in: data + "/keys")
            let places = ["path": file.path]
            guard file.exists else { return Finding(.wrong, DoctorMessages.keyMissing, places) }
            guard let check = file.check else { return Finding(.wrong, DoctorMessages.keyDamaged, places) }
            return check == expected ? nil : Finding(.wrong, DoctorMessages.keyWrong, places)
        }
        return faults.isEmpty ? [Finding(.fine, DoctorMessages.keysFine, ["n": String(bound.count)])] : faults
    }

    private func work(_ store: any Store) async throws -> [Finding] {
        let (leases, unsequenced) = try await store.read { tx in
            (try LeaseTable.all(tx), try LedgerFiguresTable.unsequenced(tx))
        }
        return Self.leases(leases, jobs: Modules.all.flatMap(\.jobs), at: now) + Self.mail(leases, at: now)
            + [Finding(.note, DoctorMessages.unsequenced, ["n": String(unsequenced)])]
    }

    /// Which servers run; leases held longer than anybody takes one; jobs that no running server does.
    static func leases(_ leases: [String: Instant], jobs: [Job], at now: Instant) -> [Finding] {
        // Clocks of processes on one machine agree; a minute is for work that is late.
        let grace = 60
        let servers = IDMint.serverNumbers.filter { number in
            leases[Leases.name(ofServer: number)].map { $0 > now } ?? false
        }
        var faults: [Finding] = []
        for number in servers {
            let name = Leases.name(ofServer: number)
            if let until = leases[name], until > now.adding(seconds: Installation.numberLease + grace) {
                faults.append(Finding(.wrong, DoctorMessages.leaseStuck, ["name": name]))
            }
        }
        for job in jobs {
            guard let until = leases[JobLoop.lease(job)] else { continue }
            if until > now.adding(seconds: job.everySeconds * 2 + 30 + grace) {
                faults.append(Finding(.wrong, DoctorMessages.leaseStuck, ["name": JobLoop.lease(job)]))
            } else if !servers.isEmpty, until.adding(seconds: job.everySeconds + grace) < now {
                faults.append(Finding(.wrong, DoctorMessages.jobIdle, ["name": job.name]))
            }
        }
        let running =
            servers.isEmpty
            ? Finding(.note, DoctorMessages.serversNone)
            : Finding(
                .note, DoctorMessages.serversRunning, ["names": servers.map(String.init).joined(separator: ", ")])
        return [running] + (faults.isEmpty ? [Finding(.fine, DoctorMessages.leasesFine)] : faults)
    }

    /// Whether a server that runs sends e-mails; nothing where none runs.
    static func mail(_ leases: [String: Instant], at now: Instant) -> [Finding] {
        func runs(_ job: String) -> Bool { leases["job.\(job)"].map { $0 > now } ?? false }
        if runs(MailJobs.without) { return [Finding(.note, DoctorMessages.mailMissing)] }
        return runs(MailJobs.sending) ? [Finding(.fine, DoctorMessages.mailFine)] : []
    }

    static func backups(_ backups: Backups, at now: Instant) -> Finding {
        if let failed = backups.failed {
            return Finding(.wrong, DoctorMessages.backupFailed, ["place": failed.place, "reason": failed.reason])
        }
        guard let made = backups.made else { return Finding(.note, DoctorMessages.backupNone) }
        let days = Int((now.milliseconds - made.at.milliseconds) / 86_400_000)
        guard days <= Backups.mostDays else {
            return Finding(.wrong, DoctorMessages.backupOld, ["place": made.place, "days": String(days)])
        }
        let contains = Zone.vietnam.iso8601(made.contains)
        return Finding(.fine, DoctorMessages.backupFine, ["place": made.place, "time": contains])
    }

    private func disk() -> Finding {
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: data)
        return Self.disk(free: (attributes?[.systemFreeSize] as? NSNumber)?.int64Value ?? 0)
    }

    static func disk(free: Int64) -> Finding {
        let places = ["free": String(free / 1_000_000), "least": String(leastFree / 1_000_000)]
        return free < leastFree
            ? Finding(.wrong, DoctorMessages.diskLow, places) : Finding(.fine, DoctorMessages.diskFine, places)
    }

    private func calendars() -> [Finding] {
        do {
            return Self.calendars(try Law.load(from: resources).calendars, in: Zone.vietnam.day(of: now).year)
        } catch {
            return [Finding(.wrong, DoctorMessages.lawUnreadable, ["reason": "\(error)"])]
        }
    }

    /// Letters of this year have days in the next.
    static func calendars(_ calendars: [WorkingCalendar], in year: Int) -> [Finding] {
        let faults = [year, year + 1].compactMap { year -> Finding? in
            let places = ["year": String(year)]
            guard let calendar = calendars.first(where: { $0.year == year }) else {
                return Finding(.wrong, DoctorMessages.calendarMissing, places)
            }
            return calendar.isProvisional ? Finding(.note, DoctorMessages.calendarProvisional, places) : nil
        }
        return faults.isEmpty
            ? [Finding(.fine, DoctorMessages.calendarsFine, ["from": String(year), "to": String(year + 1)])] : faults
    }

    private func texts() -> [Finding] {
        let faults = Locale.allCases.compactMap { locale -> Finding? in
            let gaps = catalogue.gaps(in: locale)
            guard !gaps.isEmpty else { return nil }
            return Finding(
                .wrong, DoctorMessages.textsMissing,
                ["language": locale.rawValue, "n": String(gaps.count), "names": gaps.prefix(5).joined(separator: ", ")])
        }
        return faults.isEmpty ? [Finding(.fine, DoctorMessages.textsFine)] : faults
    }
}

private typealias Locale = Language.Locale
