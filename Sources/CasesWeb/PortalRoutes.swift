import Cases
import Identity
import Kernel
import Web

/// The addresses of the question pages, of what a sender does later, and of the public board.
public enum PortalRoutes {
    public static let step = Route<HandInStep>(.get, "/letters/new/{}")
    public static let answerStep = Route<HandInStep>(.post, "/letters/new/{}")
    public static let discard = PlainRoute(.post, "/letters/discard")

    public static let reply = PlainRoute(.post, "/follow/reply")
    public static let rate = PlainRoute(.post, "/follow/rate")
    public static let contest = PlainRoute(.post, "/follow/contest")
    public static let askWithdraw = PlainRoute(.get, "/follow/withdraw")
    public static let withdraw = PlainRoute(.post, "/follow/withdraw")
    public static let consent = PlainRoute(.post, "/follow/consent")
    public static let part = PlainRoute(.post, "/follow/part")
    public static let file = Route<AttachmentID>(.get, "/follow/files/{}")

    public static let board = PlainRoute(.get, "/board")
    public static let setAside = PlainRoute(.get, "/set-aside")
    public static let setAsidePlain = PlainRoute(.get, "/set-aside.csv")
    public static let boardItem = Route<PublicationKey>(.get, "/board/{}")
}

/// The questions in the order they are asked. `rawValue` stands in addresses.
public enum HandInStep: String, CaseIterable, Codable, PathValue {
    case wish, what
    case place = "where"
    case sender = "who"
    case files, check

    public init?(pathText: String) { self.init(rawValue: pathText) }
    public var description: String { rawValue }

    /// 1 to 6.
    var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
    var next: HandInStep { Self.allCases[min(number, Self.allCases.count - 1)] }
    var previous: HandInStep { Self.allCases[max(0, number - 2)] }

    /// The fields it asks for, in the order of its page.
    var fields: [String] {
        switch self {
        case .wish: ["wish"]
        case .what: ["title", "body", "people"]
        case .place: ["area"]
        case .sender:
            ["who", "name", "address", "phone", "email", "idNumber", "taxCode", "representative", "consent"]
        case .files: ["files"]
        case .check: []
        }
    }
}

extension PublicationKey: PathValue {
    public init?(pathText: String) { self.init(pathText) }
}
