import Files
import HTTPTypes
import Hummingbird
import NIOCore

/// What a browser is asked to do with a file.
public enum FileUse: Sendable {
    /// Show it, if it is a picture or a PDF; else save it.
    case shown
    case saved
}

extension Response {
    /// A kept file as it was handed in, sent piece by piece. It runs nothing, is kept by no cache, and is what its
    /// content says, not what its name says.
    ///
    /// Some browsers show no PDF under a sandbox; offer such files to be saved as well.
    public static func file(_ content: SealedContent, kind: FileKind, name: FileName, as use: FileUse) -> Response {
        let disposition = use == .shown && kind.isShownByBrowsers ? "inline" : "attachment"
        return Response(
            status: .ok,
            headers: [
                .contentType: kind.mediaType, .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
                .contentDisposition: "\(disposition); filename*=UTF-8''\(extended(name.saved(as: kind)))",
                .contentSecurityPolicy:
                    "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
                HTTPField.Name("Cross-Origin-Resource-Policy")!: "same-origin",
            ],
            body: ResponseBody(contentLength: content.size) { writer in
                for try await piece in content { try await writer.write(ByteBuffer(bytes: piece)) }
                try await writer.finish(nil)
            })
    }

    /// As RFC 8187 writes a text of any script in a header.
    private static func extended(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count == 1 ? "0" + digits : digits)
            }
        }
        return result
    }
}
