import Files
import Testing

@Suite struct FileKindTests {
    /// A zip of stored entries, as far as recognising looks.
    private static func zip(_ names: [String]) -> [UInt8] {
        names.flatMap { name -> [UInt8] in
            [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 22) + [UInt8(name.utf8.count), 0, 0, 0]
                + Array(name.utf8) + Array("<xml PK>".utf8)
        }
    }

    private static func container(_ brand: String) -> [UInt8] {
        [0, 0, 0, 24] + Array("ftyp\(brand)".utf8) + [0, 0, 0, 0]
    }

    static let known: [(FileKind, [UInt8])] = [
        (.jpeg, [0xFF, 0xD8, 0xFF, 0xE1, 0, 4]),
        (.png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]),
        (.webp, Array("RIFF".utf8) + [1, 0, 0, 0] + Array("WEBPVP8L".utf8)),
        (.heic, container("heic")), (.heic, container("mif1")), (.mp4, container("isom")), (.mp4, container("mp42")),
        (.mov, container("qt  ")), (.threeGP, container("3gp5")), (.m4a, container("M4A ")),
        (.pdf, Array("%PDF-1.4".utf8)), (.mp3, Array("ID3".utf8) + [4, 0]), (.mp3, [0xFF, 0xFB, 0x90, 0x64]),
        (.docx, zip(["[Content_Types].xml", "_rels/.rels", "word/document.xml"])),
        (.docx, zip(["word/numbering.xml"])), (.xlsx, zip(["docProps/app.xml", "xl/workbook.xml"])),
        (.xlsx, zip(["[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "xl/workbook.xml"])),
    ]

    @Test("every kind is recognised by its content", arguments: known)
    func recognised(kind: FileKind, head: [UInt8]) {
        #expect(FileKind.recognised(in: head) == kind)
        #expect(FileKind.recognised(in: head + sampleBytes(20_000)) == kind)
        // Moved by one byte it is nothing.
        #expect(FileKind.recognised(in: [0x20] + head) == nil)
    }

    @Test("every kind was tried, and each has its own media type")
    func complete() {
        #expect(Set(Self.known.map(\.0)) == Set(FileKind.allCases))
        #expect(Set(FileKind.allCases.map(\.mediaType)).count == FileKind.allCases.count)
    }

    @Test(
        "anything else is none of them",
        arguments: [
            [], [0xFF, 0xD8], Array("GIF89a".utf8), Array("<html><script>".utf8),
            Array("<?xml version=\"1.0\"?><svg".utf8),
            Array("MZ".utf8) + sampleBytes(100), [0x7F] + Array("ELF".utf8), Array("#!/bin/sh".utf8),
            zip(["evil.exe"]), zip(["evil.exe", "word/document.xml"]),
            zip(["[Content_Types].xml", "ppt/presentation.xml"]),
            zip(["META-INF/MANIFEST.MF"]), container("avif"), container("crx "),
            Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WAVEfmt ".utf8),
            [0xFF, 0xFE, 0x41, 0x00], [0xFF, 0xFF, 0xFF, 0xFF], [0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6],
        ] as [[UInt8]])
    func unknown(head: [UInt8]) {
        #expect(FileKind.recognised(in: head) == nil)
    }

    @Test("any beginning of any kind is read without a fault")
    func cut() {
        for (_, head) in Self.known {
            for length in 0...head.count { _ = FileKind.recognised(in: Array(head.prefix(length))) }
        }
    }
}

@Suite struct FileNameTests {
    @Test(
        "a name is one line of text without path, control and direction characters",
        arguments: [
            ("Biên bản.pdf", "Biên bản.pdf"), ("../../etc/passwd", "passwd"), ("C:\\Users\\Hoa\\anh.jpg", "anh.jpg"),
            ("  a\u{0}b\r\nc\t.jpg ", "abc.jpg"), ("\u{202E}gpj.exe", "gpj.exe"), ("", ""), ("/", ""),
            ("Bie\u{302}n", "Biên"), ("a\u{2028}b", "ab"), ("\u{200B}x", "x"),
        ])
    func tidied(given: String, name: String) {
        #expect(FileName(given).description == name)
        #expect(Array(FileName(given).description.unicodeScalars) == Array(name.unicodeScalars))
        #expect(FileName(FileName(given).description) == FileName(given))
    }

    @Test("a long name is cut to 120 and keeps its ending")
    func long() {
        let name = FileName(String(repeating: "Đơn ", count: 80) + ".docx").description
        #expect(name.unicodeScalars.count <= 120 && name.unicodeScalars.count > 110)
        #expect(name.hasPrefix("Đơn Đơn") && name.hasSuffix(".docx"))
        #expect(FileName("a" + String(repeating: "\u{323}\u{489}", count: 500)).description.unicodeScalars.count <= 120)
        #expect(FileName("a." + String(repeating: "b", count: 500)).description.count == 120)
        let once = FileName(String(repeating: "x y", count: 100)).description
        #expect(FileName(once).description == once)
    }

    @Test("a file is saved under an ending that is true")
    func saved() {
        #expect(FileName("anh.JPEG").saved(as: .jpeg) == "anh.JPEG")
        #expect(FileName("anh.exe").saved(as: .jpeg) == "anh.exe.jpg")
        #expect(FileName("").saved(as: .pdf) == "hoidap.pdf")
        #expect(FileName("bao cao.pdf").saved(as: .docx) == "bao cao.pdf.docx")
    }
}
