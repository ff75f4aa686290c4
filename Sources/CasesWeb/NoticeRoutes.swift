import Kernel
import Notices
import Web

/// The addresses of telling people something: calls, letters, and what has not left the house.
public enum NoticeRoutes {
    public static let calls = PlainRoute(.get, "/desk/calls")
    public static let call = Route<NoticeKey>(.get, "/desk/calls/{}")
    public static let openCall = Route<NoticeKey>(.post, "/desk/calls/{}/open")
    public static let record = Route<NoticeKey>(.post, "/desk/calls/{}")
    /// After opening, for whoever switches the language or goes back.
    public static let afterOpening = Route<NoticeKey>(.get, "/desk/calls/{}/open")
    public static let post = PlainRoute(.get, "/desk/post")
    public static let mark = PlainRoute(.post, "/desk/post")
    public static let print = PlainRoute(.post, "/desk/post/print")
    public static let afterPrinting = PlainRoute(.get, "/desk/post/print")
    public static let notices = PlainRoute(.get, "/desk/notices")
}

extension NoticeKey: PathValue {
    public init?(pathText: String) { self.init(pathText) }
}
