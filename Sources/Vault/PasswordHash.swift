import Crypto
import CryptoExtras
import Dispatch
import Foundation

/// A password as stored: scrypt (RFC 7914) with its own salt and cost, in the PHC string format.
public struct PasswordHash: Hashable, Sendable, CustomStringConvertible {
    /// Work of one try: memory is 128 · 8 · 2^logN bytes.
    public struct Cost: Hashable, Sendable {
        public let logN: Int

        /// 32 MB and about a tenth of a second.
        public static let standard = Cost(logN: 15)
        /// For tests and demonstrations, whose passwords are public.
        public static let low = Cost(logN: 8)
    }

    private let cost: Cost
    private let salt: [UInt8]
    private let hash: [UInt8]

    /// Hashes off the cooperative pool.
    public static func make(_ password: String, cost: Cost) async throws -> PasswordHash {
        let salt = (0..<16).map { _ in UInt8.random(in: 0...255) }
        let hash = try await derive(password, salt, cost)
        return PasswordHash(cost: cost, salt: salt, hash: hash)
    }

    /// Whether this is the password; takes the same time for every wrong one.
    public func matches(_ password: String) async throws -> Bool {
        let tried = try await Self.derive(password, salt, cost)
        return zip(tried, hash).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0 && tried.count == hash.count
    }

    /// Spends the time of one try, so that an unknown login takes as long as a wrong password.
    public static func pretend(cost: Cost) async throws {
        _ = try await derive("", [UInt8](repeating: 0, count: 16), cost)
    }

    /// `$scrypt$ln=15,r=8,p=1$salt$hash`, base64 without padding.
    public var description: String {
        "$scrypt$ln=\(cost.logN),r=8,p=1$\(Self.base64(salt))$\(Self.base64(hash))"
    }

    /// Nil unless the text was written by `description`.
    public init?(_ text: String) {
        let parts = text.split(separator: "$")
        guard parts.count == 4, parts[0] == "scrypt", parts[1].hasPrefix("ln="), parts[1].hasSuffix(",r=8,p=1"),
            let logN = Int(parts[1].dropFirst(3).dropLast(8)), (1...20).contains(logN),
            let salt = Self.bytes(base64: parts[2]), let hash = Self.bytes(base64: parts[3])
        else { return nil }
        self.init(cost: Cost(logN: logN), salt: salt, hash: hash)
    }

    private init(cost: Cost, salt: [UInt8], hash: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.hash = hash
    }

    private static let queue = DispatchQueue(label: "hoidap.password", attributes: .concurrent)

    private static func derive(_ password: String, _ salt: [UInt8], _ cost: Cost) async throws -> [UInt8] {
        try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(
                    with: Result {
                        // NFC, so that a password typed on a telephone is the one typed at the desk.
                        let password = Data(password.precomposedStringWithCanonicalMapping.utf8)
                        let key = try KDF.Scrypt.deriveKey(
                            from: password, salt: salt, outputByteCount: 32, rounds: 1 << cost.logN,
                            blockSize: 8, parallelism: 1, maxMemory: 256 << 20)
                        return key.withUnsafeBytes { Array($0) }
                    })
            }
        }
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacingOccurrences(of: "=", with: "")
    }

    private static func bytes(base64 text: Substring) -> [UInt8]? {
        let padded = text + String(repeating: "=", count: (4 - text.count % 4) % 4)
        return Data(base64Encoded: String(padded)).map { [UInt8]($0) }
    }
}
