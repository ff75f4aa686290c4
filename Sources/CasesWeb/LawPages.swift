import Kernel
import Language
import Legislation
import Markup
import Web

/// The list of the law: every provision by subject, with its days of force.
func lawPage(_ law: Law, _ words: LawWording) -> Page {
    let t = words.t
    return Page(title: t(LawMessages.title), area: LawRoutes.index.path()) {
        h1(t(LawMessages.title))
        lead(t(LawMessages.lead))
        for subject in LawSubject.allCases {
            section(t(LegislationMessages.subject(subject)), id: subject.rawValue) {
                element("ul", [("class", "board")]) {
                    for id in names(law, subject) {
                        element("li") { item(law.provisions(of: id), words) }
                    }
                }
            }
        }
        hint(t(LawMessages.advice))
    }
}

/// The rules under a heading, in the order of their names.
private func names(_ law: Law, _ subject: LawSubject) -> [RuleID] {
    var names: [RuleID] = []
    for rule in law.rules where rule.id.subject == subject && names.last != rule.id { names.append(rule.id) }
    return names
}

/// A rule with the length of its latest version, and each version with its days of force.
private func item(_ versions: [Rule], _ words: LawWording) -> HTML {
    guard let latest = versions.last else { return .empty }
    let t = words.t
    return .joined([
        paragraph {
            link(t.pick(latest.title), to: address(latest))
            if !versions.allSatisfy(\.isWhollyVerified) {
                HTML.text(" ")
                badge(t(LawMessages.unverified), .received)
            }
        },
        element("p", [("class", "hint")]) {
            HTML.text("\(words.bound(latest, latest.length)), \(words.force(latest))")
            for version in versions.dropLast() {
                HTML.text(" · ")
                link(words.force(version), to: address(version))
            }
        },
    ])
}

private func address(_ rule: Rule) -> String { LawRoutes.provision.path(rule.id.text, rule.inForceFrom) }

/// One provision: what it says, how its days are counted, where it was read, what held before and after.
func provisionPage(_ rule: Rule, _ law: Law, _ words: LawWording) -> Page {
    let t = words.t
    return Page(title: t.pick(rule.title), area: LawRoutes.index.path()) {
        h1(t.pick(rule.title))
        lead(t.pick(rule.says))
        if let unverified = words.unverified(rule) {
            notice(.warning) {
                p(t(LawMessages.unverified))
                p(unverified)
            }
        }
        facts {
            fact(t(LawMessages.article), words.basis(rule.act, rule.article))
            fact(t(LawMessages.inForce), words.force(rule))
            fact(t(LawMessages.factStart), t(LegislationMessages.start(rule.start)))
            fact(t(LawMessages.factLength)) {
                list([words.bound(rule, rule.length)] + words.lengths(rule).dropFirst())
            }
            fact(t(LawMessages.factCounting)) { list(words.counting(rule)) }
            fact(t(LawMessages.factSource)) {
                paragraph { element("span", [("lang", "en")], rule.source.words) }
                source(rule.source.reference)
            }
            fact(
                t(LawMessages.factRead), rule.isWhollyVerified ? t(LawMessages.verified) : t(LawMessages.unverified))
            fact(t(LawMessages.factName), rule.id.text)
        }
        if !rule.note.isEmpty { p(t.pick(rule.note)) }
        transitions(rule, words)
        versions(rule, law, words)
        paragraph { link(t(LawMessages.all), to: LawRoutes.index.path()) }
        hint(t(LawMessages.advice))
    }
}

private func list(_ lines: [String]) -> HTML {
    guard lines.count > 1 else { return p(lines.first ?? "") }
    return element("ul") { for line in lines { element("li", line) } }
}

private func source(_ reference: String) -> HTML {
    let isAddress = reference.hasPrefix("http") && !reference.contains(" ")
    return paragraph {
        if isAddress { link(reference, to: reference) } else { element("span", [("lang", "en")], reference) }
    }
}

private func transitions(_ rule: Rule, _ words: LawWording) -> HTML {
    guard !rule.transitions.isEmpty else { return .empty }
    let t = words.t
    return section(t(LawMessages.transitions), id: "transitions") {
        for transition in rule.transitions {
            p(
                t(
                    LawMessages.transition,
                    ["day": t.day(transition.on), "basis": words.basis(transition.act, transition.article)]))
            p(t.pick(transition.says))
        }
    }
}

private func versions(_ rule: Rule, _ law: Law, _ words: LawWording) -> HTML {
    let t = words.t
    let versions = law.provisions(of: rule.id)
    let gaps = law.gaps.filter { $0.id == rule.id }
    guard versions.count > 1 || !gaps.isEmpty else { return .empty }
    return section(t(LawMessages.versions), id: "versions") {
        element("ul") {
            for gap in gaps {
                element("li", t(LawMessages.gap, ["day": t.day(gap.until), "says": t.pick(gap.says)]))
            }
            for version in versions {
                element("li") {
                    let text = "\(words.force(version)): \(words.bound(version, version.length))"
                    if version.inForceFrom == rule.inForceFrom {
                        HTML.text(t(LawMessages.thisOne, ["text": text]))
                    } else {
                        link(text, to: address(version))
                    }
                }
            }
        }
    }
}
