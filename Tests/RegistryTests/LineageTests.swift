import Kernel
import TestKit
import Testing

@testable import Registry

/// Which body lies below which: the pure part, on generated trees.
@Suite struct LineageTests {
    private func id(_ number: Int) -> OrganizationID { OrganizationID(Int64(number)) }

    @Test("a move changes exactly what lies above the moved, and never makes a body its own ancestor's child")
    func generated() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var chance = SeededGenerator(seed: seed)
        var changed = 0
        for _ in 0..<200 {
            var lineage = Lineage()
            let count = Int.random(in: 3...14, using: &chance)
            for number in 1..<count {
                lineage.add(
                    id(number),
                    under: Bool.random(using: &chance) ? id(Int.random(in: 0..<number, using: &chance)) : nil)
            }
            for _ in 0..<4 {
                let moved = id(Int.random(in: 0..<count, using: &chance))
                let apart = (0..<count).map(id).filter { !lineage.subtree(of: moved).contains($0) }
                guard let first = apart.randomElement(using: &chance) else { continue }
                let parents = Set([first, apart.randomElement(using: &chance)!]).sorted()
                let before = (0..<count).map { lineage.ancestors(of: id($0)) }
                let shifts = lineage.move([moved], under: parents)
                for number in 0..<count {
                    let after = lineage.ancestors(of: id(number))
                    let shift = shifts.first { $0.organization == id(number) }
                    let gained: Set<OrganizationID> = shift.map(\.gained) ?? []
                    let lost: Set<OrganizationID> = shift.map(\.lost) ?? []
                    #expect(after == before[number].subtracting(lost).union(gained), "seed \(seed)")
                    #expect(gained.intersection(before[number]).isEmpty, "seed \(seed)")
                    #expect(lost.subtracting(before[number]).isEmpty, "seed \(seed)")
                    #expect(shift == nil || lineage.subtree(of: moved).contains(id(number)), "seed \(seed)")
                    changed += shift == nil ? 0 : 1
                }
                let strict = lineage.ancestors(of: moved).subtracting([moved])
                #expect(parents.allSatisfy(strict.contains), "seed \(seed)")
                #expect(strict.allSatisfy { !lineage.ancestors(of: $0).contains(moved) }, "seed \(seed)")
                let shift = shifts.first { $0.organization == moved }
                for parent in parents where shift?.gained.contains(parent) == true {
                    #expect(shift?.partly.contains(parent) == (parents.count > 1), "seed \(seed)")
                }
            }
        }
        #expect(changed > 300)
    }
}
