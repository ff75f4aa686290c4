import Cases
import Kernel
import Notices

/// The texts of telling people something: what they read and hear, and the pages on which officers do it.
enum NoticeMessages {
    // What a person is told.
    static func news(_ news: News) -> MessageKey { MessageKey("notices.news", news.rawValue) }
    static let protected: MessageKey = "notices.protected"
    static let next: MessageKey = "notices.next"
    static let subject: MessageKey = "notices.subject"
    static let from: MessageKey = "notices.from"
    static let dear: MessageKey = "notices.dear"
    static let followHere: MessageKey = "notices.followHere"
    static let needs: MessageKey = "notices.needs"
    static let needsCounter: MessageKey = "notices.needsCounter"
    static let automatic: MessageKey = "notices.automatic"
    static let hello: MessageKey = "notices.hello"
    static let helloProtected: MessageKey = "notices.helloProtected"

    // Lists.
    static func which(_ which: NoticeList.Which) -> MessageKey { MessageKey("notices.which", which.rawValue) }
    static func lead(_ which: NoticeList.Which) -> MessageKey { MessageKey("notices.lead", which.rawValue) }
    static func empty(_ which: NoticeList.Which) -> MessageKey { MessageKey("notices.empty", which.rawValue) }
    static func state(_ state: Notice.State) -> MessageKey { MessageKey("notices.state", state.rawValue) }
    static func outcome(_ outcome: NoticeOutcome) -> MessageKey { MessageKey("notices.outcome", outcome.rawValue) }
    static func done(_ outcome: NoticeOutcome) -> MessageKey { MessageKey("notices.done", outcome.rawValue) }
    static func short(_ news: News) -> MessageKey { MessageKey("notices.short", news.rawValue) }
    static let title: MessageKey = "notices.title"
    static let deskLabel: MessageKey = "notices.desk"
    static let figuresTitle: MessageKey = "notices.figures"
    static let figuresHint: MessageKey = "notices.figuresHint"
    static let caption: MessageKey = "notices.caption"
    static let columnNews: MessageKey = "notices.column.news"
    static let columnSince: MessageKey = "notices.column.since"
    static let columnDue: MessageKey = "notices.column.due"
    static let columnState: MessageKey = "notices.column.state"
    static let columnChoose: MessageKey = "notices.column.choose"
    static let columnCalls: MessageKey = "notices.column.calls"
    static let columnPosted: MessageKey = "notices.column.posted"
    static let calledOn: MessageKey = "notices.calledOn"
    static let neverCalled: MessageKey = "notices.neverCalled"
    static let more: MessageKey = "notices.more"
    static let back: MessageKey = "notices.back"

    // A call.
    static let callTitle: MessageKey = "notices.call.title"
    static let readOut: MessageKey = "notices.call.readOut"
    static let readOutHint: MessageKey = "notices.call.readOutHint"
    static let readOutProtected: MessageKey = "notices.call.readOutProtected"
    static let open: MessageKey = "notices.call.open"
    static let openHint: MessageKey = "notices.call.openHint"
    static let contact: MessageKey = "notices.call.contact"
    static let name: MessageKey = "notices.call.name"
    static let nameless: MessageKey = "notices.call.nameless"
    static let telephone: MessageKey = "notices.call.telephone"
    static let address: MessageKey = "notices.call.address"
    static let outcomeTitle: MessageKey = "notices.call.outcome"
    static let outcomeHint: MessageKey = "notices.call.outcomeHint"
    static let record: MessageKey = "notices.call.record"
    static let toFile: MessageKey = "notices.call.toFile"

    // Letters.
    static let postTitle: MessageKey = "notices.post.title"
    static let printButton: MessageKey = "notices.post.print"
    static let printHint: MessageKey = "notices.post.printHint"
    static let day: MessageKey = "notices.post.day"
    static let markPosted: MessageKey = "notices.post.markPosted"
    static let markDelivered: MessageKey = "notices.post.markDelivered"
    static let markReturned: MessageKey = "notices.post.markReturned"
    static let choose: MessageKey = "notices.post.choose"
    static let marked: MessageKey = "notices.post.marked"
    static let notMarked: MessageKey = "notices.post.notMarked"
    static let sheetsTitle: MessageKey = "notices.post.sheetsTitle"
    static let sheetsHint: MessageKey = "notices.post.sheetsHint"
    static let subjectLine: MessageKey = "notices.post.subject"

    // The sender's page.
    static func told(_ name: String) -> MessageKey { MessageKey("notices.told", name) }
    static let toldLabel: MessageKey = "notices.toldLabel"
}
