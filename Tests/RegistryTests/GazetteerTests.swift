import Foundation
import Kernel
import Language
import Registry
import TestKit
import Testing

/// The country's data, as the product has it.
@Suite struct GazetteerTests {
    private let country = ProjectFiles.gazetteer

    @Test("34 provinces and 3,321 communes today; 63, 696 and 10,035 before; each below one that is there")
    func counts() throws {
        let counts: [Gazetteer.Level: Int] = [
            .province: 34, .commune: 3_321, .formerProvince: 63, .formerDistrict: 696, .formerCommune: 10_035,
        ]
        for (level, count) in counts {
            let units = country.units(level)
            #expect(units.count == count)
            #expect(Set(units.map(\.code)).count == count)
            for unit in units {
                let parent = country.parent(of: unit)
                #expect(unit.parent == parent?.code)
                #expect((parent == nil) == (level == .province || level == .formerProvince), "\(unit.fullName)")
                #expect(unit.fullName == "\(unit.type.word) \(unit.name)")
                #expect(unit.fullName == unit.fullName.precomposedStringWithCanonicalMapping)
                #expect(unit.fullNameEnglish.utf8.allSatisfy { $0 < 128 }, "\(unit.fullNameEnglish)")
            }
        }
        let communes = country.units(.province).map { country.children(of: $0).count }
        #expect(communes.reduce(0, +) == 3_321)
        let types = Dictionary(grouping: country.units(.commune), by: \.type).mapValues(\.count)
        #expect(types == [.ward: 697, .commune: 2_611, .specialZone: 13])
    }

    @Test("every former commune, district and province became at least one unit of today, and every unit was one")
    func successions() {
        var split = 0
        for former in country.units(.formerCommune) {
            let successors = country.successors(of: former)
            #expect(!successors.isEmpty, "\(former.fullName)")
            if successors.contains(where: { $0.extent == .partial }) { split += 1 }
            for successor in successors {
                let back = country.predecessors(of: successor.unit)
                #expect(back.contains { $0.unit == former && $0.extent == successor.extent })
            }
        }
        #expect(split == 460)
        for former in country.units(.formerDistrict) + country.units(.formerProvince) {
            #expect(!country.successors(of: former).isEmpty, "\(former.fullName)")
        }
        for unit in country.units(.commune) + country.units(.province) {
            #expect(!country.predecessors(of: unit).isEmpty, "\(unit.fullName)")
            #expect(country.successors(of: unit).isEmpty)
        }
    }

    @Test("no former commune left for a province where its own did not go")
    func provinces() {
        for former in country.units(.formerCommune) {
            let province = country.successors(of: country.province(of: former))[0].unit
            for successor in country.successors(of: former) {
                #expect(country.province(of: successor.unit) == province, "\(former.fullName)")
            }
        }
    }

    @Test("a district went where its communes went; an island without communes became a special zone")
    func districts() throws {
        let baDinh = try #require(country.unit("001", .formerDistrict))
        let there = country.successors(of: baDinh)
        #expect(there.allSatisfy { $0.extent == .partial })
        #expect(there.contains { $0.unit.code == "00004" } && there.contains { $0.unit.code == "00008" })
        let conDao = try #require(country.unit("755", .formerDistrict))
        let zone = country.successors(of: conDao)
        #expect(zone.map(\.unit.fullName) == ["Đặc khu Côn Đảo"] && zone[0].extent == .full && !zone[0].isAgreed)
        #expect(country.predecessors(of: zone[0].unit).map(\.unit) == [conDao])
    }

    @Test("each province has a home slot of its own, given once: these may never change")
    func homes() {
        let slots = country.units(.province).map { "\($0.code):\($0.home?.slot ?? 0)" }
        #expect(
            slots.joined(separator: " ")
                == """
                01:1 04:2 08:3 11:4 12:5 14:6 15:7 19:8 20:9 22:10 24:11 25:12 31:13 33:14 37:15 38:16 40:17 42:18 \
                44:19 46:20 48:21 51:22 52:23 56:24 66:25 68:26 75:27 79:28 80:29 82:30 86:31 91:32 92:33 96:34
                """)
        #expect(country.home(ofProvince: "48") == Home(slot: 21))
        #expect(country.home(ofProvince: "49") == nil && country.home(ofProvince: "1") == nil)
    }

    @Test("titles name the province, and what a former unit lay in")
    func titles() throws {
        let baTo = try #require(country.unit("21484", .commune))
        #expect(country.title(of: baTo, in: .vi) == "Xã Ba Tơ, tỉnh Quảng Ngãi")
        #expect(country.title(of: baTo, in: .en) == "Ba To Commune, Quang Ngai Province")
        let benNghe = try #require(country.unit("26740", .formerCommune))
        #expect(country.title(of: benNghe, in: .vi) == "Phường Bến Nghé, quận 1, thành phố Hồ Chí Minh")
        #expect(country.title(of: benNghe, in: .en) == "Ben Nghe Ward, District 1, Ho Chi Minh City")
        let hanoi = try #require(country.unit("01", .province))
        #expect(country.title(of: hanoi, in: .vi) == "Thành phố Hà Nội")
    }

    @Test("units have their days, and names of before theirs")
    func days() throws {
        let dongNai = try #require(country.unit("75", .province))
        #expect(dongNai.inForceFrom == Day("2025-07-01") && dongNai.inForceUntil == .never)
        let rename = try #require(country.renames(of: dongNai).first)
        #expect(rename.old == "Tỉnh Đồng Nai" && rename.new == "Thành phố Đồng Nai" && rename.change == .status)
        #expect(rename.effective == Day("2026-04-30"))
        let former = try #require(country.unit("75", .formerProvince))
        #expect(former.inForceFrom == nil && former.inForceUntil == Day("2025-06-30"))
        let all = (country.units(.province) + country.units(.commune)).flatMap { country.renames(of: $0) }
        #expect(all.count == 205 && all.count { $0.effective == nil } == 194)
    }

    @Test("children stand in the order of a Vietnamese dictionary")
    func order() throws {
        let hanoi = try #require(country.unit("01", .province))
        let names = country.children(of: hanoi).map(\.name)
        #expect(names.count == 126 && names.first == "An Khánh")
        #expect(names == names.sorted { Spelling($0) < Spelling($1) })
        let former = try #require(country.unit("001", .formerDistrict))
        #expect(country.children(of: former).count == 13)
    }

    @Test("codes have all their digits")
    func lookUp() {
        for (code, level) in [
            ("1", Gazetteer.Level.province), ("001", .province), ("01", .commune), ("", .commune), ("+0004", .commune),
            ("99999", .commune), ("٠١", .province), ("02", .province),
        ] {
            #expect(country.unit(code, level) == nil, "\(code)")
        }
        #expect(country.unit("02", .formerProvince)?.name == "Hà Giang")
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let file: String
        let line: Int
        let change: @Sendable (String) -> String
        let reason: String

        var testDescription: String { reason }
    }

    static let faults = [
        Fault(file: "areas.csv", line: 1, change: { $0.replacing("home", with: "slot") }, reason: "columns"),
        Fault(file: "areas.csv", line: 3, change: { $0 + "," }, reason: "9 columns in place of 8"),
        Fault(file: "areas.csv", line: 3, change: { $0.replacing("04,", with: "01,") }, reason: "is there before"),
        Fault(file: "areas.csv", line: 40, change: { $0.replacing(",01,", with: ",03,") }, reason: "no province 03"),
        Fault(file: "areas.csv", line: 40, change: { $0.replacing("phuong", with: "quan") }, reason: "no type"),
        Fault(file: "areas.csv", line: 40, change: { $0 + "7" }, reason: "only provinces have a home"),
        Fault(file: "areas.csv", line: 3, change: { $0.dropLast() + "1" }, reason: "no free home slot"),
        Fault(file: "areas.csv", line: 40, change: { $0.replacing(",phuong,", with: ",phuong,X") }, reason: "is not"),
        Fault(
            file: "areas.csv", line: 3, change: { $0.decomposedStringWithCanonicalMapping }, reason: "composed form"),
        Fault(file: "former.csv", line: 70, change: { $0.dropLast(2) + "99" }, reason: "no formerProvince 99"),
        Fault(file: "former.csv", line: 70, change: { "0" + $0 }, reason: "no code of a former unit"),
        Fault(
            file: "former.csv", line: 70,
            change: { $0.replacing("Huyện", with: "Làng").replacing("Quận", with: "Làng") }, reason: "no type"),
        Fault(
            file: "successions.csv", line: 3, change: { $0.replacing(",full,", with: ",half,") }, reason: "no extent"),
        Fault(file: "successions.csv", line: 80, change: { "99999" + $0.dropFirst(5) }, reason: "no unit 99999"),
        Fault(file: "successions.csv", line: 80, change: { $0 + "\n" + $0 }, reason: "is there before"),
        Fault(file: "renames.csv", line: 4, change: { $0.replacing("-30", with: "-31") }, reason: "no day"),
        Fault(file: "renames.csv", line: 4, change: { $0.replacing("75,", with: "79,") }, reason: "is not the name"),
    ]

    @Test("a fault in a file stops the start with its name and line", arguments: faults)
    func fault(_ fault: Fault) throws {
        let folder = NSTemporaryDirectory() + "hoidap-registry-\(UInt64.random(in: 0...UInt64.max))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder + "/registry", withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: ProjectFiles.resources + "/registry/vn", toPath: folder + "/registry/vn")
        let path = "\(folder)/registry/vn/\(fault.file)"
        var lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
        let changed = fault.change(lines[fault.line - 1])
        #expect(Array(changed.utf8) != Array(lines[fault.line - 1].utf8))
        lines[fault.line - 1] = changed
        try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        let line = fault.line + (changed.contains("\n") ? 1 : 0)
        do {
            _ = try Gazetteer.load(from: folder)
            Issue.record("loaded")
        } catch let error as GazetteerError {
            #expect("\(error)".hasPrefix("\(path):\(line): "), "\(error)")
            #expect("\(error)".contains(fault.reason), "\(error)")
        }
    }

    @Test("a missing file is named")
    func missing() {
        #expect(throws: GazetteerError.missing("/nowhere/registry/vn/areas.csv")) {
            try Gazetteer.load(from: "/nowhere")
        }
    }
}
