import Hummingbird
import Kernel
import Web

extension LineBoard.Refusal: Explainable {
    var status: HTTPResponse.Status { .conflict }

    /// Each person with what stands in the way.
    func sentence(in t: Language) -> String {
        switch self {
        case .problems(let problems):
            problems.map { t(.lineBoardProblem, $0.name, why($0.why, t)) }.joined(separator: t == .chinese ? "" : " ")
        }
    }

    private func why(_ why: LineBoard.Problem.Why, _ t: Language) -> String {
        switch why {
        case .over: t(.lineBoardOver)
        case .gone: t(.lineBoardGone)
        case .changed(let line?): t(.lineBoardChanged, line)
        case .changed(nil): t(.lineBoardFreed)
        case .learns: t(.lineBoardLearns)
        case .lacks(let need, let line, nil): t(.lineBoardLacks, line, need.skill, String(need.level))
        case .lacks(let need, let line, let clause?):
            t(.lineBoardLacksClause, line, need.skill, String(need.level), clause)
        case .mayNotWorkCases: t(.lineBoardMayNotWork)
        }
    }
}
