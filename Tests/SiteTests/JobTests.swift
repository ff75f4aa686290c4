import Acts
import Kernel
import Server
import TestKit
import TestKitWeb
import Testing

@Suite struct JobTests {
    @Test("every job of every module runs, and running it again changes nothing more")
    func everyJob() async throws {
        let site = try await TestSite.make()
        let country = site.country
        let matter = try await country.handIn(arrived: country.clock.today.adding(-30)).matter
        let browser = TestBrowser(site)
        _ = try await browser.signIn("ha")
        _ = try await browser.post("/desk/sign-in", [("login", "x"), ("password", "y")])
        let context = JobContext(store: country.store, performer: country.performer)
        country.clock.move(seconds: 8 * 86_400)
        for _ in 0..<2 {
            for job in Modules.all.flatMap(\.jobs) {
                #expect(job.everySeconds > 0)
                try await job.run(context)
            }
        }
        // The job has lapsed what has passed, and forgotten the session.
        let file = try #require(try await country.file(matter, for: "ha"))
        #expect(file.matter.clocks.map(\.state) == [.lapsed, .running, .lapsed])
        #expect(file.matter.version == 3)
        #expect(try await browser.get("/desk").status == 303)
    }
}
