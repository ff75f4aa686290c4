import Acts
import Kernel
import Language
import Markup
import Registry
import Web

/// The bodies an officer administers or heads, and what a search found.
struct AdminPage {
    /// What is known of backups; nil for whoever does not look after the whole installation.
    let backups: Backups?
    let bodies: [Organization]
    let query: String
    let found: [Organization]

    /// More bodies than these are shown without those below them.
    static let mostUnfolded = 5
    /// A search shows no more than these; one more found says that there are more.
    static let mostFound = 30
}

func adminPage(_ page: AdminPage, _ words: AdminWording) -> Page {
    let t = words.t
    let path = AdminRoutes.admin.path()
    return Page(title: t(AdminMessages.title), area: path) {
        h1(t(AdminMessages.title))
        searchForm(
            to: path, label: t(AdminMessages.search), button: t(AdminMessages.searchButton), value: page.query,
            hint: t(AdminMessages.searchHint))
        if !page.query.isEmpty {
            let isMore = page.found.count > AdminPage.mostFound
            section(
                isMore
                    ? t(AdminMessages.foundMany, ["n": t.number(AdminPage.mostFound)])
                    : t.count(AdminMessages.found, page.found.count), id: "found"
            ) {
                if page.found.isEmpty {
                    p(t(AdminMessages.foundNone))
                } else {
                    bodyTable(Array(page.found.prefix(AdminPage.mostFound)), t(AdminMessages.foundCaption), words)
                }
            }
        }
        if let backups = page.backups { backupSection(backups, words) }
        if page.bodies.isEmpty {
            emptyState(t(AdminMessages.noneTitle), t(AdminMessages.none))
        }
        // Whoever looks after a whole country is shown its provinces, and what lies below on their own pages.
        if page.bodies.count > AdminPage.mostUnfolded {
            element("ul") { for body in page.bodies { element("li") { words.bodyLink(body) } } }
        }
        for (number, body) in page.bodies.enumerated() where page.bodies.count <= AdminPage.mostUnfolded {
            section(t.pick(body.name), id: "body-\(number)") {
                paragraph { link(t(AdminMessages.openBody), to: AdminRoutes.body.path(body.id)) }
                childrenList(of: body, words)
            }
        }
    }
}

private func bodyTable(_ bodies: [Organization], _ caption: String, _ words: AdminWording) -> HTML {
    let t = words.t
    return dataTable(
        caption: caption,
        columns: [t(AdminMessages.columnBody), t(AdminMessages.columnSort), t(AdminMessages.columnCode)],
        rows: bodies.map { body in
            [words.bodyLink(body), .text(t(RegistryMessages.body(body.body))), .text(body.code)]
        })
}

/// The bodies right below one; many are closed until asked for.
private func childrenList(of body: Organization, _ words: AdminWording) -> HTML {
    let children = words.directory.children(of: body.id)
    guard !children.isEmpty else { return .empty }
    let list = element("ul") {
        for child in children { element("li") { words.bodyLink(child) } }
    }
    let title = words.t.count(AdminMessages.below, children.count)
    return children.count > 12 ? details(title) { list } : .joined([p(title), list])
}

func bodyPage(_ file: BodyFile, _ notice: AdminNotice?, _ typed: AdminForm, _ words: AdminWording) -> Page {
    let t = words.t
    let body = file.organization
    return Page(title: t.pick(body.name), area: AdminRoutes.admin.path()) {
        typed.summary(t)
        if let notice { Markup.notice(.success) { p(t(notice.text)) } }
        h1(t.pick(body.name))
        formerNotice(body, words)
        bodyFacts(file, words)
        section(t(AdminMessages.posts), id: "posts") { postTable(file, words) }
        section(t(AdminMessages.people), id: "people") { peopleTable(file.people, words) }
        if !words.directory.children(of: body.id).isEmpty {
            section(t(AdminMessages.bodiesBelow), id: "below") { childrenList(of: body, words) }
        }
        if !body.isFormer(on: words.today) { bodyForms(file, typed, words) }
    }
}

private func formerNotice(_ body: Organization, _ words: AdminWording) -> HTML {
    let t = words.t
    guard body.isFormer(on: words.today) else { return .empty }
    let successors = words.directory.successors(of: body.id)
    return notice(.info) {
        p(t(AdminMessages.endedOn, ["day": t.day(body.ended)]))
        for succession in successors {
            paragraph {
                HTML.text(t(succession.isPartial ? AdminMessages.goesOnPartly : AdminMessages.goesOn) + " ")
                words.bodyLink(succession.successor)
            }
        }
    }
}

private func bodyFacts(_ file: BodyFile, _ words: AdminWording) -> HTML {
    let t = words.t
    let body = file.organization
    return facts {
        fact(t(AdminMessages.columnSort), t(RegistryMessages.body(body.body)))
        fact(t(AdminMessages.columnCode), body.code)
        fact(t(AdminMessages.area), t.pick(body.area.name))
        if let parent = body.parent { fact(t(AdminMessages.above)) { words.bodyLink(parent) } }
        fact(t(AdminMessages.promise), words.days(body.answerPromise?.workingDays))
        if file.untaken > 0 { fact(t(AdminMessages.untaken), t.number(file.untaken)) }
        for succession in words.directory.predecessors(of: body.id) {
            fact(t(succession.isPartial ? AdminMessages.formerPart : AdminMessages.formerBody)) {
                words.bodyLink(succession.predecessor)
                HTML.text(", \(t(AdminMessages.until, ["day": t.day(succession.from.adding(-1))]))")
            }
        }
        if file.names.count > 1 {
            for name in file.names.dropLast() {
                fact(t(AdminMessages.formerName), "\(t.pick(name.name)), \(words.period(name.from, name.until))")
            }
        }
    }
}

private func postTable(_ file: BodyFile, _ words: AdminWording) -> HTML {
    let t = words.t
    guard !file.posts.isEmpty else { return p(t(AdminMessages.noPosts)) }
    return dataTable(
        caption: t(AdminMessages.postsCaption),
        columns: [
            t(AdminMessages.columnPost), t(AdminMessages.columnRole), t(AdminMessages.columnHolders),
            t(AdminMessages.columnOpen),
        ],
        rows: file.posts.map { entry in
            [
                link(t.pick(entry.post.title), to: AdminRoutes.post.path(entry.post.id)),
                .text(t(RegistryMessages.role(entry.post.role))),
                holders(entry, words),
                .text(t.number(entry.openMatters)),
            ]
        })
}

private func holders(_ entry: BodyFile.PostFile, _ words: AdminWording) -> HTML {
    let lines = entry.holdings.map { element("div", words.holder($0)) }
    guard entry.isVacant else { return .joined(lines) }
    // Only work that nobody does is marked.
    let vacant = words.t(AdminMessages.vacant)
    return .joined(lines + [entry.openMatters > 0 ? badge(vacant, .late) : .text(vacant)])
}

private func peopleTable(_ people: [PersonInOffice], _ words: AdminWording) -> HTML {
    let t = words.t
    guard !people.isEmpty else { return p(t(AdminMessages.noPeople)) }
    return dataTable(
        caption: t(AdminMessages.peopleCaption),
        columns: [t(AdminMessages.columnName), t(AdminMessages.columnLogin), t(AdminMessages.columnPosts)],
        rows: people.map { person in
            [
                .text(person.name),
                .joined(
                    person.accounts.map { account in
                        element("div") {
                            link(account.login, to: AdminRoutes.account.path(account.id))
                            if account.isDisabled { HTML.text(" (\(t(AdminMessages.closed)))") }
                        }
                    }),
                .joined(person.posts.map { element("div", words.post($0.post, isCover: $0.isCover)) }),
            ]
        })
}
