import Kernel
import Web

/// The addresses of the pages of bodies, posts and accounts.
public enum AdminRoutes {
    public static let admin = PlainRoute(.get, "/desk/admin")
    public static let own = PlainRoute(.get, "/desk/account")
    public static let setOwn = PlainRoute(.post, "/desk/account")

    public static let officials = PlainRoute(.get, "/desk/admin/officials")
    public static let officialsTemplate = PlainRoute(.get, "/desk/admin/officials/template")
    public static let previewOfficials = PlainRoute(.post, "/desk/admin/officials/preview")
    public static let performOfficials = PlainRoute(.post, "/desk/admin/officials/perform")
    public static let refusedOfficials = PlainRoute(.post, "/desk/admin/officials/refused")
    /// Answers to forms, asked for again by address.
    static let afterOfficials = [
        PlainRoute(.get, "/desk/admin/officials/preview"), PlainRoute(.get, "/desk/admin/officials/perform"),
        PlainRoute(.get, "/desk/admin/officials/refused"),
    ]

    /// The list of officials, its template and what is done with it.
    public static let ofOfficials: [PlainRoute] =
        [officials, officialsTemplate, previewOfficials, performOfficials, refusedOfficials] + afterOfficials

    public static let body = Route<OrganizationID>(.get, "/desk/admin/bodies/{}")
    public static let board = Route<OrganizationID>(.get, "/desk/admin/bodies/{}/board")
    public static let promise = Route<OrganizationID>(.post, "/desk/admin/bodies/{}/promise")
    public static let rename = Route<OrganizationID>(.post, "/desk/admin/bodies/{}/name")
    public static let newBody = Route<OrganizationID>(.post, "/desk/admin/bodies/{}/bodies")
    public static let newPost = Route<OrganizationID>(.post, "/desk/admin/bodies/{}/posts")
    public static let newAccount = Route<OrganizationID>(.post, "/desk/admin/bodies/{}/accounts")
    public static let askMerge = Route<OrganizationID>(.get, "/desk/admin/bodies/{}/merge")
    public static let merge = Route<OrganizationID>(.post, "/desk/admin/bodies/{}/merge")
    public static let askSplit = Route<OrganizationID>(.get, "/desk/admin/bodies/{}/split")
    public static let split = Route<OrganizationID>(.post, "/desk/admin/bodies/{}/split")
    public static let askEnd = Route<OrganizationID>(.get, "/desk/admin/bodies/{}/end")
    public static let end = Route<OrganizationID>(.post, "/desk/admin/bodies/{}/end")

    public static let post = Route<PostID>(.get, "/desk/admin/posts/{}")
    public static let appoint = Route<PostID>(.post, "/desk/admin/posts/{}/holders")
    public static let renamePost = Route<PostID>(.post, "/desk/admin/posts/{}/name")
    public static let askEndPost = Route<PostID>(.get, "/desk/admin/posts/{}/end")
    public static let endPost = Route<PostID>(.post, "/desk/admin/posts/{}/end")
    public static let askRelieve = Route<PostID, OfficialID>(.get, "/desk/admin/posts/{}/holders/{}/end")
    public static let relieve = Route<PostID, OfficialID>(.post, "/desk/admin/posts/{}/holders/{}/end")

    public static let account = Route<AccountID>(.get, "/desk/admin/accounts/{}")
    public static let reset = Route<AccountID>(.post, "/desk/admin/accounts/{}/password")
    public static let reopen = Route<AccountID>(.post, "/desk/admin/accounts/{}/reopen")
    public static let askClose = Route<AccountID>(.get, "/desk/admin/accounts/{}/close")
    public static let close = Route<AccountID>(.post, "/desk/admin/accounts/{}/close")
}
