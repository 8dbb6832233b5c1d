import Database
import Handbook
import Kernel

@testable import Desk

/// What has a limit: compensation, exceptions, exports; and penalties.
extension Act {
    static let onMoney: [Act] = [
        Act("compensate", 6) { room in
            guard let record = try room.someCase() else { return nil }
            let wish = CompensationWish(
                kind: room.one(of: [.refund, .coupon, .gift]) ?? .refund,
                value: Money(fen: Int64(room.number(1...30)) * 1_000),
                reason: "致歉", deliverBy: room.chance(0.5) ? Day(2026, 6, 1) : nil)
            return room.by(room.chance(0.5) ? .approveCompensation : .workCase, on: record) { tx, actor in
                try tx.cases.compensate(record.id, wish, by: actor)
            }
        },
        Act("approve a compensation", 8) { room in
            guard let (record, compensation) = try room.compensation(room.chance(0.9)) else { return nil }
            return room.by(.approveCompensation, on: record) { tx, actor in
                try tx.cases.approveCompensation(compensation, of: record.id, by: actor)
            }
        },
        Act("deliver a compensation", 3) { room in
            guard let (record, compensation) = try room.compensation(room.chance(0.2)) else { return nil }
            return room.byHandler(of: record) { tx, actor in
                try tx.cases.deliverCompensation(compensation, of: record.id, shownBy: "顾客签收", by: actor)
            }
        },
        Act("punish", 1) { room in
            guard let record = try room.someCase() else { return nil }
            let report = PenaltyReport(
                target: .direct, person: "王强", result: "扣分", reason: "未核对", basis: "第 4 条", points: room.number(1...3))
            return room.by(.decideCase, on: record) { tx, actor in try tx.cases.punish(record.id, report, by: actor) }
        },
        Act("ask for an exception", 4) { room in
            guard let record = try room.anyCase() else { return nil }
            let clauses = room.department.handbook.clauses.filter { clause in
                switch clause.enforcement {
                case .gate: true
                case .deadline: clause.strength != .forbid
                case .attestation, .reference: false
                }
            }
            guard let clause = room.one(of: clauses) else { return nil }
            return room.byHandler(of: record) { tx, actor in
                try tx.exceptions.request([clause.number], of: record.id, obligation: nil, because: "顾客要求", by: actor)
            }
        },
        Act("decide on an exception", 6) { room in
            let found = try room.rows(
                "SELECT id FROM exception ORDER BY CASE state WHEN 'requested' THEN 0 ELSE 1 END, id DESC LIMIT 5")
            guard let row = room.one(of: found) else { return nil }
            let (id, isApproved): (ExceptionRequest.ID, Bool) = (try row.id("id"), room.chance(0.7))
            return room.by(.decideException, in: Department.main) { tx, actor in
                if isApproved {
                    try tx.exceptions.approve(id, saying: "同意", by: actor)
                } else {
                    try tx.exceptions.decline(id, saying: "不同意", by: actor)
                }
            }
        },
        Act("ask for an export", 3) { room in
            let wish = ExportWish(
                list: "cases", query: room.chance(0.5) ? "state=open" : "", columns: ["number", "subject"],
                reason: "月度分析", reveals: room.chance(0.2), language: .chinese)
            return room.by(.exportData, in: Department.main) { tx, actor in
                _ = try tx.exports.request(wish, by: actor, in: .shanghai)
            }
        },
        Act("decide on an export", 4) { room in
            let found = try room.rows(
                "SELECT id FROM data_export ORDER BY CASE state WHEN 'asked' THEN 0 ELSE 1 END, id DESC LIMIT 4")
            guard let row = room.one(of: found) else { return nil }
            let (id, isApproved): (Export.ID, Bool) = (try row.id("id"), room.chance(0.7))
            return room.by(.exportData, in: Department.main) { tx, actor in
                try tx.exports.decide(id, isApproved: isApproved, saying: "已阅", by: actor)
            }
        },
        Act("fetch an export", 3) { room in
            let found = try room.rows(
                "SELECT id, staff_id FROM data_export ORDER BY CASE state WHEN 'produced' THEN 0 ELSE 1 END, id DESC LIMIT 5"
            )
            guard let row = room.one(of: found) else { return nil }
            let id: Export.ID = try row.id("id")
            return room.done(by: room.chance(0.9) ? try row.id("staff_id") : room.person) { tx, actor in
                _ = try tx.exports.fetch(id, as: "xlsx", from: "127.0.0.1", by: actor)
            }
        },
    ]
}

extension Room {
    func compensation(_ isWaiting: Bool) throws -> (Case, Compensation.ID)? {
        let found =
            try isWaiting
            ? rows("SELECT id, case_id FROM compensation WHERE approved_at IS NULL ORDER BY id DESC LIMIT 8")
            : rows("SELECT id, case_id FROM compensation WHERE delivered_at IS NULL ORDER BY id DESC LIMIT 8")
        guard let row = one(of: found) else { return nil }
        return (try tx.cases.require(row.id("case_id")), try row.id("id"))
    }
}
