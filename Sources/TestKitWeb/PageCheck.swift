import Foundation
import FoundationXML

/// A page read strictly: every tag closed, every attribute quoted.
public final class ParsedPage: NSObject, XMLParserDelegate {
    public struct Element {
        public let name: String
        public let attributes: [String: String]
        public internal(set) var text: String
    }

    public private(set) var elements: [Element] = []
    private var open: [Int] = []
    private var failure: String?

    /// Throws `PageFault` if an XML parser cannot read it.
    public init(_ body: String) throws {
        super.init()
        // The parser knows no HTML document type; the rest of a page is well-formed XML.
        let parser = XMLParser(data: Data(body.replacingOccurrences(of: "<!DOCTYPE html>", with: "").utf8))
        parser.delegate = self
        if !parser.parse() || failure != nil || !open.isEmpty {
            throw PageFault(
                "line \(parser.lineNumber): \(failure ?? parser.parserError?.localizedDescription ?? "unreadable")")
        }
    }

    public func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        open.append(elements.count)
        elements.append(Element(name: name, attributes: attributes, text: ""))
    }

    public func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
        open.removeLast()
    }

    public func parser(_ parser: XMLParser, foundCharacters text: String) {
        for index in open { elements[index].text += text }
    }

    public func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) {
        failure = "\(error)"
    }

    // MARK: - Looking

    public func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

    public func element(id: String) -> Element? { elements.first { $0.attributes["id"] == id } }

    /// The value of the hidden field of a name.
    public func hidden(_ name: String) -> String? {
        elements.first { $0.attributes["type"] == "hidden" && $0.attributes["name"] == name }?.attributes["value"]
    }

    public var links: [String] { all("a").compactMap { $0.attributes["href"] } }
    public var actions: [String] { all("form").compactMap { $0.attributes["action"] } }
    public var text: String { elements.first?.text ?? "" }

    // MARK: - What every page must be

    /// Everything that is wrong with the page as such.
    public var faults: [String] {
        var faults: [String] = []
        let ids = elements.compactMap { $0.attributes["id"] }
        faults += Dictionary(grouping: ids, by: \.self).filter { $1.count > 1 }.map { "the id \($0.key) stands twice" }
        if all("h1").count != 1 { faults.append("\(all("h1").count) headings of the first level") }
        if !["vi", "en"].contains(elements.first?.attributes["lang"] ?? "") { faults.append("no language") }
        let labelled = Set(all("label").compactMap { $0.attributes["for"] })
        for control in elements where ["input", "textarea", "select"].contains(control.name) {
            if control.attributes["type"] == "hidden" { continue }
            guard let id = control.attributes["id"], labelled.contains(id) else {
                faults.append("no label for \(control.attributes["name"] ?? control.name)")
                continue
            }
        }
        let known = Set(ids)
        for element in elements {
            for name in ["aria-describedby", "aria-labelledby"] {
                for id in (element.attributes[name] ?? "").split(separator: " ") where !known.contains(String(id)) {
                    faults.append("\(name) names \(id), which is not there")
                }
            }
            if let target = element.attributes["href"], target.hasPrefix("#"), target != "#",
                !known.contains(String(target.dropFirst()))
            {
                faults.append("a link to \(target), which is not there")
            }
        }
        for heading in elements where ["h1", "h2", "a", "button", "label", "legend"].contains(heading.name) {
            if heading.text.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty {
                faults.append("an empty \(heading.name)")
            }
        }
        if text.contains("[vi]") { faults.append("a text that is not translated") }
        for match in text.matches(of: /\[[a-zA-Z]+(\.[a-zA-Z]+)+(\[(one|other)\])?\]/) {
            faults.append("a text that is missing: \(match.output.0)")
        }
        return faults
    }
}

public struct PageFault: Error, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
}
