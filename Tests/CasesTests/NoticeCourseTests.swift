import Kernel
import Legislation
import Notices
import TestKit
import Testing

/// How a notice goes from way to way: every state with every outcome.
@Suite struct NoticeCourseTests {
    private static let day = Day("2026-11-20")!
    private static let now = Instant(milliseconds: 1_795_138_200_000)
    private static let all: Set<Notice.Channel> = [.email, .telephone, .post]

    private func course(_ state: Notice.State) -> Notice.Course {
        let channel: Notice.Channel =
            switch state {
            case .mailing, .told: .email
            case .calling: .telephone
            case .printing, .posted, .unreached: .post
            case .noWay, .replaced: .none
            }
        return Notice.Course(state, channel, moved: Self.day)
    }

    private func after(
        _ outcome: NoticeOutcome, _ course: Notice.Course, ways: Set<Notice.Channel> = all, isLate: Bool = false,
        on day: Day = day
    ) -> Notice.Course? {
        course.after(outcome, on: day, at: Self.now, ways: ways, isLate: isLate)
    }

    @Test("every state and every outcome, with all ways given")
    func table() {
        // What is not named cannot be said then.
        let expected: [Notice.State: [NoticeOutcome: Notice.State]] = [
            .mailing: [
                .sent: .told, .putOff: .mailing, .refused: .calling, .bounced: .calling, .toldOtherwise: .told,
            ],
            .calling: [
                .reached: .told, .notReached: .calling, .wrongNumber: .printing, .toldOtherwise: .told,
            ],
            .printing: [
                .reached: .told, .notReached: .calling, .wrongNumber: .printing, .posted: .posted,
                .toldOtherwise: .told,
            ],
            .posted: [.delivered: .told, .returned: .unreached, .toldOtherwise: .told],
            // By e-mail: it may still come back.
            .told: [.bounced: .calling],
            .unreached: [
                .reached: .told, .notReached: .calling, .wrongNumber: .printing, .delivered: .told,
                .returned: .unreached, .toldOtherwise: .told,
            ],
            .noWay: [.toldOtherwise: .told],
            .replaced: [:],
        ]
        for state in Notice.State.allCases {
            for outcome in NoticeOutcome.allCases {
                #expect(
                    after(outcome, course(state))?.state == expected[state]?[outcome], "\(state) \(outcome)")
            }
        }
    }

    @Test("it begins with the first way given, and without one it has none")
    func beginning() {
        for (ways, state) in [
            (Self.all, Notice.State.mailing), ([.telephone, .post], .calling), ([.post], .printing), ([], .noWay),
        ] as [(Set<Notice.Channel>, Notice.State)] {
            #expect(Notice.Course.first(of: ways, on: Self.day).state == state, "\(ways)")
        }
    }

    @Test("a way that was not given is passed over; after the last one nobody was reached")
    func ways() {
        #expect(after(.refused, course(.mailing), ways: [.email, .post])?.state == .printing)
        #expect(after(.refused, course(.mailing), ways: [.email])?.state == .unreached)
        #expect(after(.wrongNumber, course(.calling), ways: [.telephone])?.state == .unreached)
        #expect(after(.bounced, course(.told), ways: [.email, .telephone])?.state == .calling)
        #expect(after(.reached, course(.printing), ways: [.post]) == nil)
    }

    @Test("three days without an answer, and a letter is sent; two calls on one day are one try")
    func calls() {
        var course = Notice.Course(.calling, .telephone, moved: Self.day)
        for (days, tries) in [(0, 1), (0, 1), (1, 2), (1, 2)] {
            course = after(.notReached, course, on: Self.day.adding(days))!
            #expect(course.state == .calling && course.tries == tries, "\(days)")
        }
        course = after(.notReached, course, on: Self.day.adding(2))!
        #expect(course.state == .printing && course.tries == 0)
    }

    @Test("a mail that is put off is tried again at growing distances, and goes another way when two days are over")
    func putOff() {
        var course = course(.mailing)
        var gaps: [Int64] = []
        for _ in 0..<14 {
            course = after(.putOff, course)!
            gaps.append((course.nextTry.milliseconds - Self.now.milliseconds) / 1000)
        }
        #expect(gaps == [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 5120, 7200, 7200, 7200])
        #expect(after(.putOff, course, isLate: true)?.state == .calling)
    }

    @Test("what was recorded by mistake is put right by what is true")
    func corrections() {
        let reached = after(.reached, course(.calling))!
        #expect(after(.notReached, reached)?.state == .calling && after(.wrongNumber, reached)?.state == .printing)
        let wrong = after(.wrongNumber, course(.calling))!
        #expect(after(.reached, wrong)?.state == .told)
        let delivered = after(.delivered, course(.posted))!
        #expect(after(.returned, delivered)?.state == .unreached)
        #expect(after(.delivered, after(.returned, delivered)!)?.state == .told)
    }

    @Test("two working days: a Friday's news is late on Thursday, with a holiday on the Tuesday")
    func time() {
        let law = ProjectFiles.law
        #expect(NoticeTime.due(from: Self.day, law) == Day("2026-11-25")!)
        #expect(NoticeTime.lateBefore(Day("2026-11-25")!, law) <= Self.day)
        #expect(NoticeTime.lateBefore(Day("2026-11-26")!, law) > Self.day)
        // A day is late exactly if its last day has passed: over a year with its holidays.
        for offset in 0..<365 {
            let today = Day("2026-01-05")!.adding(offset)
            let bound = NoticeTime.lateBefore(today, law)
            #expect(NoticeTime.due(from: bound, law) >= today, "\(today)")
            #expect(NoticeTime.due(from: bound.adding(-1), law) < today, "\(today)")
        }
    }

    @Test("a notice is named in addresses by its letter and number, and by nothing else")
    func keys() {
        let key = NoticeKey(LetterKey(Home(slot: 1)!, ID(8124)), 2)
        #expect(key.description == "1-8124-2" && NoticeKey("1-8124-2") == key)
        for text in ["", "1-8124", "1-8124-0", "1-8124--2", "1-8124-2-", "x-8124-2", "1-8124-2-3"] {
            #expect(NoticeKey(text) == nil, "\(text)")
        }
    }
}
