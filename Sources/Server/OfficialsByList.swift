import Foundation
import Kernel
import Language
import Registry
import RegistryWeb
import Storage
import Vault

/// Brings the officials of a file on board from the command line, by the same acts as the page.
public struct OfficialsByList: Sendable {
    public let file: OfficialsFile
    private let onboarding: Onboarding

    /// Acts as the holder of an account, with that person's rights, or as the platform. Throws what is wrong with the file
    /// or the account before anything is done.
    public init(_ bytes: [UInt8], by login: String?, _ installation: Installation) async throws {
        file = try OfficialsFile(bytes, limit: .command)
        let (actor, purpose) = try await installation.store.read { tx in
            let purpose = try PurposeTable.read(tx)
            guard let login else { return (Actor.platform("user"), purpose) }
            guard let account = try AccountTable.find(login: login, tx)?.account else {
                throw RegistryError.accountMissing
            }
            guard !account.isDisabled else { throw RegistryError.accountClosed }
            return (.officer(account.id), purpose)
        }
        onboarding = Onboarding(
            file, by: actor, installation.patient, installation.store, cost: purpose == .real ? .standard : .low)
    }

    /// What would be done; nothing is.
    public func preview() async throws -> [LineReport] { try await onboarding.preview() }

    /// Does what can be done and tells each line. False if it was interrupted; the same list again does the rest.
    public func perform(renews: Bool, tell: (LineReport) throws -> Void) async throws -> Bool {
        try await onboarding.perform(renews: renews, tell: tell) == nil
    }

    /// "12 lines open an account and give a post" and the like.
    public static func counts(_ reports: [LineReport], _ t: Translator) -> [String] { reports.counts(t) }

    /// The refused lines with their reasons, as a file for spreadsheets.
    public func refused(_ reports: [LineReport], _ t: Translator) -> String { refusedLines(reports, of: file, t) }

    /// The reason of a refused line, with its column.
    public static func reason(_ refusal: LineRefusal, _ t: Translator) -> String { refusal.text(t) }
}

/// A file of slips to print, written slip by slip: what was given is not lost if the command ends early.
public struct SlipSheet: Sendable {
    private let path: String
    private let address: String
    private let t: Translator

    /// A new file, for its owner only. Throws if there is one already: it may hold passwords that stand nowhere else.
    public init(_ path: String, address: String, resources: String, _ catalogue: Catalogue) throws {
        t = Translator(.vi, catalogue, zone: .vietnam)
        self.path = path
        self.address = address
        let style = try ["hoidap", "slips"].map { name in
            try String(contentsOfFile: "\(resources)/static/\(name).css", encoding: .utf8)
        }.joined()
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else { throw SlipSheetError(path: path, isThere: errno == EEXIST) }
        close(descriptor)
        try write(
            """
            <!DOCTYPE html>
            <html lang="vi"><head><meta charset="utf-8" /><title>\(t(OfficialsPageMessages.slipTitle))</title>
            <style>\(style)</style></head><body><main><section><div class="passes">

            """)
    }

    /// The slip of a line is in the file; nothing for a line that gave no password.
    public func add(_ report: LineReport) throws {
        guard let slip = FirstSignInSlip(report, address: address, t) else { return }
        try write(firstSignInPass(slip, t).text + "\n")
    }

    public func finish() throws { try write("</div></section></main></body></html>\n") }

    private func write(_ text: String) throws {
        guard let file = FileHandle(forWritingAtPath: path) else { throw SlipSheetError(path: path, isThere: false) }
        defer { try? file.close() }
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
    }
}

struct SlipSheetError: Error, CustomStringConvertible {
    let path: String
    let isThere: Bool
    var description: String {
        isThere
            ? "\(path) is there already and may hold passwords; nothing was done. Name another file for the slips"
            : "\(path) cannot be written; nothing was done. Name another file for the slips"
    }
}
