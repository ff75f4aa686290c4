import Kernel
import Language
import Testing

@testable import Import

@Suite struct RegisterDayTests {
    @Test(
        "days are read day first, however they are written",
        arguments: [
            ("3/2/2024", "2024-02-03"), ("03-02-24", "2024-02-03"), ("03.02.2024", "2024-02-03"),
            ("ngày 3 tháng 2 năm 2024", "2024-02-03"), ("Ngày 03/02/2024", "2024-02-03"), ("2024-02-03", "2024-02-03"),
            ("3/2", "2023-02-03"), ("ngày 3 tháng 2", "2023-02-03"), ("8h30 ngày 3/2/2024", "2024-02-03"),
            ("03022024", "2024-02-03"), ("29/2/2024", "2024-02-29"), (" 3 / 2 / 2024 ", "2024-02-03"),
            ("12/11/2024", "2024-11-12"),
        ])
    func read(_ text: String, _ day: String) throws {
        #expect(try RegisterDay.read(text, year: 2023)?.get() == Day(day))
    }

    @Test("what is no day is told apart from a day that there is not; nothing is turned round")
    func wrong() {
        func fault(_ text: String, year: Int? = nil) -> RegisterDay.Fault? {
            guard case .failure(let fault)? = RegisterDay.read(text, year: year) else { return nil }
            return fault
        }
        #expect(fault("31/02/2024") == .impossible && fault("2/13/2024") == .impossible)
        #expect(fault("3/2") == .yearMissing && fault("29/2", year: 2023) == .impossible)
        #expect(fault("hôm qua") == .unreadable && fault("2024") == .unreadable && fault("tháng 3") == .unreadable)
        #expect(RegisterDay.read("  ", year: 2023) == nil)
    }
}
