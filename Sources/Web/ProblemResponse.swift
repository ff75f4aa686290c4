import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Markup
import NIOCore

extension Problem {
    /// A problem document (RFC 9457) in a language; without `correlation` where nothing of it is in the log.
    public func document(_ t: Translator, correlation: String?) -> [UInt8] {
        struct Document: Encodable {
            struct Field: Encodable {
                let field: String
                let message: String
            }
            let type: String
            let title: String
            let status: Int
            let code: String
            let errors: [Field]?
            let correlation: String?
        }
        let document = Document(
            type: "urn:hoidap:problem:\(code)", title: t(message, places), status: status, code: code,
            errors: fields.isEmpty ? nil : fields.map { .init(field: $0.name, message: t($0.message, $0.places)) },
            correlation: correlation)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        return Array((try? encoder.encode(document)) ?? Data())
    }
}

extension Response {
    /// A problem document, in the language asked for.
    init(_ problem: Problem, _ t: Translator, correlation: String) {
        self.init(
            status: .init(code: problem.status),
            headers: [
                .contentType: "application/problem+json", .cacheControl: "no-store",
                .contentLanguage: t.locale.rawValue,
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: problem.document(t, correlation: correlation))))
    }
}

/// A page that says what happened, what was kept, and what to do.
func problemPage(_ problem: Problem, _ t: Translator, correlation: String, home: String) -> Page {
    Page(title: t(WebMessages.problemTitle), area: "", isHelped: false) {
        h1(t(WebMessages.problemTitle))
        notice(.failure) {
            p(t(problem.message, problem.places))
            // A problem of one field may say the same.
            let fields = problem.fields.filter { $0.message != problem.message }
            if !fields.isEmpty {
                element("ul") {
                    for field in fields { element("li", field.text(t)) }
                }
            }
        }
        if problem.status >= 500 { hint(t(WebMessages.correlation, ["correlation": correlation])) }
        paragraph { link(t(WebMessages.goHome), to: home) }
    }
}

extension Problem {
    /// The summary at the top of a form that came back.
    public func summary(_ t: Translator) -> HTML {
        fields.isEmpty
            ? errorSummary(title: t(message, places), [])
            : errorSummary(
                title: t(WebMessages.errorsTitle), fields.map { ($0.name, $0.text(t)) })
    }

    /// What is wrong with one field.
    public func error(_ field: String, _ t: Translator) -> String? {
        fields.first { $0.name == field }.map { $0.text(t) }
    }
}

extension Problem.Field {
    /// In words, numbers of characters grouped as hints beside the field have them.
    public func text(_ t: Translator) -> String {
        var places = self.places
        for name in ["count", "limit"] {
            if let number = places[name].flatMap({ Int($0) }) { places[name] = t.number(number) }
        }
        return t(message, places)
    }
}
