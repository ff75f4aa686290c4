import Kernel
import Web

/// The addresses of lists, figures and bulk acts.
public enum ListRoutes {
    public static let matters = PlainRoute(.get, "/desk/matters")
    public static let export = PlainRoute(.get, "/desk/matters.csv")
    public static let workbook = PlainRoute(.get, "/desk/matters.xlsx")
    public static let overview = PlainRoute(.get, "/desk/overview")
    public static let figures = PlainRoute(.get, "/desk/figures")
    public static let figuresPlain = PlainRoute(.get, "/desk/figures.csv")
    public static let figuresWorkbook = PlainRoute(.get, "/desk/figures.xlsx")
    public static let bulk = PlainRoute(.post, "/desk/bulk")
    public static let bulkPreview = PlainRoute(.post, "/desk/bulk/preview")
    public static let bulkPerform = PlainRoute(.post, "/desk/bulk/perform")
    public static let bulkUndo = PlainRoute(.post, "/desk/bulk/undo")
    public static let afterBulk: [PlainRoute] = [
        PlainRoute(.get, "/desk/bulk"), PlainRoute(.get, "/desk/bulk/preview"),
        PlainRoute(.get, "/desk/bulk/perform"), PlainRoute(.get, "/desk/bulk/undo"),
    ]
}
