import Hummingbird
import Kernel
import Web

extension Countermeasure.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .notNow, .inThePast, .dateMissing, .noColleague: .conflict
        case .ownAct: .forbidden
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .notNow: t(.measureNotNow)
        case .ownAct: t(.measureOwnAct)
        case .inThePast: t(.measureInThePast)
        case .noColleague: t(.measureNoColleague)
        case .dateMissing: t(.measureDateMissing)
        }
    }
}
