import Hummingbird
import Kernel
import Web

extension Overtime.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .unknown, .noUnit: .notFound
        case .notYours, .ownAct, .notEntitled: .forbidden
        case .notNow, .backwards, .tooLong, .hasBegun, .twoRates, .onShift, .overlaps, .onLeave, .notOver: .conflict
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown, .noUnit: t(.overtimeUnknown)
        case .notNow(let state): t(.overtimeNotNow, t(state.word))
        case .notYours: t(.overtimeNotYours)
        case .ownAct: t(.overtimeOwnAct)
        case .notEntitled(let titles): t(.overtimeNotEntitled, titles)
        case .backwards: t(.overtimeBackwards)
        case .tooLong(let hours): t(.overtimeTooLong, String(hours))
        case .hasBegun: t(.overtimeHasBegun)
        case .twoRates(let one, let other): t(.overtimeTwoRates, String(one), String(other))
        case .onShift(let span, let zone):
            t(.overtimeOnShift, span.lowerBound.dateAndTime(in: zone), span.upperBound.dateAndTime(in: zone))
        case .overlaps(let number): t(.overtimeOverlaps, number)
        case .onLeave(let number): t(.overtimeOnLeave, number)
        case .notOver: t(.overtimeNotOver)
        }
    }
}
