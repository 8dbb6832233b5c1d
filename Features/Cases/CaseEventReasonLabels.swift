import Handbook
import Kernel

/// The words of a reason that the house itself gave: events keep it as a short name. What people wrote has none.
enum CaseEventReason {
    static func word(of value: String) -> Word? {
        switch value {
        case "major": Word("重大事项归部门经理", "a major matter is the manager's")
        case "refusals": refusals
        case "returned": Word("移交一再退回", "handed back again and again")
        case "off-duty": Word("已不当班", "no longer on duty")
        case "return-visit": Word("回访时未解决", "not solved at the follow-up")
        case "not-understood": .reactionNotUnderstood
        case _ where value.hasPrefix("refused-"): refusals
        default: PauseReason(rawValue: value)?.word ?? Case.Outcome(rawValue: value)?.word
        }
    }

    private static let refusals = Word("客户多次不认可", "refused several times")
}
