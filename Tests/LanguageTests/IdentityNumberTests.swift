import Language
import Testing

@Suite struct IdentityNumberTests {
    @Test(
        "a number is known by its shape; spaces and dots do not count",
        arguments: [
            ("001 090 012 345", .personal("001090012345")), ("096.301.000001", .personal("096301000001")),
            ("152099123456", .personal("152099123456")), ("123 456 789", .oldCard("123456789")),
            ("012345678", .oldCard("012345678")), ("b1234567", .passport("B1234567")),
            ("P01234567", .passport("P01234567")), ("YA123456", .passport("YA123456")),
            // Businesses whose codes are public.
            ("0100109106", .tax("0100109106")), ("0100112437", .tax("0100112437")),
            ("0100109106-011", .tax("0100109106-011")), ("0100109106011", .tax("0100109106-011")),
        ] as [(String, IdentityNumber)])
    func reads(_ typed: String, _ number: IdentityNumber) {
        #expect(IdentityNumber(typed) == number)
        #expect(IdentityNumber(number.text) == number)
    }

    @Test(
        "what is none is refused",
        arguments: [
            "", "12345678", "12345678901", "000090012345", "0100109107", "0100109106-000", "0100109106-11",
            "010010910-6011", "-0100109106", "0010900-12345", "B123456", "B123456789", "12345678B", "HANOIVIE",
            "Đ1234567", "B12-34567", "00109001234５", "0100109106/011",
        ])
    func refuses(_ typed: String) {
        #expect(IdentityNumber(typed) == nil)
    }

    @Test("every other tenth digit of a tax code is refused")
    func checkDigit() {
        let accepted = (0...9).filter { IdentityNumber("010011243\($0)") != nil }
        #expect(accepted == [7])
    }

    @Test("a number does not get into a log")
    func hidden() throws {
        let number = try #require(IdentityNumber("001090012345"))
        #expect(!"\(number) \(String(reflecting: number))".contains("0"))
    }
}
