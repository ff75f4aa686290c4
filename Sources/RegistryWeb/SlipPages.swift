import Kernel
import Language
import Markup
import Registry

/// What somebody needs to sign in for the first time, on paper. The password is known to nobody but this.
public struct FirstSignInSlip: Sendable {
    let name: String
    let post: String
    let body: String
    let login: String
    let password: String
    /// Of the page to sign in; empty if it is not known.
    let address: String

    /// Nil for a line that gave no password.
    public init?(_ report: LineReport, address: String, _ t: Translator) {
        guard let account = report.account, let password = report.password else { return nil }
        name = account.name
        post = t.pick(report.title)
        body = report.body.map { t.pick($0.name) } ?? ""
        login = account.login
        self.password = password
        self.address = address
    }
}

/// The slip, to be cut out and handed over.
public func firstSignInPass(_ slip: FirstSignInSlip, _ t: Translator) -> HTML {
    pass {
        element("p", [("class", "what")], t(OfficialsPageMessages.slipTitle))
        element("p", [("class", "who")], slip.name)
        p("\(slip.post), \(slip.body)")
        p(t(OfficialsPageMessages.slipAddress, ["address": slip.address.isEmpty ? "……………………………" : slip.address]))
        facts {
            fact(t(AdminMessages.columnLogin)) { element("span", [("class", "code")], slip.login) }
            fact(t(AdminMessages.oneTimeTitle)) { element("span", [("class", "code")], slip.password) }
        }
        hint(t(OfficialsPageMessages.slipSteps))
    }
}
