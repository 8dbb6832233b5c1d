import Database
import Handbook
import Kernel

/// 退信: a letter of ours did not arrive. The answer says so, and it reaches somebody.
extension MailLetters {
    /// Notices of one mailbox about letters that nobody remembers: no more than one in so long, since anybody may send
    /// such reports.
    static let returnPause = Duration.hours(1)

    /// Whoever wrote the answer hears of it; on a case, whoever works it. What answers nothing of ours is told to whoever
    /// set the mailbox up and to the supervisor on duty.
    func comeBack(_ report: MailLetter, about serviceCase: Case?, at mailbox: Mailbox) throws {
        let answer = try tx.mailAnswers.returned(by: report)
        let isLost = report.saysLost && answer?.state == .sent
        if let serviceCase { try tx.cases.hear(serviceCase.id, report.text, .note, from: nil, isQuiet: isLost) }
        if var answer {
            guard isLost else { return }
            answer.state = .failed
            answer.problem = String(report.lossInWords.prefix(300))
            try tx.mailAnswers.save(answer)
            try tx.mailAnswers.tellFailed(answer, and: serviceCase?.handler)
        } else if serviceCase == nil {
            let isTold = try isAnyReturned(to: mailbox.id, since: tx.now - Self.returnPause, butFor: report.id)
            let event = try tx.record(
                .letterReturned, about: mailbox.subject, in: mailbox.unit, by: nil,
                details: ["mailbox": mailbox.facts.address, "mailbox-id": mailbox.id.rawValue])
            guard !isTold else { return }
            let supervisor = try tx.appointments.dutySupervisor(of: mailbox.unit, at: tx.now)
            try tx.notify([mailbox.keeper, supervisor].compactMap(\.self), of: event)
        }
    }
}
