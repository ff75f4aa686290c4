import Mail

/// How e-mail leaves the house: by which carrier, from whom, and under which address people find the server.
public struct MailPlan: Sendable {
    let carrier: any MailCarrier
    let from: MailAddress
    let publicAddress: String

    public init(_ carrier: any MailCarrier, from: MailAddress, publicAddress: String) {
        self.carrier = carrier
        self.from = from
        self.publicAddress = publicAddress
    }
}
