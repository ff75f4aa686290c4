import Kernel
import Registry
import Storage

/// What stands on the slip of a letter, besides its PIN: for the officer who hands it over.
public struct Slip: Sendable {
    public let letter: Letter
    public let matter: Matter
    /// The title of the extract; empty for a denunciation.
    public let title: String
    /// Nil for a letter that was handed in here.
    public let registration: Registration?

    /// Nil if the letter is not within the scope.
    public static func read(_ letter: LetterKey, _ scope: Scope, _ tx: any ReadTransaction) throws -> Slip? {
        guard let letter = try LetterTable.find(letter, tx),
            let matter = try MatterTable.load(MatterKey(letter.key.home, letter.matter), tx),
            try matter.isIn(scope, tx)
        else { return nil }
        return Slip(
            letter: letter, matter: matter,
            title: matter.kind == .denunciation ? "" : try ExtractTable.find(letter.key, tx)?.title ?? "",
            registration: try BookTable.registration(of: letter.key, tx))
    }
}
