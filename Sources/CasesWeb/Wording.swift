import Cases
import Kernel
import Language
import Legislation
import Markup
import Registry
import Web

/// How things of the domain are named to a person: one place for each.
struct Wording {
    let t: Translator
    let today: Day
    let directory: Directory
    let law: Law
    let fields: FieldList
    let gazetteer: Gazetteer
    let templates: TextTemplates

    init(_ site: Site, _ t: Translator) {
        self.t = t
        today = site.today
        directory = site.directory.current
        law = site.performer.world.law
        fields = site.fields
        gazetteer = site.gazetteer
        templates = site.templates
    }

    func kind(_ kind: Kind) -> String { t(CasesWebMessages.kind(kind)) }

    func stage(_ stage: Stage) -> HTML { badge(t(CasesWebMessages.stage(stage)), stage.shape) }

    func organization(_ id: OrganizationID) -> String {
        directory.organization(id).map { t.pick($0.name) } ?? ""
    }

    /// A unit is always shown with its province: names repeat across provinces.
    func area(_ code: String) -> String {
        if let unit = gazetteer.unit(code, .commune) ?? gazetteer.unit(code, .province) {
            return gazetteer.title(of: unit, in: t.locale)
        }
        guard let organization = directory.receiver(ofArea: code) else { return code }
        let name = t.pick(organization.area.name)
        guard let province = directory.province(of: organization.area) else { return name }
        return "\(name), \(t.pick(province.name))"
    }

    /// What is owed by a clock: a duty in law, or a promise, called so.
    func duty(_ clock: Clock) -> String { t(CasesWebMessages.duty(clock.deadline.rule)) }

    /// A last day as a list shows it, marked if it has passed.
    func due(_ day: Day) -> HTML {
        if day.isNever { return .text(t(CasesWebMessages.nothingOwed)) }
        return day < today
            ? Markup.due(t(CasesWebMessages.lateSince, ["day": t.day(day)]), isLate: true)
            : Markup.due(t.day(day))
    }

    /// A clock as a person reads it: what is owed, by when, whether it was, and how the day was counted. Where a matter has
    /// several letters, with the codes of those it is owed to.
    func clock(_ clock: Clock, of codes: [String]) -> HTML {
        let day = t.weekday(clock.deadline.due)
        let text =
            switch clock.state {
            case .running where clock.isOverdue(on: today), .lapsed:
                t(CasesWebMessages.clockLapsed, ["day": day])
            case .running: t(CasesWebMessages.clockRunning, ["day": day])
            case .met: t(CasesWebMessages.clockMet, ["day": day])
            case .metLate: t(CasesWebMessages.clockMetLate, ["day": day])
            case .ended: t(CasesWebMessages.clockEnded)
            }
        return element("div", [("class", "clock")]) {
            paragraph {
                strong(duty(clock))
                HTML.text(" ")
                badge(
                    t(CasesWebMessages.clockState(clock.isOverdue(on: today) ? .lapsed : clock.state)),
                    clock.isOverdue(on: today)
                        ? .late : clock.isOwed ? .received : clock.state == .met ? .answered : .closed)
            }
            p(text)
            if !codes.isEmpty {
                hint(t.count(CasesWebMessages.clockLetters, codes.count, ["codes": codes.joined(separator: ", ")]))
            }
            if !clock.deadline.rule.isImported { details(t(CasesWebMessages.howCounted)) { working(clock) } }
        }
    }

    private func working(_ clock: Clock) -> HTML {
        guard let length = length(of: clock.deadline),
            let working = try? law.working(of: clock.deadline, length: length)
        else { return p(t(CasesWebMessages.workingUnavailable)) }
        return .joined([
            source(clock.deadline, length),
            element("ol", [("class", "working")]) {
                for step in working.steps {
                    element("li", [("class", step.counted == nil ? "skipped" : nil)]) {
                        element("span", [("class", "day")], t.weekday(step.day))
                        HTML.text(" ")
                        element("span", LawWording(t).reason(step))
                    }
                }
            },
            working.isProvisional
                ? hint(t(LegislationMessages.provisional, ["year": String(clock.deadline.due.year)])) : .empty,
            working.agrees ? .empty : hint(t(LegislationMessages.changedSince)),
        ])
    }

    private func source(_ deadline: Deadline, _ length: Length) -> HTML {
        let legal = LawWording(t)
        let days = legal.length(length)
        if deadline.isPromise {
            return p(t(CasesWebMessages.promiseSource, ["days": days]))
        }
        guard let rule = try? law.rule(deadline.rule, on: deadline.start) else { return .empty }
        return element("div") {
            p(t(CasesWebMessages.lawSource, ["act": rule.act, "article": legal.article(rule.article), "days": days]))
            p(t.pick(rule.says))
            if !rule.isWhollyVerified { hint(t(LegislationMessages.unverified)) }
            if !rule.note.isEmpty { hint(t.pick(rule.note)) }
            paragraph { link(t(LawMessages.more), to: LawRoutes.provision.path(rule.id.text, rule.inForceFrom)) }
        }
    }

    /// The length a deadline was counted with: of the provision in force at its start, or of the body's promise.
    private func length(of deadline: Deadline) -> Length? {
        deadline.isPromise ? deadline.promisedLength : try? law.rule(deadline.rule, on: deadline.start).length
    }
}

extension Stage {
    fileprivate var shape: BadgeShape {
        switch self {
        case .received, .offered: .received
        case .taken, .asked, .drafted, .approved, .contested: .taken
        case .answered, .closed: .answered
        }
    }
}
