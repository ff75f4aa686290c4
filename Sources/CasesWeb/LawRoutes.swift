import Kernel
import Web

/// The addresses of the public pages of the law.
public enum LawRoutes {
    public static let index = PlainRoute(.get, "/law")
    /// A provision: the rule, and the first day of force of the version.
    public static let provision = Route<String, Day>(.get, "/law/{}/{}")
}

extension Day: PathValue {
    public init?(pathText: String) { self.init(pathText) }
}
