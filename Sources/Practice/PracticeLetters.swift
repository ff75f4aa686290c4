import Foundation
import Identity
import Kernel
import Registry

/// The prepared letters, and what their senders reply: Resources/practice/letters.json. Nobody in them lives.
public struct PracticeLetters: Sendable {
    enum Name: String, Decodable, Sendable, CaseIterable {
        /// Waits for its number, for whoever issues.
        case drain
        /// Drafts that wait for the head.
        case rubbish, pavement
        /// Untouched.
        case lamp, certificate, fee
        /// A denunciation.
        case bribe
        /// Answered, and drawn for a re-check: one badly, one well.
        case tree, bus
    }

    struct Letter: Decodable, Sendable {
        let id: Name
        let kind: String
        let title: String
        let body: String
        let name: String
        let address: String
        let phone: String
        let reply: String
        let answer: String

        var sender: Sender { Sender(name: name, address: address, phone: phone) }
    }

    let all: [Letter]
    /// With what a colleague returns the first draft.
    let remark: String

    private struct File: Decodable {
        let remark: String
        let letters: [Letter]
    }

    /// Throws if the file cannot be read, or a letter is missing.
    public static func load(from resources: String) throws -> PracticeLetters {
        let data = try Data(contentsOf: URL(fileURLWithPath: resources + "/practice/letters.json"))
        let file = try JSONDecoder().decode(File.self, from: data)
        guard Set(file.letters.map(\.id)) == Set(Name.allCases) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: [], debugDescription: "a letter of practice is missing"))
        }
        return PracticeLetters(all: file.letters, remark: file.remark)
    }

    subscript(name: Name) -> Letter? { all.first { $0.id == name } }
}
