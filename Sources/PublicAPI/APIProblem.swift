import Kernel

/// What is wrong with a request before a letter can be read from it.
enum APIProblem {
    static let notJSON = Problem("request.notJSON", status: 400, APIMessages.notJSON)
    static let keyUnreadable = Problem("request.keyUnreadable", status: 400, APIMessages.keyUnreadable)

    static func missing(_ field: String) -> Problem {
        Problem(
            "letter.invalid", status: 422, APIMessages.invalid,
            fields: [.init(field, APIMessages.missing, ["field": field])])
    }

    /// `message` says what it must be.
    static func wrongType(_ field: String, _ message: MessageKey) -> Problem {
        Problem("letter.invalid", status: 422, APIMessages.invalid, fields: [.init(field, message, ["field": field])])
    }
}

enum APIMessages {
    static let notJSON: MessageKey = "api.notJSON"
    static let keyUnreadable: MessageKey = "api.keyUnreadable"
    static let invalid: MessageKey = "api.invalid"
    static let missing: MessageKey = "api.missing"
    static let mustBeBool: MessageKey = "api.mustBe.bool"
    static let mustBeNumber: MessageKey = "api.mustBe.number"
    static let mustBeObject: MessageKey = "api.mustBe.object"
    static let mustBeText: MessageKey = "api.mustBe.text"
    static let areasInvalid: MessageKey = "api.areas.invalid"
    static let areasLevel: MessageKey = "api.areas.level"
    static let areasNumber: MessageKey = "api.areas.number"
    static let areasParent: MessageKey = "api.areas.parent"
    static let areasQuery: MessageKey = "api.areas.query"
}
