import Database
import Handbook
import Kernel

@testable import Desk

/// Swaps and leave: everybody wants the same few shifts at once (GAME-55–67).
extension Act {
    static let onShifts: [Act] = [
        Act("ask for a swap", 12) { room in
            let shifts = try room.shiftsAhead()
            guard let mine = room.one(of: shifts) else { return nil }
            let others = shifts.filter { $0.staff != mine.staff }
            let theirs = room.one(of: others)
            let isOpen = room.chance(0.15)
            let plan = SwapPlan(
                shift: mine.id, counterpart: isOpen ? nil : theirs?.staff, back: isOpen ? nil : theirs?.id,
                reason: .errand, text: "办房产过户", briefing: "有两个待回电")
            return room.done(by: room.chance(0.95) ? mine.staff ?? room.person : room.person) { tx, actor in
                try tx.shiftSwaps.request(plan, by: actor)
            }
        },
        Act("answer a swap", 12) { room in
            guard let swap = try room.swap(in: "requested"), let theirs = room.one(of: try room.shiftsAhead()) else {
                return nil
            }
            let kind = room.number(0...9)
            let colleague = swap.counterpart ?? theirs.staff ?? room.person
            let back = swap.back == nil ? theirs.id : nil
            return room.done(by: kind == 0 ? swap.initiator : colleague) { tx, actor in
                switch kind {
                case 0: try tx.shiftSwaps.withdraw(swap.id, by: actor)
                case 1: try tx.shiftSwaps.decline(swap.id, by: actor)
                default: try tx.shiftSwaps.accept(swap.id, returning: back, by: actor)
                }
            }
        },
        Act("decide on a swap", 14) { room in
            guard let swap = try room.swap(in: "accepted") else { return nil }
            let isAgreed = room.chance(0.9)
            return room.by(.approveAbsence, in: Department.main) { tx, actor in
                if isAgreed {
                    try tx.shiftSwaps.approve(swap.id, saying: "人手够", by: actor)
                } else {
                    try tx.shiftSwaps.reject(swap.id, saying: "人手不够", by: actor)
                }
            }
        },
        Act("brief each other", 5) { room in
            guard let swap = try room.swap(in: "approved"), let person = room.one(of: swap.people) else { return nil }
            return room.done(by: person) { tx, actor in try tx.shiftSwaps.brief(swap.id, by: actor) }
        },
        Act("ask for leave", 6) { room in
            guard let shift = room.one(of: try room.shiftsAhead()),
                let type = room.one(of: ["personal", "annual", "annual", "sudden"])
            else { return nil }
            let plan = Leave.Plan(type: type, hours: shift.span, reason: "家中有事")
            return room.done(by: shift.staff ?? room.person) { tx, actor in try tx.leaves.ask(plan, by: actor) }
        },
        Act("decide on leave", 8) { room in
            guard let id = try room.leave(in: "submitted") else { return nil }
            let isAgreed = room.chance(0.9)
            return room.by(.approveAbsence, in: Department.main) { tx, actor in
                if isAgreed {
                    try tx.leaves.approve(id, saying: "同意", by: actor)
                } else {
                    try tx.leaves.reject(id, saying: "人手不够", by: actor)
                }
            }
        },
        Act("take leave back", 3) { room in
            guard let id = try room.leave(in: "submitted", "approved") else { return nil }
            let person: Staff.ID? = try room.rows("SELECT staff_id FROM leave_request WHERE id = \(id)").first?.id(
                "staff_id")
            return room.done(by: person ?? room.person) { tx, actor in try tx.leaves.withdraw(id, by: actor) }
        },
        Act("house: time of leave and swaps", 2) { room in
            room.house { tx in
                let swaps = try tx.shiftSwaps.passTime(limit: 100)
                return "\(swaps) \(try tx.leaves.passTime(limit: 100))"
            }
        },
    ]
}

extension Room {
    /// The shifts of the next days that somebody works.
    fileprivate func shiftsAhead() throws -> [ShiftAssignment] {
        try rows(
            """
            SELECT id FROM shift_assignment
            WHERE staff_id IS NOT NULL AND taken_back_at IS NULL AND starts_at > \(now + .hours(2))
            ORDER BY starts_at, id LIMIT 24
            """
        ).compactMap { try tx.shifts.find($0.id("id")) }
    }

    fileprivate func swap(in state: String) throws -> ShiftSwap? {
        one(of: try rows("SELECT id FROM shift_swap WHERE state = \(state) ORDER BY id DESC LIMIT 6"))
            .flatMap { try? tx.shiftSwaps.find($0.id("id")) }
    }

    fileprivate func leave(in states: String...) throws -> Leave.ID? {
        try one(of: rows("SELECT id FROM leave_request WHERE state IN \(list: states) ORDER BY id DESC LIMIT 6"))?
            .id("id")
    }
}

extension Department {
    /// Two months of day shifts: each agent works every other day, half of them on the same.
    func roster(_ tx: Transaction, by manager: Staff.ID) throws {
        let agents = people.filter { $0.post.code == "agent" }.map(\.id)
        let first = Zone.shanghai.day(of: tx.now)
        var roster = try Roster.make(
            id: "roster", unit: Self.main, from: first, until: first.advanced(by: 60), by: manager, at: tx.now)
        try tx.rosters.insert(roster)
        try tx.shifts.insert(
            (0...60).flatMap { offset in
                agents.enumerated().filter { $0.offset % 2 == offset % 2 }.map { place, agent in
                    let day = first.advanced(by: offset)
                    let nine = Zone.shanghai.instant(day, .at(9))
                    return ShiftAssignment(
                        id: ShiftAssignment.ID("shift-\(offset)-\(place)"), roster: roster.id, unit: Self.main,
                        staff: agent, post: "白班", day: day, span: nine..<(nine + .hours(8)), enteredBy: manager,
                        enteredAt: tx.now)
                }
            })
        try roster.publish(by: manager, at: tx.now)
        try tx.rosters.save(roster)
        for agent in agents {
            try tx.annualLeaves.grant(10, to: agent, year: first.year, workingSince: Day(2015, 1, 1), by: manager)
        }
    }
}
