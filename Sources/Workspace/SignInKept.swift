import Kernel
import Language
import Markup
import Web

/// What was typed into a form whose session had ended, on its way through the page for signing in.
struct SignInKept {
    /// Where the form was sent.
    let path: String
    let form: Form

    /// Marks the fields of the other form among those of this one.
    private static let mark = "kept."
    /// Passwords and tokens go no further.
    private static let secret: Set = ["csrf", "page", "password", "old", "new", "again", "token", "undo"]
    /// What somebody wrote, of the forms that have to be filled in anew.
    private static let written = [
        "title", "title-en", "body", "text", "question", "answer", "settled", "name", "name-en", "body-name",
        "body-name-en", "person",
    ]

    init(path: String, form: Form) {
        self.path = path
        self.form = form
    }

    /// What the page for signing in carried on; nil if it carried nothing.
    init?(_ signIn: Form) {
        guard !signIn["kept"].isEmpty else { return nil }
        self.init(path: signIn["kept"], form: signIn.carried(Self.mark))
    }

    var hidden: [(name: String, value: String)] {
        [(name: "kept", value: path)]
            + form.all(but: Self.secret).map { (name: Self.mark + $0.name, value: $0.value) }
    }

    /// Says that the session ended; what cannot be put back into its form stands there to be copied.
    func notice(_ t: Translator, isRestored: Bool) -> HTML {
        let texts = Self.written.map { form[$0] }.filter { !$0.isEmpty }
        return .joined([
            Markup.notice(.warning) {
                p(t(WorkspaceMessages.ended))
                if isRestored, !texts.isEmpty { p(t(WorkspaceMessages.endedKept)) }
            },
            isRestored || texts.isEmpty
                ? .empty
                : field(
                    TextField(
                        "copy", label: t(WorkspaceMessages.endedCopy), shape: .lines(6),
                        value: texts.joined(separator: "\n\n"))),
        ])
    }
}
