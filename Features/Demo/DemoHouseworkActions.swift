import Database
import Handbook
import Kernel

/// What the house does by itself between the deeds of people: its own chores, at the instants at which they would run.
extension DemoStage {
    /// Warnings, breaches, rungs of ladders and ends of suspensions that are due.
    func moments() throws {
        for chore in [Chore.caseResuming, .obligationMoments] { try finish(chore) }
    }

    /// At midnight: editions, readers, reviews and the checks of the new day.
    func midnight() throws {
        let chores: [Chore] = [
            .handbookTakeEffect, .handbookReading, .handbookReview, .calendarRecount, .obligationRounds,
            .digestDue, .dayDigest, .weekDigest, .leavePassing, .swapPassing,
        ]
        for chore in chores { try finish(chore) }
    }

    /// After everything else: notices reach people, and what happened is sealed. Answers when the house acts next.
    func leave() throws -> Instant? {
        try finish(.delivery([.notice]))
        try finish(.sealing)
        return try DemoReadings(tx: tx).nextMoment()
    }

    private func finish(_ chore: Chore) throws {
        while try chore.work(tx) == .more {}
    }
}

/// What people do beside their cases, by the day.
extension DemoStage {
    /// In the morning the notices of yesterday are read, by those who read them.
    func readNotices() throws {
        for person in department.pack.people where person.reading == .prompt {
            guard let id = staff[person.account] else { continue }
            try tx.notices.markAllRead(by: id, until: tx.now - .hours(10))
        }
    }

    /// The checks that the day, the week or the month asks for: mostly made, now and then found wanting or left out.
    func makeRounds(_ dice: DemoDice) throws {
        var dice = dice
        let today = hours.day(of: tx.now)
        for round in try DemoReadings(tx: tx).openRounds() {
            let due = hours.day(of: round.dueAt)
            let left = hours.workingDays(after: today, through: due)
            let isTime = dice.happens(left == 0 ? 88 : left < 3 ? 45 : 8)
            guard isTime, let checker = try checker(of: round) else { continue }
            let holds = !dice.happens(7)
            let note = dice.text(holds ? DemoPhrases.attestations : DemoPhrases.failedAttestations)
            try tx.obligations.attest(round.id, holds: holds, note: note, by: checker)
        }
    }

    private func checker(of round: Obligation) throws -> Actor? {
        var holders = [round.owedByStaff].compactMap(\.self)
        if case .post(let post) = round.owedBy {
            holders = try tx.appointments.holders(of: post, in: round.unit, at: tx.now)
        }
        return try holders.map(tx.actor).first { $0.may(.attest, in: round.unit, isOwn: true) }
    }

    func acknowledge(_ account: String) throws { try tx.handbooks.acknowledge(department.version, by: actor(account)) }

    /// The half-yearly answer to the review of the handbook, if one is due.
    func review() throws {
        guard let reviewer = try tx.appointments.holders(of: "executive", in: root, at: tx.now).first else { return }
        try tx.handbooks.review(
            department.version, needsNoChangeBecause: DemoPhrases.noChangeReason, by: tx.actor(reviewer))
    }

    func lend(_ loan: DemoLoan) throws {
        let giver = try actor(loan.from)
        let held = try tx.appointments.open(of: giver.staff.id, at: tx.now).first
        guard let recipient = staff[loan.to], let held else { throw NotFound() }
        _ = try tx.delegations.give(
            Loan(
                appointment: held.id, recipient: recipient, from: tx.now, to: tx.now + .days(loan.days),
                reason: loan.reason),
            by: giver, under: PostsInForce(tx: tx))
    }

    /// A new colleague is entered by whoever manages the staff, and asked to read the handbook within the hour.
    func join(_ person: DemoPerson, _ secrets: DemoSecrets) throws -> Staff.ID {
        let everybody = try department.pack.people.compactMap { try staff[$0.account].map(tx.actor) }
        guard let manager = everybody.first(where: { $0.holds(.manageStaff) }) else {
            throw DemoNobody(permission: .manageStaff)
        }
        let newcomer = try tx.welcome(person, secrets, in: department.units[person.unit], by: .person(manager))
        try finish(.handbookReading)
        return newcomer.id
    }

    private var root: Unit.ID {
        get throws {
            let first = department.pack.units.first?.code ?? ""
            guard let root = department.units[first] else { throw NotFound() }
            return root
        }
    }
}
