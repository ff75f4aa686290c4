import Acts
import Cases
import Documents
import Foundation
import Kernel
import Language
import Notices
import Registry
import Server
import TestKit
import Testing

private typealias Locale = Language.Locale

/// The rules of the house that the compiler does not hold.
@Suite struct HouseTests {
    private let sources = ProjectFiles.swiftFiles(under: "Sources")

    @Test("both languages have the same texts with the same places, sorted, and no text is unused or missing")
    func catalogues() throws {
        var keys: [Locale: [String: Set<String>]] = [:]
        for locale in Locale.allCases {
            let folder = ProjectFiles.resources + "/locales/" + locale.rawValue
            for file in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
                let content = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
                let entries = try Catalogue.entries(in: content, of: file)
                #expect(entries.map(\.key) == entries.map(\.key).sorted(), "\(locale) \(file)")
                for (key, text) in entries {
                    let places = Set(text.matches(of: /\{([a-z]+)\}/).map { String($0.output.1) })
                    keys[locale, default: [:]][key] = places
                    #expect(!text.trimmingCharacters(in: .whitespaces).isEmpty, "\(key)")
                }
            }
        }
        let (vi, en) = (keys[.vi] ?? [:], keys[.en] ?? [:])
        func plain(_ keys: [String: Set<String>]) -> Set<String> {
            Set(keys.keys.map { $0.replacing("[one]", with: "").replacing("[other]", with: "") })
        }
        #expect(plain(vi) == plain(en), "\(plain(vi).symmetricDifference(plain(en)).sorted())")
        for (key, places) in vi { #expect(en[key] == places, "\(key)") }

        let code = sources.map(\.content).joined(separator: "\n")
        let declared = Set(code.matches(of: /MessageKey = "([A-Za-z.]+)"/).map { String($0.output.1) })
        let families = Set(code.matches(of: #/MessageKey\("([A-Za-z.]+)", /#).map { String($0.output.1) })
        for key in declared { #expect(plain(vi).contains(key), "\(key) is declared and has no text") }
        for key in plain(vi) where !declared.contains(key) {
            #expect(families.contains { key.hasPrefix($0 + ".") }, "\(key) has a text and is used nowhere")
        }

        let used = Set(code.matches(of: /([A-Za-z]+Messages)\.([A-Za-z]+)/).map { "\($0.output.1).\($0.output.2)" })
        for (path, content) in sources {
            guard let type = content.firstMatch(of: /enum ([A-Za-z]+Messages)/)?.output.1 else { continue }
            for match in content.matches(of: /static let ([A-Za-z]+): MessageKey/) {
                let name = String(match.output.1)
                // In its own file a key may be named without the type.
                let isUsed =
                    used.contains("\(type).\(name)") || content.components(separatedBy: name).count > 2
                #expect(isUsed, "\(path): \(name) is declared and no page says it")
            }
        }
    }

    @Test("every code of every family of texts has a text")
    func families() {
        var keys: [String] = []
        keys += Kind.allCases.map { "casesWeb.kind.\($0.rawValue)" }
        keys += Stage.allCases.flatMap { ["casesWeb.stage.\($0.rawValue)", "casesWeb.stageMeaning.\($0.rawValue)"] }
        keys += Clock.State.allCases.map { "casesWeb.clockState.\($0.rawValue)" }
        keys += Source.allCases.map { "casesWeb.source.\($0.rawValue)" }
        keys += OpeningReason.allCases.map { "casesWeb.reason.\($0.rawValue)" }
        keys += DocumentSheet.Purpose.allCases.flatMap {
            ["documents.purpose.\($0.rawValue)", "documents.heading.\($0.rawValue)"]
        }
        keys += DocumentKind.allCases.map { "documents.kind.\($0.rawValue)" }
        keys += News.allCases.flatMap { ["notices.news.\($0.rawValue)", "notices.short.\($0.rawValue)"] }
        keys += Notice.State.allCases.map { "notices.state.\($0.rawValue)" }
        keys += NoticeOutcome.allCases.flatMap { ["notices.outcome.\($0.rawValue)", "notices.done.\($0.rawValue)"] }
        keys += NoticeList.Which.allCases.flatMap { which in
            ["which", "lead", "empty"].map { "notices.\($0).\(which.rawValue)" }
        }
        keys += ["feedback.transfer", "promise.answer"].map { "casesWeb.duty.\($0)" }
        keys += Day.Weekday.allCases.map { "language.weekday.\($0.rawValue)" }
        for key in keys {
            for locale in Locale.allCases {
                #expect(ProjectFiles.catalogue.text(key, in: locale) != nil, "\(locale) \(key)")
            }
        }
    }

    @Test("the lane of acts is used by acts, stores and the composition root only")
    func laneOfActs() {
        for (path, content) in sources where content.contains("RecordStore") {
            let folder = path.split(separator: "/")[1]
            #expect(
                ["Acts", "Bench", "Storage", "StoragePostgreSQL", "StorageSQLite", "Server", "App", "TestKit"].contains(
                    folder),
                "\(path)")
        }
    }

    @Test("SQL stands in tables, lists and schemas, nowhere else")
    func sqlHasItsPlace() {
        let allowed = ["Table.swift", "List.swift", "Schema.swift"]
        let mechanisms = ["Storage", "StoragePostgreSQL", "StorageSQLite", "TestKit"]
        for (path, content) in sources {
            let parts = path.split(separator: "/")
            guard !mechanisms.contains(String(parts[1])), !allowed.contains(where: path.hasSuffix) else { continue }
            let statements = content.matches(of: #/tx\.(run|changed|all|first|exists)\(/#).count
            // A table may stand in the file of the one thing it holds: `enum SessionTable` in Session.swift.
            let ownsTable =
                content.contains("Table {") || content.contains("enum Recount") || content.contains("struct Leases")
                || content.contains("struct Scope")
            #expect(statements == 0 || ownsTable, "\(path) has \(statements) statements")
        }
    }

    @Test("the engines differ in as many places as we know")
    func dialects() {
        let places = sources.filter { !$0.path.hasPrefix("Sources/Storage") }
            .reduce(0) { $0 + $1.content.matches(of: #/SQL\.dialect\(/#).count }
        #expect(places == 7, "say in docs/PATTERNS.md why")
    }

    @Test("no file is over 500 lines, no drawer is named Utils, no two files of a target share a name")
    func files() {
        let all = sources + ProjectFiles.swiftFiles(under: "Tests")
        for (path, content) in all {
            #expect(content.split(separator: "\n", omittingEmptySubsequences: false).count <= 500, "\(path)")
            for word in ["Utils", "Helpers", "Manager", "Common"] { #expect(!path.contains(word), "\(path)") }
            #expect(!content.contains("TODO") || path.hasSuffix("HouseTests.swift"), "\(path)")
        }
        let names = all.map { path, _ in
            path.split(separator: "/").prefix(2).joined() + "/" + path.split(separator: "/").last!
        }
        #expect(Set(names).count == names.count)
    }

    @Test("every act's code is declared by one module")
    func actCodes() {
        let declared = Modules.all.flatMap(\.acts).map(\.description)
        let written = sources.flatMap {
            $0.content.matches(of: /static let [a-zA-Z]*[cC]ode: ActCode = "([a-zA-Z.]+)"/).map { String($0.output.1) }
        }
        #expect(Set(declared).count == declared.count)
        #expect(Set(declared) == Set(written))
    }

    @Test("nothing in the project names the machine it was written on")
    func standsAlone() throws {
        let listed = try FileManager.default.subpathsOfDirectory(atPath: ProjectFiles.root)
            .filter { !$0.hasPrefix(".build") && !$0.hasPrefix(".git/") && !$0.hasSuffix(".sqlite") }
        let place = "/" + "work" + "/"
        for path in listed {
            guard let content = try? String(contentsOfFile: ProjectFiles.root + "/" + path, encoding: .utf8) else {
                continue
            }
            #expect(!content.contains(place), "\(path)")
        }
    }
}
