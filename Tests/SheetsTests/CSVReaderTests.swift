import Sheets
import Testing

@Suite struct CSVReaderTests {
    private func findings(_ bytes: [UInt8], piece: Int = 7) throws -> [CSVReader.Finding] {
        var rest = bytes[...]
        var reader = CSVReader {
            let next = rest.prefix(piece)
            rest = rest.dropFirst(piece)
            return next.isEmpty ? nil : Array(next)
        }
        var found: [CSVReader.Finding] = []
        while let finding = try reader.next() { found.append(finding) }
        return found
    }

    private func findings(_ text: String, piece: Int = 7) throws -> [CSVReader.Finding] {
        try findings(Array(text.utf8), piece: piece)
    }

    private func row(_ line: Int, _ fields: String...) -> CSVReader.Finding {
        .row(CSVRow(line: line, fields: fields))
    }

    @Test("commas, quotes and line breaks stand within quotes, however the bytes come in pieces")
    func quoted() throws {
        let text = "a,b,c\n1,\"x,\"\"y\"\"\",\"two\nlines\"\r\n2,\"\",\"\"\"\"\n\n3,,\"a\r\nb\"\r4,ü,\"ế\""
        for piece in 1...text.utf8.count {
            let found = try findings(text, piece: piece)
            #expect(
                found == [
                    row(1, "a", "b", "c"), row(2, "1", "x,\"y\"", "two\nlines"), row(4, "2", "", "\""),
                    row(6, "3", "", "a\r\nb"), row(8, "4", "ü", "ế"),
                ], "\(piece)")
        }
    }

    @Test("a byte order mark and missing last line end do not matter, nor which line end it is")
    func ends() throws {
        for end in ["\n", "\r\n", "\r"] {
            for last in ["", end] {
                for piece in 1...4 {
                    let found = try findings("\u{FEFF}a,b" + end + "1,2" + last, piece: piece)
                    #expect(found == [row(1, "a", "b"), row(2, "1", "2")])
                }
            }
        }
        #expect(try findings("").isEmpty)
        #expect(try findings("\u{FEFF}").isEmpty)
        #expect(try findings("\n\r\n\r").isEmpty)
        #expect(try findings("a,b\n,\n") == [row(1, "a", "b"), row(2, "", "")])
    }

    @Test("broken quoting costs its own line and no other")
    func broken() throws {
        let cases = ["1,\"x", "1,\"x\" y", "1,x\"y", "1,\"x\"\"", "\"1,x", "1,\"\"x\""]
        for text in cases {
            for piece in [1, 2, 5, 100] {
                #expect(
                    try findings("a,b\n\(text)\n2,\"z\"\n3,w\n", piece: piece)
                        == [row(1, "a", "b"), .refused(line: 2, .quoting), row(3, "2", "z"), row(4, "3", "w")],
                    "\(text)")
            }
            // Nothing follows that could end it.
            #expect(try findings("a,b\n\(text)") == [row(1, "a", "b"), .refused(line: 2, .quoting)], "\(text)")
        }
    }

    @Test("another number of columns is refused; what it swallowed by a quote is read again")
    func columns() throws {
        #expect(
            try findings("a,b\n1\n1,2,3\n4,5\n") == [
                row(1, "a", "b"), .refused(line: 2, .columns), .refused(line: 3, .columns), row(4, "4", "5"),
            ])
        #expect(
            try findings("a,b\n1,\"x\n2,y\n3,\",z\n4,w\n") == [
                row(1, "a", "b"), .refused(line: 2, .columns), row(3, "2", "y"), .refused(line: 4, .quoting),
                row(5, "4", "w"),
            ])
    }

    @Test("what is not UTF-8 refuses its row, quoted or not")
    func encoding() throws {
        let bytes =
            Array("a,b\n1,".utf8) + [0xE9] + Array("\n2,\"\"\"".utf8) + [0xC3, 0x28] + Array("\"\n3,é\n".utf8)
        #expect(
            try findings(bytes) == [
                row(1, "a", "b"), .refused(line: 2, .notUTF8), .refused(line: 3, .notUTF8), row(4, "3", "é"),
            ])
    }

    @Test("a row of more than a mebibyte is refused, quoted or not, and the next one is read")
    func long() throws {
        let long = String(repeating: "x", count: CSVReader.longestRow)
        for text in ["1,\(long)", "1,\"\(long)\"", "1,\"\(long)"] {
            let found = try findings("a,b\n\(text)\n2,y\n", piece: 100_000)
            #expect(
                found == [row(1, "a", "b"), .refused(line: 2, .rowTooLong), row(3, "2", "y")], "\(text.prefix(5))")
        }
        let fits = String(repeating: "x", count: CSVReader.longestRow - 10)
        #expect(try findings("a,b\n1,\"\(fits)\"\n", piece: 100_000).last == row(2, "1", fits))
    }

    @Test("the sign between values is the one that stands most often in the first line, outside of quotes")
    func separators() throws {
        func separator(_ text: String) -> CSVReader.Separator { CSVReader.separator(of: Array(text.utf8)) }
        #expect(separator("a,b;c,d\n1;2;3;4") == .comma)
        #expect(separator("\u{FEFF}a;b;c\r\n1,2,3,4") == .semicolon)
        #expect(separator("a\tb\n") == .tab)
        #expect(separator("\"x, y, z\";b\n") == .semicolon)
        #expect(separator("\n\na;b") == .semicolon)
        #expect(separator("a\n") == .comma && separator("") == .comma)
        var reader = CSVReader(Array("a;b\n\"1;2\";\"x\ny\"\n3,4;5".utf8), separatedBy: .semicolon)
        var rows: [[String]] = []
        while case .row(let row)? = try reader.next() { rows.append(row.fields) }
        #expect(rows == [["a", "b"], ["1;2", "x\ny"], ["3,4", "5"]])
    }

    @Test("random tables come back as they were written")
    func random() throws {
        var random = SystemRandomNumberGenerator()
        let pieces = ["", "a", ",", "\"", "\n", "\r\n", "đ", " ", "\"\"", "x,y"]
        for _ in 0..<300 {
            let width = Int.random(in: 2...4, using: &random)
            let table = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                (0..<width).map { _ in
                    (0..<3).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
                }
            }
            let text = table.map { fields in
                fields.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") + "\n"
            }.joined()
            let read = try findings(text, piece: Int.random(in: 1...9, using: &random)).compactMap { finding in
                if case .row(let row) = finding { row.fields } else { nil }
            }
            #expect(read == table)
        }
    }
}
