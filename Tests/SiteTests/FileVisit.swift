import Acts
import Cases
import Kernel
import Language
import Registry
import Storage
import TestKit
import TestKitWeb
import Testing
import Vault

/// An officer before the file of a matter: presses the forms that the page has, and no others.
struct FileVisit {
    let browser: TestBrowser
    let key: MatterKey

    static func signIn(_ login: String, _ site: TestSite, _ key: MatterKey, in language: Locale = .vi) async throws
        -> FileVisit
    {
        let browser = TestBrowser(site, language: language)
        _ = try await browser.signIn(login)
        return FileVisit(browser: browser, key: key)
    }

    var address: String { "/desk/matters/\(key)" }

    func page(_ query: String = "") async throws -> ParsedPage {
        let page = try ParsedPage(try await browser.get(address + query).body)
        #expect(page.faults == [])
        return page
    }

    /// The acts whose forms are on the page.
    static func acts(on page: ParsedPage, of address: String) -> Set<OfferedAct> {
        Set(
            page.actions.filter { $0.hasPrefix(address + "/") }.compactMap { action in
                OfferedAct(rawValue: String(action.split(separator: "/").last ?? ""))
            })
    }

    /// The form of an act as it stands on a page: its address and its hidden fields.
    func form(_ act: OfferedAct, on page: ParsedPage) throws -> (action: String, fields: [(String, String)]) {
        let action = try #require(page.actions.first { $0.hasSuffix("/\(act)") }, "no form for \(act)")
        let start = try #require(page.elements.firstIndex { $0.attributes["action"] == action })
        let rest = page.elements[(start + 1)...].prefix { $0.name != "form" }
        let fields = rest.filter { $0.attributes["type"] == "hidden" }
            .map { ($0.attributes["name"] ?? "", $0.attributes["value"] ?? "") }
        return (action, fields)
    }

    /// Opens the file and sends the form of an act with what is typed.
    func press(_ act: OfferedAct, _ typed: [(String, String)] = []) async throws -> Reply {
        let form = try form(act, on: try await page())
        return try await browser.post(form.action, form.fields + typed)
    }

    /// The same, which must succeed.
    @discardableResult
    func does(_ act: OfferedAct, _ typed: [(String, String)] = []) async throws -> Reply {
        let reply = try await press(act, typed)
        #expect(reply.status == 303, "\(act): \(reply.status)")
        guard let location = reply.location else { return reply }
        #expect(location.contains("?done="))
        let after = try await browser.get(location)
        #expect(after.status == 200, "\(act)")
        #expect(try ParsedPage(after.body).faults == [], "\(act)")
        return reply
    }

    /// The same, which comes back with a status and everything typed.
    @discardableResult
    func refuses(_ act: OfferedAct, _ typed: [(String, String)], _ status: Int) async throws -> ParsedPage {
        let reply = try await press(act, typed)
        return try check(reply, typed, status, "\(act)")
    }

    func check(_ reply: Reply, _ typed: [(String, String)], _ status: Int, _ what: String) throws -> ParsedPage {
        #expect(reply.status == status, "\(what)")
        let page = try ParsedPage(reply.body)
        #expect(page.faults == [], "\(what)")
        for (name, value) in typed where !value.isEmpty && !["page", "preview", "find"].contains(name) {
            #expect(
                page.text.contains(value)
                    || page.elements.contains {
                        $0.attributes["value"] == value
                            && ($0.attributes["type"] == "text" || $0.attributes["checked"] != nil
                                || $0.attributes["selected"] != nil)
                    }, "\(what): \(name) is lost")
        }
        return page
    }
}

extension TestCountry {
    /// An act of an officer.
    func act<A: Act>(_ login: String, _ make: (AccountID) throws -> A) async throws -> A.Outcome {
        let officer = officer(login).id
        return try await performer.perform(try make(officer), by: .officer(officer)).outcome
    }

    /// An act of the sender of a letter.
    func say(_ act: some Act, _ letter: LetterKey) async throws {
        _ = try await performer.perform(act, by: .petitioner(letter.id))
    }

    /// One more account: of a new official in a role, or of one who has an account.
    func openAccount(_ login: String, like other: String, as role: Role? = nil) async throws -> Account {
        let known = officer(other)
        let password = try await PasswordHash.make(Self.password, cost: .low)
        return try await performer.perform(
            OpenAccount(
                login: login, for: role == nil ? .known(known.official) : .new(name: "Officer \(login)"),
                password: password, organization: try #require(directory.organization(known.organization)),
                in: role.map { .new(title: ["vi": $0.rawValue, "en": $0.rawValue], role: $0) } ?? .none,
                from: Self.founded), by: .platform("test")
        ).outcome
    }

    static func text(_ text: String) throws -> TypedText { try TypedText(text, field: "text") }
}
