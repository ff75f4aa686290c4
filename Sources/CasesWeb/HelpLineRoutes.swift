import Kernel
import Web

/// The addresses of the help line. The code is sent in a form, never in an address.
public enum HelpLineRoutes {
    public static let ask = PlainRoute(.get, "/desk/helpline")
    public static let look = PlainRoute(.post, "/desk/helpline")
}
