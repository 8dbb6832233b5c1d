import Handbook
import Hummingbird
import Kernel
import Web

/// Every refusal about people as the sentence a person reads.
extension NotAllowed: Explainable {
    var status: HTTPResponse.Status { .forbidden }

    func sentence(in t: Language) -> String {
        t(isElsewhere ? .notAllowedHere : .notAllowedAtAll, t(permission.word))
    }
}

extension Staff.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .ownAccount: .forbidden
        case .accountTaken, .alreadyInactive, .alreadyActive, .handsOver: .conflict
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.personUnknown)
        case .accountTaken(let account): t(.personAccountTaken, account)
        case .ownAccount: t(.personOwnAccount)
        case .alreadyInactive: t(.personAlreadyInactive)
        case .alreadyActive: t(.personAlreadyActive)
        case .handsOver(let number): t(.personHandsOver, number)
        }
    }
}

extension Appointment.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .ownPost, .widerThanOwn: .forbidden
        case .inactivePerson, .noSuchPost, .alreadyHeld, .alreadyEnded, .endsBeforeItStarts: .conflict
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.appointmentUnknown)
        case .ownPost: t(.appointmentOwn)
        case .inactivePerson: t(.personHasLeft)
        case .noSuchPost(let post, let known):
            t(.appointmentNoSuchPost, post, known.joined(separator: t(.listGap)))
        case .alreadyHeld: t(.appointmentAlreadyHeld)
        case .widerThanOwn: t(.appointmentWiderThanOwn)
        case .alreadyEnded: t(.appointmentAlreadyEnded)
        case .endsBeforeItStarts: t(.appointmentEndsBefore)
        }
    }
}

extension Delegation.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .toOwnAccount: .forbidden
        case .toOneself, .inactivePerson, .notHeld, .endsBeforeItStarts, .startsInThePast, .tooLong, .alreadyEnded:
            .conflict
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.loanUnknown)
        case .toOneself: t(.loanToOneself)
        case .toOwnAccount: t(.loanToOwnAccount)
        case .inactivePerson: t(.personHasLeft)
        case .notHeld: t(.loanNotHeld)
        case .endsBeforeItStarts: t(.loanEndsBefore)
        case .startsInThePast: t(.loanInThePast)
        case .tooLong(let days): t(.loanTooLong, String(days))
        case .alreadyEnded: t(.loanAlreadyEnded)
        }
    }
}

extension Unit.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .handbookMissing, .handbookUnknown, .codeTaken, .tooDeep, .tooMany: .conflict
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .unknown: t(.unitUnknown)
        case .handbookMissing: t(.unitHandbookMissing)
        case .handbookUnknown(let code): t(.unitHandbookUnknown, code)
        case .codeTaken(let code): t(.unitCodeTaken, code)
        case .tooDeep(let depth): t(.unitTooDeep, String(depth))
        case .tooMany(let most): t(.unitTooMany, String(most))
        }
    }
}

extension Session.Refusal: Explainable {
    var status: HTTPResponse.Status { .notFound }

    func sentence(in t: Language) -> String { t(.sessionUnknown) }
}

extension SignInRefusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .wrong, .lapsed, .sessionOver: .forbidden
        case .wait: .tooManyRequests
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .wrong: t(.meCurrentWrong)
        case .lapsed: t(.signInLapsed, SessionRules.house.firstPasswordHours)
        case .wait: t(.signInWaitAWhile)
        case .sessionOver: t(.sessionUnknown)
        }
    }
}

extension PasswordThread.Busy: Explainable {
    var status: HTTPResponse.Status { .serviceUnavailable }

    func sentence(in t: Language) -> String { t(.signInBusy) }
}

extension StaffReveal.Refusal: Explainable {
    var status: HTTPResponse.Status { .forbidden }

    func sentence(in t: Language) -> String {
        switch self {
        case .reasonMissing: t(.personRevealReason)
        case .tooMany(let limit): t(.personRevealTooMany, String(limit))
        }
    }
}
