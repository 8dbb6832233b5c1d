import Database
import Handbook
import Kernel

@testable import Desk

/// Who has a case, and when it may rest.
extension Act {
    static let onHands: [Act] = [
        Act("suspend", 2) { room in
            guard let record = try room.someCase() else { return nil }
            let until = room.now + .minutes(room.number(-5...600))
            return room.byHandler(of: record) { tx, actor in
                try tx.cases.suspend(
                    record.id, because: .awaitingCustomer, until: until, telling: "等您寄回商品后继续。", by: actor)
            }
        },
        Act("resume", 4) { room in
            guard let record = try room.anyCase({ $0.suspension != nil }) ?? room.someCase() else { return nil }
            return room.byHandler(of: record) { tx, actor in try tx.cases.resume(record.id, by: actor) }
        },
        Act("transfer", 3) { room in
            guard let record = try room.someCase() else { return nil }
            let receiver = room.colleague()
            return room.byHandler(of: record) { tx, actor in
                try tx.cases.transfer(record.id, to: receiver, because: "需专人处理", known: "顾客等退货", by: actor)
            }
        },
        Act("sign for a transfer", 4) { room in
            guard let record = try room.anyCase({ $0.transfer != nil }), let to = record.transfer?.to else {
                return nil
            }
            return room.done(by: room.chance(0.9) ? to : room.person) { tx, actor in
                try tx.cases.signTransfer(record.id, by: actor)
            }
        },
        Act("return a transfer", 2) { room in
            guard let record = try room.anyCase({ $0.transfer != nil || $0.transfers > 0 }) else { return nil }
            return room.done(by: record.transfer?.to ?? record.handler ?? room.person) { tx, actor in
                try tx.cases.returnTransfer(record.id, because: "不属本岗", by: actor)
            }
        },
        Act("report back", 1) { room in
            guard let record = try room.anyCase({ $0.transfers > 0 }) else { return nil }
            return room.byHandler(of: record) { tx, actor in try tx.cases.reportBack(record.id, "已办好", by: actor) }
        },
        Act("assign", 2) { room in
            guard let record = try room.someCase() else { return nil }
            let receiver = room.colleague()
            return room.by(.reassignCase, on: record) { tx, actor in
                try tx.cases.assign(record.id, to: receiver, because: "调整工作量", by: actor)
            }
        },
        Act("take an assignment back", 2) { room in
            let found = try room.rows("SELECT id, by_staff FROM case_reassignment ORDER BY id DESC LIMIT 4")
            guard let row = room.one(of: found) else { return nil }
            let id: Reassignment.ID = try row.id("id")
            return room.done(by: try row.id("by_staff")) { tx, actor in
                try tx.assignments.undo(id, because: "点错了", by: actor)
            }
        },
        Act("entrust", 1) { room in
            guard let record = try room.someCase() else { return nil }
            let receiver = room.colleague()
            return room.by(.reassignCase, on: record) { tx, actor in
                try tx.cases.entrust(record.id, to: receiver, because: "调岗", by: actor)
            }
        },
        Act("escalate", 1) { room in
            guard let record = try room.someCase() else { return nil }
            return room.byHandler(of: record) { tx, actor in
                try tx.cases.escalate(record.id, because: "angry", by: actor)
            }
        },
        Act("take an escalation", 2) { room in
            guard let record = try room.someCase() else { return nil }
            return room.by(.decideCase, on: record) { tx, actor in try tx.cases.takeEscalation(record.id, by: actor) }
        },
        Act("tell the manager", 1) { room in
            guard let record = try room.someCase() else { return nil }
            return room.byHandler(of: record) { tx, actor in try tx.cases.informManager(record.id, "重大", by: actor) }
        },
        Act("hand up", 2) { room in
            guard let record = try room.anyCase({ $0.source == .store }) else { return nil }
            return room.byHandler(of: record) { tx, actor in try tx.cases.handUp(record.id, because: "超出权限", by: actor)
            }
        },
        Act("hand back", 3) { room in
            guard let record = try room.anyCase({ $0.handedUpAt != nil }) else { return nil }
            return room.by(.decideCase, in: Department.main) { tx, actor in
                try tx.cases.handBack(record.id, saying: "同意门店方案", by: actor)
            }
        },
        Act("take an offer", 6) { room in
            guard let row = try room.openOffer() else { return nil }
            let id: Offer.ID = try row.id("id")
            return room.done(by: try row.id("staff_id")) { tx, actor in _ = try tx.assignments.take(id, by: actor) }
        },
        Act("refuse an offer", 3) { room in
            guard let row = try room.openOffer() else { return nil }
            let id: Offer.ID = try row.id("id")
            return room.done(by: try row.id("staff_id")) { tx, actor in
                try tx.assignments.refuse(id, because: "手头已满", by: actor)
            }
        },
        Act("route to the line", 1) { room in
            guard let record = try room.anyCase(),
                let line = try room.rows("SELECT id FROM work_line ORDER BY id LIMIT 1").first
            else { return nil }
            let id: Line.ID = try line.id("id")
            return room.by(.workCase, on: record) { tx, actor in try tx.assignments.route(record.id, to: id, by: actor)
            }
        },
        Act("step away", 1) { room in room.done(by: room.person) { tx, actor in try tx.presence.leave(by: actor) } },
        Act("come back", 2) { room in room.done(by: room.person) { tx, actor in try tx.presence.comeBack(by: actor) } },
        Act("begin work", 1) { room in room.done(by: room.person) { tx, actor in try tx.presence.begin(by: actor) } },
        Act("go home", 1) { room in
            room.done(by: room.person) { tx, actor in try tx.presence.end(because: "已交代", by: actor) }
        },
    ]
}

extension Room {
    /// One that waits, mostly; now and then one that is answered.
    func openOffer() throws -> Row? {
        let found =
            try chance(0.9)
            ? rows("SELECT id, staff_id FROM case_offer WHERE state = 'open' ORDER BY id DESC LIMIT 8")
            : rows("SELECT id, staff_id FROM case_offer ORDER BY id DESC LIMIT 4")
        return one(of: found)
    }
}
