import Kernel
import Language
import Markup
import Registry
import Web

/// One account, and the person it belongs to.
struct AccountPage {
    let account: Account
    let person: PersonInOffice
    let mayAdminister: Bool
}

func accountPage(_ page: AccountPage, _ notice: AdminNotice?, _ problem: Problem?, _ words: AdminWording) -> Page {
    let t = words.t
    let (account, person) = (page.account, page.person)
    let csrf = [("csrf", words.csrf)]
    return Page(title: person.name, area: AdminRoutes.admin.path()) {
        if let problem { problem.summary(t) }
        if let notice { Markup.notice(.success) { p(t(notice.text)) } }
        h1(person.name)
        facts {
            fact(t(AdminMessages.columnLogin), account.login)
            fact(t(AdminMessages.state), t(account.isDisabled ? AdminMessages.closed : AdminMessages.open))
            fact(t(AdminMessages.columnBody)) { words.bodyLink(account.organization) }
            for other in person.accounts where other.id != account.id {
                fact(t(AdminMessages.otherAccount)) {
                    link(other.login, to: AdminRoutes.account.path(other.id))
                    if other.isDisabled { HTML.text(" (\(t(AdminMessages.closed)))") }
                }
            }
            fact(t(AdminMessages.columnPosts)) {
                for (post, isCover) in person.posts {
                    element("div") {
                        words.isSeen(post.organization)
                            ? link(words.post(post, isCover: isCover), to: AdminRoutes.post.path(post.id))
                            : HTML.text(words.post(post, isCover: isCover))
                    }
                }
            }
        }
        if page.mayAdminister {
            section(t(AdminMessages.change), id: "change") {
                if account.isDisabled {
                    form(to: AdminRoutes.reopen.path(account.id), hidden: csrf) {
                        hint(t(AdminMessages.reopenHint))
                        submit(t(AdminMessages.reopenButton), isSecondary: true)
                    }
                } else {
                    form(to: AdminRoutes.reset.path(account.id), hidden: csrf) {
                        hint(t(AdminMessages.resetHint))
                        submit(t(AdminMessages.resetButton), isSecondary: true)
                    }
                    paragraph { link(t(AdminMessages.closeLink), to: AdminRoutes.askClose.path(account.id)) }
                }
            }
        }
    }
}

/// Shows a one-time password, once.
func oneTimePage(_ password: String, _ account: Account, isNew: Bool, _ words: AdminWording) -> Page {
    let t = words.t
    return Page(title: t(AdminMessages.oneTimeTitle), area: AdminRoutes.admin.path()) {
        notice(.success) { h1(t(isNew ? AdminMessages.accountOpened : AdminMessages.passwordReset)) }
        slip {
            facts {
                fact(t(AdminMessages.columnName), account.name)
                fact(t(AdminMessages.columnLogin), account.login)
                fact(t(AdminMessages.oneTimeTitle)) { code(password, id: "password") }
            }
            hint(t(AdminMessages.oneTimeHint))
        }
        paragraph { link(t(AdminMessages.toAccount), to: AdminRoutes.account.path(account.id)) }
    }
}

/// One's own account: posts, and another password.
func ownPage(
    _ standing: Standing, mustRenew: Bool, _ notice: AdminNotice?, _ problem: Problem?, _ guides: ShellLink,
    _ words: AdminWording
) -> Page {
    let t = words.t
    return Page(title: t(AdminMessages.ownTitle), area: AdminRoutes.own.path()) {
        if let problem { problem.summary(t) }
        if let notice { Markup.notice(.success) { p(t(notice.text)) } }
        h1(t(AdminMessages.ownTitle))
        if mustRenew { Markup.notice(.warning) { p(t(AdminMessages.mustRenew)) } }
        facts {
            fact(t(AdminMessages.columnName), standing.account.name)
            fact(t(AdminMessages.columnLogin), standing.account.login)
            fact(t(AdminMessages.columnPosts)) {
                for held in standing.posts { element("div", words.post(held.post, isCover: held.isCover)) }
            }
        }
        paragraph { link(t(guides.text), to: guides.address) }
        section(t(AdminMessages.passwordForm), id: "change") {
            form(to: AdminRoutes.setOwn.path(), hidden: [("csrf", words.csrf)]) {
                field(
                    TextField(
                        "old", label: t(AdminMessages.oldPassword), shape: .password,
                        error: problem?.error("old", t), autocomplete: "current-password", isRequired: true))
                field(
                    TextField(
                        "new", label: t(AdminMessages.newPassword),
                        hint: t(AdminMessages.newPasswordHint, ["n": t.number(PasswordRule.shortest)]),
                        shape: .password, error: problem?.error("new", t), autocomplete: "new-password",
                        isRequired: true))
                field(
                    TextField(
                        "again", label: t(AdminMessages.newPasswordAgain), shape: .password,
                        error: problem?.error("again", t), autocomplete: "new-password", isRequired: true))
                submit(t(AdminMessages.passwordButton))
            }
        }
    }
}
