import Cases
import Kernel

/// The texts of the public figures of what was set aside.
public enum SetAsideMessages {
    static let title: MessageKey = "setAside.title"
    static let lead: MessageKey = "setAside.lead"
    static let about: MessageKey = "setAside.about"
    static let country: MessageKey = "setAside.country"
    static let placeHint: MessageKey = "setAside.placeHint"
    static let year: MessageKey = "setAside.year"
    static let nowhereTitle: MessageKey = "setAside.nowhereTitle"
    static let nowhere: MessageKey = "setAside.nowhere"
    static let caption: MessageKey = "setAside.caption"
    static let columnGround: MessageKey = "setAside.columnGround"
    static let total: MessageKey = "setAside.total"
    static let received: MessageKey = "setAside.received"
    static let share: MessageKey = "setAside.share"
    static let recheckTitle: MessageKey = "setAside.recheckTitle"
    static let recheckLead: MessageKey = "setAside.recheckLead"
    static let recheckCaption: MessageKey = "setAside.recheckCaption"
    static let columnSort: MessageKey = "setAside.columnSort"
    static let rightsTitle: MessageKey = "setAside.rightsTitle"
    static func right(_ right: SetAsideRight) -> MessageKey { MessageKey("setAside.right", right.rawValue) }

    /// How much of each sort is drawn, in percent.
    static func shares(_ number: (Int) -> String) -> [String: String] {
        [
            "setAside": number(RecheckShare.usual.of(.setAside) / 100),
            "other": number(RecheckShare.usual.of(.other) / 100),
        ]
    }

    static func sort(_ sort: RecheckSort) -> MessageKey { MessageKey("setAside.sort", sort.rawValue) }
    static func column(_ column: RecheckColumn) -> MessageKey { MessageKey("setAside.column", column.rawValue) }
}
