/// A point in time to the millisecond, UTC. For records; the law counts in `Day`.
public struct Instant: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// 2020-01-01T00:00:00Z, where identifiers and month codes begin.
    public static let epoch2020 = Instant(milliseconds: 1_577_836_800_000)

    public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    public func adding(milliseconds: Int64) -> Instant { Instant(milliseconds: self.milliseconds + milliseconds) }
    public func adding(seconds: Int) -> Instant { adding(milliseconds: Int64(seconds) * 1000) }
}

/// Where a body's days begin: the law's day is the day of the place, whatever the server's clock says.
public struct Zone: Sendable {
    /// IANA name, "Asia/Ho_Chi_Minh".
    public let name: String
    private let offset: @Sendable (Instant) -> Int

    /// `offset` gives the seconds east of UTC at an instant.
    public init(name: String, offset: @escaping @Sendable (Instant) -> Int) {
        self.name = name
        self.offset = offset
    }

    /// Seven hours east of UTC, unchanged since 13 June 1975.
    public static let vietnam = Zone(name: "Asia/Ho_Chi_Minh") { _ in 7 * 3600 }

    public func offsetSeconds(at instant: Instant) -> Int { offset(instant) }

    /// The day it is at this place at that instant.
    public func day(of instant: Instant) -> Day {
        Day(daysSince1970: Int(local(instant).milliseconds.flooredQuotient(by: 86_400_000)))
    }

    /// Hours and minutes on this place's clocks, 0–23 and 0–59.
    public func time(of instant: Instant) -> (hour: Int, minute: Int) {
        let within = local(instant).milliseconds.flooredRemainder(by: 86_400_000) / 60_000
        return (Int(within / 60), Int(within % 60))
    }

    /// `2026-11-20T08:30:00+07:00`, ISO 8601 with the place's offset.
    public func iso8601(_ instant: Instant) -> String {
        let (hour, minute) = time(of: instant)
        let second = Int(local(instant).milliseconds.flooredRemainder(by: 60_000) / 1000)
        let offset = self.offset(instant) / 60
        let sign = offset < 0 ? "-" : "+"
        return "\(day(of: instant))T\(two(hour)):\(two(minute)):\(two(second))\(sign)"
            + "\(two(abs(offset) / 60)):\(two(abs(offset) % 60))"
    }

    private func local(_ instant: Instant) -> Instant { instant.adding(seconds: offset(instant)) }
}

extension Int64 {
    func flooredQuotient(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }

    func flooredRemainder(by divisor: Int64) -> Int64 { self - flooredQuotient(by: divisor) * divisor }
}

/// Two digits with a leading zero.
func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
