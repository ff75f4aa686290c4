import Crypto

/// Seals one long content frame by frame (AES-256-GCM). Frames that were changed, moved, left out or added, and an
/// end that was cut off, do not open.
///
/// Its key serves one content only, so the number of a frame is its nonce.
public struct FrameSeal: Sendable {
    /// What sealing adds to each frame.
    public static let overhead = 16

    private let key: SymmetricKey

    init(_ key: SymmetricKey) { self.key = key }

    /// The frame sealed; `number` counts from 0 and is never used twice.
    public func seal(_ frame: [UInt8], number: UInt32, isLast: Bool, for context: [UInt8]) throws -> [UInt8] {
        let place = Self.place(number, isLast)
        let box = try AES.GCM.seal(
            frame, using: key, nonce: AES.GCM.Nonce(data: place), authenticating: context + place)
        return Array(box.ciphertext) + Array(box.tag)
    }

    /// Throws `SealError.broken` unless this is the frame of that number.
    public func open(
        _ sealed: [UInt8], number: UInt32, isLast: Bool, for context: [UInt8]
    ) throws(SealError) -> [UInt8] {
        guard sealed.count >= Self.overhead else { throw .broken }
        let place = Self.place(number, isLast)
        do {
            let box = try AES.GCM.SealedBox(
                nonce: AES.GCM.Nonce(data: place), ciphertext: sealed.dropLast(Self.overhead),
                tag: sealed.suffix(Self.overhead))
            return Array(try AES.GCM.open(box, using: key, authenticating: context + place))
        } catch {
            throw .broken
        }
    }

    /// Twelve bytes: whether it is the last one, and its number.
    private static func place(_ number: UInt32, _ isLast: Bool) -> [UInt8] {
        [isLast ? 1 : 0, 0, 0, 0, 0, 0, 0, 0] + withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
