import Hummingbird
import Web

extension OldRegisterDesk {
    /// Every page and form of bringing an old register along.
    public func add(to router: some RouterMethods<OfficerContext>, _ book: RouteBook) {
        router.add(OldRegisterRoutes.list, book, list)
        router.add(OldRegisterRoutes.ask, book, ask)
        router.add(OldRegisterRoutes.upload, book, upload)
        router.add(OldRegisterRoutes.columns, book, columns)
        router.add(OldRegisterRoutes.choose, book, choose)
        router.add(OldRegisterRoutes.preview, book, preview)
        router.add(OldRegisterRoutes.perform, book, perform)
        router.add(OldRegisterRoutes.refusedPlain, book, refusedPlain)
        router.add(OldRegisterRoutes.refusedWorkbook, book, refusedWorkbook)
        router.add(OldRegisterRoutes.discard, book, discard)
    }
}
