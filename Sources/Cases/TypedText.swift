import Kernel
import Language

/// A text somebody typed into one field: trimmed, composed, within its limit.
public struct TypedText: Hashable, Sendable {
    public let text: String

    /// Throws a `Problem` on the field if it is empty (unless it may be), unreadable or longer than `limit` characters.
    public init(
        _ typed: String, field name: String, limit: Int = Words.limit, mayBeEmpty: Bool = false,
        missing: MessageKey = CasesMessages.textMissing
    ) throws(Problem) {
        let text = typed.tidied
        let field: Problem.Field? =
            if text.isEmpty {
                mayBeEmpty ? nil : .init(name, missing)
            } else if text.utf8.contains(0) {
                .init(name, CasesMessages.unreadableCharacter)
            } else if text.utf8.count > limit, text.count > limit {
                .init(name, CasesMessages.tooLong, ["limit": String(limit), "count": String(text.count)])
            } else {
                nil
            }
        if let field { throw Problem("text.invalid", status: 422, CasesMessages.textInvalid, fields: [field]) }
        self.text = text
    }
}
