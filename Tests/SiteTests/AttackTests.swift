import Cases
import HTTPTypes
import Kernel
import Registry
import TestKit
import TestKitWeb
import Testing

@Suite struct AttackTests {
    @Test("an unknown code and a wrong PIN look alike, on the page and in the API, and are throttled alike")
    func unlock() async throws {
        let site = try await TestSite.make()
        let receipt = try await site.country.handIn()
        let unknown = LetterCode(home: Home(slot: 1)!, on: Day("2026-11-20")!, random: [9, 9, 9, 9])
        let pin = receipt.pin(under: TestCountry.keys).description
        let wrong = pin == "000000" ? "000001" : "000000"
        var bodies: [[String]] = []
        for code in [receipt.letter.code.description, unknown.description] {
            var answers: [String] = []
            for _ in 0..<12 {
                let reply = try await site.send(
                    .get, "/api/v1/matters/\(code)", headers: [HTTPField.Name("Matter-Pin")!: wrong])
                answers.append("\(reply.status) " + reply.body.replacing(/"correlation":"[a-z0-9]+"/, with: ""))
            }
            bodies.append(answers)
        }
        #expect(bodies[0] == bodies[1])
        #expect(bodies[0].map { String($0.prefix(3)) } == Array(repeating: "404", count: 10) + ["429", "429"])
        // Throttled means throttled, also with the right PIN; later it opens.
        let right: HTTPFields = [HTTPField.Name("Matter-Pin")!: pin]
        let code = receipt.letter.code
        let locked = try await site.send(.get, "/api/v1/matters/\(code)", headers: right)
        #expect(locked.status == 429)
        #expect(Int(locked.headers[.retryAfter] ?? "") ?? 0 > 0)
        site.country.clock.move(seconds: 16 * 60)
        #expect(try await site.send(.get, "/api/v1/matters/\(code)", headers: right).status == 200)
    }

    @Test(
        "whatever a browser says it speaks, a page comes, in Vietnamese if nothing else was understood",
        arguments: [";", "-", ",;", " ;q=1", "--", ",", "", "zz-;", ";;;,en-US;q=0.3"])
    func languages(_ asked: String) async throws {
        let site = try await TestSite.make()
        let reply = try await site.send(.get, "/", headers: [.acceptLanguage: asked])
        let page = try ParsedPage(reply.body)
        #expect(reply.status == 200)
        #expect(page.elements[0].attributes["lang"] == (asked.contains("en") ? "en" : "vi"))
    }

    @Test("two hundred wrong PINs at once are ten tries")
    func burst() async throws {
        let site = try await TestSite.make()
        let receipt = try await site.country.handIn()
        let pin = receipt.pin(under: TestCountry.keys).description
        let wrong: HTTPFields = [HTTPField.Name("Matter-Pin")!: pin == "000000" ? "000001" : "000000"]
        let tried = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    try await site.send(.get, "/api/v1/matters/\(receipt.letter.code)", headers: wrong).status
                }
            }
            return try await group.reduce(0) { $0 + ($1 == 404 ? 1 : 0) }
        }
        #expect(tried == 10)
    }

    @Test("the right PIN, asked for again and again, uses up no tries")
    func polling() async throws {
        let site = try await TestSite.make()
        let receipt = try await site.country.handIn()
        let right: HTTPFields = [HTTPField.Name("Matter-Pin")!: receipt.pin(under: TestCountry.keys).description]
        for _ in 0..<30 {
            let reply = try await site.send(.get, "/api/v1/matters/\(receipt.letter.code)", headers: right)
            #expect(reply.status == 200)
        }
    }

    @Test("wrong passwords are throttled, and an unknown login looks like a wrong password")
    func signIn() async throws {
        let site = try await TestSite.make()
        let browser = TestBrowser(site)
        for login in ["ha", "nobody"] {
            var statuses: [Int] = []
            for _ in 0..<11 {
                statuses.append(
                    try await browser.post("/desk/sign-in", [("login", login), ("password", "wrong")]).status)
            }
            #expect(statuses == Array(repeating: 422, count: 10) + [429])
        }
        site.country.clock.move(seconds: 16 * 60)
        #expect(try await browser.signIn("HA").status == 200)
    }

    @Test("a form another site sends, or one without the session's token, does nothing")
    func forged() async throws {
        let site = try await TestSite.make()
        let receipt = try await site.country.handIn()
        let ha = TestBrowser(site)
        _ = try await ha.signIn("ha")
        let take = "/desk/matters/\(receipt.matter)/take"
        #expect(try await ha.post(take, []).status == 403)
        #expect(try await ha.post(take, [("csrf", String(repeating: "0", count: 32))]).status == 403)
        let csrf = try #require(try ParsedPage(try await ha.get("/desk").body).hidden("csrf"))
        for headers: HTTPFields in [
            [.origin: "https://evil.example"], [HTTPField.Name("Sec-Fetch-Site")!: "cross-site"], [.origin: "null"],
        ] {
            #expect(try await ha.post(take, [("csrf", csrf)], headers: headers).status == 403)
        }
        #expect(try await site.country.file(receipt.matter, for: "ha")?.matter.procedure.stage == .received)
        #expect(try await ha.post(take, [("csrf", csrf)], headers: [.origin: "http://test"]).status == 303)
    }

    @Test("no page's headers make a browser hide where its own forms come from")
    func referrer() async throws {
        let reply = try await TestBrowser(try await TestSite.make()).get("/letters/new")
        // With `no-referrer` a browser sends `Origin: null`, and over plain HTTP nothing else tells ours from others.
        #expect(reply.headers[HTTPField.Name("Referrer-Policy")!] == "same-origin")
    }

    @Test("without a session every page of the workspace leads to the sign-in, and no act is done")
    func signedOut() async throws {
        let site = try await TestSite.make()
        let receipt = try await site.country.handIn()
        let address = "/desk/matters/\(receipt.matter)"
        let browser = TestBrowser(site)
        #expect(try await browser.get(address).location == "/desk/sign-in?next=\(address)")
        #expect(try await browser.post(address + "/take", []).status == 401)
        // A session ends by signing out, after two hours without use, and after twelve in any case.
        _ = try await browser.signIn("ha")
        let csrf = try #require(try ParsedPage(try await browser.get("/desk").body).hidden("csrf"))
        _ = try await browser.post("/desk/sign-out", [("csrf", csrf)])
        #expect(try await browser.get("/desk").status == 303)
        _ = try await browser.signIn("ha")
        site.country.clock.move(seconds: 2 * 3600 + 1)
        #expect(try await browser.get("/desk").status == 303)
        _ = try await browser.signIn("ha")
        for hour in 1...12 {
            site.country.clock.move(seconds: 3600)
            #expect(try await browser.get("/desk").status == (hour < 12 ? 200 : 303), "hour \(hour)")
        }
    }

    @Test("a cookie that was not signed here, or has run out, opens no letter")
    func letterCookie() async throws {
        let site = try await TestSite.make()
        let receipt = try await site.country.handIn()
        let forged = "\(receipt.letter.key).1.1.9999999999999.\(String(repeating: "0", count: 64))"
        let reply = try await site.send(.get, "/letters/receipt", headers: [.cookie: "hoidap_letter=\(forged)"])
        #expect(reply.location == "/follow")
        let lan = TestBrowser(site)
        let pin = receipt.pin(under: TestCountry.keys).description
        _ = try await lan.post("/follow", [("code", receipt.letter.code.description), ("pin", pin)])
        #expect(try await lan.get("/follow/letter").status == 200)
        site.country.clock.move(seconds: 1801)
        #expect(try await lan.get("/follow/letter").location == "/follow")
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let method: HTTPRequest.Method
        let path: String
        var type: String? = "application/json"
        var body = ""
        let status: Int
    }

    static let cases: [Case] = [
        Case(testDescription: "unknown address", method: .get, path: "/nope", status: 404),
        Case(testDescription: "unknown API address", method: .get, path: "/api/v1/nope", status: 404),
        Case(testDescription: "wrong method", method: .delete, path: "/api/v1/letters", status: 405),
        Case(testDescription: "wrong method of a page", method: .post, path: "/follow/letter", status: 405),
        Case(testDescription: "no JSON", method: .post, path: "/api/v1/letters", body: "{", status: 400),
        Case(testDescription: "not a JSON text", method: .post, path: "/api/v1/letters", body: "\u{FF}", status: 400),
        Case(testDescription: "array", method: .post, path: "/api/v1/letters", body: "[]", status: 400),
        Case(
            testDescription: "number for text", method: .post, path: "/api/v1/letters",
            body: #"{"kind":"feedback","title":1,"body":"b","area":"010"}"#, status: 422),
        Case(
            testDescription: "field missing", method: .post, path: "/api/v1/letters",
            body: #"{"kind":"feedback","title":"a","area":"010"}"#, status: 422),
        Case(
            testDescription: "kind unknown", method: .post, path: "/api/v1/letters",
            body: #"{"kind":"spell","title":"a","body":"b","area":"010"}"#, status: 422),
        Case(
            testDescription: "area unknown", method: .post, path: "/api/v1/letters",
            body: #"{"kind":"feedback","title":"a","body":"b","area":"zzz"}"#, status: 422),
        Case(
            testDescription: "U+0000", method: .post, path: "/api/v1/letters",
            body: #"{"kind":"feedback","title":"a\u0000","body":"b","area":"010"}"#, status: 422),
        Case(
            testDescription: "form instead of JSON", method: .post, path: "/api/v1/letters",
            type: "application/x-www-form-urlencoded", body: "kind=feedback", status: 415),
        Case(testDescription: "no type", method: .post, path: "/api/v1/letters", type: nil, body: "{}", status: 415),
        Case(testDescription: "JSON instead of a form", method: .post, path: "/letters", body: "{}", status: 415),
        Case(
            testDescription: "broken percent-encoding", method: .post, path: "/letters",
            type: "application/x-www-form-urlencoded", body: "title=%ZZ", status: 400),
        Case(
            testDescription: "form not UTF-8", method: .post, path: "/letters",
            type: "application/x-www-form-urlencoded", body: "title=%FF%FE", status: 400),
        Case(
            testDescription: "oversized", method: .post, path: "/api/v1/letters",
            body: String(repeating: "x", count: 600_000), status: 413),
        Case(
            testDescription: "oversized form", method: .post, path: "/letters",
            type: "application/x-www-form-urlencoded", body: String(repeating: "x", count: 600_000), status: 413),
        Case(testDescription: "no code", method: .get, path: "/api/v1/matters/%FF", status: 404),
        Case(testDescription: "wrong code", method: .get, path: "/api/v1/matters/123", status: 404),
        Case(testDescription: "live", method: .get, path: "/health/live", status: 200),
        Case(testDescription: "ready", method: .get, path: "/health/ready", status: 200),
    ]

    @Test("bad input gets the right status and a document that says what to do, never a trace", arguments: cases)
    func badInput(_ bad: Case) async throws {
        let site = try await TestSite.make()
        var headers: HTTPFields = [.acceptLanguage: "en"]
        headers[.contentType] = bad.type
        let reply = try await site.send(bad.method, bad.path, headers: headers, body: bad.body)
        #expect(reply.status == bad.status, "\(reply.body.prefix(300))")
        for leak in ["Error", "swift", "/work", "DecodingError", "Optional("] { #expect(!reply.body.contains(leak)) }
        if bad.status >= 400 {
            if bad.path.hasPrefix("/api") {
                #expect(reply.headers[.contentType] == "application/problem+json")
                #expect(reply.body.contains("\"code\"") && reply.body.contains("\"status\":\(bad.status)"))
            } else {
                #expect(try ParsedPage(reply.body).faults == [])
            }
        }
        #expect(reply.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
    }

    @Test(
        "HEAD is answered without a body, also where no route takes it",
        arguments: [
            "/nosuchpage", "/letters", "/follow/reply", "/desk/matters/1-1/take", "/desk/nosuchpage", "/api/v1/letters",
            "/api/v1/nope", "/", "/health/live",
        ])
    func head(_ path: String) async throws {
        let site = try await TestSite.make()
        let (head, get) = (try await site.send(.head, path), try await site.send(.get, path))
        #expect(head.bytes.isEmpty && head.status == get.status)
        #expect(Int(head.headers[.contentLength] ?? "") ?? 0 > 0, "the length is that of the body left out")
    }

    @Test(
        "a body that breaks off is a request that cannot be read, and no failure of ours",
        arguments: [
            ("/letters", "application/x-www-form-urlencoded", "title=a"),
            ("/letters/new/files", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data"),
            ("/api/v1/letters", "application/json", "{"),
        ])
    func brokenOff(_ path: String, _ type: String, _ body: String) async throws {
        let site = try await TestSite.make()
        let reply = try await site.sendBroken(path, headers: [.contentType: type, .acceptLanguage: "en"], body: body)
        #expect(reply.status == 400 && reply.body.contains("cannot be read"), "\(reply.status)")
    }

    @Test(
        "a field of a wrong type is told what it must be",
        arguments: [
            (#""people":"2""#, "people", "whole number"), (#""people":1.5"#, "people", "whole number"),
            (#""people":99999999999999999999"#, "people", "whole number"),
            (#""publishable":"yes""#, "publishable", "true or false"),
            (#""petitioner":[]"#, "petitioner", "an object"), (#""petitioner":"Lan""#, "petitioner", "an object"),
            (#""petitioner":{"name":7}"#, "petitioner.name", "a string"),
            (#""organization":1"#, "organization", "a string"),
        ])
    func wrongType(_ extra: String, _ field: String, _ says: String) async throws {
        let site = try await TestSite.make()
        let reply = try await site.send(
            .post, "/api/v1/letters", headers: [.contentType: "application/json", .acceptLanguage: "en"],
            body: #"{"kind":"feedback","title":"a","body":"b","area":"010",\#(extra)}"#)
        #expect(reply.status == 422 && reply.body.contains("\"field\":\"\(field)\""), "\(reply.body)")
        #expect(reply.body.contains(says), "\(reply.body)")
    }

    @Test("only JSON in UTF-8 is taken, and only under its own name")
    func encoding() async throws {
        let site = try await TestSite.make()
        let body = #"{"kind":"feedback","title":"a","body":"b","area":"010"}"#
        func status(_ type: String, _ body: String) async throws -> Int {
            try await site.send(.post, "/api/v1/letters", headers: [.contentType: type], body: body).status
        }
        for type in ["application/jsonp", "application/json5", "application/json-patch+json", "text/json"] {
            #expect(try await status(type, body) == 415, "\(type)")
        }
        for type in ["application/json", "Application/JSON ; charset=utf-8"] {
            #expect(try await status(type, body) == 201, "\(type)")
        }
        // As UTF-16 writes it, which has a byte of nought in each of these characters.
        #expect(try await status("application/json", body.map { "\($0)\u{0}" }.joined()) == 400)
    }

    @Test("the API gives a letter once for one key, and its matter to whoever has the PIN")
    func api() async throws {
        let site = try await TestSite.make()
        let headers: HTTPFields = [.contentType: "application/json", HTTPField.Name("Idempotency-Key")!: "abc"]
        let body =
            #"{"kind":"feedback","title":"Cống vỡ","body":"Gọi 0912345678","area":"010","petitioner":{"phone":"0912345678"}}"#
        let first = try await site.send(.post, "/api/v1/letters", headers: headers, body: body)
        let second = try await site.send(.post, "/api/v1/letters", headers: headers, body: body)
        #expect(first.status == 201 && second.status == 201 && first.body.contains("\"pin\""))
        func field(_ name: String, _ text: String) -> String? {
            text.firstMatch(of: try! Regex("\"\(name)\":\"([^\"]+)\"")).flatMap { $0[1].substring.map(String.init) }
        }
        #expect(field("code", first.body) == field("code", second.body))
        #expect(field("pin", first.body) == field("pin", second.body))
        let other = try await site.send(
            .post, "/api/v1/letters", headers: headers, body: body.replacing("vỡ", with: "tắc"))
        #expect(other.status == 422 && other.body.contains("request.keyReused"))
        let address = try #require(first.location)
        let pin = try #require(field("pin", first.body))
        let matter = try await site.send(.get, address, headers: [HTTPField.Name("Matter-Pin")!: pin])
        #expect(matter.status == 200)
        #expect(matter.body.contains("\"state\":\"received\"") && matter.body.contains("letter.receive"))
        #expect(!matter.body.contains("0912345678"))
        for key in ["", String(repeating: "k", count: 256), "khóa"] {
            let reply = try await site.send(
                .post, "/api/v1/letters",
                headers: [.contentType: "application/json", HTTPField.Name("Idempotency-Key")!: key], body: body)
            #expect(reply.status == 400, "\(key)")
        }
    }
}
