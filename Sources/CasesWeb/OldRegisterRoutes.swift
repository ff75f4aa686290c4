import Kernel
import Web

/// The addresses of bringing an old register along, and of what came.
public enum OldRegisterRoutes {
    static let path = "/desk/old-register"

    public static let list = PlainRoute(.get, "/desk/old-register")
    public static let ask = PlainRoute(.get, "/desk/old-register/file")
    public static let upload = PlainRoute(.post, "/desk/old-register/file")
    public static let columns = PlainRoute(.get, "/desk/old-register/columns")
    public static let choose = PlainRoute(.post, "/desk/old-register/columns")
    public static let preview = PlainRoute(.get, "/desk/old-register/preview")
    public static let perform = PlainRoute(.post, "/desk/old-register/preview")
    public static let refusedPlain = PlainRoute(.get, "/desk/old-register/refused.csv")
    public static let refusedWorkbook = PlainRoute(.get, "/desk/old-register/refused.xlsx")
    public static let discard = PlainRoute(.post, "/desk/old-register/discard")
}
