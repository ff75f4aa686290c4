import Acts
import Kernel
import Notices
import Storage

/// What an event means for telling the senders of a matter: the one place where it is decided.
enum Telling {
    /// Each of these senders is told.
    case tell(News, [LetterID])
    /// This sender did it on the page, and so has seen what was to be told.
    case seen(LetterID)
    case nothing
}

extension DraftPurpose {
    fileprivate var news: News {
        switch self {
        case .answer: .answered
        case .uphold: .upheld
        case .setAside: .setAside
        }
    }
}

extension MatterEvent {
    /// `old` is the matter before the event, `new` as it is after it.
    func telling(from old: Matter, to new: Matter) -> Telling {
        let all = new.letters.map(\.id)
        switch self {
        case .taken: return .tell(.taken, all)
        // A matter that had a handler before gets another one: that is no news.
        case .assigned: return old.procedure.stage == .received ? .tell(.taken, all) : .nothing
        case .accepted: return old.organization == new.organization ? .tell(.taken, all) : .tell(.passedOn, all)
        case .asked: return .tell(.asked, all)
        // A signature is no news before the document has left the body.
        case .signed(let signed): return signed.issue == nil ? .nothing : .tell(signed.purpose.news, all)
        case .issued(let issued): return .tell(issued.purpose.news, all)
        case .corrected: return .tell(.corrected, all)
        case .closed(let closure, _, _):
            // The sender withdrew it on the page.
            if closure == .withdrawn { return all.first.map { .seen($0) } ?? .nothing }
            // A number that was void is the office's own mistake.
            if closure == .mistaken { return .nothing }
            return .tell(.closed, all)
        case .reopened: return .tell(.reopened, all)
        case .restored: return .tell(.restored, all)
        // That nothing changes is found on the page.
        case .rechecked(let rechecked): return rechecked.stands ? .nothing : .tell(.restored, all)
        case .pinReissued(let reissued): return .tell(.pinReissued, [reissued.letter])
        case .replied(let said), .contested(let said, _): return said.letter.map { .seen($0) } ?? .nothing
        // What an officer enters for a sender was not seen on the page.
        case .rated(let rated): return rated.official == nil ? .seen(rated.letter) : .nothing
        case .consented(let letter, _): return .seen(letter)
        // The receipt is in the sender's hands; the rest is the office's own, or is found on the page.
        case .received, .classified, .released, .offered, .declined, .offerRecalled, .resumed, .noted, .submitted,
            .returned, .absorbed, .joined, .parted, .regained, .split, .invited, .contributed, .uninvited, .proposed,
            .published, .unpublished, .extracted, .lapsed, .opened, .filesAdded, .drawn:
            return .nothing
        }
    }

    /// Queues what the event means for the senders. An act that tells of the past, such as an import, tells nobody.
    func tellSenders(from old: Matter, to new: Matter, _ tx: ActTransaction, at moment: Moment) throws {
        let home = new.key.home
        if old.organization != new.organization {
            try QueueNotice.move(new.letters.map { LetterKey(home, $0.id) }, to: new.organization, tx)
        }
        // An act prepared before midnight may be recorded after it.
        guard Zone.vietnam.day(of: moment.recorded).adding(-1) <= moment.effective else { return }
        switch telling(from: old, to: new) {
        case .nothing: return
        case .seen(let letter): try QueueNotice.seen(LetterKey(home, letter), on: moment.effective, tx)
        case .tell(let news, let letters):
            let codes = try LetterTable.codes(of: new.key, tx)
            for letter in letters {
                guard let code = codes[letter] else { continue }
                let owed = new.clocks.filter { $0.isOwed && ($0.letter == nil || $0.letter == letter) }
                try QueueNotice.tell(
                    news, of: LetterKey(home, letter), code: code, from: new.organization, on: moment.effective,
                    nextDay: owed.map(\.deadline.due).min() ?? .never, tx)
            }
        }
    }
}
