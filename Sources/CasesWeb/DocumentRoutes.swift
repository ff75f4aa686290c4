import Kernel
import Web

/// The addresses of documents and of the outgoing book.
public enum DocumentRoutes {
    /// A document of a matter, issued or waiting, to be read and printed by officers.
    public static let sheet = Route<MatterKey, ID<DocumentPage>>(.get, "/desk/matters/{}/documents/{}")
    /// The same for the sender of the open letter.
    public static let own = Route<ID<DocumentPage>>(.get, "/follow/documents/{}")
    public static let book = PlainRoute(.get, "/desk/documents")
    public static let bookFile = PlainRoute(.get, "/desk/documents.csv")
    public static let bookWorkbook = PlainRoute(.get, "/desk/documents.xlsx")
}
