import Foundation
import Language
import Legislation
import Registry

/// The project's own files, found from the source of the tests.
public enum ProjectFiles {
    /// The folder with Package.swift.
    public static let root: String = {
        var folder = URL(fileURLWithPath: #filePath)
        while !FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path) {
            folder.deleteLastPathComponent()
        }
        return folder.path
    }()

    public static let resources = root + "/Resources"

    /// The law as the product has it. Read once.
    public static let law: Law = try! Law.load(from: resources)

    /// The texts as the product has them. Read once.
    public static let catalogue: Catalogue = try! Catalogue.load(from: resources)

    /// The country as the product has it. Read once.
    public static let gazetteer: Gazetteer = try! Gazetteer.load(from: resources)

    /// The fields as the product has them. Read once.
    public static let fields: FieldList = try! FieldList.load(from: resources)

    /// The templates as the product has them. Read once.
    public static let templates: TextTemplates = try! TextTemplates.load(from: resources)

    /// All Swift files under a folder of the project, as (path from the root, content).
    public static func swiftFiles(under folder: String) -> [(path: String, content: String)] {
        let files = FileManager.default.enumerator(atPath: root + "/" + folder)?.compactMap { $0 as? String } ?? []
        return files.filter { $0.hasSuffix(".swift") }.sorted().map { path in
            let data = FileManager.default.contents(atPath: "\(root)/\(folder)/\(path)") ?? Data()
            return ("\(folder)/\(path)", String(decoding: data, as: UTF8.self))
        }
    }
}
