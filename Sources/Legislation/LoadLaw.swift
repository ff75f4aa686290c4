import Kernel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Law {
    /// The law as the files under `law/vn` and `calendars` of the resources give it, all of them valid.
    public static func load(from resources: String) throws(LawError) -> Law {
        let books = try files(in: "law/vn", of: resources)
        let years = try files(in: "calendars", of: resources)
        var rules: [Rule] = []
        var gaps: [Gap] = []
        var homes: [RuleID: String] = [:]
        for file in books {
            for entry in try BookEntry.entries(in: file) {
                switch entry {
                case .rule(let rule): rules.append(rule)
                case .gap(let gap): gaps.append(gap)
                }
                let home = homes.updateValue(file.name, forKey: entry.id) ?? file.name
                guard home == file.name else { throw file.unreadable("\(entry.id) stands in \(home) too") }
            }
        }
        var calendars: [WorkingCalendar] = []
        for file in years { calendars.append(try CalendarWire.calendar(in: file)) }
        do {
            return try Law(rules: rules, gaps: gaps, calendars: calendars, version: version(of: books + years))
        } catch {
            throw locating(error, homes)
        }
    }

    /// The same error with the file in which it can be mended.
    private static func locating(_ error: LawError, _ homes: [RuleID: String]) -> LawError {
        func at(_ id: RuleID, _ reason: String) -> LawError {
            .unreadable(file: homes[id] ?? "law/vn", reason: "\(id): \(reason)")
        }
        return switch error {
        case .overlap(let id, let day): at(id, "two provisions hold on \(day)")
        case .gap(let id, let day): at(id, "no provision holds on \(day), and no gap is marked")
        case .invalidRule(let id, let reason): at(id, reason)
        case .calendarMissing(let year):
            .unreadable(file: "calendars/vn-\(year).json", reason: "missing between other years")
        default: error
        }
    }

    /// `vn-` and the first 12 digits of the digest over name and bytes of every file, in the order of names.
    private static func version(of files: [LawFile]) -> String {
        var digest = StableDigest()
        for file in files.sorted(by: { $0.name < $1.name }) {
            // A zero byte ends each part: neither names nor JSON contain one.
            digest.add(file.name.utf8)
            digest.add(CollectionOfOne(0))
            digest.add(file.bytes)
            digest.add(CollectionOfOne(0))
        }
        return "vn-" + digest.hexadecimal.prefix(12)
    }

    private static func files(in folder: String, of resources: String) throws(LawError) -> [LawFile] {
        let root = resources.hasSuffix("/") ? resources : resources + "/"
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: root + folder)
        } catch {
            throw .unreadable(file: folder, reason: "no such folder in \(resources)")
        }
        let wanted = names.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.sorted()
        if wanted.isEmpty { throw .unreadable(file: folder, reason: "no .json file in \(resources)") }
        var files: [LawFile] = []
        for name in wanted {
            guard let bytes = FileManager.default.contents(atPath: "\(root)\(folder)/\(name)") else {
                throw .unreadable(file: "\(folder)/\(name)", reason: "the file cannot be opened")
            }
            files.append(LawFile(name: "\(folder)/\(name)", bytes: bytes))
        }
        return files
    }
}
