import Acts
import Foundation
import Kernel
import Mail
import Notices

/// Reads mail that came back, and lets the notices it names go on to their next way.
public struct Bounces: Sendable {
    private let installation: Installation

    public init(_ installation: Installation) { self.installation = installation }

    /// What reading some messages came to.
    public struct Count: Hashable, Sendable {
        public var messages = 0
        /// Notices that have gone on to their next way.
        public var recorded = 0
        /// Messages that say nothing about one of our mails.
        public var other = 0

        public init() {}
    }

    /// One message, whatever bytes it is.
    public func read(_ message: some Collection<UInt8>, into count: inout Count) async throws {
        count.messages += 1
        guard case .failed(let tokens) = ReturnedMail.read(message, tokensBeginning: NoticeToken.beginning) else {
            count.other += 1
            return
        }
        let keys = installation.performer.world.keys
        let notices = tokens.compactMap { NoticeToken.read($0, under: keys) }
        if notices.isEmpty { count.other += 1 }
        for notice in Set(notices).sorted(by: { $0.description < $1.description }) {
            do {
                try await installation.performer.perform(
                    RecordMailing(notice, .bounced), by: .platform("notices.bounce"))
                count.recorded += 1
            } catch let problem as Problem where problem == ActProblem.overtaken {
                // Known already, or told by another way since.
            }
        }
    }

    /// Every message of a file in the format mbox. It stays as it is: reading it again records nothing twice.
    public func read(mbox path: String, into count: inout Count) async throws {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        for message in Mailbox.messages(ofFile: bytes) { try await read(message, into: &count) }
    }

    /// Every new message of a Maildir, which is then a seen one.
    public func read(maildir path: String, into count: inout Count) async throws {
        let files = FileManager.default
        for name in try files.contentsOfDirectory(atPath: path + "/new").sorted() {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: "\(path)/new/\(name)"))
            let bytes = [UInt8](try handle.read(upToCount: ReturnedMail.limit) ?? Data())
            try handle.close()
            try await read(bytes, into: &count)
            try files.moveItem(atPath: "\(path)/new/\(name)", toPath: "\(path)/cur/\(name):2,S")
        }
    }
}
