import Cases
import Documents
import Kernel
import Language
import Markup

extension Wording {
    /// One event as a person reads it; `said` are the words it came with, if this reader may see them, `names` those of
    /// the officials, if this reader may know who did it, `codes` those of letters, if the matter has several, `setAside`
    /// why the letter was set aside then.
    func timelineItem(
        _ entry: TimelineEntry, _ clocks: [Clock], _ said: [Words], names: [OfficialID: String] = [:],
        codes: [LetterID: String] = [:], setAside: FollowedLetter.SetAside? = nil
    ) -> TimelineItem {
        let (name, places) = event(entry.event, clocks, codes)
        let words = entry.event.saidWords.flatMap { id in said.first { $0.id == id } }
        return TimelineItem(
            day: ([t.weekday(entry.day)] + [entry.event.official.flatMap { names[$0] }].compactMap(\.self))
                .joined(separator: " · "), title: t(CasesWebMessages.event(name), places),
            detail: .joined([
                words.map { element("blockquote", [("class", "said")], $0.text) } ?? .empty,
                setAside.map(ground) ?? .empty,
            ]))
    }

    /// The listed ground, and the passage it rests on.
    private func ground(_ setAside: FollowedLetter.SetAside) -> HTML {
        .joined([
            p(t(MatterMessages.groundIs, ["ground": t(MatterMessages.ground(setAside.ground))])),
            setAside.passage.map { element("blockquote", [("class", "said")], $0) } ?? .empty,
        ])
    }

    /// One event in a sentence.
    func what(_ entry: TimelineEntry, _ clocks: [Clock]) -> String {
        let (name, places) = event(entry.event, clocks, [:])
        return t(CasesWebMessages.event(name), places)
    }

    private func event(
        _ event: MatterEvent, _ clocks: [Clock], _ codes: [LetterID: String]
    ) -> (name: String, places: [String: String]) {
        switch event {
        case .received(let received): receipt(received)
        case .classified(let classified): ("classified", ["kind": kind(classified.kind)])
        case .taken: ("taken", [:])
        case .assigned: ("assigned", [:])
        case .released: ("released", [:])
        case .offered(let body, _): ("offered", ["organization": organization(body)])
        case .accepted(_, let body): ("accepted", ["organization": organization(body)])
        case .declined: ("declined", [:])
        case .offerRecalled: ("offerRecalled", [:])
        case .asked: ("asked", [:])
        case .replied: ("replied", [:])
        case .resumed: ("resumed", [:])
        case .noted: ("noted", [:])
        case .submitted(let submitted):
            ("submitted", ["purpose": t(CasesWebMessages.purpose(submitted.purpose))])
        case .returned: ("returned", [:])
        case .signed(let signed):
            signed.issue.map { left(signed.purpose, $0.number) }
                ?? (
                    signed.paper == nil ? "signed" : "signedOnPaper",
                    ["purpose": t(CasesWebMessages.purpose(signed.purpose))]
                )
        case .issued(let issued): left(issued.purpose, issued.issue.number)
        case .corrected(let corrected): ("corrected", ["number": corrected.issue.number.description])
        case .contested: ("contested", [:])
        case .reopened: ("reopened", [:])
        case .closed(let closure, _, _): ("closed", ["reason": t(CasesWebMessages.closure(closure))])
        case .restored: ("restored", [:])
        case .rated(let rated):
            (rated.official == nil ? "rated" : "ratedByStaff", ["score": t.number(rated.score)])
        case .absorbed: ("absorbed", [:])
        case .joined: ("joined", [:])
        case .parted: ("parted", [:])
        case .regained: ("regained", [:])
        case .split: ("split", [:])
        case .invited(let body, _): ("invited", ["organization": organization(body)])
        case .contributed(let body, _): ("contributed", ["organization": organization(body)])
        case .uninvited(let body, _): ("uninvited", ["organization": organization(body)])
        case .consented(_, let consent): (consent ? "consented" : "refused", [:])
        case .proposed: ("proposed", [:])
        case .published: ("published", [:])
        case .unpublished: ("unpublished", [:])
        case .extracted: ("extracted", [:])
        // A date goes with its letter when matters are joined or parted.
        case .lapsed(let id): ("lapsed", ["duty": lapsedDuty(clocks.first { $0.id == id }, codes)])
        case .opened(let opened) where opened.reason == .tellSender: ("contactOpened", [:])
        case .opened(let opened) where opened.reason == .answerCall: ("calledAbout", [:])
        case .opened(let opened): ("opened", ["reason": t(CasesWebMessages.reason(opened.reason))])
        case .pinReissued(let reissued): ("pinReissued", ["paper": t(RegisterMessages.paper(reissued.paper))])
        case .filesAdded(let added): ("filesAdded", ["n": t.number(added.files.count)])
        case .drawn: ("drawn", [:])
        case .rechecked(let rechecked): (rechecked.stands ? "recheckStood" : "recheckFailed", [:])
        }
    }

    /// A document has left the body.
    private func left(_ purpose: DraftPurpose, _ number: DocumentNumber) -> (name: String, places: [String: String]) {
        let name =
            switch purpose {
            case .answer: "answered"
            case .uphold: "upheld"
            case .setAside: "setAside"
            }
        return (name, ["number": number.description])
    }

    /// A letter that an officer entered has a number, and perhaps another day than the one it arrived on.
    private func receipt(_ received: LetterReceived) -> (name: String, places: [String: String]) {
        var places = ["organization": organization(received.organization)]
        guard let registration = received.registration else { return ("received", places) }
        places["number"] = registration.number.description
        places["day"] = t.day(registration.day)
        return ("registered", places)
    }

    private func lapsedDuty(_ clock: Clock?, _ codes: [LetterID: String]) -> String {
        guard let clock else { return t(CasesWebMessages.dutyElsewhere) }
        let code = clock.letter.flatMap { codes[$0] }
        return code.map { "\(duty(clock)) (\($0))" } ?? duty(clock)
    }
}
