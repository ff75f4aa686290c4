import Kernel
import Language
import Markup
import Registry
import Web

/// What was typed into a form that came back, and why it did.
struct AdminForm {
    let values: [String: String]
    let problem: Problem?
    /// The first field of that form.
    var first: String?

    static let empty = AdminForm(values: [:], problem: nil)

    subscript(_ name: String) -> String { values[name] ?? "" }

    /// What is wrong, with a link to the form that came back: it stands below, among others.
    func summary(_ t: Translator) -> HTML {
        guard let problem else { return .empty }
        guard let first, problem.fields.isEmpty else { return problem.summary(t) }
        return errorSummary(title: t(problem.message, problem.places), [(first, t(AdminMessages.toForm))])
    }

    func error(_ field: String, _ t: Translator) -> String? { problem?.error(field, t) }
}

/// What can be done to a body by whoever administers it, each closed until asked for or come back.
func bodyForms(_ file: BodyFile, _ typed: AdminForm, _ words: AdminWording) -> HTML {
    let t = words.t
    let id = file.organization.id
    let csrf = [("csrf", words.csrf)]
    guard file.mayAdminister || file.mayPromise else { return .empty }
    return changes(t) {
        if file.mayPromise {
            details(t(AdminMessages.promiseForm), isOpen: typed.first == "days") {
                form(to: AdminRoutes.promise.path(id), hidden: csrf) {
                    field(
                        TextField(
                            "days", label: t(AdminMessages.promiseDays), hint: t(AdminMessages.promiseHint),
                            shape: .digits,
                            value: typed.first == "days"
                                ? typed["days"] : file.organization.answerPromise.map { "\($0.workingDays)" } ?? "",
                            error: typed.first == "days" ? typed.problem.map { t($0.message, $0.places) } : nil))
                    submit(t(AdminMessages.promiseButton), isSecondary: true)
                }
            }
        }
        if file.mayAdminister {
            details(t(AdminMessages.postForm), isOpen: typed.first == "title") {
                form(to: AdminRoutes.newPost.path(id), hidden: csrf) {
                    field(
                        TextField(
                            "title", label: t(AdminMessages.postTitle), value: typed["title"],
                            error: typed.error("title", t), isRequired: true))
                    field(
                        TextField(
                            "title-en", label: t(AdminMessages.inEnglish), value: typed["title-en"],
                            error: typed.error("title-en", t)))
                    choice(
                        "role", label: t(AdminMessages.columnRole), options: Role.options(t), chosen: typed["role"],
                        error: typed.error("role", t))
                    submit(t(AdminMessages.postButton), isSecondary: true)
                }
            }
            details(t(AdminMessages.accountForm), isOpen: typed.first == "person") {
                accountForm(file, typed, words)
            }
            let isRenaming = typed.first == "name"
            details(t(AdminMessages.renameForm), isOpen: isRenaming) {
                form(to: AdminRoutes.rename.path(id), hidden: csrf) {
                    field(
                        TextField(
                            "name", label: t(AdminMessages.newName),
                            value: isRenaming ? typed["name"] : file.organization.name["vi"] ?? "",
                            error: isRenaming ? typed.error("name", t) : nil, isRequired: true))
                    field(
                        TextField(
                            "name-en", label: t(AdminMessages.newNameEnglish),
                            value: isRenaming ? typed["name-en"] : file.organization.name["en"] ?? "",
                            error: isRenaming ? typed.error("name-en", t) : nil))
                    field(
                        TextField(
                            "from", label: t(AdminMessages.fromDay), hint: t(AdminMessages.pastDayHint),
                            value: typed["from"], error: typed.error("from", t)))
                    submit(t(AdminMessages.renameButton), isSecondary: true)
                }
            }
            details(t(AdminMessages.bodyForm), isOpen: typed.first == "body-name") {
                form(to: AdminRoutes.newBody.path(id), hidden: csrf) {
                    field(
                        TextField(
                            "body-name", label: t(AdminMessages.bodyName), value: typed["body-name"],
                            error: typed.error("body-name", t), isRequired: true))
                    field(
                        TextField(
                            "body-name-en", label: t(AdminMessages.bodyNameEnglish), value: typed["body-name-en"],
                            error: typed.error("body-name-en", t)))
                    field(
                        TextField(
                            "code", label: t(AdminMessages.bodyCode), hint: t(AdminMessages.bodyCodeHint),
                            value: typed["code"], error: typed.error("code", t), isRequired: true))
                    choice(
                        "sort", label: t(AdminMessages.columnSort),
                        options: [Body.department, .service, .inspectorate, .committee].map {
                            ($0.rawValue, t(RegistryMessages.body($0)))
                        }, chosen: typed["sort"].isEmpty ? Body.department.rawValue : typed["sort"])
                    submit(t(AdminMessages.bodyButton), isSecondary: true)
                }
            }
            details(t(AdminMessages.endings)) {
                element("ul") {
                    element("li") { link(t(AdminMessages.mergeLink), to: AdminRoutes.askMerge.path(id)) }
                    element("li") { link(t(AdminMessages.splitLink), to: AdminRoutes.askSplit.path(id)) }
                    element("li") { link(t(AdminMessages.endLink), to: AdminRoutes.askEnd.path(id)) }
                }
            }
        }
    }
}

/// The forms of a page of administration, each in a box of its own.
func changes(_ t: Translator, @HTMLBuilder _ forms: () -> HTML) -> HTML {
    element("div", [("class", "acts")]) { section(t(AdminMessages.change), id: "change", forms) }
}

private func accountForm(_ file: BodyFile, _ typed: AdminForm, _ words: AdminWording) -> HTML {
    let t = words.t
    let vacant = file.posts.filter { $0.holdings.isEmpty }
    return form(to: AdminRoutes.newAccount.path(file.organization.id), hidden: [("csrf", words.csrf)]) {
        field(
            TextField(
                "person", label: t(AdminMessages.personName), value: typed["person"],
                error: typed.error("person", t)))
        field(
            TextField(
                "login", label: t(AdminMessages.columnLogin), hint: t(AdminMessages.loginHint), value: typed["login"],
                error: typed.error("login", t), isRequired: true))
        choice(
            "post", label: t(AdminMessages.columnPost),
            options: vacant.map {
                ($0.post.id.description, "\(t.pick($0.post.title)) – \(t(RegistryMessages.role($0.post.role)))")
            } + [("", t(AdminMessages.noPostYet))], chosen: typed["post"])
        field(
            TextField(
                "same", label: t(AdminMessages.samePerson), hint: t(AdminMessages.samePersonHint), value: typed["same"])
        )
        submit(t(AdminMessages.accountButton), isSecondary: true)
    }
}
