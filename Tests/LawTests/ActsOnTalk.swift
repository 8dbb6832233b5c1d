import Database
import Handbook
import Kernel

@testable import Desk

/// What is said on a case, and what was promised.
extension Act {
    static let onTalk: [Act] = [
        Act("reply", 3) { room in
            guard let record = try room.someCase() else { return nil }
            return room.byHandler(of: record) { tx, actor in
                try tx.cases.reply(record.id, "您好，正在处理。", by: actor)
            }
        },
        Act("send, to be held ten seconds", 3) { room in
            guard let record = try room.someCase() else { return nil }
            return room.byHandler(of: record) { tx, actor in _ = try tx.heldReplies.send(record.id, "请稍候。", by: actor) }
        },
        Act("take back what was sent", 2) { room in
            guard
                let row = room.one(
                    of: try room.rows("SELECT id, case_id, author_id FROM held_reply ORDER BY id LIMIT 10"))
            else { return nil }
            let (id, record): (HeldReply.ID, Case.ID) = (try row.id("id"), try row.id("case_id"))
            return room.done(by: try row.id("author_id")) { tx, actor in
                try tx.heldReplies.takeBack(id, of: record, by: actor)
            }
        },
        Act("inform", 2) { room in
            guard let record = try room.someCase() else { return nil }
            return room.byHandler(of: record) { tx, actor in try tx.cases.inform(record.id, "已电话告知进展。", by: actor) }
        },
        Act("note", 2) { room in
            guard let record = try room.someCase() else { return nil }
            let kind = room.one(of: [CaseEntry.Kind.note, .customer, .asking]) ?? .note
            return room.byHandler(of: record) { tx, actor in try tx.cases.note(record.id, "补充说明", kind, by: actor) }
        },
        Act("promise", 2) { room in
            guard let record = try room.someCase() else { return nil }
            let due = room.now + .minutes(room.number(-10...900))
            return room.byHandler(of: record) { tx, actor in
                try tx.cases.promise("到时回电", due: due, isAgreed: true, on: record.id, by: actor)
            }
        },
        Act("keep a promise", 3) { room in
            guard let (record, promise) = try room.openPromise() else { return nil }
            return room.byHandler(of: record) { tx, actor in try tx.cases.keepPromise(promise, of: record.id, by: actor)
            }
        },
        Act("renew a promise", 2) { room in
            guard let (record, promise) = try room.openPromise() else { return nil }
            let due = room.now + .hours(room.number(1...20))
            return room.byHandler(of: record) { tx, actor in
                try tx.cases.renewPromise(
                    promise, of: record.id, until: due, isAgreed: true, saying: "还需时间，另约时间。", by: actor)
            }
        },
        Act("doubt an answer", 1) { room in
            guard let record = try room.someCase() else { return nil }
            return room.by(.readCase, on: record) { tx, actor in
                try tx.cases.doubtAnswer(record.id, because: "期限说错", by: actor)
            }
        },
        Act("correct an answer", 1) { room in
            guard let record = try room.someCase() else { return nil }
            let stands = room.chance(0.5)
            return room.byHandler(of: record) { tx, actor in
                try tx.cases.correctAnswer(record.id, "以此为准", stands: stands, by: actor)
            }
        },
        Act("extra service", 1) { room in
            guard let record = try room.someCase() else { return nil }
            return room.byHandler(of: record) { tx, actor in
                try tx.cases.noteExtraService(record.id, "代为寄回", by: actor)
            }
        },
    ]
}

extension Room {
    func openPromise() throws -> (Case, Promise.ID)? {
        let found = try rows("SELECT id, case_id FROM promise WHERE kept_at IS NULL ORDER BY id DESC LIMIT 8")
        guard let row = one(of: found) else { return nil }
        return (try tx.cases.require(row.id("case_id")), try row.id("id"))
    }
}
