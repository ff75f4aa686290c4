import Kernel
import Web

/// The addresses of the pages of cases.
public enum CasesRoutes {
    // For people.
    public static let newLetter = PlainRoute(.get, "/letters/new")
    public static let handIn = PlainRoute(.post, "/letters")
    public static let receipt = PlainRoute(.get, "/letters/receipt")
    public static let follow = PlainRoute(.get, "/follow")
    public static let unlock = PlainRoute(.post, "/follow")
    public static let letter = PlainRoute(.get, "/follow/letter")
    public static let leave = PlainRoute(.post, "/follow/leave")

    // For officers.
    public static let desk = PlainRoute(.get, "/desk")
    public static let matter = Route<MatterKey>(.get, "/desk/matters/{}")
    public static let take = Route<MatterKey>(.post, "/desk/matters/{}/take")
    public static let answer = Route<MatterKey>(.post, "/desk/matters/{}/answer")
    public static let open = Route<MatterKey, LetterID>(.post, "/desk/matters/{}/letters/{}/open")
    public static let stepAside = Route<MatterKey>(.post, "/desk/matters/{}/step-aside")
}
