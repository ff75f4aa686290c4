import Kernel
import Language

/// A text somebody typed into one field: trimmed, composed, within its limit.
public struct TypedText: Hashable, Sendable {
    public let text: String

    /// Throws a `Problem` on the field if nothing in it can be seen (unless it may be empty), or if it is unreadable or
    /// longer than `limit` characters. A title is one line.
    public init(
        _ typed: String, field name: String, limit: Int = Words.limit, mayBeEmpty: Bool = false,
        isOneLine: Bool = false, missing: MessageKey = CasesMessages.textMissing
    ) throws(Problem) {
        let text = isOneLine ? typed.oneLine : typed.tidied
        let field: Problem.Field? =
            if typed.utf8.contains(0) {
                .init(name, CasesMessages.unreadableCharacter)
            } else if text.isEmpty {
                mayBeEmpty ? nil : .init(name, missing)
            } else if text.utf8.count > limit, text.count > limit {
                .init(name, CasesMessages.tooLong, ["limit": String(limit), "count": String(text.count)])
            } else {
                nil
            }
        if let field { throw Problem("text.invalid", status: 422, CasesMessages.textInvalid, fields: [field]) }
        self.text = text
    }
}
