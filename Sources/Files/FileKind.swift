/// What a file is, recognised by its content, never by its name or by what a browser says. The raw value is stored.
public enum FileKind: String, CaseIterable, Sendable {
    case jpeg, png, heic, webp
    case pdf, docx, xlsx
    case mp4, mov, m4a, mp3
    case threeGP = "3gp"

    /// As HTTP names it.
    public var mediaType: String {
        switch self {
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        case .heic: "image/heic"
        case .webp: "image/webp"
        case .pdf: "application/pdf"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .mp4: "video/mp4"
        case .mov: "video/quicktime"
        case .threeGP: "video/3gpp"
        case .m4a: "audio/mp4"
        case .mp3: "audio/mpeg"
        }
    }

    /// The endings of names of this kind, the usual one first.
    var endings: [String] {
        switch self {
        case .jpeg: ["jpg", "jpeg"]
        case .heic: ["heic", "heif"]
        case .threeGP: ["3gp", "3g2"]
        case .mp4: ["mp4", "m4v"]
        default: [rawValue]
        }
    }

    /// A picture or a PDF: what a browser may show by itself. Everything else is saved.
    public var isShownByBrowsers: Bool {
        switch self {
        case .jpeg, .png, .webp, .pdf: true
        default: false
        }
    }

    public var isPicture: Bool {
        switch self {
        case .jpeg, .png, .heic, .webp: true
        default: false
        }
    }

    /// So many bytes of the beginning are enough to recognise a kind.
    static let headLength = 16 * 1024

    /// The kind of a content from its beginning; nil if it is none we take.
    public static func recognised(in head: [UInt8]) -> FileKind? {
        func begins(_ bytes: [UInt8], at offset: Int = 0) -> Bool { head.dropFirst(offset).starts(with: bytes) }
        if begins([0xFF, 0xD8, 0xFF]) { return .jpeg }
        if begins([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if begins(Array("RIFF".utf8)), begins(Array("WEBPVP8".utf8), at: 8) { return .webp }
        if begins(Array("%PDF-".utf8)) { return .pdf }
        if begins(Array("ftyp".utf8), at: 4) { return container(brand: head.dropFirst(8).prefix(4)) }
        if begins(zipEntry) { return office(head) }
        if begins(Array("ID3".utf8)) || isMP3Frame(head) { return .mp3 }
        return nil
    }

    /// ISO base media files say by their major brand what they are.
    private static func container(brand: ArraySlice<UInt8>) -> FileKind? {
        let brand = String(decoding: brand, as: UTF8.self)
        switch brand {
        case "heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1": return .heic
        case "qt  ": return .mov
        case "M4A ", "M4B ": return .m4a
        case "isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "MSNV", "dash": return .mp4
        default: return brand.hasPrefix("3gp") || brand.hasPrefix("3g2") ? .threeGP : nil
        }
    }

    private static let zipEntry: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

    /// An office document is a zip whose first entry is one of its parts; the first folder of content names the sort.
    private static func office(_ head: [UInt8]) -> FileKind? {
        let parts = ["[Content_Types].xml", "_rels/", "docProps/", "customXml/", "word/", "xl/"]
        var offset = 0
        while let name = entryName(head, at: offset) {
            if offset == 0 && !parts.contains(where: name.hasPrefix) { return nil }
            if name.hasPrefix("word/") { return .docx }
            if name.hasPrefix("xl/") { return .xlsx }
            guard let next = nextEntry(head, after: offset) else { return nil }
            offset = next
        }
        return nil
    }

    private static func entryName(_ head: [UInt8], at offset: Int) -> String? {
        guard head.count >= offset + 30 else { return nil }
        let length = Int(head[offset + 26]) | Int(head[offset + 27]) << 8
        guard head.count >= offset + 30 + length else { return nil }
        return String(decoding: head[(offset + 30)..<(offset + 30 + length)], as: UTF8.self)
    }

    /// Entries may hide their length, so the next one is found by its mark.
    private static func nextEntry(_ head: [UInt8], after offset: Int) -> Int? {
        var rest = head.dropFirst(offset + 1)
        while let found = rest.firstIndex(of: zipEntry[0]) {
            if head[found...].starts(with: zipEntry) { return found }
            rest = head[(found + 1)...]
        }
        return nil
    }

    /// A frame of MPEG layer III with a possible bit rate and sample rate.
    private static func isMP3Frame(_ head: [UInt8]) -> Bool {
        guard head.count >= 4, head[0] == 0xFF, head[1] & 0xE0 == 0xE0 else { return false }
        let (version, layer) = (head[1] >> 3 & 3, head[1] >> 1 & 3)
        let (bitRate, sampleRate) = (head[2] >> 4, head[2] >> 2 & 3)
        return version != 1 && layer == 1 && bitRate != 0 && bitRate != 15 && sampleRate != 3
    }
}
