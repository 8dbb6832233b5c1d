import Database
import Handbook
import Kernel

extension Transaction {
    /// What waits for a person now: a handful of questions, and two short ones for each handbook and unit among the
    /// obligations (at most `MyDay.bound`).
    func myDay(of actor: Actor) throws -> MyDay {
        let obligations = try obligations.owed(
            by: actor.staff.id, holding: actor.holdings.flatMap(\.duties), limit: MyDay.bound)
        let reach = actor.units(permitting: .decideException)
        let waiting = try exceptions.waiting(in: reach, for: actor.staff.id, limit: 20)
        let notices = try notices.unread(of: actor.staff.id, limit: 20)
        let labels = try labels(of: obligations.map(\.subject) + waiting.map(\.subject) + notices.map(\.subject))
        return MyDay(
            lines: try lines(obligations, labels),
            exceptions: try views(of: waiting, labels, for: actor).filter(\.isMineToDecide),
            notices: try notices.map { notice in
                let details = try events.find(notice.event)?.details ?? [:]
                return MyDay.Call(
                    notice: notice, label: labels[notice.subject]?.leading(to: notice.digestURL(details)),
                    details: details)
            }, approvals: try approvals(of: actor))
    }

    /// Requests with their records, clauses and names.
    func views(
        of requests: [ExceptionRequest], _ labels: [Subject: SubjectLabel], for actor: Actor
    ) throws -> [ExceptionView] {
        let names = try names(of: Set(requests.map(\.requestedBy) + requests.compactMap(\.decider)))
        var handbooks: [HandbookVersion.ID: Handbook] = [:]
        return try requests.map { request in
            let handbook = try handbooks[request.version] ?? self.handbooks.handbook(request.version)
            handbooks[request.version] = handbook
            return ExceptionView(
                request: request, label: labels[request.subject], clause: handbook.clause(request.clause),
                asker: names[request.requestedBy] ?? "", decider: request.decider.flatMap { names[$0] },
                isMineToDecide: request.requestedBy != actor.staff.id
                    && actor.may(.decideException, in: request.unit, isOwn: false))
        }
    }

    private func lines(_ obligations: [Obligation], _ labels: [Subject: SubjectLabel]) throws -> [MyDay.Line] {
        var known: [LedgerPlace: (Handbook, BusinessCalendar)] = [:]
        let steps = try daySteps.names(
            of: obligations.filter { $0.subject.kind == .dayPlan }.compactMap(\.item), in: .chinese)
        return try obligations.map { obligation in
            let place = LedgerPlace(version: obligation.version, unit: obligation.unit)
            let (handbook, calendar) = try known[place] ?? setting(of: place)
            known[place] = (handbook, calendar)
            let lateFrom = obligation.clock(under: handbook)?.lateFrom(on: calendar)
            return MyDay.Line(
                obligation: obligation,
                label: labels[obligation.subject].map { label in
                    guard let item = obligation.item, let step = steps[item] else { return label.about(obligation) }
                    return label.step(item, step)
                },
                used: obligation.used(at: now, on: calendar),
                isLate: obligation.pausedSince == nil && now >= lateFrom ?? obligation.dueAt + .milliseconds(1),
                clause: handbook.clause(obligation.clause)?.text ?? "",
                post: obligation.owedByStaff == nil ? obligation.owedBy.post.flatMap(handbook.post)?.title : nil)
        }
    }

    func setting(of place: LedgerPlace) throws -> (Handbook, BusinessCalendar) {
        let handbook = try handbooks.handbook(place.version)
        return (handbook, try calendars.calendar(of: place.unit, under: handbook))
    }
}

/// Under which edition and by whose calendar an obligation runs.
struct LedgerPlace: Hashable {
    let version: HandbookVersion.ID
    let unit: Unit.ID
}

extension Holding {
    /// What falls on whoever holds the post.
    fileprivate var duties: [(duty: Duty, unit: Unit.ID)] {
        [(.post(post.code), unit)] + (post.isDutySupervisor ? [(.dutySupervisor, unit)] : [])
    }
}

extension Duty {
    fileprivate var post: String? { if case .post(let code) = self { code } else { nil } }
}

extension ExceptionRequest {
    var decider: Staff.ID? {
        switch state {
        case .requested: nil
        case .approved(let by, _, _), .declined(let by, _, _), .used(let by, _, _, _): by
        }
    }
}
