import Database
import Handbook
import Kernel

@testable import Desk

/// Which cases hang together, and what is learned beside the way.
extension Act {
    static let onMatters: [Act] = [
        Act("merge", 3) { room in
            guard let record = try room.someCase(), let target = try room.someCase() else { return nil }
            return room.byHandler(of: record) { tx, actor in
                try tx.cases.merge(record.id, into: target.id, because: "同一件事", by: actor)
            }
        },
        Act("part what was merged", 4) { room in
            guard let record = try room.overCase(in: "merged") else { return nil }
            return room.byHandler(of: record) { tx, actor in try tx.cases.unmerge(record.id, because: "并错了", by: actor)
            }
        },
        Act("split", 2) { room in
            guard let record = try room.anyCase() else { return nil }
            let handler = room.chance(0.5) ? room.colleague() : nil
            return room.byHandler(of: record) { tx, actor in
                _ = try tx.cases.split(record.id, subject: "另一件", content: "导购态度", to: handler, by: actor)
            }
        },
        Act("undo a split", 2) { room in
            guard let record = try room.anyCase({ $0.kinship.splitFrom != nil }) else { return nil }
            return room.byHandler(of: record) { tx, actor in try tx.cases.unsplit(record.id, because: "无须另立", by: actor)
            }
        },
        Act("link to a parent", 3) { room in
            guard let record = try room.someCase(), let parent = try room.someCase() else { return nil }
            let isLoosened = room.chance(0.3)
            return room.byHandler(of: record) { tx, actor in
                try tx.cases.link(record.id, to: isLoosened ? nil : parent.id, by: actor)
            }
        },
        Act("attribute", 1) { room in
            guard let record = try room.someCase() else { return nil }
            return room.byHandler(of: record) { tx, actor in
                try tx.cases.attribute(record.id, Case.Attribution(verdict: .unclear, reason: "待查"), by: actor)
            }
        },
        Act("categorise", 1) { room in
            guard let record = try room.someCase() else { return nil }
            let category = room.one(of: ["商品质量", "服务态度", "其他"]) ?? "其他"
            return room.byHandler(of: record) { tx, actor in
                _ = try tx.cases.categorise(record.id, as: category, by: actor)
            }
        },
        Act("weigh again", 1) { room in
            guard let record = try room.someCase() else { return nil }
            let severity = room.one(of: [Severity.ordinary, .serious, .major]) ?? .major
            return room.byHandler(of: record) { tx, actor in try tx.cases.assess(record.id, as: severity, by: actor) }
        },
        Act("take a corrective action", 1) { room in
            guard let record = try room.someCase() else { return nil }
            let (owner, due) = (room.colleague(), room.now + .days(2))
            return room.byHandler(of: record) { tx, actor in
                try tx.cases.take(
                    correction: "培训不足", measure: "重新培训", owner: owner, due: due, on: record.id, by: actor)
            }
        },
        Act("end a corrective action", 1) { room in
            guard let (record, action) = try room.corrective() else { return nil }
            return room.byHandler(of: record) { tx, actor in
                try tx.cases.finish(action, of: record.id, with: "已培训", by: actor)
            }
        },
        Act("verify a corrective action", 1) { room in
            guard let (record, action) = try room.corrective() else { return nil }
            return room.by(.summariseCase, on: record) { tx, actor in
                try tx.cases.verify(action, of: record.id, by: actor)
            }
        },
        Act("send a slip", 1) { room in
            guard let record = try room.anyCase() else { return nil }
            let order = SlipOrder(
                kind: room.chance(0.5) ? .supervision : .cooperation, department: "商品部", receiver: room.colleague(),
                matter: "核对批次", level: .ordinary, needBy: room.now + .days(1))
            return room.byHandler(of: record) { tx, actor in _ = try tx.slips.send(order, on: record.id, by: actor) }
        },
        Act("go on with a slip", 5) { room in
            let found = try room.rows(
                "SELECT id, state, receiver_id, person_id, sent_by FROM slip WHERE state <> 'verified' ORDER BY id DESC LIMIT 6"
            )
            guard let row = room.one(of: found) else { return nil }
            let id: Slip.ID = try row.id("id")
            let (asker, receiver): (Staff.ID, Staff.ID) = (try row.id("sent_by"), try row.id("receiver_id"))
            let person: Staff.ID = try row.id(ifPresent: "person_id") ?? receiver
            let due = room.now + .hours(6)
            switch room.number(0...6) {
            case 0, 1:
                return room.done(by: receiver) { tx, actor in
                    try tx.slips.accept(id, naming: receiver, until: due, by: actor)
                }
            case 2: return room.done(by: receiver) { tx, actor in try tx.slips.decline(id, because: "不归我部", by: actor) }
            case 3: return room.done(by: asker) { tx, actor in try tx.slips.urge(id, by: actor) }
            case 4: return room.done(by: person) { tx, actor in try tx.slips.finish(id, saying: "已核对", by: actor) }
            case 5: return room.done(by: asker) { tx, actor in try tx.slips.verify(id, by: actor) }
            default:
                return room.done(by: asker) { tx, actor in
                    try tx.slips.sendBack(id, until: due, because: "还缺照片", by: actor)
                }
            }
        },
        Act("merge customers", 1) { room in
            let found = try room.rows("SELECT id FROM customer WHERE merged_into IS NULL ORDER BY id LIMIT 8")
            guard let one = room.one(of: found), let other = room.one(of: found) else { return nil }
            let (absorbed, survivor): (Customer.ID, Customer.ID) = (try one.id("id"), try other.id("id"))
            return room.by(.mergeCustomer, in: Department.main) { tx, actor in
                try tx.customers.merge(
                    absorbed, into: survivor, choosing: MergeChoice(fromAbsorbed: []), because: "经核对是同一位顾客", by: actor)
            }
        },
        Act("part customers", 1) { room in
            let found = try room.rows("SELECT id FROM customer_merge ORDER BY id DESC LIMIT 3")
            guard let row = room.one(of: found) else { return nil }
            let id: CustomerMerge.ID = try row.id("id")
            return room.by(.mergeCustomer, in: Department.main) { tx, actor in
                try tx.customers.part(id, because: "不是同一位顾客", by: actor)
            }
        },
    ]
}

extension Room {
    func corrective() throws -> (Case, CorrectiveAction.ID)? {
        let found = try rows(
            "SELECT id, case_id FROM corrective_action WHERE verified_at IS NULL ORDER BY id DESC LIMIT 5")
        guard let row = one(of: found) else { return nil }
        return (try tx.cases.require(row.id("case_id")), try row.id("id"))
    }
}
