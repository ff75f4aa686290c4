#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// One file of the books, with its path inside the resources.
struct LawFile: Sendable {
    let name: String
    let bytes: Data

    /// The file's JSON, or the place and the reason why it is not what it must be.
    func decode<Wire: Decodable>(_ type: Wire.Type) throws(LawError) -> Wire {
        do {
            return try JSONDecoder().decode(type, from: bytes)
        } catch let error as DecodingError {
            throw unreadable(error.reason)
        } catch {
            throw unreadable("not JSON")
        }
    }

    /// The same error with the name of this file and the place in it, if the file is where it can be mended.
    func locating(_ error: LawError, at index: Int? = nil) -> LawError {
        let place = index.map { "[\($0)] " } ?? ""
        return switch error {
        case .invalidRule(let id, let reason): unreadable("\(place)\(id): \(reason)")
        case .invalidCalendar(_, let reason): unreadable(reason)
        default: error
        }
    }

    func unreadable(_ reason: String) -> LawError { .unreadable(file: name, reason: reason) }
}

extension DecodingError {
    /// `[0].inForce.from: not a day in the form yyyy-mm-dd`
    fileprivate var reason: String {
        switch self {
        case .keyNotFound(let key, let context): "\(context.place)\(key.stringValue) is missing"
        case .valueNotFound(_, let context): "\(context.place)a value is missing"
        case .typeMismatch(let type, let context): "\(context.place)not a \(type)"
        case .dataCorrupted(let context): context.place + context.debugDescription
        @unknown default: "not readable"
        }
    }
}

extension DecodingError.Context {
    fileprivate var place: String {
        let path = codingPath.reduce(into: "") { path, key in
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += path.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
        return path.isEmpty ? "" : "\(path): "
    }
}
