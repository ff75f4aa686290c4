import Hummingbird
import Kernel
import Logging
import Storage

/// Problems of delivery itself.
public enum WebProblem {
    public static let notFound = Problem("page.notFound", status: 404, WebMessages.notFound)
    public static let methodNotAllowed = Problem("request.method", status: 405, WebMessages.methodNotAllowed)
    public static let failed = Problem("server.failed", status: 500, WebMessages.failed)
    public static let bodyTooLarge = Problem("request.tooLarge", status: 413, WebMessages.bodyTooLarge)
    public static let unreadable = Problem("request.unreadable", status: 400, WebMessages.unreadable)
    public static let wrongMediaType = Problem("request.mediaType", status: 415, WebMessages.wrongMediaType)
    public static let forgedForm = Problem("form.forged", status: 403, WebMessages.forgedForm)

    public static func throttled(retryAfter seconds: Int) -> Problem {
        Problem(
            "request.throttled", status: 429, WebMessages.throttled,
            ["minutes": String(max(1, (seconds + 59) / 60))], retryAfter: seconds)
    }

    /// A problem for any error: its own, or an unexplained failure.
    public static func of(_ error: any Error) -> Problem? {
        switch error {
        case let problem as Problem: problem
        case let error as any DomainError: error.problem
        default: nil
        }
    }

    /// What a form that comes back with everything typed says: what a person can mend or try again. Nil for anything
    /// else, which goes on. A store that cannot be written is in the log, as it is where no form comes back.
    public static func onForm(_ error: any Error, _ context: some RequestContext) -> Problem? {
        guard let problem = of(error), (400..<500).contains(problem.status) || problem.status == 503 else { return nil }
        if problem.status == 503 { context.logger.error("a form came back: \(error)") }
        guard problem.message == StorageMessages.unavailable else { return problem }
        return Problem(
            problem.code, status: problem.status, StorageMessages.unavailableKept, retryAfter: problem.retryAfter)
    }
}

public enum WebMessages {
    static let notFound: MessageKey = "web.problem.notFound"
    static let methodNotAllowed: MessageKey = "web.problem.methodNotAllowed"
    static let failed: MessageKey = "web.problem.failed"
    static let bodyTooLarge: MessageKey = "web.problem.bodyTooLarge"
    static let unreadable: MessageKey = "web.problem.unreadable"
    static let wrongMediaType: MessageKey = "web.problem.wrongMediaType"
    static let forgedForm: MessageKey = "web.problem.forgedForm"
    static let throttled: MessageKey = "web.problem.throttled"
    static let problemTitle: MessageKey = "web.problem.title"
    static let correlation: MessageKey = "web.problem.correlation"
    static let goHome: MessageKey = "web.problem.goHome"
    static let practice: MessageKey = "web.banner.practice"
    static let bench: MessageKey = "web.banner.bench"
    static let demonstration: MessageKey = "web.banner.demonstration"
    public static let errorsTitle: MessageKey = "web.form.errorsTitle"
}
