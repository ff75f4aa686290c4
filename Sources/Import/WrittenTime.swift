import Kernel

/// A time as registers write it: `2011-11-02T11:16:00.000`, `2011-11-02 11:16`, `11/02/2011 11:16:00 AM`, a day alone,
/// each with an offset (`Z`, `-05:00`) or without.
struct WrittenTime: Hashable {
    let day: Day
    /// Since midnight.
    let milliseconds: Int64
    /// Seconds east of UTC; nil if the clocks of the place are meant.
    let offset: Int?

    /// Midnight sharp is how registers write a day of which they do not know the hour.
    var isDayOnly: Bool { milliseconds == 0 && offset == nil }

    /// Nil unless the whole text is such a time and the day exists.
    init?(_ text: String) {
        var scan = Digits(Array(text.utf8))
        guard let first = scan.number(atMost: 4) else { return nil }
        if scan.width == 4, scan.take("-"), let month = scan.number(exactly: 2), scan.take("-"),
            let number = scan.number(exactly: 2), let day = Day(year: first, month: month, day: number)
        {
            self.day = day
        } else if scan.width <= 2, scan.take("/"), let number = scan.number(atMost: 2), scan.take("/"),
            let year = scan.number(exactly: 4), let day = Day(year: year, month: first, day: number)
        {
            self.day = day
        } else {
            return nil
        }
        guard !scan.isAtEnd else {
            (milliseconds, offset) = (0, nil)
            return
        }
        guard scan.take("T") || scan.take(" "), let time = scan.time() else { return nil }
        milliseconds = time
        guard let offset = scan.offset(), scan.isAtEnd else { return nil }
        self.offset = offset.seconds
    }

    /// The instants it can mean at a place: two in the hour that clocks go back over.
    func instants(in zone: Zone) -> [Instant] {
        if let offset {
            let local = Instant(milliseconds: Int64(day.daysSince1970) * 86_400_000 + milliseconds)
            return [local.adding(seconds: -offset)]
        }
        let named = zone.instants(of: day, milliseconds: milliseconds)
        return named.isEmpty ? [zone.instant(of: day, milliseconds: milliseconds)] : named
    }
}

/// A text read from its beginning.
private struct Digits {
    private let bytes: [UInt8]
    private var index = 0
    /// Digits of the last number.
    private(set) var width = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { index == bytes.count }

    mutating func take(_ sign: Unicode.Scalar) -> Bool {
        guard index < bytes.count, bytes[index] == UInt8(ascii: sign) else { return false }
        index += 1
        return true
    }

    mutating func number(atMost most: Int) -> Int? {
        var value = 0
        width = 0
        while width < most, index < bytes.count, (48...57).contains(bytes[index]) {
            value = value * 10 + Int(bytes[index] - 48)
            index += 1
            width += 1
        }
        return width == 0 ? nil : value
    }

    mutating func number(exactly count: Int) -> Int? {
        let value = number(atMost: count)
        return width == count ? value : nil
    }

    /// `8:36`, `08:36:17.123`, `08:36:17 PM`.
    mutating func time() -> Int64? {
        guard var hour = number(atMost: 2), take(":"), let minute = number(exactly: 2), minute < 60 else { return nil }
        var second = 0
        var fraction = 0
        if take(":") {
            guard let read = number(exactly: 2), read < 60 else { return nil }
            second = read
            if take(".") {
                guard let read = number(atMost: 9) else { return nil }
                var thousandths = read
                for _ in width..<max(3, width) { thousandths *= 10 }
                for _ in 3..<max(3, width) { thousandths /= 10 }
                fraction = thousandths
            }
        }
        let before = index
        if take(" ") || index < bytes.count, let isAfternoon = half() {
            guard (1...12).contains(hour) else { return nil }
            hour = hour % 12 + (isAfternoon ? 12 : 0)
        } else {
            index = before
        }
        guard hour < 24 else { return nil }
        return Int64(((hour * 60 + minute) * 60 + second) * 1000 + fraction)
    }

    /// `AM`, `pm`.
    private mutating func half() -> Bool? {
        let isMorning = take("A") || take("a")
        guard isMorning || take("P") || take("p"), take("M") || take("m") else { return nil }
        return !isMorning
    }

    /// `Z`, `-05:00`, `-0500`, `-05`, or nothing. Nil if it is none of them.
    mutating func offset() -> Shift? {
        if isAtEnd { return Shift(seconds: nil) }
        _ = take(" ")
        if take("Z") || take("z") { return Shift(seconds: 0) }
        let isWest = take("-")
        guard isWest || take("+"), let hours = number(exactly: 2), hours <= 18 else { return nil }
        var minutes = 0
        if !isAtEnd {
            _ = take(":")
            guard let read = number(exactly: 2), read < 60 else { return nil }
            minutes = read
        }
        return Shift(seconds: (hours * 3600 + minutes * 60) * (isWest ? -1 : 1))
    }

    /// What is said of the offset, or that nothing is.
    struct Shift { let seconds: Int? }
}
