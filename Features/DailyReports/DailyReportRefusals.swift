import Hummingbird
import Kernel
import Web

extension DailyReport.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .notYours, .ownAct: .forbidden
        case .noPost, .noReader, .handedIn, .waived, .notHandedIn, .incomplete, .readAlready, .tooManyRemarks: .conflict
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.dailyReportUnknown)
        case .noPost: t(.dailyReportNoPost)
        case .noReader: t(.dailyReportNoReader)
        case .notYours: t(.dailyReportNotYours)
        case .ownAct: t(.dailyReportOwnAct)
        case .handedIn: t(.dailyReportHandedInAlready)
        case .waived: t(.dailyReportWaivedAlready)
        case .notHandedIn: t(.dailyReportNotHandedIn)
        case .incomplete: t(.dailyReportIncomplete)
        case .readAlready: t(.dailyReportReadAlready)
        case .tooManyRemarks(let most): t(.dailyReportTooManyRemarks, String(most))
        }
    }
}
