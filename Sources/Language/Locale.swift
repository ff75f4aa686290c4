/// A language of the product. Vietnamese is the source; the catalogue test holds both complete.
public enum Locale: String, Sendable, CaseIterable {
    case vi, en

    /// What the language calls itself.
    public var name: String {
        switch self {
        case .vi: "Tiếng Việt"
        case .en: "English"
        }
    }
}
