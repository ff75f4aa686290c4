import Cases
import Kernel
import Registry

/// The texts of lists, figures and bulk acts.
public enum ListMessages {
    public static let navMatters: MessageKey = "lists.nav.matters"
    public static let navOverview: MessageKey = "lists.nav.overview"

    static func whose(_ whose: MatterFilter.Whose) -> MessageKey { MessageKey("lists.whose", whose.rawValue) }
    static func owed(_ owed: MatterFilter.Owed) -> MessageKey { MessageKey("lists.owed", owed.rawValue) }
    static func part(_ part: MorningPart) -> MessageKey { MessageKey("lists.part", part.rawValue) }
    static func place(_ place: DeskPlace) -> MessageKey { MessageKey("lists.place", place.rawValue) }
    static func sort(_ order: MatterFilter.Order) -> MessageKey { MessageKey("lists.sort", order.rawValue) }
    static func figure(_ figure: Figure) -> MessageKey { MessageKey("lists.figure", figure.rawValue) }
    static func period(_ period: StatutoryPeriod) -> MessageKey { MessageKey("lists.period", period.rawValue) }
    static func bulkAct(_ choice: BulkChoice) -> MessageKey { MessageKey("lists.act", choice.rawValue) }

    static func caption(_ order: MatterFilter.Order, _ isEnded: Bool) -> MessageKey {
        if isEnded { return captionEnded }
        return switch order {
        case .due: captionDue
        case .opened: captionOpened
        case .handler: captionHandler
        }
    }

    /// What a form calls the field that addresses call `name`; the overview asks for a period, the list for a due day.
    static func filterLabel(_ name: String, ofPeriod: Bool) -> MessageKey {
        switch name {
        case "whose": whoseLabel
        case "kind": columnKind
        case "stage": CasesWebMessages.columnStage
        case "owed": CasesWebMessages.columnDue
        case "unit": columnBody
        case "post": postLabel
        case "field": fieldLabel
        case "place": placeLabel
        case "opened-from": openedFrom
        case "opened-until": openedUntil
        case "from": from
        case "until": ofPeriod ? until : dueUntil
        case "sort": sortLabel
        default: filterSummary
        }
    }

    // The morning page and the list.
    static let captionDue: MessageKey = "lists.caption.due"
    static let captionOpened: MessageKey = "lists.caption.opened"
    static let captionHandler: MessageKey = "lists.caption.handler"
    static let captionEnded: MessageKey = "lists.caption.ended"
    static let mineEmpty: MessageKey = "lists.mineEmpty"
    static let showAll: MessageKey = "lists.showAll"
    static let listTitle: MessageKey = "lists.title"
    static let filterSummary: MessageKey = "lists.filter.summary"
    static let filterClear: MessageKey = "lists.filter.clear"
    static let partly: MessageKey = "lists.partly"
    static let partlyMark: MessageKey = "lists.partlyMark"
    static let filterWrong: MessageKey = "lists.filter.wrong"
    static let valueUnknown: MessageKey = "lists.filter.valueUnknown"
    static let valueUnknownOf: MessageKey = "lists.filter.valueUnknownOf"
    static let filter: MessageKey = "lists.filter.button"
    static let any: MessageKey = "lists.filter.any"
    static let choose: MessageKey = "lists.filter.choose"
    static let whoseLabel: MessageKey = "lists.filter.whose"
    static let fieldLabel: MessageKey = "lists.filter.field"
    static let fieldNone: MessageKey = "lists.filter.fieldNone"
    static let postLabel: MessageKey = "lists.filter.post"
    static let placeLabel: MessageKey = "lists.filter.place"
    static let dueUntil: MessageKey = "lists.filter.dueUntil"
    static let openedFrom: MessageKey = "lists.filter.openedFrom"
    static let openedUntil: MessageKey = "lists.filter.openedUntil"
    static let endedLabel: MessageKey = "lists.filter.ended"
    static let endedYes: MessageKey = "lists.filter.endedYes"
    static let endedNo: MessageKey = "lists.filter.endedNo"
    static let sortLabel: MessageKey = "lists.filter.sort"
    static let emptyTitle: MessageKey = "lists.emptyTitle"
    static let empty: MessageKey = "lists.empty"
    static let previousPage: MessageKey = "lists.previousPage"
    static let nextPage: MessageKey = "lists.nextPage"
    static let columnKind: MessageKey = "lists.column.kind"
    static let columnBody: MessageKey = "lists.column.body"
    static let columnEnded: MessageKey = "lists.column.ended"
    static let columnSelect: MessageKey = "lists.column.select"
    static let columnOpen: MessageKey = "lists.column.open"
    static let columnLate: MessageKey = "lists.column.late"
    static let columnLateShare: MessageKey = "lists.column.lateShare"
    static let columnScore: MessageKey = "lists.column.score"
    static let columnCount: MessageKey = "lists.column.count"
    static let columnHolder: MessageKey = "lists.column.holder"
    static let columnMonth: MessageKey = "lists.column.month"
    static let columnDay: MessageKey = "lists.column.day"
    static let columnOutcome: MessageKey = "lists.column.outcome"
    static let columnWhy: MessageKey = "lists.column.why"
    static let columnLawDue: MessageKey = "lists.column.lawDue"
    static let columnPost: MessageKey = "lists.column.post"
    static let byLaw: MessageKey = "lists.due.byLaw"
    static let byPromise: MessageKey = "lists.due.byPromise"
    static let dueToday: MessageKey = "lists.due.today"
    static let workingDaysLeft: MessageKey = "lists.due.left"
    static let workingDaysOver: MessageKey = "lists.due.over"
    static let hasReply: MessageKey = "lists.hasReply"
    static let withoutLetters: MessageKey = "lists.withoutLetters"

    // The overview.
    static let overviewTitle: MessageKey = "lists.overview.title"
    static let overviewNothing: MessageKey = "lists.overview.nothing"
    static let periodLead: MessageKey = "lists.overview.periodLead"
    static let otherUnits: MessageKey = "lists.overview.otherUnits"
    static let otherPeriod: MessageKey = "lists.overview.otherPeriod"
    static let from: MessageKey = "lists.overview.from"
    static let until: MessageKey = "lists.overview.until"
    static let show: MessageKey = "lists.overview.show"
    static let nowTitle: MessageKey = "lists.overview.now"
    static let periodTitle: MessageKey = "lists.overview.period"
    static let inTimeShare: MessageKey = "lists.overview.inTimeShare"
    static let balanceTitle: MessageKey = "lists.overview.balance"
    static let balanceAgrees: MessageKey = "lists.overview.balanceAgrees"
    static let balanceDiffers: MessageKey = "lists.overview.balanceDiffers"
    static let byKind: MessageKey = "lists.overview.byKind"
    static let byStage: MessageKey = "lists.overview.byStage"
    static let byUnit: MessageKey = "lists.overview.byUnit"
    static let byPost: MessageKey = "lists.overview.byPost"
    static let byField: MessageKey = "lists.overview.byField"
    static let fewerThan: MessageKey = "lists.overview.fewerThan"
    static let unitAlone: MessageKey = "lists.overview.unitAlone"
    static let sortByName: MessageKey = "lists.overview.sortByName"
    static let sortByLate: MessageKey = "lists.overview.sortByLate"
    static let vacant: MessageKey = "lists.overview.vacant"
    static let ratingsTitle: MessageKey = "lists.overview.ratings"
    static let ratingsFew: MessageKey = "lists.overview.ratingsFew"
    static let ratingsMean: MessageKey = "lists.overview.ratingsMean"
    static let ratingsCaption: MessageKey = "lists.overview.ratingsCaption"
    static let monthsTitle: MessageKey = "lists.overview.months"
    static let monthsCaption: MessageKey = "lists.overview.monthsCaption"
    static let figureCaption: MessageKey = "lists.overview.figureCaption"
    static let figureEmpty: MessageKey = "lists.overview.figureEmpty"
    static let isElsewhere: MessageKey = "lists.overview.isElsewhere"
    static let backToOverview: MessageKey = "lists.overview.back"

    // Bulk acts.
    static let bulkTitle: MessageKey = "lists.bulk.title"
    static let bulkWhich: MessageKey = "lists.bulk.which"
    static let bulkTicked: MessageKey = "lists.bulk.ticked"
    static let bulkPage: MessageKey = "lists.bulk.page"
    static let bulkAll: MessageKey = "lists.bulk.all"
    static let bulkFirst: MessageKey = "lists.bulk.first"
    static let bulkNext: MessageKey = "lists.bulk.next"
    static let bulkChosen: MessageKey = "lists.bulk.chosen"
    static let bulkNothingTitle: MessageKey = "lists.bulk.nothingTitle"
    static let bulkNothing: MessageKey = "lists.bulk.nothing"
    static let bulkWhat: MessageKey = "lists.bulk.what"
    static let bulkWhatMissing: MessageKey = "lists.bulk.whatMissing"
    static let bulkChoiceMissing: MessageKey = "lists.bulk.choiceMissing"
    static let bulkPost: MessageKey = "lists.bulk.post"
    static let bulkField: MessageKey = "lists.bulk.field"
    static let bulkBody: MessageKey = "lists.bulk.body"
    static let bulkText: MessageKey = "lists.bulk.text"
    static let bulkTextHint: MessageKey = "lists.bulk.textHint"
    static let bulkPreview: MessageKey = "lists.bulk.preview"
    static let bulkWill: MessageKey = "lists.bulk.will"
    static let bulkWillAll: MessageKey = "lists.bulk.willAll"
    static let bulkWillNone: MessageKey = "lists.bulk.willNone"
    static let bulkNoteStays: MessageKey = "lists.bulk.noteStays"
    static let bulkWillDo: MessageKey = "lists.bulk.willDo"
    static let bulkDidDo: MessageKey = "lists.bulk.didDo"
    static let bulkDidUndo: MessageKey = "lists.bulk.didUndo"
    static let bulkNotDone: MessageKey = "lists.bulk.notDone"
    static let bulkConfirm: MessageKey = "lists.bulk.confirm"
    static let bulkCaption: MessageKey = "lists.bulk.caption"
    static let bulkResult: MessageKey = "lists.bulk.result"
    static let bulkDone: MessageKey = "lists.bulk.done"
    static let bulkDoneAll: MessageKey = "lists.bulk.doneAll"
    static let bulkUndone: MessageKey = "lists.bulk.undone"
    static let bulkUndoneAll: MessageKey = "lists.bulk.undoneAll"
    static let bulkUntitled: MessageKey = "lists.bulk.untitled"
    static let bulkUndo: MessageKey = "lists.bulk.undo"
    static let backToList: MessageKey = "lists.bulk.back"
}
