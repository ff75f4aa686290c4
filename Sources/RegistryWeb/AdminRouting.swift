import Hummingbird
import Web

extension AdminDesk {
    /// Every page and form of bodies, posts and accounts.
    public func add(to router: some RouterMethods<OfficerContext>, _ book: RouteBook) {
        router.add(AdminRoutes.admin, book, admin)
        router.add(AdminRoutes.officials, book, officials)
        router.add(AdminRoutes.officialsTemplate, book, officialsTemplate)
        router.add(AdminRoutes.previewOfficials, book, previewOfficials)
        router.add(AdminRoutes.performOfficials, book, performOfficials)
        router.add(AdminRoutes.refusedOfficials, book, refusedOfficials)
        for route in AdminRoutes.afterOfficials { router.add(route, book, backToOfficials) }
        router.add(AdminRoutes.body, book, body)
        router.add(AdminRoutes.board, book, board)
        router.add(AdminRoutes.promise, book, promise)
        router.add(AdminRoutes.rename, book, rename)
        router.add(AdminRoutes.newBody, book, newBody)
        router.add(AdminRoutes.newPost, book, newPost)
        router.add(AdminRoutes.newAccount, book, newAccount)
        router.add(AdminRoutes.askMerge, book, askMerge)
        router.add(AdminRoutes.merge, book, merge)
        router.add(AdminRoutes.askSplit, book, askSplit)
        router.add(AdminRoutes.split, book, split)
        router.add(AdminRoutes.askEnd, book, askEnd)
        router.add(AdminRoutes.end, book, end)
        router.add(AdminRoutes.post, book, post)
        router.add(AdminRoutes.appoint, book, appoint)
        router.add(AdminRoutes.renamePost, book, renamePost)
        router.add(AdminRoutes.askEndPost, book, askEndPost)
        router.add(AdminRoutes.endPost, book, endPost)
        router.add(AdminRoutes.askRelieve, book, askRelieve)
        router.add(AdminRoutes.relieve, book, relieve)
        router.add(AdminRoutes.account, book, account)
        router.add(AdminRoutes.reset, book, reset)
        router.add(AdminRoutes.reopen, book, reopen)
        router.add(AdminRoutes.askClose, book, askClose)
        router.add(AdminRoutes.close, book, close)
    }
}
