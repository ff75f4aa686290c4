import CasesWeb
import Hummingbird
import Kernel
import Legislation
import RegistryWeb
import Web
import Workspace

/// The pages that say what they are for. `HelpTests` walks every address of the workspace: a page that none of these
/// covers fails there, and one without its texts in `HouseTests`.
public enum HelpedPage: String, Sendable, CaseIterable {
    // The workspace.
    case signIn, morning, search, file, difficult, document
    case registerLetter, slip, incomingBook, outgoingBook
    case calls, call, post, notices
    case helpLine, rechecks, oldRegister
    case matters, bulk, overview, figures, tables, table, letterRegister
    case administration, officials, body, onBoard, reorganization, seat, account, ownAccount
    case guides, guide, practice
    // For people.
    case handIn, receipt, follow, ownLetter, board

    /// The addresses at which the page stands, those of its forms included.
    var addresses: [RouterPath] {
        switch self {
        case .signIn: [SignIn.ask.template, SignIn.enter.template]
        case .morning: [CasesRoutes.desk.template]
        // At the address of the morning page, told from it by what is asked.
        case .search: []
        case .file:
            [
                CasesRoutes.matter.template, MatterRoutes.act.template, MatterRoutes.open.template,
                MatterRoutes.openFile.template,
            ]
        case .difficult: [MatterRoutes.difficult.template]
        case .document: [DocumentRoutes.sheet.template]
        case .registerLetter: [RegisterRoutes.ask.template, RegisterRoutes.register.template]
        case .slip: [RegisterRoutes.slip.template]
        case .incomingBook: [RegisterRoutes.book.template]
        case .outgoingBook: [DocumentRoutes.book.template]
        case .calls: [NoticeRoutes.calls.template]
        case .call:
            [
                NoticeRoutes.call.template, NoticeRoutes.openCall.template, NoticeRoutes.record.template,
                NoticeRoutes.afterOpening.template,
            ]
        case .post:
            [
                NoticeRoutes.post.template, NoticeRoutes.mark.template, NoticeRoutes.print.template,
                NoticeRoutes.afterPrinting.template,
            ]
        case .notices: [NoticeRoutes.notices.template]
        case .helpLine: [HelpLineRoutes.ask.template, HelpLineRoutes.look.template]
        case .rechecks: [RecheckRoutes.list.template]
        case .oldRegister:
            [
                OldRegisterRoutes.list, OldRegisterRoutes.ask, OldRegisterRoutes.upload, OldRegisterRoutes.columns,
                OldRegisterRoutes.choose, OldRegisterRoutes.preview, OldRegisterRoutes.perform,
                OldRegisterRoutes.discard,
            ].map { $0.template }
        case .matters: [ListRoutes.matters.template]
        case .bulk:
            [
                ListRoutes.bulk.template, ListRoutes.bulkPreview.template, ListRoutes.bulkPerform.template,
                ListRoutes.bulkUndo.template,
            ] + ListRoutes.afterBulk.map { $0.template }
        case .overview: [ListRoutes.overview.template]
        case .figures: [ListRoutes.figures.template]
        case .tables: [TableRoutes.index.template]
        case .table: [TableRoutes.table.template]
        case .letterRegister: [TableRoutes.register.template]
        case .administration, .officials, .body, .onBoard, .reorganization, .seat, .account, .ownAccount: registry
        case .guides: [GuideRoutes.list.template]
        case .guide: [GuideRoutes.guide.template]
        case .practice:
            [PracticeRoutes.page, PracticeRoutes.go, PracticeRoutes.enter, PracticeRoutes.others, PracticeRoutes.again]
                .map { $0.template }
        case .handIn:
            [
                CasesRoutes.newLetter.template, PortalRoutes.step.template, PortalRoutes.answerStep.template,
                CasesRoutes.handIn.template,
            ]
        case .receipt: [CasesRoutes.receipt.template]
        case .follow: [CasesRoutes.follow.template, CasesRoutes.unlock.template]
        case .ownLetter:
            [CasesRoutes.letter.template, PortalRoutes.askWithdraw.template]
                + [PortalRoutes.reply, PortalRoutes.rate, PortalRoutes.contest, PortalRoutes.withdraw].map {
                    $0.template
                }
        case .board: [PortalRoutes.board.template, PortalRoutes.boardItem.template]
        }
    }

    /// Those of bodies, posts and accounts.
    private var registry: [RouterPath] {
        switch self {
        case .administration: [AdminRoutes.admin.template]
        case .officials: AdminRoutes.ofOfficials.map { $0.template }
        case .body:
            [AdminRoutes.body, AdminRoutes.promise, AdminRoutes.rename, AdminRoutes.newBody, AdminRoutes.newPost]
                .map { $0.template } + [AdminRoutes.newAccount.template]
        case .onBoard: [AdminRoutes.board.template]
        case .reorganization:
            [
                AdminRoutes.askMerge, AdminRoutes.merge, AdminRoutes.askSplit, AdminRoutes.split, AdminRoutes.askEnd,
                AdminRoutes.end,
            ].map { $0.template }
        case .seat:
            [
                AdminRoutes.post, AdminRoutes.appoint, AdminRoutes.renamePost, AdminRoutes.askEndPost,
                AdminRoutes.endPost,
            ].map { $0.template } + [AdminRoutes.askRelieve.template, AdminRoutes.relieve.template]
        case .account:
            [
                AdminRoutes.account, AdminRoutes.reset, AdminRoutes.reopen, AdminRoutes.askClose, AdminRoutes.close,
            ].map { $0.template }
        case .ownAccount: [AdminRoutes.own.template, AdminRoutes.setOwn.template]
        default: []
        }
    }

    /// Nothing done on it stays done: reading, filtering and printing.
    public var changesNothing: Bool {
        switch self {
        case .signIn, .morning, .search, .difficult, .document, .incomingBook, .outgoingBook, .calls, .notices,
            .matters, .overview,
            .figures, .tables, .table, .letterRegister, .onBoard, .guides, .guide, .follow, .board, .rechecks:
            true
        case .file, .registerLetter, .slip, .call, .post, .helpLine, .oldRegister, .bulk, .administration, .officials,
            .body,
            .reorganization, .seat, .account, .ownAccount, .practice, .handIn, .receipt, .ownLetter:
            false
        }
    }

    /// The rules of the books on which the page rests, the first one the most.
    var rules: [RuleID] {
        switch self {
        case .morning: [.complaintAcceptance, .denunciationInitial, .feedbackTransfer, .letterProcessing]
        // The days of the matter itself stand in the file, each with its article; and the file is heavy enough.
        case .file: [.letterProcessing]
        case .document, .outgoingBook: ["complaint.first.sending"]
        case .registerLetter: [.letterProcessing, .denunciationInitial]
        case .incomingBook, .matters, .bulk, .letterRegister, .figures, .overview, .oldRegister: [.letterProcessing]
        case .post, .call, .calls, .notices: [.complaintAcceptance, "denunciation.notice"]
        case .handIn: ["complaint.limitation", .complaintAcceptance, .denunciationInitial]
        case .receipt, .follow: [.letterProcessing]
        case .ownLetter: ["complaint.first.settlement", "complaint.second.lodging"]
        case .board: ["complaint.publication"]
        case .difficult, .helpLine, .signIn, .search, .slip, .tables, .table, .administration, .officials, .body,
            .onBoard,
            .reorganization, .seat, .account, .ownAccount, .guides, .guide, .practice, .rechecks:
            []
        }
    }

    /// Articles that are in no book of rules are named in words; what was not read in the source says so.
    public var namesLaw: Bool {
        switch self {
        case .search, .file, .difficult, .registerLetter, .slip, .incomingBook, .outgoingBook, .document, .calls, .call,
            .post,
            .helpLine, .bulk, .tables, .table, .letterRegister, .reorganization, .handIn, .ownLetter, .seat, .rechecks,
            .oldRegister:
            true
        case .signIn, .morning, .notices, .matters, .overview, .figures, .administration, .officials, .body, .onBoard,
            .account, .ownAccount, .guides, .guide, .practice, .receipt, .follow, .board:
            false
        }
    }

    /// For officers; the others are for people.
    var isWorkspace: Bool {
        switch self {
        case .handIn, .receipt, .follow, .ownLetter, .board: false
        default: true
        }
    }
}
