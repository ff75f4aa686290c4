import Kernel
import Vault

/// The bytes of an event that the ledger hashes. Version 1, fixed for ever; a golden test holds them.
///
/// Each field is its length in bytes as a 32-bit big-endian number, then its bytes. In order: version `1`, act code,
/// subject, sequence within the subject, effective day, recorded instant in milliseconds, actor's pseudonym, state of
/// the law, commitment to the payload. Numbers are decimal text.
public enum Leaf {
    public static let version = "1"

    public static func bytes(of event: Event, pseudonym: Secret) -> [UInt8] {
        var bytes: [UInt8] = []
        func append(_ field: some Collection<UInt8>) {
            withUnsafeBytes(of: UInt32(field.count).bigEndian) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: field)
        }
        append(version.utf8)
        append(event.code.description.utf8)
        append(event.subject.description.utf8)
        append(String(event.sequence).utf8)
        append(event.effective.description.utf8)
        append(String(event.recorded.milliseconds).utf8)
        append(self.pseudonym(of: event.actor, under: pseudonym))
        append(event.law.utf8)
        append(commitment(to: event))
        return bytes
    }

    /// 16 bytes that stand for an actor: the same actor has the same, and nobody without the key can tell who.
    public static func pseudonym(of actor: Actor, under key: Secret) -> [UInt8] {
        Array(key.authenticate(actor.description.utf8).prefix(16))
    }

    /// Binds the payload without showing it; worthless once the salt is destroyed.
    public static func commitment(to event: Event) -> [UInt8] {
        Digest.commitment(of: event.payload.text.utf8, salt: event.salt)
    }
}
