import Foundation
import Synchronization

/// Tells on standard error how far a long command is: on a terminal a bar, elsewhere now and then a line.
struct ProgressBar {
    private var meter: ProgressMeter
    private let started = ContinuousClock.now

    init(_ unit: String, total: Int?) {
        var size = winsize()
        let isTerminal = isatty(STDERR_FILENO) != 0
        let isSized = isTerminal && ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        meter = ProgressMeter(
            unit, total: total, style: isTerminal ? .bar(columns: isSized ? Int(size.ws_col) : 80) : .lines)
    }

    /// `done` of the units are behind.
    mutating func update(_ done: Int) {
        write(meter.text(done, at: (ContinuousClock.now - started) / .seconds(1)))
    }

    /// The bar is gone from the terminal.
    mutating func finish() { write(meter.ending) }

    private func write(_ text: String?) {
        if let text { FileHandle.standardError.write(Data(text.utf8)) }
    }
}

/// A bar that many tell at once how far they are.
final class SharedBar: Sendable {
    private let bar: Mutex<(bar: ProgressBar, done: Int)>

    init(_ unit: String, total: Int) { bar = Mutex((ProgressBar(unit, total: total), 0)) }

    /// Never goes back.
    func update(_ done: Int) {
        bar.withLock { state in
            guard done > state.done else { return }
            state.done = done
            state.bar.update(done)
        }
    }

    func finish() { bar.withLock { $0.bar.finish() } }
}

/// What is to be written and when, without clock and terminal.
struct ProgressMeter {
    enum Style: Equatable {
        /// One line, drawn again at most ten times a second.
        case bar(columns: Int)
        /// A line after ten seconds, or after five per cent but not within the same second.
        case lines
    }

    private let unit: String
    private let total: Int?
    private let style: Style
    private var shownAt: Double?
    private var shownShare = 0.0

    /// Without a total there is a rate, but neither a bar nor the time that is left.
    init(_ unit: String, total: Int?, style: Style) {
        self.unit = unit
        self.total = total.flatMap { $0 > 0 ? $0 : nil }
        self.style = style
    }

    /// What is to be written `seconds` after the start, or nil if it is too soon.
    mutating func text(_ done: Int, at seconds: Double) -> String? {
        let share = total.map { min(1, Double(done) / Double($0)) }
        guard isDue(seconds, share) else { return nil }
        shownAt = seconds
        shownShare = share ?? 0
        let words = words(done, share, seconds)
        switch style {
        case .lines: return words + "\n"
        case .bar(let columns):
            // A line that is too long would be drawn under itself again and again.
            return "\r" + bar(share, columns - words.count - 4) + words.prefix(max(0, columns - 1)) + "\u{1B}[K"
        }
    }

    /// What removes the bar.
    var ending: String? {
        if case .bar = style, shownAt != nil { "\r\u{1B}[K" } else { nil }
    }

    private func isDue(_ seconds: Double, _ share: Double?) -> Bool {
        switch style {
        case .bar:
            return shownAt.map { seconds - $0 >= 0.1 } ?? true
        case .lines:
            let passed = seconds - (shownAt ?? 0)
            return passed >= 10 || passed >= 1 && (share ?? 0) - shownShare >= 0.05
        }
    }

    private func words(_ done: Int, _ share: Double?, _ seconds: Double) -> String {
        var parts = ["\(done)" + (total.map { " of \($0)" } ?? "") + " \(unit)"]
        if let share { parts.insert("\(Int(share * 100)) %", at: 0) }
        guard seconds > 0, done > 0 else { return parts.joined(separator: ", ") }
        let rate = Double(done) / seconds
        parts.append(rate < 10 ? "\((rate * 10).rounded() / 10)/s" : "\(Int(rate))/s")
        if let total, done < total { parts.append(Self.clock(Double(total - done) / rate) + " left") }
        return parts.joined(separator: ", ")
    }

    /// Nothing where there is no room.
    private func bar(_ share: Double?, _ room: Int) -> String {
        let width = min(30, room)
        guard let share, width >= 5 else { return "" }
        let full = Int((share * Double(width)).rounded(.down))
        return "[" + String(repeating: "#", count: full) + String(repeating: ".", count: width - full) + "] "
    }

    /// 0:09, 12:34, 1:02:03.
    private static func clock(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (hours, minutes) = (whole / 3600, whole / 60 % 60)
        return (hours > 0 ? "\(hours):\(two(minutes))" : "\(minutes)") + ":\(two(whole % 60))"
    }
}
