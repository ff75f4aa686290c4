import Cases
import Kernel
import Language
import Notices
import Registry
import Web

/// What a person is told, in one language: by mail, on paper and on the telephone the same. Of a denunciation it says the
/// number of the letter and nothing else, whoever may read it or hear it.
struct NoticeWording {
    let t: Translator
    let directory: Directory

    init(_ t: Translator, _ directory: Directory) {
        self.t = t
        self.directory = directory
    }

    func isProtected(_ line: NoticeLine) -> Bool { line.kind == .denunciation }

    /// The body that speaks; nil where it is not to be named.
    func office(_ line: NoticeLine) -> String? {
        guard !isProtected(line) else { return nil }
        return directory.organization(line.notice.organization).map { t.pick($0.name) }
    }

    /// What happened, in a sentence.
    func sentence(_ line: NoticeLine) -> String {
        let code = line.notice.code
        guard let office = office(line) else { return t(NoticeMessages.protected, ["code": code]) }
        return t(NoticeMessages.news(line.notice.news), ["organization": office, "code": code])
    }

    /// The next day that counts; nil if there is none, or it would say what the letter is.
    func next(_ line: NoticeLine) -> String? {
        guard !isProtected(line), !line.notice.nextDay.isNever else { return nil }
        return t(NoticeMessages.next, ["day": t.weekday(line.notice.nextDay)])
    }

    /// What the officer who calls reads out.
    func readOut(_ line: NoticeLine) -> String {
        let hello =
            office(line).map { t(NoticeMessages.hello, ["organization": $0]) } ?? t(NoticeMessages.helloProtected)
        return [hello, sentence(line), next(line), t(NoticeMessages.needsCounter)].compactMap(\.self)
            .joined(separator: " ")
    }

    /// The paragraphs of a mail or a letter, after the form of address.
    func paragraphs(_ line: NoticeLine) -> [String] {
        [sentence(line), next(line)].compactMap(\.self)
    }
}

extension Wording {
    /// What the sender sees of the last notice: told how and when, or why not.
    func told(_ notice: Notice) -> String {
        let course = notice.course
        let day = t.day(course.moved)
        let name =
            switch course.state {
            case .mailing: "mailing"
            case .calling: course.tries == 0 ? "calling" : "called"
            case .printing: "printing"
            case .posted: "posted"
            case .unreached: "unreached"
            case .noWay: "noWay"
            case .told, .replaced:
                switch course.channel {
                case .email: "email"
                case .telephone: "telephone"
                case .post: "post"
                case .page, .counter, .none: "page"
                }
            }
        return t(NoticeMessages.told(name), ["day": day])
    }
}

extension NoticeWording {
    /// Both languages, Vietnamese first: nobody was asked which one is read.
    static func both(_ site: Site) -> [NoticeWording] {
        Locale.allCases.sorted { $0 == .vi && $1 != .vi }
            .map { NoticeWording(site.translator($0), site.directory.current) }
    }
}
