extension Sequence where Element: Sendable {
    /// What `body` makes of each element, in their order, with no more than `limit` of them on their way at once. Throws
    /// the first error; then nothing new is begun, and what is on its way is cancelled and waited for.
    public func mapped<T: Sendable>(
        atOnce limit: Int, _ body: @escaping @Sendable (Element) async throws -> T
    ) async throws -> [T] {
        try await withThrowingTaskGroup(of: (Int, T).self) { group in
            var made: [Int: T] = [:]
            for (number, element) in enumerated() {
                if number >= limit, let (earlier, value) = try await group.next() { made[earlier] = value }
                group.addTask { (number, try await body(element)) }
            }
            for try await (number, value) in group { made[number] = value }
            return made.sorted { $0.key < $1.key }.map(\.value)
        }
    }
}
