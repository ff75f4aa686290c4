import Foundation
import Kernel
import TestKit
import Testing

@testable import Registry

private func row(_ code: String, from: String = "2025-07-01", until: String = "null") -> String {
    #"{"code": "\#(code)", "vi": "Đất", "en": "Land", "from": "\#(from)", "until": \#(until)}"#
}

@Suite struct FieldListTests {
    @Test("the list of the product is read, says that nobody has verified it, and names each field once a day")
    func product() throws {
        let fields = ProjectFiles.fields
        let day = try #require(Day("2026-11-20"))
        #expect(!fields.isVerified)
        #expect(fields.inForce(on: day).map(\.code).count == 26 && fields.all.last?.code == "other")
        #expect(fields.field("drainage", on: day)?.name["vi"] == "Thoát nước, ngập úng")
        #expect(fields.field("drainage", on: try #require(Day("2025-06-30"))) == nil)
        #expect(fields.field("spells", on: day) == nil && fields.known("land")?.code == "land")
    }

    @Test("a field ends on a day, and another one of its code may follow")
    func dated() throws {
        let list = try read(
            row("land", until: "\"2026-01-01\"") + ","
                + row("land", from: "2026-01-01").replacing("Đất", with: "Đất đai"))
        let (last, next) = (try #require(Day("2025-12-31")), try #require(Day("2026-01-01")))
        #expect(list.field("land", on: last)?.name["vi"] == "Đất")
        #expect(list.field("land", on: next)?.name["vi"] == "Đất đai")
        #expect(list.known("land")?.name["vi"] == "Đất đai")
    }

    @Test(
        "whatever is wrong stops the start, with file and field",
        arguments: [
            "{", row("Land"), row("land") + "," + row("land"), row("land", from: "2025-02-30"),
            row("land", until: "\"2025-07-01\""), row("land").replacing("\"en\"", with: "\"eng\""),
            row("land").replacing("Đất", with: ""), row("land").replacing("Đất", with: "Đa\u{302}\u{301}t"), "",
        ])
    func refused(_ rows: String) {
        #expect(throws: FieldListError.self) { try read(rows) }
    }

    @Test("a list that is not verified says why, and has no keys but its own")
    func head() {
        let rows = row("land")
        #expect(throws: FieldListError.self) {
            try read(#"{"verified": false, "note": "", "fields": [\#(rows)]}"#, asFile: true)
        }
        #expect(throws: FieldListError.self) {
            try read(#"{"verified": true, "note": "", "more": 1, "fields": [\#(rows)]}"#, asFile: true)
        }
        #expect(throws: FieldListError.missing("/nowhere/registry/vn/fields.json")) {
            try FieldList.load(from: "/nowhere")
        }
        #expect("\(FieldListError.unreadable(file: "a.json", reason: "b"))" == "a.json: b")
    }

    @discardableResult
    private func read(_ text: String, asFile: Bool = false) throws -> FieldList {
        let file = asFile ? text : #"{"verified": true, "note": "", "fields": [\#(text)]}"#
        return try FieldList(Data(file.utf8), path: "fields.json")
    }
}
