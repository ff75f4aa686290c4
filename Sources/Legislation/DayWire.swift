import Kernel

/// A day in a file, `2026-11-20`.
struct DayWire: Decodable {
    let day: Day

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let day = Day(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is not a day")
        }
        self.day = day
    }
}
