import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// Who is on duty 值班, for a telephone exchange or a door that must know whom to ring (MART-13, SOFT-66): as its page
/// answers it, for whoever reads the rosters of the unit.
enum DutyAnswerApiRoutes {
    static let operations = [duty]

    private static let duty = ApiOperation(
        method: .get, path: "/units/:id/duty", name: "unit.duty", summary: .apiDutyAnswer, scope: .readWork,
        query: .asked { _ = try? minute($0) }, answer: "DutyAnswerList"
    ) { tx, actor, call in
        let id: Unit.ID = try call.identifier()
        let at = try minute(call.query) ?? tx.now
        guard try tx.units.find(id) != nil, try tx.rosterReach(of: actor).contains(id) else {
            throw Roster.Refusal.unknown
        }
        let answers = try tx.duties.answers(in: id, at: at)
        let names = try tx.names(of: Set(answers.flatMap { [$0.person, $0.backup].compactMap(\.self) }))
        return ApiReply(
            body: ListDocument(entries: answers.map { DutyAnswerDocument($0, at: at, names: names) }, next: nil))
    }

    /// Nothing: this minute.
    private static func minute(_ query: FormData) throws(Invalid) -> Instant? {
        try form(query.optionalLocalTime("at"))
    }
}

/// One of the two duties of a minute, who has it and why.
struct DutyAnswerDocument: Encodable, Sendable {
    let at, kind, because: String
    let staff, name, backup, backupName, phone, from, until: String?

    init(_ answer: DutyAnswer, at instant: Instant, names: [Staff.ID: String]) {
        at = instant.rfc3339
        kind = answer.kind.rawValue
        because = answer.because.name
        staff = answer.person?.rawValue
        name = answer.person.flatMap { names[$0] }
        backup = answer.backup?.rawValue
        backupName = answer.backup.flatMap { names[$0] }
        phone = answer.phone.isEmpty ? nil : answer.phone
        from = answer.because.span?.lowerBound.rfc3339
        until = answer.because.span?.upperBound.rfc3339
    }
}

extension DutyAnswer.Because {
    /// As programs read it.
    fileprivate var name: String {
        switch self {
        case .table: "table"
        case .backup: "backup"
        case .onLeave: "on-leave"
        case .post: "post"
        case .nobody: "nobody"
        }
    }

    /// The hours of the duty table that say so.
    fileprivate var span: Range<Instant>? {
        switch self {
        case .table(let span), .backup(let span), .onLeave(_, let span): span
        case .post, .nobody: nil
        }
    }
}
