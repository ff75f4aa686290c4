import Kernel

/// The texts of the public board.
public enum BoardMessages {
    /// The fields that have a name of their own; others are shown by their code.
    static let fields: Set = [
        "building", "civil", "clearance", "conduct", "contributions", "culture", "democracy", "drainage", "education",
        "electricity", "farming", "food", "health", "housing", "labour", "land", "merit", "order", "pavement",
        "pollution", "procedures", "roads", "waste", "water", "welfare",
    ]

    static func field(_ code: String) -> MessageKey { MessageKey("board.field", code) }

    static let title: MessageKey = "board.title"
    public static let nav: MessageKey = "board.nav"
    static let lead: MessageKey = "board.lead"
    static let placeLabel: MessageKey = "board.placeLabel"
    static let placeHint: MessageKey = "board.placeHint"
    static let fieldLabel: MessageKey = "board.fieldLabel"
    static let fieldAll: MessageKey = "board.fieldAll"
    static let show: MessageKey = "board.show"
    static let about: MessageKey = "board.about"
    static let others: MessageKey = "board.others"
    static let emptyTitle: MessageKey = "board.emptyTitle"
    static let empty: MessageKey = "board.empty"
    static let emptyFilter: MessageKey = "board.emptyFilter"
    static let pages: MessageKey = "board.pages"
    static let firstPage: MessageKey = "board.firstPage"
    static let nextPage: MessageKey = "board.nextPage"
    static let place: MessageKey = "board.place"
    static let time: MessageKey = "board.time"
    static let days: MessageKey = "board.days"
    static let sameDay: MessageKey = "board.sameDay"
    static let publishedOn: MessageKey = "board.publishedOn"
    static let rating: MessageKey = "board.rating"
    static let ratingOfFive: MessageKey = "board.ratingOfFive"
    static let question: MessageKey = "board.question"
    static let answer: MessageKey = "board.answer"
    static let extractHint: MessageKey = "board.extractHint"
    static let all: MessageKey = "board.all"
    static let latest: MessageKey = "board.latest"
    static let goneTitle: MessageKey = "board.goneTitle"
    static let gone: MessageKey = "board.gone"
}
