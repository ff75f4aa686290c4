import Kernel
import Registry

/// The texts of the pages on which officials are brought on board by a list.
public enum OfficialsPageMessages {
    static let again: MessageKey = "officials.again"
    static let captionLines: MessageKey = "officials.captionLines"
    static let captionRefused: MessageKey = "officials.captionRefused"
    static let columnColumn: MessageKey = "officials.columnColumn"
    static let columnLine: MessageKey = "officials.columnLine"
    static let columnReason: MessageKey = "officials.columnReason"
    static let columnWhat: MessageKey = "officials.columnWhat"
    static let columnsTitle: MessageKey = "officials.columnsTitle"
    static let doneLines: MessageKey = "officials.doneLines"
    static let doneTitle: MessageKey = "officials.doneTitle"
    static let download: MessageKey = "officials.download"
    static let fileHint: MessageKey = "officials.fileHint"
    static let fileLabel: MessageKey = "officials.fileLabel"
    static let fileNeeded: MessageKey = "officials.fileNeeded"
    static let goOn: MessageKey = "officials.goOn"
    static let goOnHint: MessageKey = "officials.goOnHint"
    static let lead: MessageKey = "officials.lead"
    static let link: MessageKey = "officials.link"
    static let mostAtOnce: MessageKey = "officials.mostAtOnce"
    static let namesake: MessageKey = "officials.namesake"
    static let newPost: MessageKey = "officials.newPost"
    static let notShown: MessageKey = "officials.notShown"
    static let nothingLeft: MessageKey = "officials.nothingLeft"
    static let perform: MessageKey = "officials.perform"
    static let planTitle: MessageKey = "officials.planTitle"
    static let preview: MessageKey = "officials.preview"
    static let previewLead: MessageKey = "officials.previewLead"
    static let previewTitle: MessageKey = "officials.previewTitle"
    static let printHint: MessageKey = "officials.printHint"
    static let refusedTitle: MessageKey = "officials.refusedTitle"
    static let renew: MessageKey = "officials.renew"
    static let renewButton: MessageKey = "officials.renewButton"
    static let renewed: MessageKey = "officials.renewed"
    static let slipAddress: MessageKey = "officials.slipAddress"
    static let slipSteps: MessageKey = "officials.slipSteps"
    public static let slipTitle: MessageKey = "officials.slipTitle"
    static let slipsTitle: MessageKey = "officials.slipsTitle"
    static let templateHint: MessageKey = "officials.templateHint"
    static let templateLink: MessageKey = "officials.templateLink"
    static let title: MessageKey = "officials.title"
    static let unread: MessageKey = "officials.unread"

    /// What becomes of a line that is not refused.
    static func finding(_ finding: LineReport.Finding) -> MessageKey {
        MessageKey("officials.finding", finding.code)
    }

    /// So many lines of which one thing becomes.
    static func count(_ code: String) -> MessageKey { MessageKey("officials.count", code) }

    /// What a column of a list holds, and how.
    static func columnHint(_ column: OfficialsColumn) -> MessageKey {
        MessageKey("officials.columnHint", column.rawValue)
    }
}

extension LineReport.Finding {
    var code: String {
        switch self {
        case .opens: "opens"
        case .appoints: "appoints"
        case .already: "already"
        case .refused: "refused"
        }
    }
}
