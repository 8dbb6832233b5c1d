import Database
import Handbook
import Kernel

/// The one condition of every figure, by which it is counted and by which its rows are listed. `item` is the row that
/// is counted, `matter` the case it belongs to.
extension Figure {
    /// Which rows of the source count.
    func whole(_ scope: FigureScope) -> SQL {
        switch self {
        case .volume, .transferRate, .completed, .handlingTime, .backlog, .backlogAge, .penalties, .reopenings,
            .extraService:
            "1 = 1"
        case .complaints, .askedAgain: "matter.type = 'complaint'"
        case .severe: "matter.severity <> 'ordinary'"
        case .foundedRate: "matter.founded IS NOT NULL"
        case .reopenRate:
            "(matter.round > 1 OR matter.completed_at IS NOT NULL OR matter.archived_at IS NOT NULL)"
        case .backlogLate: "matter.next_due_at IS NOT NULL AND matter.next_due_at < \(scope.now)"
        // What is open and past its time is broken; what is open and in time is not decided yet.
        case .firstReplyOnTime, .completedOnTime:
            "(item.state IN ('kept', 'late', 'broken') OR (item.state = 'open' AND item.breached_at IS NOT NULL))"
        case .firstReplyTime: "item.state IN ('kept', 'late')"
        // What was open when the case was withdrawn, referred or merged is void, as in the ledger.
        case .promiseKept:
            """
            (item.kept_at IS NOT NULL OR (item.due_at < \(scope.now)
                AND matter.state NOT IN ('archived', 'referred', 'withdrawn', 'merged')))
            """
        case .promiseRenewed: "item.notices > 0"
        case .solvedRate: "item.result = 'reached'"
        case .satisfaction: "item.satisfaction IS NOT NULL"
        case .compensation: "item.approved_at IS NOT NULL"
        }
    }

    /// Which of those are the part.
    func part(_ scope: FigureScope) -> SQL? {
        switch self {
        case .foundedRate: "matter.founded = 1"
        case .transferRate: "matter.transfers > 0"
        case .reopenRate: "matter.round > 1"
        case .firstReplyOnTime, .completedOnTime: "item.state = 'kept'"
        case .promiseKept: "item.kept_at IS NOT NULL AND item.kept_at <= item.due_at"
        case .solvedRate: "item.solved = 1"
        case .askedAgain: "matter.second_askings > 0"
        case .satisfaction: "item.satisfaction >= 4"
        case .volume, .complaints, .severe, .completed, .handlingTime, .backlog, .backlogAge, .backlogLate,
            .firstReplyTime, .promiseRenewed, .compensation, .penalties, .reopenings, .extraService:
            nil
        }
    }

    /// What a row is worth: milliseconds or 分.
    func value(_ scope: FigureScope) -> SQL? {
        switch self {
        case .handlingTime:
            """
            (matter.completed_at - matter.reported_at - COALESCE((
                SELECT CAST(SUM(rest.to_at - rest.from_at) AS BIGINT) FROM obligation AS clock
                JOIN obligation_pause AS rest ON rest.obligation_id = clock.id
                WHERE clock.subject_kind = 'case' AND clock.subject_id = matter.id
                    AND (clock.rule || '') = \(DeadlineRule.complete.rawValue)), 0))
            """
        case .backlogAge: "(\(min(scope.now, scope.period.upperBound)) - matter.reported_at)"
        case .firstReplyTime: "(item.ended_at - item.started_at)"
        case .compensation: "item.value_fen"
        case .volume, .complaints, .severe, .foundedRate, .transferRate, .reopenRate, .completed, .backlog,
            .backlogLate, .firstReplyOnTime, .completedOnTime, .promiseKept, .promiseRenewed, .solvedRate,
            .satisfaction, .penalties, .reopenings, .askedAgain, .extraService:
            nil
        }
    }
}

extension Figure.Source {
    /// The rows with their cases.
    var rows: SQL {
        switch self {
        case .reported, .completed, .open: "service_case AS matter"
        case .reply, .completion: "obligation AS item JOIN service_case AS matter ON matter.id = item.subject_id"
        case .promise: "promise AS item JOIN service_case AS matter ON matter.id = item.case_id"
        case .visit: "return_visit AS item JOIN service_case AS matter ON matter.id = item.case_id"
        case .compensation: "compensation AS item JOIN service_case AS matter ON matter.id = item.case_id"
        case .penalty: "penalty_line AS item JOIN service_case AS matter ON matter.id = item.case_id"
        case .extra: "extra_service AS item JOIN service_case AS matter ON matter.id = item.case_id"
        case .reopening: "event AS item JOIN service_case AS matter ON matter.id = item.subject_id"
        }
    }

    /// The instant that puts a row into a period.
    var time: SQL {
        switch self {
        case .reported, .open: "matter.reported_at"
        case .completed: "matter.completed_at"
        case .reply, .completion: "item.started_at"
        case .promise: "item.due_at"
        case .visit, .penalty, .reopening, .extra: "item.at"
        case .compensation: "item.asked_at"
        }
    }

    /// What orders rows of one instant.
    var id: SQL {
        switch self {
        case .reported, .completed, .open: "matter.id"
        case .reply, .completion, .promise, .visit, .compensation, .penalty, .reopening, .extra: "item.id"
        }
    }

    /// The rows of a span. What stood open at its end was reported before and not completed by then, as the record
    /// knows it today.
    func within(_ span: Range<Instant>) -> SQL {
        switch self {
        case .open:
            """
            COALESCE(matter.completed_at, matter.archived_at, 9007199254740991) >= \(span.upperBound)
                AND matter.state NOT IN ('referred', 'withdrawn', 'merged')
                AND COALESCE(matter.reported_at, 0) < \(span.upperBound)
            """
        case .reported, .completed, .promise, .visit, .compensation, .penalty, .extra:
            "\(time) >= \(span.lowerBound) AND \(time) < \(span.upperBound)"
        case .reply: Self.clock(.firstReply, span)
        case .completion: Self.clock(.complete, span)
        case .reopening:
            "item.kind = \(EventKind.caseReopened.rawValue) AND item.at >= \(span.lowerBound) AND item.at < \(span.upperBound)"
        }
    }

    private static func clock(_ rule: DeadlineRule, _ span: Range<Instant>) -> SQL {
        """
        item.rule = \(rule.rawValue) AND item.subject_kind = 'case' AND item.state <> 'void'
            AND item.started_at >= \(span.lowerBound) AND item.started_at < \(span.upperBound)
        """
    }
}

extension FigureDimension {
    /// The key of a row; quarters of an hour for times, which Swift makes days of by the zone. Written so that no index
    /// answers it: the rows are walked by their time, and not all cases of a category for those of one month.
    func key(_ source: Figure.Source) -> SQL {
        switch self {
        case .type: "COALESCE(matter.type, '')"
        case .category: "COALESCE(matter.category, '')"
        case .product: "COALESCE(matter.product, '')"
        case .unit: "COALESCE(matter.unit_id, '')"
        case .place: "COALESCE(matter.place, '')"
        case .cause: "COALESCE(matter.cause, '')"
        case .person: "COALESCE(matter.handler_id, '')"
        case .severity: "COALESCE(matter.severity, '')"
        case .channel: "matter.channel"
        case .source: "matter.source"
        case .day, .week, .month: "CAST(\(source.time) / \(Self.quarter) * \(Self.quarter) AS TEXT)"
        }
    }

    /// Fifteen minutes in milliseconds: no zone of the world is shifted by less.
    static let quarter: Int64 = 900_000
}

extension FigureScope {
    /// The condition on the case: whose it is, and what was asked.
    func conditions(_ source: Figure.Source) -> SQL {
        var conditions: [SQL] = []
        let own: SQL = """
            (matter.handler_id = \(staff) OR matter.first_receiver_id = \(staff) OR matter.transfer_to = \(staff))
            """
        switch reach {
        case .all: break
        // As a key: no engine walks all cases of a unit instead of the rows of the period.
        case .some(let units): conditions.append(UnitReach.sifting(units, by: "matter.unit_id"))
        case .own: conditions.append(own)
        case .nothing: conditions.append("1 = 0")
        }
        if let type { conditions.append("COALESCE(matter.type, '') = \(type)") }
        if !types.isEmpty { conditions.append("COALESCE(matter.type, '') IN \(list: types)") }
        var span = period
        if let dimension, let key {
            if dimension.isTime {
                if source == .open {
                    conditions.append(Self.reported(in: self.span(of: key, by: dimension)))
                } else {
                    span = self.span(of: key, by: dimension) ?? period.lowerBound..<period.lowerBound
                }
            } else {
                conditions.append("\(dimension.key(source)) = \(key)")
            }
        }
        return SQL([source.within(span)] + conditions, joinedBy: " AND ")
    }

    private static func reported(in span: Range<Instant>?) -> SQL {
        guard let span else { return "1 = 0" }
        return "matter.reported_at >= \(span.lowerBound) AND matter.reported_at < \(span.upperBound)"
    }
}
