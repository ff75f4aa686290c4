import Cases
import Kernel
import Language
import Mail
import Markup
import Notices
import Registry
import Web

/// The e-mail by which a sender is told: plain and as HTML, in both languages. It holds the number of the letter and never
/// its PIN, a name, or a word of it.
public struct NoticeMail: Sendable {
    let catalogue: Catalogue
    let from: MailAddress
    /// As people reach the server: `https://hoidap.example.gov.vn`.
    let address: String

    public init(_ catalogue: Catalogue, from: MailAddress, address: String) {
        self.catalogue = catalogue
        self.from = from
        self.address = address
    }

    public func message(
        _ line: NoticeLine, to: MailAddress, token: String, at now: Instant, _ zone: Zone, _ directory: Directory
    ) -> MailMessage {
        let wordings = Locale.allCases.sorted { $0 == .vi && $1 != .vi }
            .map { NoticeWording(Translator($0, catalogue, zone: zone), directory) }
        let follow = address + CasesRoutes.follow.path() + "?code=\(line.notice.code)"
        return MailMessage(
            from: from, fromName: wordings.first.map { $0.t(NoticeMessages.from) } ?? "", to: to,
            subject: wordings.map { $0.t(NoticeMessages.subject, ["code": line.notice.code]) }
                .joined(separator: " · "),
            token: token, at: now, zone, languages: wordings.map { $0.t.locale.rawValue }.joined(separator: ", "),
            plain: wordings.map { plain(line, follow, $0) }.joined(separator: "\n\n----\n\n") + "\n",
            html: html(line, follow, wordings))
    }

    private func plain(_ line: NoticeLine, _ follow: String, _ wording: NoticeWording) -> String {
        let t = wording.t
        return
            ([t(NoticeMessages.dear)] + wording.paragraphs(line) + [
                t(NoticeMessages.followHere) + "\n" + follow, t(NoticeMessages.needs, ["code": line.notice.code]),
                t(NoticeMessages.automatic),
            ]).joined(separator: "\n\n")
    }

    private func html(_ line: NoticeLine, _ follow: String, _ wordings: [NoticeWording]) -> String {
        let style = "max-width: 36em; margin: 0 auto; padding: 1em; font: 16px/1.5 sans-serif; color: #231d19"
        let page = element("html", [("lang", "vi")]) {
            element("head") {
                void("meta", [("charset", "utf-8")])
                element("title", wordings.first.map { $0.t(NoticeMessages.from) } ?? "")
            }
            element("body") {
                element("div", [("style", style)]) {
                    for (index, wording) in wordings.enumerated() {
                        if index > 0 { void("hr") }
                        section(line, follow, wording)
                    }
                }
            }
        }
        return "<!doctype html>\n" + page.text + "\n"
    }

    private func section(_ line: NoticeLine, _ follow: String, _ wording: NoticeWording) -> HTML {
        let t = wording.t
        return element("div", [("lang", t.locale.rawValue)]) {
            p(t(NoticeMessages.dear))
            for text in wording.paragraphs(line) { p(text) }
            paragraph {
                HTML.text(t(NoticeMessages.followHere))
                void("br")
                link(follow, to: follow)
            }
            p(t(NoticeMessages.needs, ["code": line.notice.code]))
            element("p", [("style", "color: #635850; font-size: 14px")], t(NoticeMessages.automatic))
        }
    }
}
