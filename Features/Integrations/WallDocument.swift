import Handbook
import Kernel
import Mathematics

/// The wall as programs read it.
struct WallDocument: Encodable, Sendable {
    let open, dueSoon, breached, pooled: Int
    let calls: CallsDocument
    let queues: [QueueDocument]
    let lines: [WallLineDocument]
    let duty: [WallDutyDocument]
    let deadlines: [WallDeadlineDocument]
    let heat: [HeatDocument]
    let isCut: Bool

    init(_ wall: Wall, showsCases: Bool) {
        open = wall.open
        dueSoon = wall.dueSoon
        breached = wall.breached
        pooled = wall.pooled
        calls = CallsDocument(
            held: wall.calls.held, missed: wall.calls.missed, promised: wall.calls.promised,
            oldest: wall.calls.oldest?.rfc3339)
        queues = wall.queues.map(QueueDocument.init)
        lines = wall.lines.map(WallLineDocument.init)
        duty = wall.duty.map(WallDutyDocument.init)
        deadlines = wall.deadlines.map { WallDeadlineDocument($0, showsCase: showsCases) }
        heat =
            wall.heat.map { heat in
                heat.clauses.flatMap { clause in
                    heat.units.compactMap { unit in
                        heat.cells[clause.number]?[unit.id].map {
                            HeatDocument(clause: clause.number, unit: unit.id, $0)
                        }
                    }
                }
            } ?? []
        isCut = wall.heat?.isCut == true
    }
}

/// Who waits on the telephone.
struct CallsDocument: Encodable, Sendable {
    let held, missed, promised: Int
    let oldest: String?
}

/// The open cases of a unit, by the stage in which they wait.
struct QueueDocument: Encodable, Sendable {
    let unit, name: String
    let waiting, working, deciding, customer, closing, open: Int
    let waitingSince, openSince: String?

    init(_ queue: Wall.Queue) {
        unit = queue.unit.rawValue
        name = queue.name
        waiting = queue.counts[.waiting] ?? 0
        working = queue.counts[.working] ?? 0
        deciding = queue.counts[.deciding] ?? 0
        customer = queue.counts[.customer] ?? 0
        closing = queue.counts[.closing] ?? 0
        open = queue.open
        waitingSince = queue.waitingSince?.rfc3339
        openSince = queue.openSince?.rfc3339
    }
}

struct WallLineDocument: Encodable, Sendable {
    let id, name, unit: String
    let members, onDuty, offered, pooled: Int
    let oldest: String?

    init(_ queue: Wall.LineQueue) {
        id = queue.view.line.id.rawValue
        name = queue.view.line.name
        unit = queue.view.line.unit.rawValue
        members = queue.view.members
        onDuty = queue.view.onDuty
        offered = queue.view.offered
        pooled = queue.view.pooled
        oldest = queue.oldest?.rfc3339
    }
}

struct WallDutyDocument: Encodable, Sendable {
    let staff, name, unit, since: String
    let isHere: Bool
    let load: Int

    init(_ duty: Wall.Duty) {
        staff = duty.person.staff.rawValue
        name = duty.person.name
        unit = duty.person.presence.unit.rawValue
        since = duty.person.presence.beganAt.rfc3339
        isHere = duty.person.presence.isHere
        load = duty.load
    }
}

/// Owed within the next half hour. The case and its subject only for whoever may read them, the program too.
struct WallDeadlineDocument: Encodable, Sendable {
    let obligation, clause, rule, number, unit, owedBy, dueAt: String
    let serviceCase, subject, owedByStaff, suggested: String?

    enum CodingKeys: String, CodingKey {
        case obligation, clause, rule, number, subject, unit, owedBy, dueAt, owedByStaff, suggested
        case serviceCase = "case"
    }

    init(_ line: Wall.Deadline, showsCase: Bool) {
        obligation = line.obligation.id.rawValue
        clause = line.obligation.clause
        rule = line.obligation.rule.name
        number = line.number
        subject = showsCase && !line.subject.isEmpty ? line.subject : nil
        unit = line.obligation.unit.rawValue
        owedBy = line.owedBy
        dueAt = line.obligation.dueAt.rfc3339
        serviceCase = showsCase ? line.record?.rawValue : nil
        owedByStaff = line.obligation.owedByStaff?.rawValue
        suggested = line.suggestion?.staff.rawValue
    }
}

/// How a clause was kept in a unit in the last seven days.
struct HeatDocument: Encodable, Sendable {
    let clause, unit: String
    let kept, all: Int

    init(clause: String, unit: Unit.ID, _ cell: Wall.Cell) {
        self.clause = clause
        self.unit = unit.rawValue
        kept = cell.kept
        all = cell.all
    }
}

/// How good the category hints of a department are, on cases that were held out when they were learned.
struct CategoryAccuracyDocument: Encodable, Sendable {
    let handbook, title: String
    let isOn: Bool
    let threshold: Double
    let trainedAt: String?
    let cases, heldOut: Int
    let accuracy, macroF1: Double?
    let labels: [LabelAccuracyDocument]

    init(_ view: CategoryTrainingView) {
        handbook = view.code
        title = view.title
        isOn = if case .on = view.standing { true } else { false }
        threshold = view.terms.leastAccuracy
        trainedAt = view.training?.finishedAt?.rfc3339
        cases = view.training?.cases ?? 0
        let score = view.training?.score
        heldOut = score?.count ?? 0
        accuracy = score?.accuracy
        macroF1 = score?.macroF1
        labels =
            score.map { score in
                score.labels.enumerated().map { place, label in
                    LabelAccuracyDocument(
                        label: label, cases: score.support(of: place), precision: score.precision(of: place),
                        recall: score.recall(of: place), f1: score.f1(of: place))
                }
            } ?? []
    }
}

struct LabelAccuracyDocument: Encodable, Sendable {
    let label: String
    let cases: Int
    let precision, recall, f1: Double
}
