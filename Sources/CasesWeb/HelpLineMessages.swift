import Kernel

/// The texts of the help line.
public enum HelpLineMessages {
    public static let title: MessageKey = "helpLine.title"
    static let lead: MessageKey = "helpLine.lead"
    static let codeHint: MessageKey = "helpLine.codeHint"
    static let look: MessageKey = "helpLine.look"
    static let lookNext: MessageKey = "helpLine.lookNext"
    static let unknown: MessageKey = "helpLine.unknown"
    static let misheard: MessageKey = "helpLine.misheard"
    static let readOut: MessageKey = "helpLine.readOut"
    static let trace: MessageKey = "helpLine.trace"
    static let arrived: MessageKey = "helpLine.say.arrived"
    static let withBody: MessageKey = "helpLine.say.withBody"
    static let stage: MessageKey = "helpLine.say.stage"
    static let last: MessageKey = "helpLine.say.last"
    static let next: MessageKey = "helpLine.say.next"
    static let can: MessageKey = "helpLine.say.can"
    static let later: MessageKey = "helpLine.say.later"
    static let more: MessageKey = "helpLine.say.more"
    static let protected: MessageKey = "helpLine.say.protected"
    static let protectedNews: MessageKey = "helpLine.say.protectedNews"
    static let lostTitle: MessageKey = "helpLine.lostTitle"
    static let lost: MessageKey = "helpLine.lost"
    static let noCode: MessageKey = "helpLine.noCode"
    static let neverTitle: MessageKey = "helpLine.neverTitle"
    static let never: MessageKey = "helpLine.never"
}
