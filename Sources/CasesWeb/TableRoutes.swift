import Cases
import Kernel
import Web

/// The addresses of the tables of the state, and of the register in which letters are followed.
public enum TableRoutes {
    public static let index = PlainRoute(.get, "/desk/tables")
    public static let table = Route<ReportTable.Code>(.get, "/desk/tables/{}")
    public static let workbook = Route<ReportTable.Code>(.get, "/desk/tables/{}/table.xlsx")
    public static let plain = Route<ReportTable.Code>(.get, "/desk/tables/{}/table.csv")
    public static let register = PlainRoute(.get, "/desk/register")
    public static let registerWorkbook = PlainRoute(.get, "/desk/register.xlsx")
    public static let registerPlain = PlainRoute(.get, "/desk/register.csv")

    /// Pages whose queries hold no words of anybody.
    public static let safeQueries: [String] =
        [index.path(), register.path()] + ReportTable.Code.allCases.map { table.path($0) }
}

extension ReportTable.Code: PathValue {
    public init?(pathText: String) { self.init(rawValue: pathText) }
    public var description: String { rawValue }
}
