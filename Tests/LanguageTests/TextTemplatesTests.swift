import Foundation
import TestKit
import Testing

@testable import Language

@Suite struct TextTemplatesTests {
    @Test("the templates of the product are read in both languages, and their places are filled")
    func product() throws {
        for locale in Language.Locale.allCases {
            let templates = ProjectFiles.templates
            #expect(templates.all(for: "answer", in: locale).count == 4)
            for purpose in ["question", "guidance", "transfer", "decline", "uphold"] {
                #expect(templates.all(for: purpose, in: locale).count == 1, "\(purpose)")
            }
            let done = try #require(templates.template("answer-done", in: locale))
            let filled = done.filled([
                "code": "012Y", "title": "Cống {office} vỡ", "place": "Láng", "office": "UBND", "today": "1/1",
            ])
            #expect(filled.contains("012Y") && filled.contains("UBND") && filled.contains("Láng"))
            #expect(filled.contains("Cống {office} vỡ"), "what a sender typed is no place")
        }
    }

    @Test("a place that is unknown or not closed is refused with file and line, and so is a template without its parts")
    func refused() {
        func error(_ content: String) -> TemplateError? {
            #expect(throws: TemplateError.self) { try TextTemplates.template("a", content, "a.txt") }
        }
        #expect(
            error("T\n\none {code}\ntwo {nme}\n") == .unreadable(file: "a.txt", line: 4, reason: "{nme} is no place"))
        #expect("\(error("T\n\n}\n")!)" == "a.txt:3: a brace without its other one")
        #expect(error("T\n\n{code\n") != nil)
        #expect(error("T\nx\ny\n") != nil)
        #expect(error("\n\ny\n") != nil)
        #expect(error("T\n\n") != nil)
        #expect(throws: TemplateError.missing("/nowhere/templates/vi")) { try TextTemplates.load(from: "/nowhere") }
    }

    @Test("a template that a language lacks is named")
    func lacking() throws {
        let root = NSTemporaryDirectory() + "templates-\(UUID())"
        for (locale, name) in [("vi", "answer"), ("en", "question")] {
            try FileManager.default.createDirectory(
                atPath: root + "/templates/" + locale, withIntermediateDirectories: true)
            try "T\n\nx\n".write(
                toFile: "\(root)/templates/\(locale)/\(name).txt", atomically: true, encoding: .utf8)
        }
        #expect(throws: TemplateError.self) { try TextTemplates.load(from: root) }
        try FileManager.default.removeItem(atPath: root)
    }
}
