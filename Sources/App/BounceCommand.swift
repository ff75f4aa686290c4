import ArgumentParser
import Foundation
import Mail
import Server

struct BounceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bounce",
        abstract: "Reads e-mails that came back: their notices go another way. Works beside a server.",
        discussion: """
            Reads one message from the standard input, as a mail system hands it to a program; or all messages of a \
            mailbox. What is no report of ours is left alone. While the store cannot be written it ends with 75, and the \
            mail system tries again.
            """)

    @OptionGroup var options: DataOptions

    @Option(help: "Every new message of this Maildir, which becomes a seen one.")
    var maildir: String?

    @Option(help: "Every message of this file in the format mbox.")
    var mbox: String?

    func run() async throws {
        let resources = try options.resourcesPath()
        let message = maildir == nil && mbox == nil ? try Self.standardInput() : nil
        do {
            let installation = try await Installation.open(
                data: options.data, database: options.database, resources: resources, creates: false)
            var count = Bounces.Count()
            do {
                let bounces = Bounces(installation)
                if let message { try await bounces.read(message, into: &count) }
                if let maildir { try await bounces.read(maildir: maildir, into: &count) }
                if let mbox { try await bounces.read(mbox: mbox, into: &count) }
            } catch {
                await installation.close()
                throw error
            }
            await installation.close()
            say(
                "\(count.messages) messages: \(count.recorded) notices go another way, "
                    + "\(count.other) are no reports of ours")
        } catch {
            guard message != nil else { throw error }
            FileHandle.standardError.write(Data("hoidap: \(inWords(error))\n".utf8))
            throw ExitCode(75)
        }
    }

    private static func standardInput() throws -> [UInt8] {
        [UInt8](try FileHandle.standardInput.read(upToCount: ReturnedMail.limit) ?? Data())
    }
}
