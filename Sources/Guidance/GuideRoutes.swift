import Kernel
import Registry
import Web

/// The addresses of the guides by role.
public enum GuideRoutes {
    public static let list = PlainRoute(.get, "/desk/guides")
    public static let guide = Route<Role>(.get, "/desk/guides/{}")
}

extension Role: PathValue {
    public init?(pathText: String) { self.init(rawValue: pathText) }
    public var description: String { rawValue }
}
