import Foundation
import HTTPTypes
import Kernel
import TestKit
import TestKitWeb
import Testing

/// `GET /api/v1/areas`.
@Suite struct AreasTests {
    struct Reply: Decodable {
        struct Former: Decodable, Equatable {
            let code: String
            let name: String
            let level: String
            let extent: String
        }
        struct Item: Decodable {
            let code: String
            let name: String
            let level: String
            let parent: String?
            let former: [Former]
            let matchedFormer: Former?
            let previousName: String?
        }
        let total: Int
        let items: [Item]
    }

    private func ask(_ query: String, in language: String = "vi") async throws -> Reply {
        let site = try await TestSite.make()
        let reply = try await site.send(
            .get, "/api/v1/areas" + query, headers: [.acceptLanguage: language])
        #expect(reply.status == 200 && reply.headers[.contentType] == "application/json", "\(reply.body.prefix(300))")
        return try JSONDecoder().decode(Reply.self, from: Data(reply.body.utf8))
    }

    @Test("a name finds its unit with what it was made of, in the language asked for")
    func found() async throws {
        let reply = try await ask("?q=ph%C6%B0%E1%BB%9Dng+tam%20ky")
        let item = try #require(reply.items.first)
        #expect(item.code == "20341" && item.name == "Phường Tam Kỳ" && item.level == "commune" && item.parent == "48")
        #expect(item.former.map(\.code) == ["20341", "20347", "20353"] && item.matchedFormer == nil)
        #expect(
            item.former.first
                == .init(
                    code: "20341", name: "Phường An Mỹ, thành phố Tam Kỳ, tỉnh Quảng Nam", level: "formerCommune",
                    extent: "full"))
        let english = try await ask("?q=tam+ky&limit=1", in: "en")
        #expect(english.items.map(\.name) == ["Tam Ky Ward"] && english.total > 1)
    }

    @Test("a former name is told with how much of it came there")
    func former() async throws {
        let reply = try await ask("?q=kim+ma,+quan+ba+dinh")
        #expect(reply.total == 3 && reply.items.count == 3)
        for item in reply.items {
            #expect(item.matchedFormer?.name == "Phường Kim Mã, quận Ba Đình, thành phố Hà Nội")
            #expect(item.matchedFormer?.extent == "partial")
            #expect(item.former.contains { $0 == item.matchedFormer })
        }
        let renamed = try await ask("?q=xa+trang+bom")
        #expect(renamed.items.first?.previousName == "Xã Trảng Bom")
    }

    @Test("lists, levels and pages")
    func lists() async throws {
        let all = try await ask("")
        #expect(all.total == 3_355 && all.items.count == 50 && all.items.first?.name == "Thành phố Hà Nội")
        #expect(all.items.first?.parent == nil && all.items.first?.former.map(\.level) == ["formerProvince"])
        let provinces = try await ask("?level=province&limit=200")
        #expect(provinces.total == 34 && provinces.items.count == 34)
        let page = try await ask("?q=&parent=01&limit=20&offset=120")
        #expect(page.total == 126 && page.items.count == 6)
        let district = try await ask("?q=Ba+Dinh&level=formerDistrict")
        #expect(!district.items.isEmpty && district.items.allSatisfy { $0.matchedFormer?.code == "001" })
        #expect(try await ask("?q=qwxz").items.isEmpty)
    }

    @Test(
        "a parameter that is not what it must be gets a problem that names it",
        arguments: [
            ("?limit=0", "limit"), ("?limit=201", "limit"), ("?limit=x", "limit"), ("?limit=", "limit"),
            ("?offset=-1", "offset"), ("?level=xa", "level"), ("?level=", "level"), ("?parent=99", "parent"),
            ("?parent=00004", "parent"), ("?q=%FF", "q"), ("?q=%", "q"),
            ("?q=" + String(repeating: "a", count: 201), "q"),
            ("?limit=%FF", "limit"),
        ])
    func wrong(_ query: String, _ field: String) async throws {
        let site = try await TestSite.make()
        let reply = try await site.send(.get, "/api/v1/areas" + query, headers: [.acceptLanguage: "en"])
        #expect(reply.status == 422 && reply.headers[.contentType] == "application/problem+json")
        #expect(reply.body.contains(#""code":"areas.invalid""#), "\(reply.body)")
        #expect(reply.body.contains(#""field":"\#(field)""#), "\(reply.body)")
    }

    @Test("all wrong parameters are named at once, and only reading is allowed")
    func several() async throws {
        let site = try await TestSite.make()
        let reply = try await site.send(.get, "/api/v1/areas?limit=x&offset=y&level=z&parent=w")
        for field in ["limit", "offset", "level", "parent"] {
            #expect(reply.body.contains(#""field":"\#(field)""#), "\(reply.body)")
        }
        #expect(try await site.send(.post, "/api/v1/areas").status == 405)
    }
}
