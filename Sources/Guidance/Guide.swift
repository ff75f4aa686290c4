import Kernel
import Legislation
import Registry

/// What one page tells a role: the rhythm of a day, five things to do, the dates not to miss, what never to do.
enum Guide {
    static let hours = 1...3
    static let deeds = 1...5
    static let nevers = 1...3
    static let helps = 1...3

    /// The rules whose days this role must not miss, the nearest first.
    static func rules(for role: Role) -> [RuleID] {
        switch role {
        case .reception:
            [.feedbackTransfer, .denunciationInitial, "denunciation.transfer", .complaintAcceptance, .letterProcessing]
        case .handler:
            [
                .complaintAcceptance, "complaint.dialogue.notice", "complaint.first.settlement", "reception.reply",
                .letterProcessing,
            ]
        case .head:
            [
                .denunciationInitial, .complaintAcceptance, "complaint.first.settlement", "complaint.first.sending",
                "denunciation.settlement", .letterProcessing,
            ]
        case .supervisor:
            [.complaintAcceptance, "complaint.first.settlement", "denunciation.settlement", .letterProcessing]
        case .administrator: []
        }
    }
}

/// The texts of the guides.
public enum GuideMessages {
    static func day(_ role: Role, _ number: Int) -> MessageKey { MessageKey("guide.day", "\(role.rawValue).\(number)") }
    static func `do`(_ role: Role, _ number: Int) -> MessageKey { MessageKey("guide.do", "\(role.rawValue).\(number)") }
    static func never(_ role: Role, _ number: Int) -> MessageKey {
        MessageKey("guide.never", "\(role.rawValue).\(number)")
    }
    static func help(_ number: Int) -> MessageKey { MessageKey("guide.help", "\(number)") }

    public static let title: MessageKey = "guide.title"
    static let lead: MessageKey = "guide.lead"
    static let own: MessageKey = "guide.own"
    static let of: MessageKey = "guide.of"
    static let dayTitle: MessageKey = "guide.dayTitle"
    static let doTitle: MessageKey = "guide.doTitle"
    static let datesTitle: MessageKey = "guide.datesTitle"
    static let noDates: MessageKey = "guide.noDates"
    static let neverTitle: MessageKey = "guide.neverTitle"
    static let helpTitle: MessageKey = "guide.helpTitle"
    static let printHint: MessageKey = "guide.printHint"
    static let all: MessageKey = "guide.all"
    static let asOf: MessageKey = "guide.asOf"
}
