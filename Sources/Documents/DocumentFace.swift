/// What stands at the head and the foot of a document, in Vietnamese, as it was on the day it was issued: a body that is
/// renamed later, or a post, changes no document.
public struct DocumentFace: Hashable, Sendable {
    /// The body that issued it, and the one above it; empty if there is none.
    public let office: String
    public let above: String
    /// The name of the body's area.
    public let place: String
    /// Who signed it, and as what: the lines above the signature, each on its own.
    public let signer: String
    public let title: String

    public var titleLines: [String] { title.split(separator: "\n").map(String.init) }

    public init(office: String, above: String, place: String, signer: String, title: String) {
        self.office = office
        self.above = above
        self.place = place
        self.signer = signer
        self.title = title
    }
}
