import CasesWeb
import Guidance
import Kernel
import Language
import Registry
import Server
import TestKit
import TestKitWeb
import Testing
import Web

/// What officers are told about their work: the help of each page, and the guides.
@Suite struct HelpTests {
    /// Answers that are no page: files, and what only leads elsewhere.
    private static func isPage(_ path: String) -> Bool {
        let files = [".csv", ".xlsx"]
        return path != "/desk/sign-out" && !files.contains { path.hasSuffix($0) }
    }

    @Test("every address of the workspace says what to do there")
    func everyAddress() async throws {
        let site = try await TestSite.make()
        let help = PageHelp(ProjectFiles.law)
        let router = try buildRouter(site.site, resources: ProjectFiles.resources, passwordCost: .low)
        let paths = Set(router.routes.map { $0.path.description }).filter { $0.hasPrefix("/desk") && Self.isPage($0) }
        #expect(paths.count > 50)
        var pages: Set<HelpedPage> = []
        for path in paths {
            // As somebody asks for it, with a value in each place.
            let page = help.page(at: path.replacing(/\{[a-z0-9]+\}|:[a-z0-9]+/, with: "1-5"))
            #expect(page != nil, "\(path) has no help: add it to HelpedPage")
            if let page { pages.insert(page) }
        }
        // And no help stands at an address that the server does not have.
        let portal: Set<HelpedPage> = [.handIn, .receipt, .follow, .ownLetter, .board]
        #expect(pages.union(portal).union([.search, .practice]) == Set(HelpedPage.allCases))
        for route in [PracticeRoutes.page, PracticeRoutes.go, PracticeRoutes.others, PracticeRoutes.again] {
            #expect(help.page(at: route.path()) == .practice)
        }
    }

    @Test("an address is its own page's, whatever looks like it")
    func addresses() {
        let help = PageHelp(ProjectFiles.law)
        #expect(help.page(at: "/desk/letters/new") == .registerLetter)
        #expect(help.page(at: "/desk/letters/1-5/slip") == .slip)
        #expect(help.page(at: "/desk") == .morning)
        #expect(help.page(at: "/desk?whose=mine") == .morning)
        #expect(help.page(at: "/desk?q=") == .morning)
        #expect(help.page(at: "/desk?whose=mine&q=nuoc") == .search)
        #expect(help.page(at: "/desk/matters/1-5/take") == .file)
        #expect(help.page(at: "/desk/matters/1-5/documents/7") == .document)
        for path in ["", "/", "/law", "/desk/nowhere"] { #expect(help.page(at: path) == nil, "\(path)") }
    }

    @Test(
        "the help is closed, in the reader's language, names articles, and says what was not verified",
        arguments: Locale.allCases)
    func onPages(_ locale: Locale) async throws {
        let site = try await TestSite.make()
        let ha = TestBrowser(site, language: locale)
        let page = try ParsedPage(try await ha.signIn("ha").body)
        let help = try #require(page.element(id: "page-help"))
        #expect(help.name == "details" && help.attributes["open"] == nil)
        #expect(help.text.contains(locale == .vi ? "Tôi làm gì ở trang này?" : "What am I to do here?"))
        #expect(help.text.contains("20/2008/NĐ-CP"))
        #expect(help.text.contains(locale == .vi ? "chưa kiểm chứng" : "unverified"))
        #expect(page.links.contains("/law/feedback.transfer/2008-03-31") && page.links.contains("/desk/guides"))
        // What says that something went wrong bears no help of a page that is not there.
        #expect(try ParsedPage(try await ha.get("/desk/matters/1-99").body).element(id: "page-help") == nil)
        let follow = try ParsedPage(try await TestBrowser(site, language: locale).get("/follow").body)
        #expect(follow.element(id: "page-help") != nil)
        #expect(!follow.links.contains("/desk/guides"))
    }

    @Test("what the help calls unverified in words is what facts do not settle, and every page has its texts")
    func texts() {
        for page in HelpedPage.allCases {
            for locale in Locale.allCases {
                for family in ["what", "do"] + (page.changesNothing ? [] : ["final"]) + (page.namesLaw ? ["law"] : []) {
                    let text = ProjectFiles.catalogue.text("help.\(family).\(page.rawValue)", in: locale)
                    #expect(text != nil, "\(locale) \(family) \(page)")
                }
            }
        }
    }

    @Test(
        "every role has a guide that names its dates with their articles, and the own one is marked",
        arguments: Locale.allCases)
    func guides(_ locale: Locale) async throws {
        let site = try await TestSite.make()
        let browser = TestBrowser(site, language: locale)
        _ = try await browser.signIn("ha-reception")
        let list = try ParsedPage(try await browser.get("/desk/guides").body)
        #expect(list.faults == [])
        #expect(list.elements.count { $0.attributes["class"] == "badge taken" } == 1)
        for role in Role.allCases {
            let path = "/desk/guides/\(role.rawValue)"
            #expect(list.links.contains(path))
            let reply = try await browser.get(path)
            let page = try ParsedPage(reply.body)
            #expect(reply.status == 200 && page.faults == [], "\(role)")
            #expect(page.all("ol").first.map { _ in true } == true, "\(role)")
            #expect(role == .administrator || page.links.contains { $0.hasPrefix("/law/") }, "\(role)")
        }
        #expect(try await browser.get("/desk/guides/king").status == 404)
        let own = try ParsedPage(try await browser.get("/desk/account").body)
        #expect(own.links.filter { $0 == "/desk/guides" }.count == 2)
    }
}
