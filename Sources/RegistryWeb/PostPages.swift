import Kernel
import Language
import Markup
import Registry
import Web

/// A post with everybody who held it.
struct PostPage {
    let post: Post
    let holdings: [Holding]
    let openMatters: Int
    let mayAdminister: Bool
}

func postPage(_ page: PostPage, _ notice: AdminNotice?, _ typed: AdminForm, _ words: AdminWording) -> Page {
    let t = words.t
    let post = page.post
    let lasts = post.until > words.today
    return Page(title: t.pick(post.title), area: AdminRoutes.admin.path()) {
        typed.summary(t)
        if let notice { Markup.notice(.success) { p(t(notice.text)) } }
        h1(t.pick(post.title))
        facts {
            fact(t(AdminMessages.columnBody)) { words.bodyLink(post.organization) }
            fact(
                t(AdminMessages.columnRole),
                "\(t(RegistryMessages.role(post.role))) – \(t(RegistryMessages.roleMeaning(post.role)))")
            fact(t(AdminMessages.columnOpen), t.number(page.openMatters))
            if !lasts { fact(t(AdminMessages.ended), t.day(post.until)) }
        }
        section(t(AdminMessages.columnHolders), id: "holders") {
            if page.holdings.isEmpty {
                p(t(AdminMessages.neverHeld))
            } else {
                holdingTable(page, words)
            }
        }
        if page.mayAdminister && lasts {
            changes(t) {
                details(t(AdminMessages.appointForm), isOpen: typed.first == "login") {
                    appointForm(post, typed, words)
                }
                let isRenaming = typed.first == "title"
                details(t(AdminMessages.renamePostForm), isOpen: isRenaming) {
                    form(to: AdminRoutes.renamePost.path(post.id), hidden: [("csrf", words.csrf)]) {
                        field(
                            TextField(
                                "title", label: t(AdminMessages.postTitle),
                                value: isRenaming ? typed["title"] : post.title["vi"] ?? "",
                                error: isRenaming ? typed.error("title", t) : nil, isRequired: true))
                        field(
                            TextField(
                                "title-en", label: t(AdminMessages.inEnglish),
                                value: isRenaming ? typed["title-en"] : post.title["en"] ?? "",
                                error: isRenaming ? typed.error("title-en", t) : nil))
                        submit(t(AdminMessages.renameButton), isSecondary: true)
                    }
                }
                paragraph { link(t(AdminMessages.endPostLink), to: AdminRoutes.askEndPost.path(post.id)) }
            }
        }
    }
}

private func holdingTable(_ page: PostPage, _ words: AdminWording) -> HTML {
    let t = words.t
    return dataTable(
        caption: t(AdminMessages.holdersCaption),
        columns: [t(AdminMessages.columnName), t(AdminMessages.columnPeriod), t(AdminMessages.columnEnd)],
        rows: page.holdings.map { holding in
            let membership = holding.membership
            let name = membership.isCover ? t(AdminMessages.covers, ["name": holding.name]) : holding.name
            let lasts = membership.until > words.today && page.mayAdminister
            return [
                .text(name), .text(words.period(membership.from, membership.until)),
                lasts
                    ? link(
                        t(AdminMessages.relieveLink, ["name": holding.name]),
                        to: AdminRoutes.askRelieve.path(membership.post, membership.official)) : .empty,
            ]
        })
}

private func appointForm(_ post: Post, _ typed: AdminForm, _ words: AdminWording) -> HTML {
    let t = words.t
    return form(to: AdminRoutes.appoint.path(post.id), hidden: [("csrf", words.csrf)]) {
        field(
            TextField(
                "login", label: t(AdminMessages.columnLogin), hint: t(AdminMessages.appointHint), value: typed["login"],
                isRequired: true))
        choice(
            "cover", label: t(AdminMessages.how),
            options: [("", t(AdminMessages.asHolder)), ("yes", t(AdminMessages.asCover))], chosen: typed["cover"])
        field(
            TextField(
                "from", label: t(AdminMessages.fromDay), hint: t(AdminMessages.dayHint), value: typed["from"],
                error: typed.error("from", t)))
        field(
            TextField(
                "to", label: t(AdminMessages.lastDay), hint: t(AdminMessages.lastDayHint), value: typed["to"],
                error: typed.error("to", t)))
        submit(t(AdminMessages.appointButton))
    }
}
