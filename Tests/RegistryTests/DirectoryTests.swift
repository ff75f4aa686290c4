import Kernel
import Registry
import TestKit
import Testing

/// Looking bodies up in memory.
@Suite struct DirectoryTests {
    /// All bodies of the country six times over, some of them former.
    private static let large: Directory = {
        let gazetteer = ProjectFiles.gazetteer
        var organizations: [Organization] = []
        for (prefix, body, name) in [
            ("ubnd", Body.committee, "Ủy ban nhân dân"), ("hdnd", .council, "Hội đồng nhân dân"),
            ("danguy", .party, "Đảng ủy"), ("mttq", .front, "Ủy ban Mặt trận Tổ quốc Việt Nam"),
            ("pkt", .department, "Phòng Kinh tế"), ("pvhxh", .department, "Phòng Văn hóa – Xã hội"),
        ] {
            for level in [Gazetteer.Level.province, .commune] {
                for unit in gazetteer.units(level) {
                    let area = Area(
                        code: unit.code, level: level == .province ? .province : .commune,
                        name: ["vi": unit.fullName, "en": unit.fullNameEnglish], parent: unit.parent)
                    organizations.append(
                        Organization(
                            id: ID(Int64(organizations.count + 1)), home: .central, code: "\(prefix)-\(unit.code)",
                            body: body,
                            name: ["vi": "\(name) \(unit.fullName.lowercased())", "en": unit.fullNameEnglish],
                            area: area, parent: nil, answerPromise: nil))
                }
            }
        }
        return Directory(organizations)
    }()

    @Test("bodies are found with marks and without, by abbreviation, with the province, by code")
    func search() {
        let directory = Self.large
        for (query, code) in [
            ("ủy ban nhân dân phường hoàn kiếm", "ubnd-00070"), ("ubnd hoan kiem", "ubnd-00070"),
            ("hoan kiem ubnd", "ubnd-00070"), ("UBND PHƯỜNG HOÀN KI", "ubnd-00070"),
            ("mttq hoàn kiếm hà nội", "mttq-00070"), ("hdnd-00070", "hdnd-00070"), ("van hoa hoan kiem", "pvhxh-00070"),
        ] {
            #expect(directory.search(query, limit: 5).first?.code == code, "\(query)")
        }
        // Marks that were typed decide which stands first.
        let marked = directory.search("phòng kinh tế xã ba tơ", limit: 5).map(\.code)
        let other = directory.search("phòng kinh tế xã ba tô", limit: 5).map(\.code)
        #expect(!marked.isEmpty && marked.first != other.first && Set(marked) == Set(other))
        #expect(directory.search("", limit: 5).isEmpty && directory.search(" ,.", limit: 5).isEmpty)
        #expect(directory.search("khongcoten", limit: 5).isEmpty)
        #expect(directory.search("ubnd", limit: 0).isEmpty)
        #expect(directory.search("phuong", limit: 30).count == 30)
    }

    @Test("twenty thousand bodies are searched in less than a blink")
    func quick() {
        let directory = Self.large
        #expect(directory.organizations.count > 20_000)
        _ = directory.search("hoan kiem", limit: 10)
        let clock = ContinuousClock()
        // Builds for tests are many times slower than the program.
        let time = clock.measure {
            for query in ["ubnd hoan kiem", "uy ban", "phong kinh te xa ba to"] {
                _ = directory.search(query, limit: 20)
            }
        }
        #expect(time < .seconds(6), "\(time)")
    }

    @Test("what a body went on in is found over several steps, on each day what it was then")
    func successors() {
        func body(_ number: Int64, ended: Day = .never) -> Organization {
            Organization(
                id: ID(number), home: .central, code: "b-\(number)", body: .committee, name: ["vi": "B \(number)"],
                area: Area(code: "\(number)", level: .commune, name: [:], parent: nil), parent: nil, answerPromise: nil,
                ended: ended)
        }
        let (first, second) = (Day("2026-01-01")!, Day("2026-06-01")!)
        let directory = Directory(
            [body(1, ended: first), body(2, ended: second), body(3), body(4)],
            successions: [
                Succession(predecessor: ID(1), successor: ID(2), from: first, isPartial: false),
                Succession(predecessor: ID(2), successor: ID(3), from: second, isPartial: true),
                Succession(predecessor: ID(2), successor: ID(4), from: second, isPartial: true),
            ])
        #expect(directory.current(for: ID(1), on: first.adding(-1)).map(\.code) == ["b-1"])
        #expect(directory.current(for: ID(1), on: first).map(\.code) == ["b-2"])
        #expect(directory.current(for: ID(1), on: second).map(\.code) == ["b-3", "b-4"])
        #expect(directory.current(for: ID(1)).map(\.code) == ["b-3", "b-4"])
        #expect(directory.receiver(ofArea: "1") == nil && directory.receiver(ofArea: "3")?.code == "b-3")
        #expect(directory.current(for: ID(404)).isEmpty)
    }
}
