import Kernel
import Web

/// The addresses of practice. On the real side it is explained and left for; on its own side people come in and work.
public enum PracticeRoutes {
    public static let page = PlainRoute(.get, "/desk/practice")
    /// On the real side: with a ticket to the other one.
    public static let go = PlainRoute(.get, "/desk/practice/go")
    /// On the side of practice.
    public static let enter = PlainRoute(.get, "/desk/practice/enter")
    public static let others = PlainRoute(.post, "/desk/practice/others")
    public static let again = PlainRoute(.post, "/desk/practice/again")
}
