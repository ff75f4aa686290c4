import Foundation
import Kernel
import Language
import Registry
import Synchronization

/// Finds the unit of today that an address of two or three levels lies in, however old it is.
final class OldAddresses: Sendable {
    private let gazetteer: Gazetteer
    /// The province of the body, among whose units a name is looked for first.
    private let province: String?
    private let own: String
    private let found = Mutex<[String: Gazetteer.Unit?]>([:])

    init(_ gazetteer: Gazetteer, near area: Area) {
        self.gazetteer = gazetteer
        own = area.code
        province = area.parent ?? area.code
    }

    /// Nil if no unit, or more than one, can be meant.
    func unit(_ address: String) -> Gazetteer.Unit? {
        let parts = Self.parts(address)
        guard let first = parts.firstIndex(where: Self.isCommune) ?? (parts.isEmpty ? nil : max(0, parts.count - 3))
        else { return nil }
        let query = parts[first...].joined(separator: ", ")
        if let known = found.withLock({ $0[query] }) { return known }
        let unit = search(query)
        found.withLock { $0[query] = .some(unit) }
        return unit
    }

    func title(of unit: Gazetteer.Unit) -> String { gazetteer.title(of: unit, in: .vi) }

    private func search(_ query: String) -> Gazetteer.Unit? {
        for parent in [province.flatMap { gazetteer.unit($0, .province) == nil ? nil : $0 }, nil] {
            let matches = gazetteer.search(query, parent: parent, limit: 20).filter { $0.unit.level == .commune }
            if let mine = matches.first(where: { $0.unit.code == own }) { return mine.unit }
            // A former unit that was divided lies in several of today.
            guard let best = matches.first, Set(matches.map(\.unit.code)).count == 1 else { continue }
            return best.unit
        }
        return nil
    }

    private static func parts(_ address: String) -> [String] {
        var text = address
        for sign in [" - ", " – ", ";", "/"] { text = text.replacing(sign, with: ",") }
        return text.split(separator: ",").map { String($0).oneLine }.filter { !$0.isEmpty }
    }

    private static func isCommune(_ part: String) -> Bool {
        let folded = Folding.fold(part)
        return ["xa ", "phuong ", "thi tran ", "dac khu ", "p ", "x ", "tt "].contains { folded.hasPrefix($0) }
    }
}
