import Handbook
import Kernel
import Web

/// The fields of an act on many cases, the same as of the act on one.
enum CaseBatchForms {
    static func act(_ kind: CaseBatchAct.Kind, _ typed: FormData) throws(Invalid) -> CaseBatchAct {
        switch kind {
        case .assign:
            let (to, reason) = try form(typed.identifier("to", of: Staff.self), typed.required("reason"))
            return .assign(to: to, because: reason)
        case .assess:
            let (severity, reason) = try form(typed.choice("severity", of: Severity.self), typed.optional("reason"))
            return .assess(severity, because: reason ?? "")
        case .categorise: return .categorise(try form(typed.required("category", max: 40)))
        case .note: return .note(try form(typed.required("text", max: 4000)))
        case .suspend:
            let (reason, until, notice) = try form(
                typed.choice("reason", of: PauseReason.self), typed.localTime("until"),
                typed.required("notice", max: 1000))
            return .suspend(reason, until: until, notice: notice)
        case .archive:
            let (evaluation, lesson, category) = try form(
                typed.required("evaluation", max: 2000), typed.required("lesson", max: 2000),
                typed.required("category", max: 40))
            return .archive(evaluation: evaluation, lesson: lesson, category: category)
        }
    }

    static let fields = ["to", "reason", "severity", "category", "text", "until", "notice", "evaluation", "lesson"]
}
