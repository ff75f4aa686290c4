import Kernel

/// A document that left a body: its number, the three persons, and their days. It never changes; what is wrong in it is put
/// right by another document.
public struct IssuedDocument: Hashable, Sendable {
    public let id: ID<IssuedDocument>
    public let organization: OrganizationID
    public let number: DocumentNumber
    public let matter: MatterKey
    public let drafter: OfficialID
    public let signer: OfficialID
    /// The post by which it was signed.
    public let post: PostID
    /// The day it was signed.
    public let signed: Day
    /// It was signed by hand, and the scan is kept; else by signing in.
    public let isOnPaper: Bool
    public let issuer: OfficialID
    /// The day it was numbered and sent: the day it bears.
    public let issued: Day
    /// The document that it puts right.
    public let corrects: ID<IssuedDocument>?

    public init(
        id: ID<IssuedDocument>, organization: OrganizationID, number: DocumentNumber, matter: MatterKey,
        drafter: OfficialID, signer: OfficialID, post: PostID, signed: Day, isOnPaper: Bool, issuer: OfficialID,
        issued: Day, corrects: ID<IssuedDocument>? = nil
    ) {
        self.id = id
        self.organization = organization
        self.number = number
        self.matter = matter
        self.drafter = drafter
        self.signer = signer
        self.post = post
        self.signed = signed
        self.isOnPaper = isOnPaper
        self.issuer = issuer
        self.issued = issued
        self.corrects = corrects
    }
}
