import Acts
import Cases
import Identity
import Kernel
import Language
import Mail
import Notices
import Registry
import Synchronization
import TestKit
import TestKitWeb
import Testing
import Vault

@testable import Server

/// The job that sends e-mails, over a carrier that keeps what it is given.
@Suite struct MailJobTests {
    private final class Carrier: MailCarrier {
        private let state = Mutex((sent: [MailMessage](), replies: [Delivery]()))

        /// `replies` are given in turn, then every message is accepted.
        init(_ replies: [Delivery] = []) { state.withLock { $0.replies = replies } }

        var sent: [MailMessage] { state.withLock(\.sent) }

        func carry(_ message: MailMessage) async -> Delivery {
            // Long enough for a second server to come by.
            try? await Task.sleep(for: .milliseconds(20))
            return state.withLock { state in
                state.sent.append(message)
                return state.replies.isEmpty ? .accepted : state.replies.removeFirst()
            }
        }
    }

    private static let lan = Sender(
        name: "Nguyễn Thị Lan", address: "12 ngõ 3", phone: "0912 345 678", email: "lan@example.com")

    private func taken(
        _ site: TestSite, _ kind: Kind = .feedback, _ sender: Sender = lan
    ) async throws -> Receipt {
        let receipt = try await site.country.handIn(TestCountry.typed(kind, sender: sender))
        try await site.country.take(receipt.matter, by: "ha")
        return receipt
    }

    private func job(_ carrier: Carrier, _ site: TestSite) -> Job {
        mailJob(
            MailPlan(
                carrier, from: MailAddress("hoidap@example.gov.vn")!, publicAddress: "https://hoidap.example.gov.vn"),
            ProjectFiles.catalogue, site.site.directory)
    }

    private func context(_ site: TestSite) -> JobContext {
        JobContext(store: site.country.store, performer: site.country.performer)
    }

    private func last(_ receipt: Receipt, _ site: TestSite) async throws -> Notice {
        try #require(try await site.country.store.read { tx in try NoticeTable.last(of: receipt.letter.key, tx) })
    }

    @Test(
        "a mail has the number, what happened, the next day and where to read on; no PIN, no name, no word of the letter"
    )
    func content() async throws {
        let site = try await TestSite.make()
        let receipt = try await taken(site)
        let carrier = Carrier()
        try await job(carrier, site).run(context(site))
        let mail = try #require(carrier.sent.first)
        #expect(mail.to.description == "lan@example.com")
        #expect(try await last(receipt, site).course.state == .told)
        let code = receipt.letter.code.description
        for text in [mail.plain, mail.html] {
            for part in [code, "https://hoidap.example.gov.vn/follow?code=\(code)", "UBND xã", "PC of", "taken up"] {
                #expect(text.contains(part), "\(part)")
            }
            for part in [receipt.pin(under: TestCountry.keys).description, "Lan", "Cống", "0912", "ngõ 3"] {
                #expect(!text.contains(part), "\(part)")
            }
        }
        #expect(mail.subject.contains(code) && NoticeToken.read(mail.token, under: TestCountry.keys) != nil)
    }

    @Test("of a denunciation a mail says that there is news, and neither what nor where")
    func denunciation() async throws {
        let site = try await TestSite.make()
        _ = try await taken(site, .denunciation)
        let carrier = Carrier()
        try await job(carrier, site).run(context(site))
        let mail = try #require(carrier.sent.first)
        for word in ["tố cáo", "enunciation", "UBND", "PC of", "taken up", "Tố cáo"] {
            #expect(![mail.subject, mail.plain, mail.html].joined().contains(word), "\(word)")
        }
    }

    @Test("two servers send one mail; one killed before it could record sends the same message again")
    func twice() async throws {
        let site = try await TestSite.make()
        let receipt = try await taken(site)
        let carrier = Carrier()
        let (one, two) = (job(carrier, site), job(carrier, site))
        async let first: Void = one.run(context(site))
        async let second: Void = two.run(context(site))
        _ = try await (first, second)
        #expect(carrier.sent.count == 1)
        // As if the lease were still held by a server that was killed while sending the next one.
        try await site.country.answer(receipt.matter, by: "ha")
        let notice = try await last(receipt, site)
        let dead = Leases(site.country.store, holder: "dead")
        let now = site.country.clock.now
        #expect(try await dead.take("notice.\(notice.key)", until: now.adding(seconds: 300), at: now))
        try await job(carrier, site).run(context(site))
        #expect(carrier.sent.count == 1)
        site.country.clock.move(seconds: 301)
        try await job(carrier, site).run(context(site))
        #expect(carrier.sent.count == 2)
        #expect(carrier.sent[1].token == NoticeToken.of(notice.key, under: TestCountry.keys))
    }

    @Test("put off it is tried again, later and later; refused it goes to the telephone at once")
    func fallsOver() async throws {
        let site = try await TestSite.make()
        let receipt = try await taken(site)
        let carrier = Carrier([.postponed, .postponed, .refused])
        let job = job(carrier, site)
        for tries in 1...3 {
            try await job.run(context(site))
            try await job.run(context(site))
            #expect(carrier.sent.count == tries)
            site.country.clock.move(seconds: 60)
        }
        #expect(Set(carrier.sent.map(\.token)).count == 1)
        #expect(try await last(receipt, site).course.state == .calling)
    }

    @Test("put off until two working days are over, somebody calls")
    func late() async throws {
        let site = try await TestSite.make()
        let receipt = try await taken(site)
        site.country.clock.move(to: Day("2026-11-26")!)
        try await job(Carrier([.postponed]), site).run(context(site))
        #expect(try await last(receipt, site).course.state == .calling)
    }

    @Test("where no mail is set up, e-mail is no way")
    func without() async throws {
        let site = try await TestSite.make()
        let receipt = try await taken(site)
        let only = try await taken(site, .feedback, Sender(email: "minh@example.com"))
        try await withoutMailJob().run(context(site))
        #expect(try await last(receipt, site).course.state == .calling)
        #expect(try await last(only, site).course.state == .unreached)
        let names = [MailJobs.without: DoctorMessages.mailMissing, MailJobs.sending: DoctorMessages.mailFine]
        let now = site.country.clock.now
        for (name, message) in names {
            #expect(Doctor.mail(["job.\(name)": now.adding(seconds: 9)], at: now).map(\.message) == [message])
        }
        #expect(Doctor.mail([:], at: now).isEmpty)
    }
}
