import Foundation

extension Zone {
    /// The zone of an IANA name, `America/New_York`, with every change of its clocks; nil if the name is not one.
    public init?(named name: String) {
        guard name == "UTC" || name.contains("/"), let rules = TimeZone(identifier: name) else { return nil }
        self.init(name: name) { instant in
            rules.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000))
        }
    }

    /// The instants at which this place's clocks show a time of a day, earliest first: two in the hour that clocks go
    /// back over, none in the hour they leave out.
    public func instants(of day: Day, milliseconds: Int64) -> [Instant] {
        let local = Instant(milliseconds: Int64(day.daysSince1970) * 86_400_000 + milliseconds)
        return candidates(local).filter { $0.adding(seconds: offsetSeconds(at: $0)) == local }
    }

    /// The instant that a time of a day names, in milliseconds since midnight: the first of two; of a time that clocks
    /// left out, as if they had not been put forward.
    public func instant(of day: Day, milliseconds: Int64) -> Instant {
        let local = Instant(milliseconds: Int64(day.daysSince1970) * 86_400_000 + milliseconds)
        return instants(of: day, milliseconds: milliseconds).first
            ?? local.adding(seconds: -offsetSeconds(at: local.adding(seconds: -86_400)))
    }

    /// Under the offset of the day before and that of the day after.
    private func candidates(_ local: Instant) -> [Instant] {
        let offsets = Set([-86_400, 86_400].map { offsetSeconds(at: local.adding(seconds: $0)) })
        return offsets.map { local.adding(seconds: -$0) }.sorted()
    }
}
