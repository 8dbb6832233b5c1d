import Hummingbird
import Kernel
import Web

extension ReceptionChannel.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .unknown, .slotUnknown: .notFound
        case .closed, .notClosed, .nameTaken, .tooMany, .overlap, .sameBackup, .noColleague: .conflict
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.receptionUnknown)
        case .slotUnknown: t(.receptionSlotUnknown)
        case .closed: t(.receptionIsClosed)
        case .notClosed: t(.receptionNotClosed)
        case .nameTaken: t(.receptionNameTaken)
        case .tooMany(let most): t(.receptionTooMany, String(most))
        case .overlap(let hours): t(.receptionOverlap, WeekHours(typed: hours)?.text(in: t) ?? hours)
        case .sameBackup: t(.receptionSameBackup)
        case .noColleague: t(.contactNoColleague)
        }
    }
}
