/// A wire struct whose keys are all known, so that a misspelt key is an error and not a missing fact.
struct Strict<Wire: StrictWire>: Decodable {
    let wire: Wire

    init(from decoder: any Decoder) throws {
        let written = try decoder.container(keyedBy: WrittenKey.self).allKeys
        for key in written where Wire.CodingKeys(stringValue: key.stringValue) == nil {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath, debugDescription: "unknown key \(key.stringValue)"))
        }
        for key in Wire.required where !written.contains(where: { $0.stringValue == key }) {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "\(key) is missing"))
        }
        wire = try Wire(from: decoder)
    }
}

/// What can be read strictly: all its keys stand in `CodingKeys`.
protocol StrictWire: Decodable {
    associatedtype CodingKeys: CodingKey

    /// Keys that must stand in the file even where their value is null.
    static var required: [String] { get }
}

extension StrictWire {
    static var required: [String] { [] }
}

/// Whatever stands in the file as a key.
private struct WrittenKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
