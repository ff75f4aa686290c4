import Kernel

public enum RegistryError: DomainError {
    case codeTaken(String)
    case loginTaken(String)
    case loginMissing
    case nameMissing
    case postMissing
    case officialMissing
    case parentMissing
    case organizationMissing
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
            Problem("account.loginMissing", status: 422, RegistryMessages.loginMissing)
        case .nameMissing:
            Problem("official.nameMissing", status: 422, RegistryMessages.nameMissing)
        case .postMissing:
            Problem("post.missing", status: 422, RegistryMessages.postMissing)
        case .officialMissing:
            Problem("official.missing", status: 422, RegistryMessages.officialMissing)
        case .parentMissing:
            Problem("organization.parentMissing", status: 422, RegistryMessages.parentMissing)
        case .organizationMissing:
            Problem("organization.missing", status: 422, RegistryMessages.organizationMissing)
        case .holdsMatter:
            Problem("conflict.holdsMatter", status: 409, RegistryMessages.holdsMatter)
        case .inUse:
            Problem("installation.inUse", status: 409, RegistryMessages.inUse)
        }
    }
}
