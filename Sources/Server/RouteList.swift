import CasesWeb
import Portal
import PublicAPI
import Web
import Workspace

/// Every address, so that a wrong method is told from a wrong address.
let allRoutes: RouteBook = {
    var book = RouteBook()
    book.add(HomePage.route)
    book.add(LanguageChoice.route)
    book.add(CasesRoutes.newLetter)
    book.add(CasesRoutes.handIn)
    book.add(CasesRoutes.receipt)
    book.add(CasesRoutes.follow)
    book.add(CasesRoutes.unlock)
    book.add(CasesRoutes.letter)
    book.add(CasesRoutes.leave)
    book.add(SignIn.ask)
    book.add(SignIn.enter)
    book.add(SignIn.signOut)
    book.add(CasesRoutes.desk)
    book.add(CasesRoutes.matter)
    book.add(CasesRoutes.take)
    book.add(CasesRoutes.answer)
    book.add(CasesRoutes.open)
    book.add(CasesRoutes.stepAside)
    book.add(LettersAPI.handIn)
    book.add(LettersAPI.matter)
    book.add(Health.live)
    book.add(Health.ready)
    return book
}()
