import Hummingbird
import Kernel
import Web

extension QuickText.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .tooMany, .changedMeanwhile, .banned: .conflict
        case .notYours: .forbidden
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .tooMany(let most): t(.quickTooMany, String(most))
        case .notYours: t(.quickNotYours)
        case .changedMeanwhile: t(.quickChangedMeanwhile)
        case .banned(_, let phrases): t(.quickBanned, phrases.map { "“\($0)”" }.joined(separator: t(.listGap)))
        }
    }

    var clause: ClauseMark? {
        if case .banned(let clause, _) = self { ClauseMark(clause) } else { nil }
    }
}
