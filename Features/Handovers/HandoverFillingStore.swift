import Database
import Handbook
import Kernel

/// What the house knows of a handover by itself: open cases, what falls due, unhandled messages, who is away or has
/// swapped, and what still rolls on from earlier sheets (GAME-53, SOFT-68, MART-10, MART-27).
struct HandoverFilling {
    let tx: Transaction
    let handover: Handover
    let zone: Zone
    /// Whose cases, promises and messages are handed over: the shift's, or the one person's who leaves.
    let givers: [Staff.ID]

    /// So many of each kind; a shift has not more in hand.
    static let bound = 60

    func entries() throws -> [HandoverSheet.Entry] {
        let staffing = handover.kind == .shift ? try self.staffing() : []
        let steps = handover.kind == .shift ? try self.steps() : []
        return try cases() + promises() + messages() + staffing + matters() + steps
    }

    private func cases() throws -> [HandoverSheet.Entry] {
        guard !givers.isEmpty else { return [] }
        return try tx.caseLists.lines(
            """
            WHERE handler_id IN \(list: givers) AND \(CaseScope.isOpen)
            ORDER BY next_due_at, id
            LIMIT \(Self.bound)
            """
        ).map { line in
            HandoverSheet.Entry(.openCase, line.id.rawValue, at: line.nextDueAt) { _ in line.number }
        }
    }

    /// Of a shift what falls due before the next one ends; of somebody who leaves all that is open.
    private func promises() throws -> [HandoverSheet.Entry] {
        let end = handover.kind == .shift ? handover.time.next?.upperBound ?? (tx.now + .days(1)) : tx.now + .days(3650)
        let owed = try givers.flatMap { giver in
            try tx.obligations.load(
                """
                WHERE owed_by_staff = \(giver) AND state = 'open' AND due_at <= \(end)
                    AND subject_kind IN ('case', 'contact', 'message')
                ORDER BY due_at, id
                LIMIT \(Self.bound)
                """)
        }
        let labels = try tx.labels(of: owed.map(\.subject))
        return owed.sorted { ($0.dueAt, $0.id.rawValue) < ($1.dueAt, $1.id.rawValue) }.prefix(Self.bound).map { owed in
            HandoverSheet.Entry(.promise, owed.id.rawValue, at: owed.dueAt) { t in
                [labels[owed.subject]?.number, t(owed.rule.owedWord), "§\(owed.clause)"].compactMap(\.self)
                    .joined(separator: " ")
            }
        }
    }

    private func messages() throws -> [HandoverSheet.Entry] {
        let names = try tx.names(of: Set(givers))
        return try givers.flatMap { giver in
            try tx.messages.waiting(for: giver, limit: Self.bound).map { message in
                HandoverSheet.Entry(.message, message.id.rawValue, at: message.takenAt) { t in
                    t(.handoverMessageFor, names[giver] ?? "")
                }
            }
        }
    }

    /// 人员调班情况: who is away in the next shift, and whose shift is not as the roster was made.
    private func staffing() throws -> [HandoverSheet.Entry] {
        guard let next = handover.time.next else { return [] }
        // Groups may be units of their own below the one whose roster it is.
        let places = try [handover.unit] + tx.units.descendants(of: handover.unit).prefix(40)
        let away = try places.flatMap { try tx.leaves.away(from: $0, in: next) }
        let changed = try tx.shifts.covering(handover.unit, next).filter {
            $0.origin != .roster && $0.staff != nil && $0.span.lowerBound < next.upperBound
        }
        let names = try tx.names(of: Set(away.map(\.staff) + changed.compactMap(\.staff)))
        let ground = try tx.absenceGround(of: handover.unit)
        return away.map { leave in
            let type = ground.handbook.leaveType(leave.plan.type)
            return HandoverSheet.Entry(.staffing, leave.id.rawValue, at: leave.hours.lowerBound) { t in
                "\(names[leave.staff] ?? "") \(type?.name(in: t) ?? leave.plan.type)"
            }
        }
            + changed.map { shift in
                let name = shift.staff.flatMap { names[$0] } ?? ""
                return HandoverSheet.Entry(.staffing, shift.id.rawValue, at: shift.span.lowerBound) { t in
                    "\(name) \(t(shift.origin.handoverWord))"
                }
            }
    }

    /// What of the shift's day is open, was missed or left out: the next shift sees it (GAME-43).
    private func steps() throws -> [HandoverSheet.Entry] {
        let steps = try tx.dayPlans.undone(in: handover.unit, endingAt: handover.time.until).prefix(Self.bound)
        let names = try tx.names(of: Set(steps.map { $0.actedBy ?? $0.owedBy }))
        return steps.map { step in
            let state = step.state.isOpen ? DayStep.State.due : step.state
            return HandoverSheet.Entry(.step, step.id.rawValue, at: step.dueAt) { t in
                let parts = [
                    step.terms.name(in: t), names[step.actedBy ?? step.owedBy] ?? "", t(state.word), step.note,
                ]
                return parts.filter { !$0.isEmpty }.joined(separator: " · ")
            }
        }
    }

    private func matters() throws -> [HandoverSheet.Entry] {
        let open =
            handover.kind == .shift
            ? try tx.handoverSheets.openMatters(of: handover.unit)
            : try tx.handoverSheets.matters(of: handover.id).filter { $0.closed == nil }
        return open.map { HandoverSheet.Entry(.matter, $0.id.rawValue, at: $0.openedAt) { _ in "" } }
    }
}
