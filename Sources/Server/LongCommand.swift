import Acts
import Kernel

extension Installation {
    /// Runs what may take longer than the lease of the server number, which it keeps meanwhile: identifiers stay unique.
    public func keepingNumber<T: Sendable>(_ body: @Sendable () async throws -> T) async throws -> T {
        let keeper = Task {
            while !Task.isCancelled {
                let now = performer.world.now()
                // A store that fails for a moment is asked again: what is written meanwhile fails as well.
                let isKept = try? await leases.take(
                    Leases.name(ofServer: serverNumber), until: now.adding(seconds: Self.numberLease), at: now)
                // Another process has the number: identifiers would no longer be unique.
                if isKept == false { fatalError("the server number \(serverNumber) was lost to another process") }
                try await Task.sleep(for: .seconds(Self.numberLease / 4))
            }
        }
        defer { keeper.cancel() }
        return try await body()
    }
}
