import Kernel

public enum RegistryError: DomainError {
    case codeTaken(String)
    case loginTaken(String)
    case loginMissing
    /// Not of the signs a login has, or too long.
    case loginUnfit
    /// Not of the signs a code of a body has, or too long.
    case codeUnfit
    /// A name or a title of so many characters.
    case tooLong(Naming.Part, Int)
    case nameMissing
    case titleMissing
    case postMissing
    case officialMissing
    case accountMissing
    case parentMissing
    case organizationMissing
    /// Merged, split or dissolved before that day.
    case organizationEnded
    /// Bodies that lie below it must go elsewhere first.
    case hasBodies
    /// Not a body that another can go on in: the same one, one below it, or one that has ended.
    case successorUnfit
    /// A body is recorded as merged, split, renamed or ended when it is, not before.
    case inFuture
    /// Something later is recorded already.
    case tooEarly
    /// The last day lies before the first one.
    case datesReversed
    case alreadyHolds
    case notHolder
    /// Whoever takes over must be another person, with an open account.
    case takerUnfit
    /// A post with so many open matters would have nobody.
    case leavesWork(PostID, Int)
    /// A body with so many untaken matters would have nobody to take them.
    case leavesBody(OrganizationID, Int)
    /// Rights are granted by somebody else.
    case ownRights
    case accountOpen, accountClosed
    /// Nobody with an open account would administer the body of this code, there or above, without end.
    case lastAdministrator(String)
    case passwordShort, passwordSame, passwordWrong
    /// A promise is 1 to 365 working days.
    case promiseUnfit
    /// Whoever handles a matter cannot step aside from it without handing it over first.
    case holdsMatter
    /// The installation holds real work: it cannot become a demonstration.
    case inUse

    public var problem: Problem {
        switch self {
        case .codeTaken(let code):
            Problem("organization.codeTaken", status: 409, RegistryMessages.codeTaken, ["code": code])
        case .loginTaken(let login):
            Problem("account.loginTaken", status: 409, RegistryMessages.loginTaken, ["login": login])
        case .loginMissing:
            Self.typed("account.loginMissing", "login", RegistryMessages.loginMissing)
        case .loginUnfit:
            Self.typed("account.loginUnfit", "login", RegistryMessages.loginUnfit)
        case .codeUnfit:
            Self.typed("organization.codeUnfit", "code", RegistryMessages.codeUnfit)
        case .tooLong(let part, let count):
            Self.typed(
                "registry.tooLong", part.rawValue, RegistryMessages.tooLong,
                ["limit": String(Naming.limit), "count": String(count)])
        case .nameMissing:
            Self.typed("official.nameMissing", "name", RegistryMessages.nameMissing)
        case .titleMissing:
            Self.typed("post.titleMissing", "title", RegistryMessages.titleMissing)
        case .postMissing:
            Problem("post.missing", status: 422, RegistryMessages.postMissing)
        case .officialMissing:
            Problem("official.missing", status: 422, RegistryMessages.officialMissing)
        case .accountMissing:
            Problem("account.missing", status: 422, RegistryMessages.accountMissing)
        case .parentMissing:
            Problem("organization.parentMissing", status: 422, RegistryMessages.parentMissing)
        case .organizationMissing:
            Problem("organization.missing", status: 422, RegistryMessages.organizationMissing)
        case .organizationEnded:
            Problem("organization.ended", status: 409, RegistryMessages.organizationEnded)
        case .hasBodies:
            Problem("organization.hasBodies", status: 409, RegistryMessages.hasBodies)
        case .successorUnfit:
            Problem("organization.successorUnfit", status: 422, RegistryMessages.successorUnfit)
        case .inFuture:
            Problem("registry.inFuture", status: 422, RegistryMessages.inFuture)
        case .tooEarly:
            Problem("registry.tooEarly", status: 409, RegistryMessages.tooEarly)
        case .datesReversed:
            Problem("registry.datesReversed", status: 422, RegistryMessages.datesReversed)
        case .alreadyHolds:
            Problem("post.alreadyHeld", status: 409, RegistryMessages.alreadyHolds)
        case .notHolder:
            Problem("post.notHeld", status: 409, RegistryMessages.notHolder)
        case .takerUnfit:
            Problem("account.takerUnfit", status: 422, RegistryMessages.takerUnfit)
        case .leavesWork(_, let count):
            Problem("post.leavesWork", status: 409, RegistryMessages.leavesWork, ["n": String(count)])
        case .leavesBody(_, let count):
            Problem("organization.leavesWork", status: 409, RegistryMessages.leavesBody, ["n": String(count)])
        case .ownRights:
            Problem("account.ownRights", status: 403, RegistryMessages.ownRights)
        case .accountOpen:
            Problem("account.open", status: 409, RegistryMessages.accountOpen)
        case .accountClosed:
            Problem("account.closed", status: 409, RegistryMessages.accountClosed)
        case .lastAdministrator(let code):
            Problem("account.lastAdministrator", status: 409, RegistryMessages.lastAdministrator, ["code": code])
        case .passwordShort:
            Problem("account.passwordShort", status: 422, RegistryMessages.passwordShort)
        case .passwordSame:
            Problem("account.passwordSame", status: 422, RegistryMessages.passwordSame)
        case .passwordWrong:
            Problem("account.passwordWrong", status: 422, RegistryMessages.passwordWrong)
        case .promiseUnfit:
            Problem("organization.promiseUnfit", status: 422, RegistryMessages.promiseUnfit)
        case .holdsMatter:
            Problem("conflict.holdsMatter", status: 409, RegistryMessages.holdsMatter)
        case .inUse:
            Problem("installation.inUse", status: 409, RegistryMessages.inUse)
        }
    }

    /// What one field of a form says.
    private static func typed(
        _ code: String, _ field: String, _ message: MessageKey, _ places: [String: String] = [:]
    ) -> Problem {
        Problem(code, status: 422, message, places, fields: [.init(field, message, places)])
    }
}
