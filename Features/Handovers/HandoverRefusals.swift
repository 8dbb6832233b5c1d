import Hummingbird
import Kernel
import Web

extension Handover.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .unknown, .unknownMatter, .unknownObjection: .notFound
        case .notYours, .ownAct, .notOfNextShift, .notTheTaker, .notEntitled, .beyondReach, .messageBeyondReach:
            .forbidden
        case .notNow, .tooEarly, .noTaker, .noColleague, .noShift, .isPast, .openAlready, .unknownCase, .matterClosed,
            .answeredAlready, .tooManyMatters, .takerCannot:
            .conflict
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.handoverUnknown)
        case .notNow(let state): t(.handoverNotNow, t(state.word))
        case .tooEarly(let earliest): t(.handoverTooEarly, earliest)
        case .notYours: t(.handoverNotYours)
        case .ownAct: t(.handoverOwnAct)
        case .notOfNextShift: t(.handoverNotOfNextShift)
        case .notTheTaker: t(.handoverNotTheTaker)
        case .noTaker: t(.handoverNoTaker)
        case .noColleague: t(.handoverNoColleague)
        case .notEntitled(let titles): t(.handoverNotEntitled, titles)
        case .noShift: t(.handoverNoShift)
        case .isPast: t(.handoverIsPast)
        case .openAlready(let number): t(.handoverOpenAlready, number)
        case .unknownCase(let number): t(.handoverUnknownCase, number)
        case .beyondReach(let number): t(.handoverBeyondReach, number)
        case .messageBeyondReach: t(.handoverMessageBeyondReach)
        case .takerCannot(let number): t(.handoverTakerCannot, number)
        case .unknownMatter: t(.handoverUnknownMatter)
        case .matterClosed: t(.handoverMatterClosed)
        case .unknownObjection: t(.handoverUnknownObjection)
        case .answeredAlready: t(.handoverAnsweredAlready)
        case .tooManyMatters(let most): t(.handoverTooManyMatters, String(most))
        }
    }
}
