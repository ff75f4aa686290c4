/// Rows of a table as spreadsheets read them (RFC 4180), in UTF-8 with a mark so that Excel knows.
public enum CSV {
    public static let mark = "\u{FEFF}"

    public static func line(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\r\n" }

    /// A cell that begins like a formula gets an apostrophe before it: a spreadsheet then shows it and runs nothing.
    public static func cell(_ text: String) -> String {
        let safe = text.unicodeScalars.first.map(dangerous.contains) == true ? "'" + text : text
        guard safe.unicodeScalars.contains(where: { "\",\r\n;\t".unicodeScalars.contains($0) }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }

    private static let dangerous: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%",
    ]
}
