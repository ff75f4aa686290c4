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
}
