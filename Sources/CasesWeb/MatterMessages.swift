import Cases
import Kernel
import Registry

/// The texts of the file of a matter.
enum MatterMessages {
    static func act(_ act: OfferedAct) -> MessageKey { MessageKey("matter.act", act.name) }
    static func does(_ act: OfferedAct) -> MessageKey { MessageKey("matter.does", act.name) }
    static func text(_ act: OfferedAct) -> MessageKey { MessageKey("matter.text", act.name) }
    static func eligibility(_ value: Eligibility) -> MessageKey { MessageKey("matter.eligibility", value.rawValue) }
    static func competence(_ value: Competence) -> MessageKey { MessageKey("matter.competence", value.rawValue) }
    static func ground(_ value: SetAsideGround) -> MessageKey { MessageKey("matter.ground", value.rawValue) }
    static func kindMeaning(_ kind: Kind) -> MessageKey { MessageKey("matter.kindMeaning", kind.rawValue) }
    static func score(_ score: Int) -> MessageKey { MessageKey("matter.score", String(score)) }

    // The head of the file.
    static let kindLabel: MessageKey = "matter.head.kind"
    static let handler: MessageKey = "matter.head.handler"
    static let opened: MessageKey = "matter.head.opened"
    static let daysSince: MessageKey = "matter.head.daysSince"
    static let goActs: MessageKey = "matter.head.goActs"
    static let done: MessageKey = "matter.head.done"
    static let youTyped: MessageKey = "matter.head.youTyped"
    static let joinedAway: MessageKey = "matter.head.joinedAway"
    static let joinedAwayHint: MessageKey = "matter.head.joinedAwayHint"
    static let joinedOther: MessageKey = "matter.head.joinedOther"
    static let outOfSight: MessageKey = "matter.head.outOfSight"

    // Letters.
    static let letterOf: MessageKey = "matter.letter.of"
    static let chosen: MessageKey = "matter.letter.chosen"
    static let choose: MessageKey = "matter.letter.choose"
    static let fieldLabel: MessageKey = "matter.letter.field"
    static let undecided: MessageKey = "matter.letter.undecided"
    static let eligibilityLabel: MessageKey = "matter.letter.eligibility"
    static let competenceLabel: MessageKey = "matter.letter.competence"
    static let peopleLabel: MessageKey = "matter.letter.people"
    static let settledLabel: MessageKey = "matter.letter.settled"
    static let isPart: MessageKey = "matter.letter.isPart"
    static let consentLabel: MessageKey = "matter.letter.consent"
    static let consentYes: MessageKey = "matter.letter.consentYes"
    static let consentNo: MessageKey = "matter.letter.consentNo"
    static let consentUnasked: MessageKey = "matter.letter.consentUnasked"

    // What was said and done.
    static let extractTitle: MessageKey = "matter.extract.title"
    static let extractBody: MessageKey = "matter.extract.body"
    static let extractHint: MessageKey = "matter.extract.hint"
    static let extractMissing: MessageKey = "matter.extract.missing"
    static let talkTitle: MessageKey = "matter.said.title"
    static let bySender: MessageKey = "matter.said.bySender"
    static let by: MessageKey = "matter.said.by"
    static let notesTitle: MessageKey = "matter.said.notes"
    static let notesHint: MessageKey = "matter.said.notesHint"
    static let draftsTitle: MessageKey = "matter.draft.title"
    static let draftBy: MessageKey = "matter.draft.by"
    static let remarkBy: MessageKey = "matter.draft.remarkBy"
    static let groundIs: MessageKey = "matter.draft.groundIs"
    static let outcomeIs: MessageKey = "matter.answer.outcomeIs"
    static let names: MessageKey = "matter.answer.names"
    static let upheld: MessageKey = "matter.answer.upheld"
    static let ratingsTitle: MessageKey = "matter.rating.title"
    static let ratedBySender: MessageKey = "matter.rating.bySender"
    static let ratedByStaff: MessageKey = "matter.rating.byStaff"
    static let partsTitle: MessageKey = "matter.part.title"
    static let partDone: MessageKey = "matter.part.done"
    static let partWaits: MessageKey = "matter.part.waits"
    static let boardTitle: MessageKey = "matter.board.title"
    static let boardAbsent: MessageKey = "matter.board.absent"
    static let boardProposed: MessageKey = "matter.board.proposed"
    static let boardPublished: MessageKey = "matter.board.published"

    // What can be done now.
    static let groupWork: MessageKey = "matter.group.work"
    static let groupSort: MessageKey = "matter.group.sort"
    static let groupMore: MessageKey = "matter.group.more"
    static let nothing: MessageKey = "matter.why.nothing"
    static let whyHeld: MessageKey = "matter.why.held"
    static let whySignature: MessageKey = "matter.why.signature"
    static let whySecond: MessageKey = "matter.why.second"
    static let whyBoardSecond: MessageKey = "matter.why.boardSecond"
    static let whyOffered: MessageKey = "matter.why.offered"
    static let whyAsked: MessageKey = "matter.why.asked"
    static let whyKind: MessageKey = "matter.why.kind"
    static let whyConsent: MessageKey = "matter.why.consent"
    static let whyContest: MessageKey = "matter.why.contest"

    // Forms.
    static let templates: MessageKey = "matter.form.templates"
    static let preview: MessageKey = "matter.form.preview"
    static let previewTitle: MessageKey = "matter.form.previewTitle"
    static let upholdNow: MessageKey = "matter.form.upholdNow"
    static let postLabel: MessageKey = "matter.form.post"
    static let postOption: MessageKey = "matter.form.postOption"
    static let outcomeLabel: MessageKey = "matter.form.outcome"
    static let groundLabel: MessageKey = "matter.form.ground"
    static let kindHint: MessageKey = "matter.form.kindHint"
    static let kindOption: MessageKey = "matter.form.kindOption"
    static let fieldsUnverified: MessageKey = "matter.form.fieldsUnverified"
    static let peopleHint: MessageKey = "matter.form.peopleHint"
    static let splitTitle: MessageKey = "matter.form.splitTitle"
    static let splitBody: MessageKey = "matter.form.splitBody"
    static let splitBodyHint: MessageKey = "matter.form.splitBodyHint"
    static let similar: MessageKey = "matter.form.similar"
    static let similarOption: MessageKey = "matter.form.similarOption"
    static let byCode: MessageKey = "matter.form.byCode"
    static let otherCode: MessageKey = "matter.form.otherCode"
    static let unknownCode: MessageKey = "matter.form.unknownCode"
    static let partLabel: MessageKey = "matter.form.part"
    static let partOption: MessageKey = "matter.form.partOption"
    static let bodyQuery: MessageKey = "matter.form.bodyQuery"
    static let bodyQueryHint: MessageKey = "matter.form.bodyQueryHint"
    static let bodyLabel: MessageKey = "matter.form.body"
    static let find: MessageKey = "matter.form.find"
    static let chooseBody: MessageKey = "matter.form.chooseBody"
    static let noBody: MessageKey = "matter.form.noBody"
    static let closureLabel: MessageKey = "matter.form.closure"
    static let letterLabel: MessageKey = "matter.form.letter"
    static let boardTitleLabel: MessageKey = "matter.form.boardTitle"
    static let boardQuestion: MessageKey = "matter.form.boardQuestion"
    static let boardAnswer: MessageKey = "matter.form.boardAnswer"
    static let noNames: MessageKey = "matter.form.noNames"
    static let noHouses: MessageKey = "matter.form.noHouses"
    static let confirmFirst: MessageKey = "matter.form.confirmFirst"
    static let fragments: MessageKey = "matter.form.fragments"
    static let lookAgain: MessageKey = "matter.form.lookAgain"
    static let scoreLabel: MessageKey = "matter.form.score"
    static let chooseFirst: MessageKey = "matter.form.chooseFirst"
}
