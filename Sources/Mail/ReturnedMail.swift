import Foundation

/// What a message that came back says: RFC 3464, or nothing that concerns us. It reads whatever bytes come.
public enum ReturnedMail: Hashable, Sendable {
    /// Not a report about mail.
    case other
    /// A report of something that is no failure: late, passed on, delivered.
    case passing
    /// These messages, by their tokens, did not arrive. Empty if none of ours is named.
    case failed([String])

    /// Longer messages are not looked through to their end.
    public static let limit = 4 * 1024 * 1024

    /// `beginning` is that of every token: what follows it are letters, digits and dashes.
    public static func read(_ bytes: some Collection<UInt8>, tokensBeginning beginning: String) -> ReturnedMail {
        // Every byte is a character, so that nothing in it can be malformed.
        let text = String(
            String.UnicodeScalarView(bytes.prefix(limit).lazy.filter { $0 != 13 }.map { UnicodeScalar($0) }))
        let halves = text.split(separator: "\n\n", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2 else { return .other }
        // A header goes on in lines that begin with a space.
        let header = halves[0].lowercased().replacing("\n ", with: " ").replacing("\n\t", with: " ")
        let isReport = header.split(separator: "\n").contains { line in
            line.hasPrefix("content-type:") && line.contains("multipart/report") && line.contains("delivery-status")
        }
        guard isReport else { return .other }
        let actions = halves[1].split(separator: "\n").compactMap { line -> Substring? in
            guard line.prefix(7).lowercased() == "action:" else { return nil }
            return line.dropFirst(7).drop { $0 == " " || $0 == "\t" }
        }
        guard actions.contains(where: { $0.lowercased().hasPrefix("failed") }) else { return .passing }
        return .failed(tokens(in: halves[1], beginning))
    }

    private static func tokens(in text: Substring, _ beginning: String) -> [String] {
        var found: [String] = []
        for range in text.ranges(of: beginning) {
            let token = text[range.lowerBound...].prefix(120).prefix { character in
                character.isASCII && (character.isLetter || character.isNumber || character == "-")
            }
            if !found.contains(String(token)) { found.append(String(token)) }
            if found.count == 20 { break }
        }
        return found
    }
}

/// The messages in a mailbox, each as bytes.
public enum Mailbox {
    /// Those of a file in the format mbox: a line that begins with `From ` begins one.
    public static func messages(ofFile bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        let mark = Array("From ".utf8)
        var starts: [Int] = []
        var line = bytes.startIndex
        while line < bytes.endIndex {
            if bytes[line...].starts(with: mark) { starts.append(line) }
            guard let end = bytes[line...].firstIndex(of: 10) else { break }
            line = end + 1
        }
        return zip(starts, starts.dropFirst() + [bytes.endIndex]).map { start, end in
            let first = bytes[start..<end].firstIndex(of: 10).map { $0 + 1 } ?? end
            return bytes[first..<end]
        }
    }
}
