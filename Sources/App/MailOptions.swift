import ArgumentParser
import Foundation
import Mail
import Server

/// How people are told by e-mail. Without these options e-mail is no way, and notices go to the telephone or to paper.
struct MailOptions: ParsableArguments {
    @Option(help: "The address e-mails come from; what comes back is sent there. Needs --public-url and a way to send.")
    var mailFrom: String?

    @Option(
        help: """
            The mail server: smtp://host:port or smtps://host:port. To another machine mail goes encrypted or not at all. \
            User and password: --smtp-login, or HOIDAP_SMTP_USER and HOIDAP_SMTP_PASSWORD.
            """)
    var smtp: String?

    @Option(help: "A file with two lines: the user and the password for the mail server.")
    var smtpLogin: String?

    @Option(help: "The program of the machine's own mail system, instead of --smtp: /usr/sbin/sendmail.")
    var sendmail: String?

    @Option(
        name: .customLong("public-url"),
        help: "The address under which people reach this server, https://…: for e-mails, receipts and letters.")
    var publicURL: String?

    func validate() throws {
        _ = try address()
        _ = try plan()
    }

    /// Without a slash at its end; nil if none is given.
    func address() throws -> String? { try Self.address(publicURL, of: "--public-url") }

    static func address(_ text: String?, of option: String) throws -> String? {
        guard let text else { return nil }
        guard let parts = URLComponents(string: text), ["https", "http"].contains(parts.scheme ?? ""),
            let host = parts.host, !host.isEmpty, parts.query == nil, parts.user == nil,
            parts.path.isEmpty || parts.path == "/"
        else { throw ValidationError("\(option) is an address such as https://hoidap.example.gov.vn") }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// Nil if no way to send is given.
    func plan() throws -> MailPlan? {
        guard smtp != nil || sendmail != nil else {
            if mailFrom != nil || smtpLogin != nil {
                throw ValidationError("--mail-from and --smtp-login need --smtp or --sendmail")
            }
            return nil
        }
        guard smtp == nil || sendmail == nil else { throw ValidationError("--smtp and --sendmail exclude each other") }
        guard let from = mailFrom.flatMap({ MailAddress($0) }) else {
            throw ValidationError("--mail-from is an e-mail address, and --smtp and --sendmail need it")
        }
        guard let address = try address() else { throw ValidationError("e-mails need --public-url") }
        return MailPlan(try carrier(), from: from, publicAddress: address)
    }

    private func carrier() throws -> any MailCarrier {
        if let sendmail {
            guard let carrier = SendmailCarrier(sendmail) else {
                throw ValidationError("--sendmail is the full path of a program that can be run")
            }
            return carrier
        }
        guard let carrier = SMTPCarrier(smtp ?? "", login: try login()) else {
            throw ValidationError("--smtp is smtp://host:port or smtps://host:port, without user and password")
        }
        return carrier
    }

    private func login() throws -> SMTPCarrier.Login? {
        if let smtpLogin {
            guard let login = SMTPCarrier.Login(contentsOf: smtpLogin) else {
                throw ValidationError("\(smtpLogin) does not hold a user and a password, on a line each")
            }
            return login
        }
        let environment = ProcessInfo.processInfo.environment
        guard let user = environment["HOIDAP_SMTP_USER"], let password = environment["HOIDAP_SMTP_PASSWORD"] else {
            return nil
        }
        return SMTPCarrier.Login(user: user, password: password)
    }
}
