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
        for file in books { rules += try RuleWire.rules(in: file) }
        var calendars: [WorkingCalendar] = []
        for file in years { calendars.append(try CalendarWire.calendar(in: file)) }
        return try Law(rules: rules, calendars: calendars, version: version(of: books + years))
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
