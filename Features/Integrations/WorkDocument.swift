import Handbook
import Kernel

/// 我的一天: what waits for one person.
struct MyDayDocument: Encodable, Sendable {
    let obligations: [OwedDocument]
    let notices: [NoticeDocument]
    let exceptions: [ExceptionDocument]
    /// more is owed than is shown
    let isCut: Bool

    init(_ day: MyDay) {
        obligations = day.lines.map(OwedDocument.init)
        notices = day.notices.map { NoticeDocument($0.notice) }
        exceptions = day.exceptions.map { ExceptionDocument($0.request) }
        isCut = day.isCut
    }
}

/// An obligation with the record it is about.
struct OwedDocument: Encodable, Sendable {
    let id, clause, rule, subjectKind, subject, startedAt, dueAt: String
    let number: String?
    let isLate, isPaused: Bool

    init(_ line: MyDay.Line) {
        let obligation = line.obligation
        id = obligation.id.rawValue
        clause = obligation.clause
        rule = obligation.rule.name
        subjectKind = obligation.subject.kind.rawValue
        subject = obligation.subject.id
        startedAt = obligation.startedAt.rfc3339
        dueAt = obligation.dueAt.rfc3339
        number = line.label?.number
        isLate = line.isLate
        isPaused = obligation.pausedSince != nil
    }
}

struct NoticeDocument: Encodable, Sendable {
    let id, kind, subjectKind, subject, at: String

    init(_ notice: Notice) {
        id = notice.id.rawValue
        kind = notice.kind.rawValue
        subjectKind = notice.subject.kind.rawValue
        subject = notice.subject.id
        at = notice.at.rfc3339
    }
}

struct ExceptionDocument: Encodable, Sendable {
    let id, clause, subjectKind, subject, unit, reason, requestedBy, requestedAt, state: String
    let obligation: String?

    init(_ request: ExceptionRequest) {
        id = request.id.rawValue
        clause = request.clause
        subjectKind = request.subject.kind.rawValue
        subject = request.subject.id
        unit = request.unit.rawValue
        reason = request.reason
        requestedBy = request.requestedBy.rawValue
        requestedAt = request.requestedAt.rfc3339
        obligation = request.obligation?.rawValue
        state =
            switch request.state {
            case .requested: "requested"
            case .approved: "approved"
            case .declined: "declined"
            case .used: "used"
            }
    }
}

struct DutyDocument: Encodable, Sendable {
    let staff, name, unit, since: String
    let isHere: Bool

    init(_ person: OnDuty) {
        staff = person.staff.rawValue
        name = person.name
        unit = person.presence.unit.rawValue
        since = person.presence.beganAt.rfc3339
        isHere = person.presence.isHere
    }
}

struct SlipDocument: Encodable, Sendable {
    let id, serviceCase, unit, kind, department, receiver, matter, level, needBy, sentBy, sentAt, state, dueAt: String
    let person, promisedAt, answer, doneAt, verifiedAt: String?
    let urged: Int

    enum CodingKeys: String, CodingKey {
        case id, unit, kind, department, receiver, matter, level, needBy, sentBy, sentAt, state, dueAt
        case person, promisedAt, answer, doneAt, verifiedAt, urged
        case serviceCase = "case"
    }

    init(_ slip: Slip) {
        id = slip.id.rawValue
        serviceCase = slip.record.rawValue
        unit = slip.unit.rawValue
        kind = slip.kind.rawValue
        department = slip.department
        receiver = slip.receiver.rawValue
        matter = slip.matter
        level = slip.level.rawValue
        needBy = slip.needBy.rfc3339
        sentBy = slip.sentBy.rawValue
        sentAt = slip.sentAt.rfc3339
        state = slip.state.rawValue
        dueAt = slip.due.rfc3339
        person = slip.person?.rawValue
        promisedAt = slip.promisedAt?.rfc3339
        answer = slip.answer
        doneAt = slip.doneAt?.rfc3339
        verifiedAt = slip.verifiedAt?.rfc3339
        urged = slip.urged
    }
}
