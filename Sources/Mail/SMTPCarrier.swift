import CCurl
import Foundation
import Kernel

/// Hands messages to a mail server over SMTP, through libcurl.
///
/// To another machine it goes encrypted or not at all: `smtps://`, or STARTTLS, which the server must offer. Within one
/// machine it may go plainly.
public struct SMTPCarrier: MailCarrier {
    private let url: String
    private let isLocal: Bool
    private let login: Login?

    /// As whom the mail server knows us.
    public struct Login: Sendable {
        let user: String
        let password: String

        public init(user: String, password: String) {
            self.user = user
            self.password = password
        }

        /// The first two lines of a file: the user, the password. Nil if there are none.
        public init?(contentsOf file: String) {
            guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
            let lines = text.split(whereSeparator: \.isNewline)
            guard lines.count >= 2 else { return nil }
            self.init(user: String(lines[0]), password: String(lines[1]))
        }
    }

    /// Nil unless it is `smtp://host[:port]` or `smtps://host[:port]`. Credentials do not stand there.
    public init?(_ address: String, login: Login?) {
        guard let parts = URLComponents(string: address), let scheme = parts.scheme?.lowercased(),
            ["smtp", "smtps"].contains(scheme), let host = parts.host, !host.isEmpty, parts.user == nil,
            parts.password == nil, parts.query == nil
        else { return nil }
        url = address
        isLocal = ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host.lowercased())
        self.login = login
    }

    public func carry(_ message: MailMessage) async -> Delivery {
        await Blocking.run { send(message) }
    }

    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    private func send(_ message: MailMessage) -> Delivery {
        guard Self.isReady, let curl = curl_easy_init() else { return .postponed }
        defer { curl_easy_cleanup(curl) }
        let recipients = curl_slist_append(nil, "<\(message.to)>")
        defer { curl_slist_free_all(recipients) }
        let source = Source(message.bytes)
        let isSet = [
            hoidap_set_text(curl, CURLOPT_URL, url),
            hoidap_set_text(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps"),
            hoidap_set_text(curl, CURLOPT_MAIL_FROM, "<\(message.from)>"),
            hoidap_set_list(curl, CURLOPT_MAIL_RCPT, recipients),
            hoidap_set_number(curl, CURLOPT_USE_SSL, Int(isLocal ? CURLUSESSL_NONE.rawValue : CURLUSESSL_ALL.rawValue)),
            hoidap_set_number(curl, CURLOPT_UPLOAD, 1),
            hoidap_set_number(curl, CURLOPT_NOSIGNAL, 1),
            hoidap_set_number(curl, CURLOPT_CONNECTTIMEOUT, 20),
            hoidap_set_number(curl, CURLOPT_TIMEOUT, 90),
            login.map { hoidap_set_text(curl, CURLOPT_USERNAME, $0.user) } ?? CURLE_OK,
            login.map { hoidap_set_text(curl, CURLOPT_PASSWORD, $0.password) } ?? CURLE_OK,
            hoidap_set_reader(
                curl,
                { buffer, size, count, source in
                    guard let buffer, let source else { return 0 }
                    return Unmanaged<Source>.fromOpaque(source).takeUnretainedValue().read(buffer, size * count)
                }, Unmanaged.passUnretained(source).toOpaque()),
        ]
        guard isSet.allSatisfy({ $0 == CURLE_OK }) else { return .postponed }
        let result = withExtendedLifetime(source) { curl_easy_perform(curl) }
        return Self.delivery(result == CURLE_OK, isOurLogin: result == CURLE_LOGIN_DENIED, hoidap_reply_code(curl))
    }

    /// What the server's last reply means. That it does not know us is our trouble, not the recipient's.
    static func delivery(_ isDone: Bool, isOurLogin: Bool, _ code: Int) -> Delivery {
        if isDone { return .accepted }
        return !isOurLogin && (550...559).contains(code) ? .refused : .postponed
    }

    /// The bytes of a message as curl asks for them.
    private final class Source {
        private let bytes: [UInt8]
        private var next = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        func read(_ buffer: UnsafeMutablePointer<CChar>, _ most: Int) -> Int {
            let count = min(most, bytes.count - next)
            bytes.withUnsafeBytes { all in
                guard let base = all.baseAddress, count > 0 else { return }
                UnsafeMutableRawPointer(buffer).copyMemory(from: base + next, byteCount: count)
            }
            next += count
            return count
        }
    }
}
