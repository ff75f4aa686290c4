import Kernel
import Language

/// A day as registers write it: day before month, never the other way round.
enum RegisterDay {
    enum Fault: Error, Hashable {
        case unreadable
        /// There is no such day.
        case impossible
        /// It has no year, and the register none either.
        case yearMissing
    }

    /// Nil for an empty text. `year` completes a day without one; with two digits it is one of this century.
    static func read(_ text: String, year: Int?) -> Result<Day, Fault>? {
        let line = text.oneLine
        guard !line.isEmpty else { return nil }
        if let day = Day(line) { return .success(day) }
        // Some programs write an hour behind the day.
        let folded = Folding.fold(line)
        let words = folded.split(separator: " ").map(String.init)
        var numbers: [String] = []
        for word in words {
            if word.allSatisfy({ $0.isASCII && $0.isNumber }) {
                numbers.append(word)
            } else if !["ngay", "thang", "nam"].contains(word) {
                // "8h30 ngày 3/2/2024": what stands before the day is thrown away, what is no day is not guessed.
                guard word.contains("h") || ["gio", "sang", "chieu", "am", "pm"].contains(word) else {
                    return .failure(.unreadable)
                }
                if numbers.count < 2 { numbers = [] } else { break }
            }
        }
        // 2024-02-03 and 2024/2/3.
        if numbers.count >= 3, numbers[0].count == 4 {
            return day(numbers[2], numbers[1], numbers[0])
        }
        if numbers.count == 1, let number = numbers.first, number.count == 8 || number.count == 6 {
            return day(
                String(number.prefix(2)), String(number.dropFirst(2).prefix(2)), String(number.dropFirst(4)))
        }
        guard numbers.count >= 2 else { return .failure(.unreadable) }
        guard numbers.count >= 3 else {
            guard numbers[1].count <= 2 else { return .failure(.unreadable) }
            guard let year else { return .failure(.yearMissing) }
            return day(numbers[0], numbers[1], String(year))
        }
        return day(numbers[0], numbers[1], numbers[2])
    }

    private static func day(_ day: String, _ month: String, _ year: String) -> Result<Day, Fault> {
        guard day.count <= 2, month.count <= 2, year.count == 2 || year.count == 4, let d = Int(day),
            let m = Int(month), let y = Int(year)
        else { return .failure(.unreadable) }
        return Day(year: year.count == 2 ? 2000 + y : y, month: m, day: d).map { .success($0) }
            ?? .failure(.impossible)
    }
}
