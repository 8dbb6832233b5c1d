import Hummingbird
import Kernel
import Web

extension CategoryHints.Refusal: Explainable {
    var status: HTTPResponse.Status { .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .trainingAlready: t(.hintTrainingAlready)
        }
    }
}
