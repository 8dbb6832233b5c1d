import Database
import Handbook
import Kernel
import Synchronization

@testable import Desk

/// Wrongs as they are made in earnest, to see that they are found.
struct Sabotage: Sendable, CustomStringConvertible {
    let act: Act
    /// What the finding says.
    let says: String

    var description: String { act.name }

    static let all = [outside, remembered, besides, silent]

    /// A limit is asked when the page is shown, and not again when it counts.
    private static let outside = Sabotage(
        act: Act("grant what was within the limit a moment ago", 40) { room in
            guard let record = try room.anyCase(),
                let person = room.department.people.first(where: { $0.post.code == "supervisor" })
            else { return nil }
            let value = Money(fen: 30_000)
            let granted = try room.tx.cases.file(record.id).compensations.filter { $0.approvedBy == person.id }
            guard granted.map(\.value.fen).reduce(value.fen, +) <= person.post.compensationLimit else { return nil }
            return room.done(by: person.id) { tx, actor in
                let work = try tx.cases.work(on: record.id, by: actor, needing: .approveCompensation)
                var own = Compensation(
                    id: tx.ids.make(), kind: .refund, value: value, reason: "致歉",
                    applicant: work.file.record.firstReceiver, askedAt: tx.now, deliverBy: nil)
                try own.approve(by: actor.staff.id, upTo: nil, ownLimit: value, at: tx.now)
                try work.parts.save(own)
                try work.finish(.compensationApproved, item: own.id.rawValue)
            }
        }, says: "nobody grants more")

    /// Something that decides lies in the memory of the program.
    private static let remembered = Sabotage(
        act: Act("note a number from memory", 10) { room in
            guard let record = try room.anyCase() else { return nil }
            return room.byHandler(of: record) { tx, actor in
                try tx.cases.note(record.id, "第 \(memory.next()) 次", .note, by: actor)
            }
        }, says: "in line")
    private static let memory = Counter()

    /// A state is written past the noun.
    private static let besides = Sabotage(
        act: Act("archive past the machine", 5) { room in
            guard let record = try room.anyCase() else { return nil }
            return room.byHandler(of: record) { tx, _ in
                try tx.execute("UPDATE service_case SET state = 'awaiting-visit' WHERE id = \(record.id)")
            }
        }, says: "edges of its machine")

    /// Something happens, and nobody writes it down.
    private static let silent = Sabotage(
        act: Act("count a transfer in silence", 5) { room in
            guard let record = try room.anyCase() else { return nil }
            return room.byHandler(of: record) { tx, _ in
                try tx.execute("UPDATE service_case SET transfers = transfers + 1 WHERE id = \(record.id)")
            }
        }, says: "a case counts its transfers")
}
