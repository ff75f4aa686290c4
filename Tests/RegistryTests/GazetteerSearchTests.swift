import Foundation
import Registry
import TestKit
import Testing

/// What people type, and what it finds.
@Suite struct GazetteerSearchTests {
    private let country = ProjectFiles.gazetteer

    @Test(
        "the first units found",
        arguments: [
            // Marks, case and composition.
            ("Tam Kỳ", ["20341"]), ("tam ky", ["20341"]), ("TAM KY", ["20341"]), ("  Tam   kỳ. ", ["20341"]),
            ("Tam K", ["01774", "20341"]), ("xã Ba Tơ", ["21484"]), ("xã Ba Tô", ["21523"]),
            ("xa ba to", ["21523", "21484"]),
            ("xã Ba To", ["21523", "21484"]), ("Cẩm Giang", ["10888"]), ("dak lak", ["66"]), ("Đăk Lăk", ["66"]),
            // Names that repeat: by province.
            ("Hòa Bình", ["04795", "11533", "27211", "29830", "31891"]),
            ("Hoà Bình", ["04795", "11533", "27211", "29830", "31891"]), ("hoà bình, vĩnh long", ["29830"]),
            ("hoa binh phu tho", ["04795"]), ("Hòa Bình phú thọ", ["04795"]), ("P. Hoà Bình, TP.HCM", ["27211"]),
            ("Ba Tơ, Quảng Ngãi", ["21484"]), ("Ba Tơ Quảng Ngãi", ["21484"]), ("tam ky quang nam", ["20341"]),
            ("Tam Kỳ, Đà Nẵng", ["20341"]), ("Tam Kỳ, tỉnh Quảng Nam, Việt Nam", ["20341"]),
            // Words for the type.
            ("phường Tam Kỳ", ["20341"]), ("P. Bến Nghé", ["26740"]), ("phuong ben nghe quan 1", ["26740"]),
            ("TP Huế", ["46"]), ("thành phố Hải Phòng", ["31"]), ("TPHCM", ["79"]), ("hcm", ["79"]),
            ("T. Lào Cai", ["15"]), ("đặc khu Côn Đảo", ["26732"]), ("huyện Côn Đảo", ["26732"]),
            ("quan thanh", ["17569", "00004"]), ("xã Tam Kỳ, Đà Nẵng", ["20341"]),
            // Former names.
            ("quảng nam", ["48"]), ("Ha Giang", ["08"]), ("tỉnh Hòa Bình", ["25"]), ("tỉnh Đồng Nai", ["75"]),
            ("xã Trảng Bom", ["26248"]), ("Phó Bảng", ["00745"]),
            ("xã Tam Thanh, thành phố Tam Kỳ, tỉnh Quảng Nam", ["20356"]),
            // Inside a name; apostrophes.
            ("Quốc Tử Giám", ["00226"]), ("ea mdroh", ["24286"]), ("Ea M’Droh", ["24286"]),
        ])
    func finds(_ query: String, _ codes: [String]) {
        for form in [query, query.decomposedStringWithCanonicalMapping] {
            let found = country.search(form).map(\.unit.code)
            #expect(found.starts(with: codes), "\(query): \(found.prefix(8))")
        }
    }

    @Test("marks that were typed leave out names that merely fold alike; without marks both are found")
    func marks() {
        #expect(country.search("xã Ba Tơ").map(\.unit.code) == ["21484"])
        #expect(country.search("xã Ba Tô").map(\.unit.code) == ["21523"])
        #expect(country.search("xa ba to").map(\.unit.code) == ["21523", "21484"])
        #expect(!country.search("Văn Lang", limit: 200).contains { $0.unit.name == "Văn Lăng" })
        #expect(country.search("Văn Lăng").contains { $0.unit.name == "Văn Lăng" && $0.former == nil })
        let both = country.search("van lang").filter { $0.former == nil }.map(\.unit.name)
        #expect(both.contains("Văn Lang") && both.contains("Văn Lăng"))
        // Nothing is called so, but it folds alike.
        #expect(country.search("Tám Kỳ").first?.unit.code == "20341")
        #expect(country.search("Hoa Binh", limit: 200).count == country.search("Hoà Bình", limit: 200).count)
        for placed in [("Hòa", "Hoà"), ("Thủy", "Thuỷ"), ("Hóc Môn, hồ chí minh", "HÓC MÔN, HỒ CHÍ MINH")] {
            #expect(country.search(placed.0, limit: 200) == country.search(placed.1, limit: 200))
        }
    }

    @Test("a former name finds what became of it, and says whether all or a part of it")
    func former() throws {
        let benNghe = try #require(country.search("phường Bến Nghé").first)
        #expect(benNghe.unit.name == "Sài Gòn")
        #expect(benNghe.former?.unit.code == "26740" && benNghe.former?.extent == .full)
        let kimMa = country.search("phường Kim Mã")
        #expect(Set(kimMa.map(\.unit.name)) == ["Ba Đình", "Ngọc Hà", "Giảng Võ"])
        #expect(kimMa.allSatisfy { $0.former?.extent == .partial && $0.former?.unit.fullName == "Phường Kim Mã" })
        for query in ["quận Ba Đình", "Q. Ba Đình", "q ba dinh", "ba dinh ha noi"] {
            #expect(country.search(query).contains { $0.unit.code == "00008" && $0.former?.unit.code == "001" })
        }
        for query in ["Q.1", "Q1", "quận 1", "quan 1, tp hcm"] {
            let found = country.search(query)
            #expect(found.contains { $0.unit.code == "26740" }, "\(query)")
            #expect(found.prefix(4).allSatisfy { $0.former?.unit.code == "760" }, "\(query)")
        }
        let dongAnh = country.search("H. Đông Anh")
        #expect(dongAnh.count == 6 && dongAnh.allSatisfy { $0.former?.unit.code == "017" })
        #expect(country.search("TX Cai Lậy").allSatisfy { $0.former?.unit.fullName == "Thị xã Cai Lậy" })
        let hoaBinh = country.search("Hòa Bình", limit: 200)
        #expect(hoaBinh.first { $0.unit.code == "25" }?.former?.unit.level == .formerProvince)
        #expect(hoaBinh.prefix(5).allSatisfy { $0.former == nil } && hoaBinh[5].former != nil)
    }

    @Test("a name of before is told")
    func previousName() {
        #expect(country.search("xã Trảng Bom").first?.previousName == "Xã Trảng Bom")
        #expect(country.search("phường Trảng Bom").first?.previousName == nil)
        #expect(country.search("Phó Bảng").first { $0.unit.code == "00745" }?.unit.name == "Phố Bảng")
    }

    @Test("each unit is found once, and whole names come before beginnings, and these before words inside")
    func ranking() {
        for query in ["an", "tan phu", "Hòa", "h", "binh", "Ba Tơ", "long"] {
            let found = country.find(query, limit: 4_000)
            #expect(found.total == found.matches.count)
            #expect(Set(found.matches.map(\.unit)).count == found.total)
        }
        let names = country.search("mỹ đức", limit: 200).filter { $0.former == nil }.map(\.unit.name)
        #expect(names.first == "Mỹ Đức" && Set(names).count >= 1)
        let thanh = country.search("bình thạnh", limit: 200).filter { $0.former == nil }.map(\.unit.name)
        let whole = thanh.prefix { $0 == "Bình Thạnh" }
        #expect(!whole.isEmpty && !thanh.dropFirst(whole.count).contains("Bình Thạnh"))
        let inside = thanh.firstIndex { !$0.hasPrefix("Bình Thạnh") } ?? thanh.count
        #expect(thanh[inside...].allSatisfy { !$0.hasPrefix("Bình Thạnh") })
    }

    @Test("level and province narrow what is found, and pages follow each other")
    func narrowing() {
        #expect(country.search("Hà Nội", level: .commune).allSatisfy { $0.unit.level == .commune })
        #expect(country.search("hoa binh", level: .province).map(\.unit.code) == ["25"])
        #expect(country.search("hòa bình", parent: "86").allSatisfy { $0.unit.parent == "86" })
        #expect(country.search("Ba Đình", level: .formerDistrict).allSatisfy { $0.former?.unit.code == "001" })
        #expect(country.search("Tam Kỳ", level: .formerCommune).map(\.former?.unit.code) == ["10801"])
        #expect(country.search("Tam Kỳ", parent: "02").isEmpty)
        let all = country.find("Tân", limit: 4_000)
        let pages = stride(from: 0, to: all.total, by: 50).flatMap {
            country.find("Tân", limit: 50, offset: $0).matches
        }
        #expect(all.total > 200 && pages == all.matches)
        #expect(country.find("Tân", limit: 50, offset: all.total).matches.isEmpty)
    }

    @Test("an empty query lists: provinces by code, communes of a province in the order of a dictionary")
    func listing() throws {
        #expect(country.find("").total == 3_355)
        #expect(country.search(" ", level: .province, limit: 40) == country.search("", limit: 34))
        let hanoi = try #require(country.unit("01", .province))
        let listed = country.find("", parent: "01", limit: 200)
        #expect(listed.total == 126 && listed.matches.map(\.unit) == country.children(of: hanoi))
    }

    @Test(
        "nonsense finds nothing and harms nothing",
        arguments: [
            "qwxz", "!!!", ",", ", ,", "東京", "%_", "\u{0}", "\u{301}", "Ba Tơ, Cà Mau",
            String(repeating: "tân ", count: 500),
            String(repeating: "x,", count: 5_000), "🇻🇳",
        ])
    func nonsense(_ query: String) {
        #expect(country.search(query).isEmpty)
    }
}
