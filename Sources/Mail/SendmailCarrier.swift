import Foundation
import Kernel

/// Hands messages to the machine's own mail system: a program that speaks as `sendmail` does.
public struct SendmailCarrier: MailCarrier {
    private let program: String
    /// How long the program may take for one mail.
    private static let patience = Duration.seconds(120)

    /// Nil unless the program can be run.
    public init?(_ program: String) {
        guard program.hasPrefix("/"), FileManager.default.isExecutableFile(atPath: program) else { return nil }
        self.program = program
    }

    public func carry(_ message: MailMessage) async -> Delivery {
        await Blocking.run { send(message) }
    }

    private func send(_ message: MailMessage) -> Delivery {
        // These programs want lines as the machine writes them.
        guard let input = Self.nameless(message.bytes.filter { $0 != UInt8(ascii: "\r") }) else { return .postponed }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        // The recipient stands in the message, not where every user of the machine could read it.
        process.arguments = ["-t", "-i", "-f", message.from.description]
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return .postponed }
        // Somebody else sends the mail once the lease has run out: whoever hangs is ended before.
        let end = ContinuousClock.now + Self.patience
        while process.isRunning {
            guard ContinuousClock.now < end else {
                process.terminate()
                return .postponed
            }
            Thread.sleep(forTimeInterval: 0.05)
        }
        return Self.delivery(process.terminationReason == .exit ? process.terminationStatus : 75)
    }

    /// A file without a name, at its beginning. Not a pipe: a program that ends without reading would end us with it.
    private static func nameless(_ bytes: [UInt8]) -> FileHandle? {
        var path = Array((NSTemporaryDirectory() + "/hoidap-mail-XXXXXX").utf8CString)
        let descriptor = mkstemp(&path)
        guard descriptor >= 0 else { return nil }
        unlink(path)
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: Data(bytes))
            try file.seek(toOffset: 0)
        } catch {
            return nil
        }
        return file
    }

    /// As sysexits.h has it: no such user, no such host, an address that is none.
    static func delivery(_ status: Int32) -> Delivery {
        switch status {
        case 0: .accepted
        case 65, 67, 68: .refused
        default: .postponed
        }
    }
}
