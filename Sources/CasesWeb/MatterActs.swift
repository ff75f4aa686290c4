import Cases
import Kernel
import Language
import Markup
import Registry
import Web

/// What this officer can do now, and what keeps the officer from the rest.
func actsSection(_ page: MatterPage, _ words: Wording) -> HTML {
    let t = words.t
    let groups: [(title: MessageKey, acts: [OfferedAct])] = [
        (
            MatterMessages.groupWork,
            [
                .recheck, .take, .accept, .decline, .sign, .signOnPaper, .issue, .returnDraft, .answer, .submit,
                .reopen, .uphold,
                .resume, .ask, .note,
                .contribute,
            ]
        ),
        (
            MatterMessages.groupSort,
            [
                .assign, .release, .classify, .extract, .split, .join, .part, .offer, .recall, .close, .setAside,
                .restore, .void,
            ]
        ),
        (
            MatterMessages.groupMore,
            [
                .addFiles, .reissue, .invite, .uninvite, .correct, .propose, .publish, .unpublish, .rate, .open,
                .stepAside,
            ]
        ),
    ]
    return element("div", [("class", "acts")]) {
        section(t(CasesWebMessages.actsTitle), id: "acts") {
            for reason in hindrances(page, words) { hint(reason) }
            if page.hasDifficultWays {
                paragraph { link(t(DifficultMessages.title), to: MatterRoutes.difficult.path(page.matter.key)) }
            }
            for group in groups {
                let acts = group.acts.filter(page.offers.acts.contains)
                if !acts.isEmpty {
                    h3(t(group.title))
                    for act in acts { actDetails(act, page, words) }
                }
            }
        }
    }
}

private func actDetails(_ act: OfferedAct, _ page: MatterPage, _ words: Wording) -> HTML {
    let t = words.t
    return details(actTitle(act, page, t), id: "do-\(act)", isOpen: isOpen(act, page)) {
        if let returned = page.returned, returned.isRestored, returned.act == act {
            notice(.info) { p(t(MatterMessages.restored)) }
        }
        hint(t(MatterMessages.does(act)))
        actForm(act, page, words)
    }
}

func actTitle(_ act: OfferedAct, _ page: MatterPage, _ t: Translator) -> String {
    act == .answer && page.matter.procedure.stage == .contested
        ? t(MatterMessages.upholdNow) : t(MatterMessages.act(act))
}

/// The form that came back, the one asked for, or else the next step of the way.
private func isOpen(_ act: OfferedAct, _ page: MatterPage) -> Bool {
    if let returned = page.returned { return returned.act == act }
    if let asked = page.asked.act { return asked == act }
    let next: OfferedAct? =
        switch page.matter.procedure.stage {
        case .received: .take
        case .offered: .accept
        case .taken: page.offers.acts.contains(.answer) ? .answer : .submit
        case .drafted: page.offers.acts.contains(.sign) ? .sign : .signOnPaper
        case .approved: .issue
        case .answered, .closed: .recheck
        case .asked, .contested: nil
        }
    return next == act
}

/// Why what one would expect cannot be done by this officer now, a line each.
private func hindrances(_ page: MatterPage, _ words: Wording) -> [String] {
    let t = words.t
    let (matter, acts) = (page.matter, page.offers.acts)
    let procedure = matter.procedure
    let handles = procedure.handler.map { page.standing.holds($0.post) } ?? false
    let signers = page.file.posts.filter { $0.post.role.powers.contains(.sign) && !$0.holders.isEmpty }
        .map { "\($0.holders.joined(separator: ", ")) (\(t.pick($0.post.title)))" }.joined(separator: "; ")
    var reasons: [String] = []
    if acts.subtracting([.stepAside]).isEmpty { reasons.append(t(MatterMessages.nothing)) }
    switch procedure.stage {
    case .offered:
        if !acts.contains(.accept), let body = procedure.offeredTo {
            reasons.append(t(MatterMessages.whyOffered, ["organization": words.organization(body)]))
        }
    case .taken, .asked:
        // Whose work it is says nothing to whoever can only look.
        guard reasons.isEmpty else { break }
        if !handles {
            reasons.append(t(MatterMessages.whyHeld, ["name": words.handler(page.file)]))
        } else if !procedure.allows(.submit(.answer)) {
            reasons.append(t(MatterMessages.whyKind))
        } else if procedure.stage == .asked {
            reasons.append(t(MatterMessages.whyAsked))
        }
    case .drafted where !acts.contains(.sign):
        reasons.append(
            t(
                procedure.draftPurpose == .setAside ? MatterMessages.whySecond : MatterMessages.whySignature,
                ["names": signers]))
    case .approved where !acts.contains(.issue):
        reasons.append(t(MatterMessages.whyNumber))
    case .contested:
        if !handles { reasons.append(t(MatterMessages.whyContest, ["name": words.handler(page.file)])) }
    case .answered:
        if matter.board == .absent, page.offers.consenting.isEmpty { reasons.append(t(MatterMessages.whyConsent)) }
        if case .proposed = matter.board, !acts.contains(.publish) {
            reasons.append(t(MatterMessages.whyBoardSecond, ["names": signers]))
        }
    case .received, .drafted, .approved, .closed: break
    }
    return reasons
}
