import Foundation
import Kernel

/// One message to one person, plain and as HTML, as it goes over the wire.
public struct MailMessage: Sendable {
    public let from: MailAddress
    /// What stands before the address.
    public let fromName: String
    public let to: MailAddress
    public let subject: String
    /// What the message is known by, also when it comes back: the same each time it is sent.
    public let token: String
    public let date: String
    /// `vi, en`.
    public let languages: String
    public let plain: String
    public let html: String

    /// `token` is of letters, digits and dashes.
    public init(
        from: MailAddress, fromName: String, to: MailAddress, subject: String, token: String, at instant: Instant,
        _ zone: Zone, languages: String, plain: String, html: String
    ) {
        let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-".utf8)
        precondition(token.utf8.allSatisfy(allowed.contains), "a token has nothing in it that could end a header")
        self.from = from
        self.fromName = fromName
        self.to = to
        self.subject = subject
        self.token = token
        date = Self.date(instant, zone)
        self.languages = languages
        self.plain = plain
        self.html = html
    }

    /// The header that holds the token beside `Message-ID`, which some relays replace.
    public static let tokenHeader = "X-Hoidap-Notice"

    /// With CR LF at each end of a line, and no line of more than 78 bytes but by a long address.
    public var bytes: [UInt8] {
        let boundary = "=_\(token)"
        let headers = [
            "Date: \(date)",
            "From: \(Self.encoded(fromName)) <\(from)>",
            "To: <\(to)>",
            "Message-ID: <\(token)@\(from.domain)>",
            "Subject: \(Self.encoded(subject))",
            "Auto-Submitted: auto-generated",
            "\(Self.tokenHeader): \(token)",
            "Content-Language: \(languages)",
            "MIME-Version: 1.0",
            "Content-Type: multipart/alternative; boundary=\"\(boundary)\"",
        ]
        let parts = [("plain", plain), ("html", html)].map { sort, text in
            """
            --\(boundary)\r\nContent-Type: text/\(sort); charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n\
            \(Self.base64(text))\r\n
            """
        }
        let text = headers.joined(separator: "\r\n") + "\r\n\r\n" + parts.joined() + "--\(boundary)--\r\n"
        return Array(text.utf8)
    }

    /// RFC 2047: words of base64, none of more than 75 bytes, none cutting a character, on lines of their own.
    static func encoded(_ text: String) -> String {
        var words: [[UInt8]] = [[]]
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if let last = words.last, last.count + bytes.count > 42 { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    private static func base64(_ text: String) -> String {
        // Lines end with CR LF in a text that is mailed.
        let body = text.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n")
        return Data(body.utf8).base64EncodedString(
            options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
    }

    /// RFC 5322: `Fri, 20 Nov 2026 08:30:00 +0700`.
    static func date(_ instant: Instant, _ zone: Zone) -> String {
        // 2026-11-20T08:30:00+07:00
        let text = zone.iso8601(instant)
        let day = zone.day(of: instant)
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let weekday = weekdays[((day.daysSince1970 % 7) + 7) % 7]
        let (year, month, number) = day.parts
        let time = text.dropFirst(11).prefix(8)
        let offset = text.dropFirst(19).replacing(":", with: "")
        return "\(weekday), \(number) \(months[month - 1]) \(year) \(time) \(offset)"
    }
}
