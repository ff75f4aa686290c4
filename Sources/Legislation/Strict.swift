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
        wire = try Wire(from: decoder)
    }
}

/// What can be read strictly: all its keys stand in `CodingKeys`.
protocol StrictWire: Decodable {
    associatedtype CodingKeys: CodingKey
}

/// Whatever stands in the file as a key.
private struct WrittenKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
