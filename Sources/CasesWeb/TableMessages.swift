import Cases
import Kernel

/// The texts of the tables of the state, and of the register in which letters are followed.
public enum TableMessages {
    public static let nav: MessageKey = "tables.nav"

    static func title(_ code: ReportTable.Code) -> MessageKey { MessageKey("tables.title", code.rawValue) }
    static func missing(_ code: ReportTable.Missing) -> MessageKey { MessageKey("tables.missing", code.rawValue) }
    static func column(_ key: String) -> MessageKey { MessageKey("tables.column", key) }
    static func group(_ key: String) -> MessageKey { MessageKey("tables.group", key) }

    static let indexTitle: MessageKey = "tables.index.title"
    static let indexLead: MessageKey = "tables.index.lead"
    static let nothing: MessageKey = "tables.index.nothing"
    static let ownPeriod: MessageKey = "tables.index.ownPeriod"
    static let tablesTitle: MessageKey = "tables.index.tables"
    static let missingTitle: MessageKey = "tables.index.missing"
    static let registersTitle: MessageKey = "tables.index.registers"
    static let bookLead: MessageKey = "tables.index.bookLead"
    static let outgoingLead: MessageKey = "tables.index.outgoingLead"
    static let due: MessageKey = "tables.index.due"
    static let isNotOver: MessageKey = "tables.index.isNotOver"
    static let periodLabel: MessageKey = "tables.index.period"
    static let unit: MessageKey = "tables.unit"
    static let total: MessageKey = "tables.total"
    static let alone: MessageKey = "tables.alone"
    static let dash: MessageKey = "tables.dash"
    static let days: MessageKey = "tables.period.days"
    static let quarter: MessageKey = "tables.period.quarter"
    static let halfYear: MessageKey = "tables.period.halfYear"
    static let nineMonths: MessageKey = "tables.period.nineMonths"
    static let year: MessageKey = "tables.period.year"
    static let month: MessageKey = "tables.period.month"
    static let unverifiedMark: MessageKey = "tables.unverifiedMark"
    static let unverified: MessageKey = "tables.unverified"
    static let kindsHidden: MessageKey = "tables.kindsHidden"
    static let kindsNone: MessageKey = "tables.kindsNone"
    static let notRecorded: MessageKey = "tables.notRecorded"
    static let balance: MessageKey = "tables.balance"
    static let totalMeans: MessageKey = "tables.totalMeans"
    static let taken: MessageKey = "tables.taken"
    static let workbook: MessageKey = "tables.workbook"
    static let plain: MessageKey = "tables.plain"
    static let back: MessageKey = "tables.back"
    static let cut: MessageKey = "tables.cut"
    static let countedAs: MessageKey = "tables.countedAs"

    // The register.
    static let registerTitle: MessageKey = "tables.register.title"
    static let registerLead: MessageKey = "tables.register.lead"
    static let registerNames: MessageKey = "tables.register.names"
    static let registerJoined: MessageKey = "tables.register.joined"
    static let registerEmpty: MessageKey = "tables.register.empty"
    static let registerCaption: MessageKey = "tables.register.caption"
    static let registerUnverified: MessageKey = "tables.register.unverified"
    static let registerMerged: MessageKey = "tables.register.merged"
    static let registerDay: MessageKey = "tables.register.day"
    static let registerBook: MessageKey = "tables.register.book"
    static let registerContent: MessageKey = "tables.register.content"
    static let registerPeople: MessageKey = "tables.register.people"
    static let registerSettledBy: MessageKey = "tables.register.settledBy"
    static let registerCompetence: MessageKey = "tables.register.competence"
    static let registerGuided: MessageKey = "tables.register.guided"
    static let registerDocument: MessageKey = "tables.register.document"
    static let registerResult: MessageKey = "tables.register.result"
    static let registerSince: MessageKey = "tables.register.since"
    static let registerNote: MessageKey = "tables.register.note"
    static let registerWith: MessageKey = "tables.register.with"
    static let registerCame: MessageKey = "tables.register.came"
    static let registerAnonymous: MessageKey = "tables.register.anonymous"
    static let registerFirst: MessageKey = "tables.register.first"
}
