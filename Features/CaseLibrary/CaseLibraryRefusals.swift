import Hummingbird
import Kernel
import Web

extension CaseStudy.Refusal: Explainable {
    var status: HTTPResponse.Status { .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .approvedAlready: t(.studyApprovedAlready)
        case .ownAct: t(.studyOwn)
        case .notArchived: t(.studyNotArchived)
        }
    }
}

extension Problem.Refusal: Explainable {
    var status: HTTPResponse.Status { .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .solvedAlready: t(.problemSolvedAlready)
        case .measureMissing: t(.problemNoMeasure)
        case .ownerMissing: t(.problemNoOwner)
        }
    }
}
