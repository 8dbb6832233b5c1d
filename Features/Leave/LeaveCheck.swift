import Handbook
import Kernel

/// What the clauses say about a leave at the moment it is asked for (GAME-55–59, GAME-65). Pure.
struct LeaveCheck {
    /// Everything they look at.
    struct Circumstances {
        var askedAt: Instant
        var hours: Range<Instant>
        /// When the first shift that it touches begins; the leave's own beginning where there is none.
        var firstShiftAt: Instant
        /// Public holidays it touches, by name.
        var holidays: [String] = []
        /// Shifts in those hours that are the leg of a swap.
        var hasLegs = false
        /// Half days left of what the type is taken from; nothing where it is taken from nothing.
        var left: Int?
        /// Half days needed of it; of two years the one that has too few.
        var halfDays = 0
        /// Half days of work that the leave takes in all.
        var takes = 0
        var zone: Zone
    }

    let checks: [GateCheck]
    /// By which other rule it could be asked for as it stands.
    let offer: LeaveRule?

    init(_ type: LeaveType, _ now: Circumstances, under handbook: Handbook) {
        let answers = handbook.gates().compactMap { clause, gate in
            Self.answer(of: gate, to: type, now).map { (clause, gate.rule, $0.missing) }
        }
        let objected = answers.contains { $0.2 != nil && $0.1 != .leaveBalance && $0.1 != .swapLegs }
        let offer = objected ? Self.offer(instead: type.rule, now, under: handbook) : nil
        checks = answers.map { clause, rule, missing in
            let advised = rule == .leaveOrdinary ? missing.map { Self.advise($0, offer) } : missing
            return GateCheck(clause: clause, rule: rule, duty: .handler, missing: advised)
        }
        self.offer = offer
    }

    /// What is too late says how it could be asked for now, if it can.
    private static func advise(_ missing: Sentence, _ offer: LeaveRule?) -> Sentence {
        guard missing.values.count == 2 else { return missing }
        let (begins, latest) = (missing.values[0], missing.values[1])
        return switch offer {
        case .sudden: Sentence(.leaveTooLateNowSudden, begins, latest)
        case .retroactive: Sentence(.leaveTooLateNowAfter, begins, latest)
        case .ordinary, .holiday, .official, .statutory, nil: missing
        }
    }

    private struct Answer {
        var missing: Sentence?
    }

    /// Nothing where the clause has nothing to do with it.
    private static func answer(of gate: Gate, to type: LeaveType, _ now: Circumstances) -> Answer? {
        switch gate {
        case .leaveOrdinary(let notice):
            type.rule == .ordinary ? late(notice, .leaveTooLate, now) : nil
        case .leaveSudden(let notice):
            type.rule == .sudden ? late(notice, .leaveTooLate, now) : nil
        case .leaveHoliday(let notice):
            if type.rule == .holiday {
                late(notice, .leaveTooLateHoliday, now)
            } else if !type.rule.mayTouchHolidays, !now.holidays.isEmpty {
                Answer(missing: Sentence(.leaveTouchesHoliday, now.holidays.joined(separator: "、")))
            } else {
                nil
            }
        case .leaveRetroactive(let within):
            type.rule == .retroactive
                ? Answer(
                    missing: now.askedAt <= within.latest(after: now.firstShiftAt, in: now.zone)
                        ? nil
                        : Sentence(
                            .leaveWindowOver, now.firstShiftAt.dateAndTime(in: now.zone),
                            within.latest(after: now.firstShiftAt, in: now.zone).dateAndTime(in: now.zone))) : nil
        case .leaveOfficial:
            type.rule == .official
                ? Answer(missing: now.askedAt < now.firstShiftAt ? nil : Sentence(.leaveOfficialLate)) : nil
        case .leaveBalance:
            now.left.map { left in
                Answer(
                    missing: now.halfDays <= left
                        ? nil
                        : Sentence(.leaveBeyondBalance, halves(now.halfDays), halves(max(0, left))))
            }
        case .swapLegs:
            Answer(missing: now.hasLegs ? Sentence(.leaveOnLeg) : nil)
        default: nil
        }
    }

    private static func late(_ notice: LeaveNotice, _ word: Word, _ now: Circumstances) -> Answer {
        let latest = notice.latest(before: now.firstShiftAt, in: now.zone)
        guard now.askedAt > latest else { return Answer() }
        return Answer(
            missing: Sentence(word, now.firstShiftAt.dateAndTime(in: now.zone), latest.dateAndTime(in: now.zone)))
    }

    /// The mildest rule by which the same hours could be asked for at this minute.
    private static func offer(
        instead rule: LeaveRule, _ now: Circumstances, under handbook: Handbook
    ) -> LeaveRule? {
        let order: [LeaveRule] = now.askedAt >= now.firstShiftAt ? [.retroactive] : [.ordinary, .sudden, .holiday]
        return order.first { other in
            guard other != rule, let type = handbook.leaveTypes.first(where: { $0.rule == other }) else { return false }
            var same = now
            same.left = nil
            return handbook.gates().allSatisfy { answer(of: $0.1, to: type, same)?.missing == nil }
        }
    }

    /// 2.5
    static func halves(_ count: Int) -> String { count % 2 == 0 ? "\(count / 2)" : "\(count / 2).5" }
}
