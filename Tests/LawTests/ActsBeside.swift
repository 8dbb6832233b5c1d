import Database
import Handbook
import Kernel

@testable import Desk

/// Calls, call-backs and messages; samples; and what the house does by itself.
extension Act {
    static let beside: [Act] = [
        Act("answer a call", 3) { room in
            let isMissed = room.chance(0.2)
            return room.by(.createCase, in: Department.main) { tx, actor in
                try tx.contacts.begin(
                    .phone, in: Department.main, isMissed: isMissed, phone: PhoneNumber(typed: "13800138001"), by: actor
                )
            }
        },
        Act("work on a call", 3) { room in
            guard let row = try room.call("answered") else { return nil }
            let id: Contact.ID = try row.id("id")
            let kind = room.number(0...2)
            return room.done(by: try row.id("receiver_id")) { tx, actor in
                switch kind {
                case 0: try tx.contacts.judge(id, .now, by: actor)
                case 1: try tx.contacts.hold(id, for: .lookup, by: actor)
                default: try tx.contacts.resume(id, by: actor)
                }
            }
        },
        Act("end a call", 5) { room in
            guard let row = try room.call("answered") else { return nil }
            let id: Contact.ID = try row.id("id")
            var record = Contact.Record()
            record.caller = "顾客1"
            record.phone = PhoneNumber(typed: "13800138001")
            record.purpose = .complaint
            record.subject = "问退货"
            record.content = "想退货"
            record.answer = "可以退"
            let other = room.colleague()
            let outcomes: [Outcome] = [
                .plain(.solved), .callback(to: other, text: "查清后回电", isAgreed: true),
                .message(to: other, matter: "请回电"), .plain(.dropped),
                try room.anyCase().map { .addToCase($0.id) } ?? .plain(.solved),
            ]
            guard let outcome = room.one(of: outcomes) else { return nil }
            return room.done(by: try row.id("receiver_id")) { [record] tx, actor in
                try tx.contacts.wrapUp(id, record, outcome, by: actor)
            }
        },
        Act("call back", 4) { room in
            let found = try room.rows(
                "SELECT id, receiver_id, callback_to FROM contact WHERE callback_to IS NOT NULL OR state = 'missed' ORDER BY id DESC LIMIT 6"
            )
            guard let row = room.one(of: found) else { return nil }
            let id: Contact.ID = try row.id("id")
            let (kind, reached, other) = (room.number(0...3), room.chance(0.6), room.colleague())
            return room.done(by: try row.id(ifPresent: "callback_to") ?? row.id("receiver_id")) { tx, actor in
                switch kind {
                case 0: try tx.contacts.acknowledgeCallback(id, by: actor)
                case 1: try tx.contacts.handCallback(id, to: other, by: actor)
                default: try tx.contacts.called(id, reached: reached, isAgreed: true, by: actor)
                }
            }
        },
        Act("write a message down", 1) { room in
            let addressee = room.colleague()
            return room.by(.createCase, in: Department.main) { tx, actor in
                try tx.messages.take(
                    Message.Note(caller: "顾客2", matter: "请回电"), for: addressee, in: Department.main, contact: nil,
                    by: actor)
            }
        },
        Act("go on with a message", 3) { room in
            let found = try room.rows("SELECT id, addressee_id, taken_by FROM message ORDER BY id DESC LIMIT 4")
            guard let row = room.one(of: found) else { return nil }
            let id: Message.ID = try row.id("id")
            let (kind, other) = (room.number(0...3), room.colleague())
            return room.done(by: kind == 3 ? try row.id("taken_by") : try row.id("addressee_id")) { tx, actor in
                switch kind {
                case 0: try tx.messages.deliver(id, to: actor)
                case 1: try tx.messages.handle(id, saying: "已回电", by: actor)
                case 2: try tx.messages.handOn(id, to: other, by: actor)
                default: try tx.messages.tellBack(id, by: actor)
                }
            }
        },
        Act("check a sample", 4) { room in
            let found = try room.rows("SELECT id FROM case_sample WHERE verdict IS NULL ORDER BY id DESC LIMIT 5")
            guard let row = room.one(of: found), let verdict = room.one(of: CaseSample.Verdict.allCases) else {
                return nil
            }
            let id: CaseSample.ID = try row.id("id")
            return room.by(.workCase, in: Department.main) { tx, actor in
                try tx.caseSamples.verify(id, verdict, note: "已问过顾客", by: actor)
            }
        },
    ]

    static let ofTheHouse: [Act] = [
        Act("house: judge obligations", 4) { room in
            room.house { tx in
                _ = try tx.heldReplies.sendDue()
                return String(try tx.obligations.act(limit: 20))
            }
        },
        Act("house: open rounds", 1) { room in room.house { tx in String(try tx.obligations.openRounds()) } },
        Act("house: send what was held", 3) { room in room.house { tx in String(try tx.heldReplies.sendDue()) } },
        Act("house: resume", 2) { room in room.house { tx in String(try tx.cases.resumeOverdue()) } },
        Act("house: let offers lapse", 2) { room in room.house { tx in String(try tx.assignments.lapse(limit: 20)) } },
        Act("house: offer again", 2) { room in room.house { tx in String(try tx.assignments.retry(limit: 20)) } },
        Act("house: make an export", 3) { room in room.house { tx in String(try tx.exports.produceNext()) } },
        Act("house: destroy an export", 1) { room in room.house { tx in String(try tx.exports.destroyNext()) } },
        Act("house: draw samples", 1) { room in room.house { tx in String(try tx.caseSamples.drawDue()) } },
    ]
}

extension Room {
    func call(_ state: String) throws -> Row? {
        one(of: try rows("SELECT id, receiver_id FROM contact WHERE state = \(state) ORDER BY id DESC LIMIT 6"))
    }
}
