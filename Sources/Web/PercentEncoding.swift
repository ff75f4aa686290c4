extension String {
    /// Its bytes as a value in an address (RFC 3986, 2.3): letters, digits and four marks stand for themselves, `other` too
    /// if one is named.
    public func percentEncoded(keeping other: UInt8? = nil) -> String {
        func isPlain(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                true
            default: byte == other
            }
        }
        guard !utf8.allSatisfy(isPlain) else { return self }
        var text = ""
        for byte in utf8 {
            if isPlain(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return text
    }
}
