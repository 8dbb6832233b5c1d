import Handbook
import Hummingbird
import Kernel
import Web

extension Export.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .ownRequest, .beyondLimit, .notYours: .forbidden
        case .alreadyDecided, .nothingToExport, .tooManyRows, .notReady, .gone: .conflict
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .ownRequest: t(.exportOwn)
        case .alreadyDecided: t(.exportDecidedAlready)
        case .beyondLimit(let limit): t(.exportBeyondLimit, String(limit))
        case .nothingToExport: t(.exportNothing)
        case .tooManyRows(let limit): t(.exportTooMany, String(limit))
        case .notReady: t(.exportNotReady)
        case .gone: t(.exportGone)
        case .notYours: t(.exportNotYours)
        }
    }
}
