import Hummingbird
import Kernel
import Web

extension Attachment.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .forbidden
        case .noFile: .unprocessableContent
        case .voided, .erased, .infected: .gone
        case .tooManyInCase, .unitFull, .voidedAlready, .notScanned: .conflict
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .noFile: t(.attachmentNoFile)
        case .tooManyInCase(let limit): t(.attachmentTooMany, String(limit))
        case .unitFull(let bytes): t(.attachmentUnitFull, String(bytes >> 30))
        case .voidedAlready: t(.attachmentVoidedAlready)
        case .notYours: t(.attachmentNotYours)
        case .voided: t(.attachmentIsVoid)
        case .erased: t(.attachmentIsErased)
        case .notScanned: t(.attachmentNotScanned)
        case .infected: t(.attachmentIsInfected)
        }
    }
}
