import Foundation
import Kernel
import Testing

@testable import Mail

@Suite struct MailTests {
    private static let now = Instant(milliseconds: 1_795_138_200_000)

    private func message(subject: String = "Thư 012Y-K3M9-XQ7: có tin mới · Letter 012Y-K3M9-XQ7: news") -> MailMessage
    {
        MailMessage(
            from: MailAddress("hoidap@example.gov.vn")!, fromName: "Hồi Đáp", to: MailAddress("lan@example.com")!,
            subject: subject, token: "hd-notice-1-8124-1-0a1b", at: Self.now, .vietnam, languages: "vi, en",
            plain: "Kính gửi Ông/Bà,\n\nCó tin mới.\n.\nHết.\n", html: "<p>Kính gửi Ông/Bà,</p>")
    }

    @Test(
        "addresses that mail can be sent to",
        arguments: ["a@b.vn", "lan.nguyen+thu@mail.example.com", " a@b.vn ", "o'neill@Example.COM", "1@2.34"])
    func addresses(_ text: String) { #expect(MailAddress(text) != nil) }

    @Test(
        "what could end a header or a command, or is no address, is none",
        arguments: [
            "", "a", "@", "a@", "@b.vn", "a@b", "a b@c.vn", "a@b.vn\r\nBcc: x@y.vn", "a@b.vn\n", "a@b.vn,c@d.vn",
            "\"a\"@b.vn", "a@b..vn", "a@.vn", "a@-b.vn", "a@b.vn.", ".a@b.vn", "a.@b.vn", "a..b@c.vn", "lân@b.vn",
            "a@bệnh.vn", "<a@b.vn>", "a@b.vn>", "a@[127.0.0.1]", "a@b@c.vn\u{0}", "a\tb@c.vn",
            "a" + String(repeating: "b", count: 64) + "@c.vn", "a@" + String(repeating: "b.", count: 130) + "vn",
        ])
    func noAddresses(_ text: String) { #expect(MailAddress(text) == nil) }

    @Test("a message has its headers once, both parts, ASCII lines that are short, and ends")
    func message() throws {
        let text = try #require(String(bytes: message().bytes, encoding: .ascii))
        let lines = text.components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 78 && !$0.contains("\n") && !$0.contains("\r") })
        let header = try #require(text.components(separatedBy: "\r\n\r\n").first)
        for name in [
            "Date: ", "From: ", "To: <lan@example.com>", "Message-ID: <hd-notice-1-8124-1-0a1b@example.gov.vn>",
            "Subject: =?utf-8?B?", "Auto-Submitted: auto-generated", "Content-Language: vi, en", "MIME-Version: 1.0",
            "X-Hoidap-Notice: hd-notice-1-8124-1-0a1b",
        ] {
            #expect(("\r\n" + header).components(separatedBy: "\r\n" + name).count == 2, "\(name)")
        }
        #expect(text.hasSuffix("--=_hd-notice-1-8124-1-0a1b--\r\n"))
        #expect(text.contains("Content-Type: text/plain; charset=utf-8") && text.contains("text/html; charset=utf-8"))
        #expect(!lines.contains("."))
        let plain = try #require(text.components(separatedBy: "base64\r\n\r\n").dropFirst().first)
        let body = plain.components(separatedBy: "\r\n--")[0].replacing("\r\n", with: "")
        let decoded = try #require(Data(base64Encoded: body).flatMap { String(data: $0, encoding: .utf8) })
        #expect(decoded == "Kính gửi Ông/Bà,\r\n\r\nCó tin mới.\r\n.\r\nHết.\r\n")
    }

    @Test("a subject with line breaks stays one header; words are cut between characters")
    func encodedWords() throws {
        let long = String(repeating: "Đường Nguyễn Huệ bị ngập. ", count: 8) + "\r\nBcc: a@b.vn"
        let words = MailMessage.encoded(long).components(separatedBy: "\r\n ")
        #expect(words.count > 4 && words.allSatisfy { $0.utf8.count <= 75 })
        let parts = try words.map { word in
            let inner = word.dropFirst("=?utf-8?B?".count).dropLast(2)
            return try #require(Data(base64Encoded: String(inner)).flatMap { String(data: $0, encoding: .utf8) })
        }
        #expect(parts.joined() == long)
        let header = String(decoding: message(subject: long).bytes, as: UTF8.self)
        #expect(!header.contains("Bcc:"))
    }

    @Test("the date is that of the place, as mail writes it")
    func date() { #expect(MailMessage.date(Self.now, .vietnam) == "Fri, 20 Nov 2026 08:30:00 +0700") }

    @Test("where mail is handed over is an address without credentials")
    func servers() {
        for good in ["smtp://localhost:25", "smtps://mail.example.gov.vn", "smtp://127.0.0.1:2525"] {
            #expect(SMTPCarrier(good, login: nil) != nil, "\(good)")
        }
        for bad in [
            "", "localhost", "http://a.vn", "smtp://", "smtp://user:secret@a.vn", "smtp://a.vn?x", "file:///etc",
        ] {
            #expect(SMTPCarrier(bad, login: nil) == nil, "\(bad)")
        }
        #expect(SendmailCarrier("sendmail") == nil && SendmailCarrier("/nowhere/sendmail") == nil)
    }

    @Test("what replies and exits mean")
    func replies() {
        for (code, delivery) in [
            (550, Delivery.refused), (554, .refused), (552, .refused), (450, .postponed), (421, .postponed),
            (0, .postponed), (530, .postponed),
        ] {
            #expect(SMTPCarrier.delivery(false, isOurLogin: false, code) == delivery, "\(code)")
        }
        #expect(SMTPCarrier.delivery(true, isOurLogin: false, 250) == .accepted)
        // That the server does not know us is no fault of the recipient.
        #expect(SMTPCarrier.delivery(false, isOurLogin: true, 550) == .postponed)
        for (status, delivery) in [
            (0, Delivery.accepted), (67, .refused), (68, .refused), (75, .postponed), (1, .postponed),
        ] {
            #expect(SendmailCarrier.delivery(Int32(status)) == delivery, "\(status)")
        }
    }

    @Test("the machine's own mail system gets the message on its input and no address in its arguments")
    func sendmail() async throws {
        let folder = NSTemporaryDirectory() + "hoidap-sendmail-\(UInt64.random(in: 0...UInt64.max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let program = folder + "/sendmail"
        try "#!/bin/sh\necho \"$@\" > \(folder)/arguments\ncat > \(folder)/message\n".write(
            toFile: program, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
        let carrier = try #require(SendmailCarrier(program))
        #expect(await carrier.carry(message()) == .accepted)
        let arguments = try String(contentsOfFile: folder + "/arguments", encoding: .utf8)
        #expect(arguments == "-t -i -f hoidap@example.gov.vn\n")
        let sent = try String(contentsOfFile: folder + "/message", encoding: .utf8)
        #expect(sent.contains("To: <lan@example.com>\n") && !sent.utf8.contains(13))
        try "#!/bin/sh\nexit 67\n".write(toFile: program, atomically: false, encoding: .utf8)
        #expect(await carrier.carry(message()) == .refused)
    }
}

@Suite struct ReturnedMailTests {
    private static let report = """
        From: MAILER-DAEMON@mx.example.com
        To: hoidap@example.gov.vn
        Subject: Undelivered Mail Returned to Sender
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
        \tboundary="b"

        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.com

        Final-Recipient: rfc822; lan@example.com
        Action: ACTION
        Status: 5.1.1

        --b
        Content-Type: text/rfc822-headers

        Message-ID: <hd-notice-1-8124-1-0a1b@example.gov.vn>
        X-Hoidap-Notice: hd-notice-1-8124-1-0a1b

        --b--
        """

    private func read(_ text: String) -> ReturnedMail {
        ReturnedMail.read(Array(text.utf8), tokensBeginning: "hd-notice-")
    }

    @Test("a report of failure names the message once, with either end of line")
    func failed() {
        let text = Self.report.replacing("ACTION", with: "failed")
        #expect(read(text) == .failed(["hd-notice-1-8124-1-0a1b"]))
        #expect(read(text.replacing("\n", with: "\r\n")) == .failed(["hd-notice-1-8124-1-0a1b"]))
        #expect(read(text.replacing("hd-notice-", with: "other-")) == .failed([]))
    }

    @Test("late and passed on are no failures", arguments: ["delayed", "relayed", "delivered", "expanded", ""])
    func passing(_ action: String) { #expect(read(Self.report.replacing("ACTION", with: action)) == .passing) }

    @Test("an answer of a person is no report, though it quotes the message")
    func answer() {
        #expect(
            read("From: lan@example.com\nSubject: Re\nContent-Type: text/plain\n\nAction: failed\nhd-notice-1-2-3-4")
                == .other)
    }

    @Test("whatever bytes come, it is read to its end", arguments: 0..<40)
    func garbage(_ seed: Int) {
        var random = SplitMixBytes(state: UInt64(seed + 1))
        var bytes = Array(Self.report.replacing("ACTION", with: "failed").utf8)
        for _ in 0..<(seed * 20) {
            bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
        }
        _ = ReturnedMail.read(bytes, tokensBeginning: "hd-notice-")
        _ = ReturnedMail.read(bytes.prefix(seed * 30), tokensBeginning: "hd-notice-")
        _ = Mailbox.messages(ofFile: bytes)
        #expect(ReturnedMail.read(bytes.filter { $0 != 10 }, tokensBeginning: "hd-notice-") == .other)
    }

    @Test("a mailbox holds its messages, each from its own beginning")
    func mailbox() {
        let text = "From a@b Fri Nov 20\nSubject: 1\n\nx\nFrom c@d Fri Nov 20\nSubject: 2\n\ny\n"
        let messages = Mailbox.messages(ofFile: Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
        #expect(messages == ["Subject: 1\n\nx\n", "Subject: 2\n\ny\n"])
        #expect(Mailbox.messages(ofFile: []).isEmpty && Mailbox.messages(ofFile: Array("x\n".utf8)).isEmpty)
    }
}

private struct SplitMixBytes {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
