import Kernel

/// Why a file cannot be imported at all.
public enum ImportError: DomainError, Equatable {
    case cannotOpen(String)
    /// What is packed is cut off or spoilt: rows up to there were taken.
    case damaged(String)
    /// The first line is not a header of Open311 or of New York's service requests; the names that are missing.
    case notOpen311(missing: [String])
    case unknownZone(String)
    /// The body has another zone: days that were counted cannot move.
    case otherZone(String)
    /// The body of that code is one whose work the law of the platform counts.
    case notJurisdiction(String)
    case codeUnfit(String)

    public var problem: Problem {
        switch self {
        case .cannotOpen(let path): Self.problem("cannotOpen", ImporterMessages.cannotOpen, ["path": path])
        case .damaged(let path): Self.problem("damaged", ImporterMessages.damaged, ["path": path])
        case .notOpen311(let missing):
            Self.problem("notOpen311", ImporterMessages.notOpen311, ["names": missing.joined(separator: ", ")])
        case .unknownZone(let name): Self.problem("unknownZone", ImporterMessages.unknownZone, ["name": name])
        case .otherZone(let name): Self.problem("otherZone", ImporterMessages.otherZone, ["name": name])
        case .notJurisdiction(let code):
            Self.problem("notJurisdiction", ImporterMessages.notJurisdiction, ["code": code])
        case .codeUnfit(let code): Self.problem("codeUnfit", ImporterMessages.codeUnfit, ["code": code])
        }
    }

    private static func problem(_ code: String, _ message: MessageKey, _ places: [String: String]) -> Problem {
        Problem("import.\(code)", status: 422, message, places)
    }
}
