/// What the header of one part of a form says.
struct MultipartPart: Equatable {
    /// The field.
    let name: String
    /// Nil if the part is a field and no file; empty if no file was chosen.
    let fileName: String?

    init(name: String, fileName: String?) {
        self.name = name
        self.fileName = fileName
    }

    /// Nil unless the header is one of a form's part and its field's name is UTF-8. A file's name that is not UTF-8 is
    /// repaired: it is shown only.
    init?(header: [UInt8]) {
        var disposition: ArraySlice<UInt8>?
        for line in header.split(separator: UInt8(ascii: "\n")) {
            let line = line.last == 13 ? line.dropLast() : line
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
            if String(decoding: line[..<colon], as: UTF8.self).lowercased() == "content-disposition" {
                guard disposition == nil else { return nil }
                disposition = line[(colon + 1)...]
            }
        }
        guard let disposition else { return nil }
        let semicolon = disposition.firstIndex(of: UInt8(ascii: ";")) ?? disposition.endIndex
        let type = disposition[..<semicolon].filter { $0 != 32 && $0 != 9 }
        guard String(decoding: type, as: UTF8.self).lowercased() == "form-data",
            let parameters = HeaderParameters(disposition[semicolon...]),
            let name = parameters["name"].flatMap({ String(validating: Self.unescaped($0), as: UTF8.self) })
        else { return nil }
        self.name = name
        // RFC 7578 has no `filename*`, but some programs send it, and then it is the better one.
        fileName =
            parameters["filename*"].flatMap(Self.extended)
            ?? parameters["filename"].map { String(decoding: Self.unescaped($0), as: UTF8.self) }
    }

    /// Browsers write a quotation mark and line ends, and only these, as %22, %0D and %0A.
    private static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.first {
            if byte == UInt8(ascii: "%"), let code = decoded(rest), [0x22, 0x0D, 0x0A].contains(code) {
                result.append(code)
                rest = rest.dropFirst(3)
            } else {
                result.append(byte)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    /// `UTF-8''B%C3%A1o%20c%C3%A1o.pdf` (RFC 8187); nil if it is anything else.
    private static func extended(_ bytes: [UInt8]) -> String? {
        let parts = bytes.split(separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, String(decoding: parts[0], as: UTF8.self).lowercased() == "utf-8" else { return nil }
        var result: [UInt8] = []
        var rest = parts[2]
        while let byte = rest.first {
            if byte == UInt8(ascii: "%") {
                guard let code = decoded(rest) else { return nil }
                result.append(code)
                rest = rest.dropFirst(3)
            } else {
                result.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(validating: result, as: UTF8.self)
    }

    /// The byte that `%XX` at the beginning stands for.
    private static func decoded(_ text: ArraySlice<UInt8>) -> UInt8? {
        let digits = text.dropFirst().prefix(2)
        guard digits.count == 2, let high = digits.first.flatMap(Form.hexDigit),
            let low = digits.last.flatMap(Form.hexDigit)
        else { return nil }
        return high << 4 | low
    }
}

/// `; name="…"; filename=…` after the value of a header, as bytes, since names may be in any encoding.
struct HeaderParameters {
    private var values: [String: [UInt8]] = [:]

    /// The first parameter of that name.
    subscript(_ name: String) -> [UInt8]? { values[name] }

    /// Nil if it cannot be read.
    init?(_ text: ArraySlice<UInt8>) {
        var rest = Self.unblanked(text)
        while !rest.isEmpty {
            guard rest.first == UInt8(ascii: ";") else { return nil }
            rest = Self.unblanked(rest.dropFirst())
            if rest.isEmpty { return }
            guard let equals = rest.firstIndex(of: UInt8(ascii: "=")) else { return nil }
            let name = String(decoding: rest[..<equals].filter { $0 != 32 && $0 != 9 }, as: UTF8.self).lowercased()
            rest = Self.unblanked(rest[(equals + 1)...])
            guard let value = rest.first == UInt8(ascii: "\"") ? Self.quoted(&rest) : Self.token(&rest) else {
                return nil
            }
            if values[name] == nil { values[name] = value }
            rest = Self.unblanked(rest)
        }
    }

    /// Only `\"` is an escape: some browsers send whole paths with backslashes.
    private static func quoted(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        var value: [UInt8] = []
        rest = rest.dropFirst()
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return value }
            if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "\"") {
                value.append(UInt8(ascii: "\""))
                rest = rest.dropFirst()
            } else {
                value.append(byte)
            }
        }
        return nil
    }

    private static func token(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        let value = rest.prefix { $0 != UInt8(ascii: ";") && $0 != 32 && $0 != 9 }
        rest = rest.dropFirst(value.count)
        return value.isEmpty ? nil : Array(value)
    }

    private static func unblanked(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        text.drop { $0 == 32 || $0 == 9 }
    }
}
