import Cases
import Identity
import Kernel
import Web

/// The addresses of what is done on the file of a matter; the file itself is `CasesRoutes.matter`.
public enum MatterRoutes {
    public static let act = Route<MatterKey, OfferedAct>(.post, "/desk/matters/{}/{}")
    public static let open = Route<MatterKey, LetterID>(.post, "/desk/matters/{}/letters/{}/open")

    public static let openFile = Route<MatterKey, LetterID, AttachmentID>(
        .post, "/desk/matters/{}/letters/{}/files/{}")

    /// The way for a letter that is hard to handle.
    public static let difficult = Route<MatterKey>(.get, "/desk/matters/{}/difficult")

    /// The file as it shows one act, with a text to begin with, for one letter.
    static func file(
        _ key: MatterKey, act: OfferedAct? = nil, template: String? = nil, letter: LetterID? = nil
    ) -> String {
        let query = [
            act.map { "act=\($0)" }, template.map { "template=\($0)" }, letter.map { "letter=\($0)" },
        ].compactMap(\.self).joined(separator: "&")
        let anchor = act.map { "#do-\($0)" } ?? "#acts"
        return CasesRoutes.matter.path(key) + (query.isEmpty ? "" : "?" + query) + anchor
    }
}

extension OfferedAct: PathValue {
    public init?(pathText: String) { self.init(rawValue: pathText) }
    public var description: String { rawValue }

    /// As keys of texts name it.
    var name: String {
        let words = rawValue.split(separator: "-")
        return words.dropFirst().reduce(String(words[0])) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
    }

    /// For which purpose there are templates.
    func templates(at stage: Stage) -> String? {
        switch self {
        case .submit: "answer"
        case .answer: stage == .contested ? "uphold" : "answer"
        case .uphold: "uphold"
        case .correct: "correction"
        case .ask: "question"
        case .close: "guidance"
        case .offer: "transfer"
        case .decline: "decline"
        default: nil
        }
    }

    /// What is written with it is shown first as the sender will see it.
    var hasPreview: Bool { self == .submit || self == .answer || self == .uphold || self == .correct }

    /// Its form carries files.
    var hasFiles: Bool { self == .addFiles || self == .signOnPaper }
}
