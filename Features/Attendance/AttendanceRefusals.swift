import Hummingbird
import Kernel
import Web

extension AttendanceSheet.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .notYours, .ownAct: .forbidden
        case .notNow, .notOver, .reasonMissing, .changed, .locked, .nothingOwed: .conflict
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.attendanceUnknown)
        case .notNow(let state): t(.attendanceNotNow, t(state.word))
        case .notYours: t(.attendanceNotYours)
        case .ownAct: t(.attendanceOwnAct)
        case .notOver: t(.attendanceNotOver)
        case .reasonMissing: t(.attendanceReasonMissing)
        case .changed: t(.attendanceChangedSince)
        case .locked(let month): t(.attendanceLocked, month)
        case .nothingOwed: t(.attendanceNothingOwed)
        }
    }
}

extension ClockEvent.Refusal: Explainable {
    var status: HTTPResponse.Status { .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .noPost: t(.clockNoPost)
        }
    }
}

extension ClockCorrection.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .notYours, .ownAct: .forbidden
        case .notNow, .future, .noShift, .clocked: .conflict
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.correctionUnknown)
        case .notNow(let state): t(.correctionNotNow, t(state.word))
        case .notYours: t(.correctionNotYours)
        case .ownAct: t(.correctionOwnAct)
        case .future: t(.correctionFuture)
        case .noShift: t(.correctionNoShift)
        case .clocked(let at, let zone): t(.correctionClocked, at.dateAndTime(in: zone))
        }
    }
}

extension DeviceFile.Refusal: Explainable {
    var status: HTTPResponse.Status { self == .unknown ? .notFound : .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.deviceUnknown)
        case .noColumns: t(.deviceNoColumns)
        case .empty: t(.deviceEmpty)
        case .tooMany(let most): t(.deviceTooMany, String(most))
        }
    }
}
