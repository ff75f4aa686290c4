import Cases
import Kernel
import Legislation
import Registry

/// The texts of the pages of cases.
public enum CasesWebMessages {
    public static let navHandIn: MessageKey = "casesWeb.nav.handIn"
    public static let navFollow: MessageKey = "casesWeb.nav.follow"
    public static let navDesk: MessageKey = "casesWeb.nav.desk"

    static func kind(_ kind: Kind) -> MessageKey { MessageKey("casesWeb.kind", kind.rawValue) }
    static func stage(_ stage: Stage) -> MessageKey { MessageKey("casesWeb.stage", stage.rawValue) }
    static func stageMeaning(_ stage: Stage) -> MessageKey { MessageKey("casesWeb.stageMeaning", stage.rawValue) }
    static func duty(_ rule: RuleID) -> MessageKey { MessageKey("casesWeb.duty", rule.text) }
    static func clockState(_ state: Clock.State) -> MessageKey { MessageKey("casesWeb.clockState", state.rawValue) }
    static func source(_ source: Source) -> MessageKey { MessageKey("casesWeb.source", source.rawValue) }
    static func event(_ name: String) -> MessageKey { MessageKey("casesWeb.event", name) }
    static func purpose(_ purpose: DraftPurpose) -> MessageKey { MessageKey("casesWeb.purpose", purpose.rawValue) }
    static func closure(_ closure: Closure) -> MessageKey { MessageKey("casesWeb.closure", closure.rawValue) }
    static func outcome(_ outcome: Outcome) -> MessageKey { MessageKey("casesWeb.outcome", outcome.rawValue) }
    static func reason(_ reason: OpeningReason) -> MessageKey { MessageKey("casesWeb.reason", reason.rawValue) }

    // Clocks.
    static let article: MessageKey = "casesWeb.clock.article"
    static let articleClause: MessageKey = "casesWeb.clock.articleClause"
    static let articlePoint: MessageKey = "casesWeb.clock.articlePoint"
    static let clockLapsed: MessageKey = "casesWeb.clock.lapsed"
    static let dutyElsewhere: MessageKey = "casesWeb.dutyElsewhere"
    static let clockRunning: MessageKey = "casesWeb.clock.running"
    static let clockMet: MessageKey = "casesWeb.clock.met"
    static let clockEnded: MessageKey = "casesWeb.clock.ended"
    static let clockMetLate: MessageKey = "casesWeb.clock.metLate"
    static let howCounted: MessageKey = "casesWeb.clock.howCounted"
    static let workingUnavailable: MessageKey = "casesWeb.clock.workingUnavailable"
    static let promiseSource: MessageKey = "casesWeb.clock.promiseSource"
    static let lawSource: MessageKey = "casesWeb.clock.lawSource"
    static let nothingOwed: MessageKey = "casesWeb.clock.nothingOwed"
    static let clockLetters: MessageKey = "casesWeb.clock.letters"
    static let lateSince: MessageKey = "casesWeb.clock.lateSince"
    static let clocksTitle: MessageKey = "casesWeb.clock.title"
    static let noPromise: MessageKey = "casesWeb.clock.noPromise"

    // Handing in.
    static let nameLabel: MessageKey = "casesWeb.handIn.name"
    static let addressLabel: MessageKey = "casesWeb.handIn.address"
    static let phoneLabel: MessageKey = "casesWeb.handIn.phone"
    static let emailLabel: MessageKey = "casesWeb.handIn.email"

    // The receipt.
    static let codeLabel: MessageKey = "casesWeb.receipt.code"
    static let receivedBy: MessageKey = "casesWeb.receipt.receivedBy"
    static let receivedOn: MessageKey = "casesWeb.receipt.receivedOn"
    static let place: MessageKey = "casesWeb.receipt.place"

    // Following.
    static let stateLabel: MessageKey = "casesWeb.follow.state"
    static let lastLabel: MessageKey = "casesWeb.follow.last"
    static let nextLabel: MessageKey = "casesWeb.follow.next"
    static let nextLate: MessageKey = "casesWeb.follow.nextLate"
    static let answerTitle: MessageKey = "casesWeb.follow.answer"
    static let answeredOn: MessageKey = "casesWeb.follow.answeredOn"
    static let timelineTitle: MessageKey = "casesWeb.follow.timeline"

    // The desk.
    static let deskTitle: MessageKey = "casesWeb.desk.title"
    static let deskNumbers: MessageKey = "casesWeb.desk.numbers"
    static let deskOpen: MessageKey = "casesWeb.desk.open"
    static let deskLate: MessageKey = "casesWeb.desk.late"
    static let deskEmptyTitle: MessageKey = "casesWeb.desk.emptyTitle"
    static let deskEmpty: MessageKey = "casesWeb.desk.empty"
    static let columnDue: MessageKey = "casesWeb.desk.columnDue"
    static let columnTitle: MessageKey = "casesWeb.desk.columnTitle"
    static let columnStage: MessageKey = "casesWeb.desk.columnStage"
    static let columnOpened: MessageKey = "casesWeb.desk.columnOpened"
    static let columnCode: MessageKey = "casesWeb.desk.columnCode"
    static let searchLabel: MessageKey = "casesWeb.search.label"
    static let searchWords: MessageKey = "casesWeb.search.words"
    static let searchButton: MessageKey = "casesWeb.search.button"
    static let searchHint: MessageKey = "casesWeb.search.hint"
    static let searchFound: MessageKey = "casesWeb.search.found"
    static let searchMany: MessageKey = "casesWeb.search.many"
    static let searchNoneTitle: MessageKey = "casesWeb.search.noneTitle"
    static let searchNone: MessageKey = "casesWeb.search.none"
    static let backToDesk: MessageKey = "casesWeb.search.backToDesk"

    // The file of a matter.
    static let handledBy: MessageKey = "casesWeb.matter.handledBy"
    static let nobody: MessageKey = "casesWeb.matter.nobody"
    static let sourceLabel: MessageKey = "casesWeb.matter.source"
    static let anonymous: MessageKey = "casesWeb.matter.anonymous"
    static let letterTitle: MessageKey = "casesWeb.matter.letter"
    static let actsTitle: MessageKey = "casesWeb.matter.acts"
    static let openHint: MessageKey = "casesWeb.matter.openHint"
    static let originalTitle: MessageKey = "casesWeb.matter.original"
    static let originalHint: MessageKey = "casesWeb.matter.originalHint"
    static let steppedAside: MessageKey = "casesWeb.matter.steppedAside"
    static let backToMatter: MessageKey = "casesWeb.matter.backToMatter"
}
