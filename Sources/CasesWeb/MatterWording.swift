import Cases
import Documents
import Kernel
import Language
import Markup
import Registry

extension Wording {
    /// The name of a field as it was stored; a dash in words if there is none yet.
    func field(_ code: String?) -> String {
        code.map { code in fields.known(code).map { t.pick($0.name) } ?? code } ?? t(MatterMessages.undecided)
    }

    /// Who handles a matter: the official, and the post with who holds it today if that is another one.
    func handler(_ file: MatterFile) -> String {
        guard let handler = file.matter.procedure.handler else { return t(CasesWebMessages.nobody) }
        let name = file.names[handler.official] ?? ""
        guard let post = file.posts.first(where: { $0.post.id == handler.post }) else { return name }
        let holders = post.holders.joined(separator: ", ")
        return t(
            MatterMessages.handler, ["name": holders.isEmpty ? name : holders, "post": t.pick(post.post.title)])
    }

    /// The day that is owed next, and what for.
    func dueAndWhy(_ matter: Matter) -> HTML {
        guard let next = matter.clocks.filter(\.isOwed).min(by: { $0.deadline.due < $1.deadline.due }) else {
            return due(.never)
        }
        return .joined([due(next.deadline.due), element("span", [("class", "hint")], " \(duty(next))")])
    }

    /// Who handled the matter, drafted, signed and issued a document.
    func persons(_ document: IssuedDocument, _ file: MatterFile) -> String {
        let names = file.names
        return t(
            MatterMessages.names,
            [
                "handler": file.handler(when: document).flatMap { names[$0] } ?? "–",
                "drafter": names[document.drafter] ?? "–", "signer": names[document.signer] ?? "–",
                "issuer": names[document.issuer] ?? "–",
            ])
    }

    func said(_ words: Words, _ names: [OfficialID: String]) -> String {
        let day = t.day(words.day)
        guard let official = words.official else { return t(MatterMessages.bySender, ["day": day]) }
        return t(MatterMessages.by, ["day": day, "name": names[official] ?? ""])
    }
}
