import Database
import Handbook
import Kernel

/// Where deeds are done: the department at one instant, with whoever works in it.
struct DemoStage {
    let tx: Transaction
    let department: DemoDepartment
    /// Everybody who has joined by now, by account.
    let staff: [String: Staff.ID]

    var hours: BusinessCalendar { department.hours }

    func actor(_ account: String) throws -> Actor {
        guard let id = staff[account] else { throw NotFound() }
        return try tx.actor(id)
    }

    /// Does a deed with the person it falls to. Answers the case, and who did it.
    func perform(_ deed: DemoDeed, on record: Case.ID?, asker: Staff.ID?) throws -> (record: Case.ID, doer: Staff.ID) {
        if case .register(var intake, let pledge, let account) = deed {
            let receiver = try actor(account)
            intake.promise = pledge.map { Intake.Pledge(text: $0.text, due: due($0), isAgreed: true) }
            return (try tx.cases.register(intake, by: receiver).id, receiver.staff.id)
        }
        guard let record else { throw NotFound() }
        let file = try tx.cases.file(record)
        let doer = try doer(of: deed, on: file, asker: asker)
        try perform(deed, on: file, by: doer)
        return (record, doer.staff.id)
    }

    func standing(of record: Case.ID) throws -> DemoStanding {
        let found = try tx.cases.require(record)
        let clocks = try tx.obligations.open(of: found.subject).compactMap { open -> DemoStanding.OpenClock? in
            guard case .deadline(let rule) = open.rule, open.pausedSince == nil else { return nil }
            return DemoStanding.OpenClock(rule: rule, dueAt: open.dueAt)
        }
        return DemoStanding(at: tx.now, suspendedUntil: found.suspension?.until, clocks: clocks)
    }

    /// What the handbook wants known of a matter before it is taken in hand: the questions of its category, and whose it
    /// is.
    private func knowMatter(before deed: DemoDeed, _ file: CaseFile, by doer: Actor) throws {
        switch deed {
        case .accept, .judge, .answerEnquiry, .dispatch, .transfer: break
        default: return
        }
        let handbook = try tx.handbooks.handbook(file.record.version)
        let open = (handbook.details[file.record.report.category] ?? []).filter { file.details[$0] == nil }
        // What the forms ask besides is known where goods were bought.
        let isOfGoods = DemoPhrases.categoriesOfGoods.contains(file.record.report.category) && file.details.isEmpty
        let asked = (handbook.insists(on: .details) ? open : []) + (isOfGoods ? handbook.facts : [])
        if !asked.isEmpty {
            let day = hours.zone.day(of: file.record.reportedAt)
            let answers = asked.map { name in
                (name, DemoPhrases.fact(name, of: file.record.number, on: day) ?? DemoPhrases.askedDetail)
            }
            try tx.cases.detail(file.record.id, Dictionary(answers) { first, _ in first }, by: doer)
        }
        if handbook.insists(on: .ownership), file.record.attribution == nil, !deed.isAcceptance {
            try tx.cases.attribute(
                file.record.id, Case.Attribution(verdict: .ours, reason: DemoPhrases.oursBecause), by: doer)
        }
    }

    private func perform(_ deed: DemoDeed, on file: CaseFile, by doer: Actor) throws {
        let id = file.record.id
        try knowMatter(before: deed, file, by: doer)
        switch deed {
        case .register: break
        case .accept(let severity): try tx.cases.accept(id, as: severity, by: doer)
        case .judge(let judgement, let pledge):
            let given = pledge.map { Intake.Pledge(text: $0.text, due: due($0), isAgreed: true) }
            try tx.cases.judge(id, judgement, pledge: given, by: doer)
        case .refer(let party, let reason): try tx.cases.refer(id, to: party, because: reason, by: doer)
        case .answerUnfounded(let text, let reaction):
            try tx.cases.answerUnfounded(id, text, reaction: reaction, by: doer)
        case .investigate(let finding): try tx.cases.investigate(id, finding, by: doer)
        case .propose(let draft): try tx.cases.propose(id, draft, by: doer)
        case .submitProposals: try tx.cases.submitProposals(id, by: doer)
        case .readProposals:
            for proposal in file.currentProposals where !proposal.isRead(by: doer.staff.id) {
                try tx.cases.read(proposal.id, of: id, by: doer)
            }
        case .decide(let prefersLast, let text):
            // The one who may decide reads the edition first, if they have not yet.
            if try tx.acknowledgements.find(file.record.version, by: doer.staff.id) == nil {
                try tx.handbooks.acknowledge(file.record.version, by: doer)
            }
            try tx.cases.decide(id, proposal: file.chosen(prefersLast)?.id, saying: text, by: doer)
        case .punish(let report): try tx.cases.punish(id, report, by: doer)
        case .implement(let solution): try tx.cases.implement(id, solution: solution, by: doer)
        case .answered(let answer, let text):
            try tx.cases.answered(
                id, answer, saying: text, through: file.record.channel, by: doer)
        case .visit(var report, _):
            if report.result == .reached, !report.isSolved {
                let again = DemoPledge(text: DemoPhrases.pledgeAgain, minutes: 480)
                report.pledge = Intake.Pledge(text: again.text, due: due(again), isAgreed: true)
            }
            try tx.cases.visit(id, report, by: doer)
        case .archive(let evaluation, let lesson, let category):
            try tx.cases.archive(id, evaluation: evaluation, lesson: lesson, category: category, by: doer)
        case .reopen(let reason, let pledge):
            try tx.cases.reopen(
                id, because: reason, pledge: Intake.Pledge(text: pledge.text, due: due(pledge), isAgreed: true),
                by: doer)
        case .withdraw(let reason): try tx.cases.withdraw(id, because: reason, by: doer)
        case .informManager(let note): try tx.cases.informManager(id, note, by: doer)
        case .reply(let text): try tx.cases.reply(id, text, by: doer)
        case .inform(let text): try tx.cases.inform(id, text, by: doer)
        case .note(let text, let kind): try tx.cases.note(id, text, kind, by: doer)
        case .renewPromise(let pledge):
            let promise = try promise(of: file)
            try tx.cases.renewPromise(
                promise, of: id, until: due(pledge), isAgreed: true, saying: pledge.text, by: doer)
        case .keepPromise: try tx.cases.keepPromise(promise(of: file), of: id, by: doer)
        case .compensate(let wish, let days): try compensate(wish, inDays: days, on: id, by: doer)
        case .approveCompensation:
            // What lay within the handler's own authority was granted with the asking.
            let waiting = file.compensations.filter { $0.approvedAt == nil }
            for compensation in waiting { try tx.cases.approveCompensation(compensation.id, of: id, by: doer) }
        case .deliverCompensation:
            let waiting = file.compensations.filter { $0.deliveredAt == nil }
            let receiver = try file.record.customer.flatMap { try tx.customers.find($0)?.facts.name }
            for compensation in waiting {
                try tx.cases.deliverCompensation(
                    compensation.id, of: id, to: receiver ?? DemoPhrases.receiver,
                    shownBy: DemoPhrases.proof(of: compensation.kind, on: file.record.number), by: doer)
            }
        case .suspend(let reason, let days, let notice):
            let until = hours.deadline(after: tx.now + .days(days), working: .minutes(1))
            try tx.cases.suspend(id, because: reason, until: until, telling: notice, by: doer)
        case .resume:
            // Over a long holiday its time may have ended by itself.
            if file.record.suspension != nil { try tx.cases.resume(id, by: doer) }
        case .transfer(let posts, let over):
            try tx.cases.transfer(id, to: receiver(of: file, among: posts), over, by: doer)
        case .reportBack(let result):
            // Where it went to and fro, the hand that has it may be the one that would be told.
            if !file.unreportedTransfers.isEmpty { try tx.cases.reportBack(id, result, by: doer) }
        case .signTransfer: try tx.cases.signTransfer(id, by: doer)
        case .returnTransfer(let reason): try tx.cases.returnTransfer(id, because: reason, by: doer)
        case .escalate(let reason): try tx.cases.escalate(id, because: reason, by: doer)
        case .takeEscalation: try tx.cases.takeEscalation(id, by: doer)
        case .answerEnquiry(let text): try tx.cases.answer(id, text, by: doer)
        case .assess(let assessment): try tx.cases.assess(id, assessment, by: doer)
        case .respond(let text): try tx.cases.respond(id, text, by: doer)
        case .thank(let text): try tx.cases.thank(id, text, by: doer)
        case .dispatch(let kind):
            let isPosted = try !tx.cases.work(on: file, by: doer).repairers().isEmpty
            let repairer = try receiver(
                of: file, among: isPosted ? ["repairer"] : department.pack.handsOnTo)
            try tx.cases.dispatch(
                id, to: repairer, as: kind, appointment: hours.deadline(after: tx.now, working: .hours(4)),
                by: doer)
        case .takeRepair: try tx.cases.takeRepair(id, true, by: doer)
        case .arrive: try tx.cases.arrive(id, by: doer)
        case .fix(let work, let material, let minutes):
            try tx.cases.fix(
                id,
                RepairOrder.Record(
                    work: work, material: material, labourMinutes: minutes, cost: .zero, at: tx.now), by: doer)
        case .signRepair(let name): try tx.cases.signRepair(id, true, name: name, by: doer)
        case .party(let name, let role, let claim):
            try tx.cases.name(PersonName(name), phone: nil, as: role, claiming: claim, in: id, by: doer)
        case .hold(let place, let attendees, let record):
            try tx.cases.hold(id, at: tx.now, place: place, attendees: attendees, record: record, by: doer)
        case .conclude: try tx.cases.conclude(id, by: doer)
        case .agree(let text, let signatories):
            try tx.cases.agree(id, text, signedBy: signatories, isSigned: true, by: doer)
        case .sendSlip(let kind, let matter): try send(kind, matter, on: file, by: doer)
        case .acceptSlip:
            let slip = try slip(of: file)
            try tx.slips.accept(slip.id, naming: slip.receiver, until: slip.needBy, by: doer)
        case .urgeSlip: try tx.slips.urge(slip(of: file).id, by: doer)
        case .finishSlip(let text): try tx.slips.finish(slip(of: file).id, saying: text, by: doer)
        case .verifySlip: try tx.slips.verify(slip(of: file).id, by: doer)
        case .acknowledge: try tx.handbooks.acknowledge(file.record.version, by: doer)
        case .ask(let clauses, let reason):
            try tx.exceptions.request(clauses, of: id, obligation: nil, because: reason, by: doer)
        case .askForTime(let rule, let reason): try askForTime(rule, because: reason, on: file, by: doer)
        case .grant(let text):
            for request in try waiting(on: file) { try tx.exceptions.approve(request.id, saying: text, by: doer) }
        case .decline(let text):
            for request in try waiting(on: file) { try tx.exceptions.decline(request.id, saying: text, by: doer) }
        case .reveal(let reason):
            _ = try tx.customers.reveal(of: tx.cases.work(on: file, by: doer), because: reason)
        }
    }

    private func compensate(_ wish: CompensationWish, inDays days: Int, on id: Case.ID, by doer: Actor) throws {
        var wish = wish
        wish.deliverBy = hours.workingDay(days, after: hours.day(of: tx.now))
        wish.budget = DemoPhrases.budget
        try tx.cases.compensate(id, wish, by: doer)
    }

    private func askForTime(
        _ rule: DeadlineRule, because reason: String, on file: CaseFile, by doer: Actor
    ) throws {
        let open = try tx.obligations.open(of: file.record.subject).first { $0.rule == .deadline(rule) }
        guard let open else { throw NotFound() }
        try tx.exceptions.request([open.clause], of: file.record.id, obligation: open.id, because: reason, by: doer)
    }

    private func waiting(on file: CaseFile) throws -> [ExceptionRequest] {
        try tx.exceptions.about(file.record.subject).filter { $0.state == .requested }
    }

    private func promise(of file: CaseFile) throws -> Promise.ID {
        guard let promise = file.openPromises.first else { throw NotFound() }
        return promise.id
    }

    /// A time one can say on the telephone: the next full ten minutes.
    private func due(_ pledge: DemoPledge) -> Instant {
        let due = hours.deadline(after: tx.now, working: .minutes(max(5, pledge.minutes))).milliseconds
        return Instant(milliseconds: (due + 599_999) / 600_000 * 600_000)
    }
}

extension CaseFile {
    /// Of the proposals of this round the cheapest, or the newest one.
    func chosen(_ prefersLast: Bool) -> Proposal? {
        prefersLast ? currentProposals.last : currentProposals.min { ($0.cost, $0.number) < ($1.cost, $1.number) }
    }
}
