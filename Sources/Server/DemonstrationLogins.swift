import Kernel
import Workspace

/// The logins that people try, in the order in which they are shown.
public enum DemonstrationLogin: String, Sendable, CaseIterable {
    case chair = "hoankiem"
    case handler = "hoankiem-xuly"
    case reception = "hoankiem-tiepnhan"
    case alone = "badinh"
    case city = "hanoi"
    case supervisor = "hanoi-giamsat"
    case administrator = "quantri"

    public var who: MessageKey { MessageKey("demonstration.who", "\(self)") }
    var what: MessageKey { MessageKey("demonstration.what", "\(self)") }

    /// As a table for the page on which people sign in.
    static var table: SignInTable {
        SignInTable(
            caption: DemonstrationMessages.caption, lead: DemonstrationMessages.lead,
            places: ["password": Demonstration.password],
            columns: [
                DemonstrationMessages.columnLogin, DemonstrationMessages.columnWho, DemonstrationMessages.columnWhat,
            ], rows: allCases.map { ($0.rawValue, $0.who, $0.what) })
    }
}

enum DemonstrationMessages {
    static let caption: MessageKey = "demonstration.caption"
    static let lead: MessageKey = "demonstration.lead"
    static let columnLogin: MessageKey = "demonstration.columnLogin"
    static let columnWho: MessageKey = "demonstration.columnWho"
    static let columnWhat: MessageKey = "demonstration.columnWhat"
}
