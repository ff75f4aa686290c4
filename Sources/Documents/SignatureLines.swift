import Kernel
import Registry

/// The lines above a signature in Vietnamese: on whose behalf (TM.), in whose place (KT.), and the signer's own title. As
/// Decree 30/2020/NĐ-CP is commonly known; its text was not read (unverified).
public enum SignatureLines {
    private static let committee = "Ủy ban nhân dân"
    private static let deputy = "Phó "

    /// One line for each. A people's committee is a collective body: its chair signs on its behalf, and a deputy in the
    /// chair's place. A deputy of another body signs in the place of its head. Whoever holds another post, or one of another
    /// body than the one that issues, has the title of that post and no more.
    public static func of(title: String, in body: OrganizationID, for issuer: Organization) -> [String] {
        let own = shortened(title)
        guard body == issuer.id else { return [title] }
        let isDeputy = own.lowercased().hasPrefix(deputy.lowercased())
        let head = isDeputy ? capitalised(String(own.dropFirst(deputy.count))) : own
        let inPlace = isDeputy ? ["KT. \(head)"] : []
        guard issuer.body == .committee else { return inPlace + [own] }
        guard head.lowercased() == "chủ tịch" else { return [title] }
        return ["TM. \(committee)"] + inPlace + [own]
    }

    /// "Chủ tịch Ủy ban nhân dân phường Hoàn Kiếm" is "Chủ tịch" on a document of that committee.
    private static func shortened(_ title: String) -> String {
        for spelling in [committee, "Uỷ ban nhân dân", "UBND"] {
            if let range = title.firstRange(of: " " + spelling) { return String(title[..<range.lowerBound]) }
        }
        return title
    }

    private static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
