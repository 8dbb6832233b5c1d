import Database
import Handbook
import Kernel

/// What people who work in shifts do about them, in the last days of the played history: they hand over and take over,
/// one asks for leave, two swap (GAME-50–67).
enum DemoShiftDeed: Sendable {
    /// The roster, made and published before its first day.
    case roster(from: Day, through: Day)
    case handOver, takeOver, answer
    case askLeave, decideLeave
    case askSwap, acceptSwap, decideSwap, briefSwap

    /// So many days of shifts before the history ends.
    static let days = 12

    static func enter(into agenda: inout DemoAgenda, of department: DemoDepartment, until: Instant) {
        guard department.pack.code == "game-support" else { return }
        let zone = department.hours.zone
        let last = zone.day(of: until)
        let first = last.advanced(by: -days)
        func add(_ deed: DemoShiftDeed, _ offset: Int, _ hour: Int, _ minute: Int) {
            agenda.add(.shifts(deed), at: zone.instant(first.advanced(by: offset), .at(hour, minute)))
        }
        add(.roster(from: first, through: last), -4, 10, 0)
        for day in 0...days {
            add(.handOver, day, 20, 48)
            // Mostly in time; now and then five minutes before is late for ten.
            add(.takeOver, day + 1, 8, day % 5 == 3 ? 54 : 46)
            add(.answer, day + 1, 10, 10)
        }
        add(.askSwap, 1, 14, 10)
        add(.acceptSwap, 1, 15, 30)
        add(.decideSwap, 1, 16, 45)
        add(.briefSwap, 2, 10, 5)
        add(.askLeave, 4, 11, 20)
        add(.decideLeave, 4, 13, 15)
        // Something waits for a decision on the last day.
        add(.askLeave, days - 1, 15, 40)
        add(.askSwap, days - 1, 16, 20)
    }
}

extension DemoStage {
    private var unit: Unit.ID? { get throws { try tx.units.find(code: "kefu")?.id } }

    func perform(_ deed: DemoShiftDeed) throws {
        guard let unit = try unit else { return }
        switch deed {
        case .roster(let first, let end): try DemoRosters(tx: tx, pack: department.pack).open(from: first, through: end)
        case .handOver: try handOver(in: unit)
        case .takeOver: try takeOver(in: unit)
        case .answer: try answerObjections(in: unit)
        case .askLeave: try askLeave(in: unit)
        case .decideLeave:
            for leave in try tx.leaves.waiting(in: .all) {
                // Whoever the kind of leave names, nearest to the person.
                let type = try tx.absenceGround(of: leave.unit).handbook.leaveType(leave.plan.type)
                let deciders = try tx.deciders(type?.approvers ?? [], for: leave.unit, but: leave.staff)
                guard let decider = deciders.first else { continue }
                if let standIn = leave.plan.substitute {
                    try tx.leaves.answer(.agreed, to: leave.id, by: tx.actor(standIn))
                }
                try tx.leaves.approve(leave.id, saying: DemoPhrases.leaveOpinion, by: tx.actor(decider))
            }
        case .askSwap: try askSwap(in: unit)
        case .acceptSwap:
            for swap in try tx.shiftSwaps.pending(in: [unit]) where swap.state == .requested {
                guard let colleague = swap.counterpart else { continue }
                try tx.shiftSwaps.accept(swap.id, returning: nil, by: tx.actor(colleague))
            }
        case .decideSwap:
            for swap in try tx.shiftSwaps.pending(in: [unit]) where swap.state == .accepted {
                try tx.shiftSwaps.approve(swap.id, saying: DemoPhrases.swapOpinion, by: actor("luohao"))
            }
        case .briefSwap:
            for swap in try tx.shiftSwaps.of(actor("wangfang").staff.id) where swap.state == .approved {
                for person in swap.people { try tx.shiftSwaps.brief(swap.id, by: tx.actor(person)) }
            }
        }
    }

    /// Whoever of the shift comes first by name; every few days a matter, a fault, something short.
    private func handOver(in unit: Unit.ID) throws {
        try finishDueSheets()
        let now = try tx.shifts.at(unit, tx.now).filter { $0.staff != nil && !$0.isShadow }
        let day = hours.day(of: tx.now)
        let number = Day(1970, 1, 1).distance(to: day)
        guard let shift = now.min(by: { ($0.staff?.rawValue ?? "") < ($1.staff?.rawValue ?? "") }),
            let giver = shift.staff, let sheet = try tx.handovers.of(unit, endingAt: shift.span.upperBound)
        else { return }
        let ground = try tx.absenceGround(of: unit)
        let actor = try tx.actor(giver)
        for matter in try tx.handoverSheets.openMatters(of: unit).prefix(number % 3 == 0 ? 2 : 0) {
            try tx.handovers.close(matter.id, on: sheet.id, saying: DemoPhrases.shiftMatterClosing, by: actor)
        }
        var statement = HandoverStatement(
            none: [.difficulties, .staffing], other: number % 6 == 1 ? DemoPhrases.shiftOther : "")
        statement.lines = try tx.handovers.items(of: sheet, on: ground).map { item in
            let isFault = number % 4 == 0 && item.code == "phones"
            let isShort = number % 5 == 0 && item.code == "headsets"
            let actual = item.expected.map { $0 - (isShort ? 1 : 0) } ?? 0
            return HandoverSheet.Line(
                code: item.code, name: item.name, part: item.part,
                standing: item.part == .count ? .counted : item.part == .check ? .done : isFault ? .fault : .fine,
                expected: item.expected, actual: item.part == .count ? actual : nil, measure: item.measure,
                remark: isFault || isShort ? DemoPhrases.shiftFault : "")
        }
        if number % 3 == 1 {
            let text = DemoPhrases.shiftMatters[number / 3 % DemoPhrases.shiftMatters.count]
            statement.matters = [HandoverStatement.Matter(text: text)]
        }
        try tx.handovers.offer(sheet.id, statement, by: actor)
    }

    private func takeOver(in unit: Unit.ID) throws {
        for sheet in try tx.handovers.pending(in: [unit], [.offered]) {
            guard let taker = try tx.handovers.takers(of: sheet).first else { continue }
            let number = Day(1970, 1, 1).distance(to: hours.day(of: tx.now))
            try tx.handovers.accept(
                sheet.id, objecting: number % 5 == 2 ? DemoPhrases.shiftObjection : "", by: tx.actor(taker))
        }
    }

    private func answerObjections(in unit: Unit.ID) throws {
        for sheet in try tx.handovers.latest(of: [unit], limit: 3) {
            for objection in try tx.handovers.objections(of: sheet.id) where objection.answer == nil {
                try tx.handovers.answer(
                    objection.id, of: sheet.id, saying: DemoPhrases.shiftAnswer, by: actor("luohao"))
            }
        }
    }

    /// A day off, two days ahead, with somebody in their place who does not work then.
    private func askLeave(in unit: Unit.ID) throws {
        let person = try actor("majun")
        let after = (tx.now + .days(2))..<(tx.now + .days(9))
        guard let shift = try tx.shifts.of(person.staff.id, between: after).first(where: { !$0.origin.isLeg }) else {
            return
        }
        let substitute = try ["guobin", "hulin"].compactMap { staff[$0] }.first {
            try tx.shifts.of($0, between: shift.span).isEmpty
        }
        try tx.leaves.ask(
            Leave.Plan(
                type: "personal", hours: shift.span, reason: DemoPhrases.leaveReason, proof: "", substitute: substitute),
            by: person)
    }

    /// One works a colleague's day, and the colleague one of theirs in return.
    private func askSwap(in unit: Unit.ID) throws {
        let person = try actor("wangfang")
        guard let colleague = staff["zhuyan"] else { return }
        let after = (tx.now + .days(2))..<(tx.now + .days(12))
        func free(_ shifts: [ShiftAssignment], of other: Staff.ID) throws -> ShiftAssignment? {
            try shifts.first { shift in
                try !shift.origin.isLeg && tx.shifts.of(other, between: shift.span).isEmpty
                    && tx.leaves.live(of: other, in: shift.span).isEmpty
            }
        }
        let own = try free(tx.shifts.of(person.staff.id, between: after), of: colleague)
        let back = try free(tx.shifts.of(colleague, between: after), of: person.staff.id)
        guard let own, let back else { return }
        try tx.shiftSwaps.request(
            SwapPlan(
                shift: own.id, counterpart: colleague, back: back.id, reason: .errand, text: DemoPhrases.swapReason,
                briefing: DemoPhrases.swapBriefing), by: person)
    }

    private func finishDueSheets() throws { _ = try tx.handovers.openDue(limit: 20) }
}
