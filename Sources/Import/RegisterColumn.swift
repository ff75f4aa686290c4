import Cases
import Language
import Registry

/// What a column of an old register says. `rawValue` stands in saved mappings, forms and texts.
public enum RegisterColumn: String, Sendable, CaseIterable {
    case number, arrived, sender, address, content, kind, field, handler, result, answerNumber, answerDay, settled, note

    /// Only these may stand in several columns: their texts are put together.
    public var mayRepeat: Bool { self == .content || self == .note || self == .result || self == .handler }

    /// The column that a heading means, folded; nil for one of other things.
    init?(heading: String) {
        guard !heading.isEmpty else { return nil }
        let exact = Self.allCases.first { Self.headings[$0]?.contains(heading) == true }
        let found = exact ?? Self.parts.first { part in part.words.allSatisfy { heading.contains($0) } }?.column
        guard let found else { return nil }
        self = found
    }

    /// As registers of letters and books of incoming documents head them.
    private static let headings: [RegisterColumn: Set<String>] = [
        .number: [
            "stt", "tt", "so tt", "so thu tu", "thu tu", "so", "so den", "so don", "so vao so", "so vb den",
            "so cong van den", "so dang ky", "ma don", "ma so", "no",
        ],
        .arrived: [
            "ngay den", "ngay nhan", "ngay nhan don", "ngay tiep nhan", "ngay thang", "ngay", "ngay vao so",
            "ngay thang nam", "thoi gian nhan", "ngay tiep", "ngay tiep dan", "ngay thang den", "ngay tiep cong dan",
            "ngay thang nhan don", "date",
        ],
        .sender: [
            "ho ten", "ho va ten", "nguoi gui", "nguoi viet don", "nguoi dung don", "ten nguoi gui", "ho ten nguoi gui",
            "ho va ten nguoi gui", "cong dan", "ten cong dan", "chu the", "nguoi khieu nai", "nguoi to cao",
            "co quan gui", "tac gia", "noi gui", "nguoi nop don", "ho ten cong dan", "nguoi phan anh",
        ],
        .address: [
            "dia chi", "noi o", "cho o", "que quan", "noi cu tru", "dia chi nguoi gui", "dia chi thuong tru",
            "thuong tru", "ho khau", "dia chi cong dan",
        ],
        .content: [
            "noi dung", "noi dung don", "trich yeu", "tom tat", "tom tat noi dung", "noi dung vu viec",
            "noi dung chinh",
            "noi dung tom tat", "noi dung phan anh", "trich yeu noi dung", "vu viec", "tom tat noi dung don",
            "noi dung kien nghi",
        ],
        .kind: [
            "loai don", "loai", "phan loai", "phan loai don", "loai vu viec", "loai van ban", "hinh thuc don",
            "phan loai vu viec",
        ],
        .field: ["linh vuc", "nganh linh vuc", "nganh", "thuoc linh vuc"],
        .handler: [
            "nguoi xu ly", "can bo xu ly", "can bo thu ly", "nguoi giai quyet", "don vi xu ly", "co quan giai quyet",
            "don vi giai quyet", "bo phan xu ly", "nguoi thu ly", "don vi hoac nguoi nhan", "nguoi nhan",
            "co quan tham quyen giai quyet", "noi nhan", "chuyen den", "can bo",
        ],
        .result: [
            "ket qua", "ket qua giai quyet", "ket qua xu ly", "tinh trang", "trang thai", "huong xu ly",
            "de xuat xu ly", "y kien chi dao", "theo doi ket qua giai quyet", "da giai quyet", "ket qua tra loi",
        ],
        .answerNumber: [
            "so van ban tra loi", "so vb tra loi", "van ban tra loi", "so van ban", "so cong van tra loi",
            "so quyet dinh", "van ban giai quyet", "so ky hieu van ban tra loi", "so ky hieu", "quyet dinh giai quyet",
        ],
        .answerDay: [
            "ngay van ban tra loi", "ngay vb tra loi", "ngay van ban", "ngay tra loi", "ngay quyet dinh",
            "ngay ban hanh", "ngay ky",
        ],
        .settled: [
            "ngay giai quyet", "ngay xong", "ngay hoan thanh", "ngay giai quyet xong", "ngay ket thuc",
            "ngay tra ket qua", "thoi gian giai quyet xong", "ngay xu ly xong",
        ],
        .note: ["ghi chu", "chu thich", "luu y", "note"],
    ]

    /// Words that say it within longer headings, the surest first.
    private static let parts: [(words: [String], column: RegisterColumn)] = [
        (["ghi chu"], .note), (["ngay", "tra loi"], .answerDay), (["ngay", "van ban"], .answerDay),
        (["ngay", "quyet dinh"], .answerDay), (["ngay", "giai quyet"], .settled), (["ngay", "hoan thanh"], .settled),
        (["ngay", "ket thuc"], .settled), (["so", "tra loi"], .answerNumber), (["so", "van ban"], .answerNumber),
        (["so", "quyet dinh"], .answerNumber), (["linh vuc"], .field), (["loai don"], .kind), (["phan loai"], .kind),
        (["ngay", "nhan"], .arrived), (["ngay", "den"], .arrived), (["ngay", "tiep"], .arrived),
        (["ket qua"], .result), (["dia chi"], .address), (["noi dung"], .content), (["trich yeu"], .content),
        (["nguoi", "xu ly"], .handler), (["giai quyet", "don vi"], .handler), (["giai quyet", "co quan"], .handler),
        (["ho", "ten"], .sender), (["nguoi", "gui"], .sender), (["nguoi", "don"], .sender), (["so thu tu"], .number),
        (["so don"], .number), (["so den"], .number), (["tham quyen"], .handler), (["noi", "gui"], .sender),
    ]
}

extension Kind {
    /// The kind that a cell of a register means; nil if it says none, or one of several.
    init?(inRegister text: String) {
        let folded = Folding.fold(text)
        let isComplaint = folded.contains("khieu nai") || folded.contains("khieu kien")
        // Whoever reports on others is protected, whatever else is in the letter.
        if folded.contains("to cao") || folded == "tc" {
            self = .denunciation
        } else if isComplaint, folded.contains("phan anh") || folded.contains("kien nghi") {
            return nil
        } else if folded.contains("phan anh") || ["pakn", "knpa", "pa", "pa kn", "kn pa"].contains(folded) {
            self = .feedback
        } else if isComplaint {
            self = .complaint
        } else if folded.contains("kien nghi") || folded.contains("de nghi") {
            self = .petition
        } else if folded.contains("cung cap thong tin") || folded.contains("yeu cau thong tin") {
            self = .information
        } else {
            return nil
        }
    }

    /// The kind that the words of a letter tell, where no column says it: what begins so, or reports on somebody.
    init?(fromContent text: String) {
        let beginning = Folding.fold(String(text.prefix(120)))
        if beginning.contains("to cao") {
            self = .denunciation
            return
        }
        let heads: [(String, Kind)] = [
            ("khieu nai", .complaint), ("don khieu nai", .complaint), ("kien nghi", .petition),
            ("don kien nghi", .petition), ("de nghi", .petition), ("don de nghi", .petition), ("phan anh", .feedback),
            ("don phan anh", .feedback),
        ]
        guard let kind = heads.first(where: { beginning.hasPrefix($0.0) })?.1 else { return nil }
        self = kind
    }
}
