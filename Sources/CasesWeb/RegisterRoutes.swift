import Kernel
import Web

/// The addresses of entering letters, of slips, and of the incoming book.
public enum RegisterRoutes {
    public static let ask = PlainRoute(.get, "/desk/letters/new")
    public static let register = PlainRoute(.post, "/desk/letters/new")
    public static let slip = Route<LetterKey>(.get, "/desk/letters/{}/slip")
    public static let book = PlainRoute(.get, "/desk/book")
    public static let bookFile = PlainRoute(.get, "/desk/book.csv")
    public static let bookWorkbook = PlainRoute(.get, "/desk/book.xlsx")
}
