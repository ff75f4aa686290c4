import CQRencode

/// A text as a square of black and white modules, error level M (15 % may be unreadable).
public struct QRMatrix: Sendable {
    /// Modules on a side, 21 to 177, without the quiet zone.
    public let width: Int
    private let black: [Bool]

    /// Nil if the text holds U+0000 or more than a code can (about 2,300 bytes).
    public init?(_ text: String) {
        guard !text.isEmpty, !text.utf8.contains(0),
            let symbol = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1)
        else { return nil }
        defer { QRcode_free(symbol) }
        width = Int(symbol.pointee.width)
        guard let modules = symbol.pointee.data else { return nil }
        black = UnsafeBufferPointer(start: modules, count: width * width).map { $0 & 1 == 1 }
    }

    public subscript(x: Int, y: Int) -> Bool { black[y * width + x] }
}

/// A text for cameras, black on white also on a dark page, with the quiet zone of four modules it needs. `label` says
/// what it leads to; whoever cannot use a camera needs the same text beside it. Nothing if no code can hold the text.
///
/// The class `qr` gives the size.
public func qrCode(_ text: String, label: String) -> HTML {
    guard let matrix = QRMatrix(text) else { return .empty }
    let side = String(matrix.width + 2 * quietZone)
    return element(
        "svg",
        [
            ("xmlns", "http://www.w3.org/2000/svg"), ("class", "qr"), ("viewBox", "0 0 \(side) \(side)"),
            ("role", "img"), ("shape-rendering", "crispEdges"),
        ]
    ) {
        element("title", label)
        void("rect", [("width", side), ("height", side), ("fill", "#fff")])
        void("path", [("d", outline(matrix)), ("fill", "#000")])
    }
}

private let quietZone = 4

/// Each run of black modules of a row is one rectangle.
private func outline(_ matrix: QRMatrix) -> String {
    var path = ""
    for y in 0..<matrix.width {
        var x = 0
        while x < matrix.width {
            let start = x
            while x < matrix.width, matrix[x, y] { x += 1 }
            if x > start { path += "M\(start + quietZone) \(y + quietZone)h\(x - start)v1h-\(x - start)z" }
            x += 1
        }
    }
    return path
}
