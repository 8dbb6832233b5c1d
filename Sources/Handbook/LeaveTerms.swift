public import Kernel

/// 请假种类: one kind of leave, as the department's handbook knows it (GAME-55–60; X-15: types are data).
public struct LeaveType: Equatable, Sendable {
    public let code: String
    public let name: String
    public let english: String
    /// Which of the rules on notice it obeys.
    public let rule: LeaveRule
    /// The posts that agree to it; whoever stands above one of them does too (GAME-60).
    public let approvers: [String]
    public let proof: LeaveProof
    /// Counts as attendance: official business, outside study (GAME-59).
    public let isAttendance: Bool
    /// What it is taken from, if anything.
    public let balance: LeaveBalance?

    public func name(in language: Language) -> String { language == .chinese ? name : english }
}

/// Which rule of notice a type of leave obeys.
public enum LeaveRule: String, CaseIterable, Codable, Sendable {
    /// Asked for in good time (GAME-55).
    case ordinary
    /// Something that came suddenly, asked for shortly before the shift (GAME-56).
    case sudden
    /// On a public holiday, in special cases only (GAME-58).
    case holiday
    /// Asked for afterwards (GAME-57).
    case retroactive
    /// Official business or outside study, before it begins (GAME-59).
    case official
    /// Granted by law: marriage, bereavement, birth. No notice can be asked for all of them.
    case statutory

    /// Whether it may lie on a public holiday without being a case of its own (GAME-58).
    public var mayTouchHolidays: Bool {
        switch self {
        case .ordinary, .sudden: false
        case .holiday, .retroactive, .official, .statutory: true
        }
    }
}

/// Whether, and when, a type of leave is to be proved.
public enum LeaveProof: String, CaseIterable, Codable, Sendable {
    case none
    /// With the request.
    case before
    /// By the day of reporting back: a sick person fetches the certificate first.
    case after
}

public enum LeaveBalance: String, CaseIterable, Codable, Sendable {
    /// 年休假: by law (职工带薪年休假条例).
    case annual
    /// 调休: overtime that was made good by time off (劳动法 article 44; SOFT-19).
    case lieu
}

/// How long before something it has to be asked for, or how long after it still may be: by the clock (`24h`, `60m`, `2d`)
/// or by the date (`1cd`: on the day before at the latest, at whatever hour).
public struct LeaveNotice: Equatable, Sendable {
    public let span: Span

    /// Refuses working time: a shift begins when it begins, on whichever day.
    public init?(_ span: Span) {
        switch span.unit {
        case .minutes, .hours, .days, .calendarDays: self.span = span
        case .businessMinutes, .businessHours, .workingDays: return nil
        }
    }

    /// The last instant at which it may be asked for before `start`.
    public func latest(before start: Instant, in zone: Zone) -> Instant {
        guard let time else {
            let day = zone.day(of: start).advanced(by: 1 - span.count)
            return zone.instant(day, .midnight) - .milliseconds(1)
        }
        return start - time
    }

    /// The last instant at which it may still be asked for after `start`.
    public func latest(after start: Instant, in zone: Zone) -> Instant {
        guard let time else {
            let day = zone.day(of: start).advanced(by: span.count + 1)
            return zone.instant(day, .midnight) - .milliseconds(1)
        }
        return start + time
    }

    /// Nothing where it counts dates.
    private var time: Duration? {
        switch span.unit {
        case .minutes: .minutes(span.count)
        case .hours: .hours(span.count)
        case .days: .days(span.count)
        case .calendarDays, .businessMinutes, .businessHours, .workingDays: nil
        }
    }
}

extension Handbook {
    public func leaveType(_ code: String) -> LeaveType? { leaveTypes.first { $0.code == code } }

    /// Whether a post is one of these, or stands above one of them.
    public func isAmongOrAbove(_ post: String, _ posts: [String]) -> Bool {
        posts.contains { lowest in
            var current: String? = lowest
            // The pack's reader has refused posts that report to each other in a circle.
            while let code = current {
                if code == post { return true }
                current = self.post(code)?.superior
            }
            return false
        }
    }
}

extension PackReader {
    /// More kinds of leave are no list that anybody chooses from.
    private static let mostLeaveTypes = 30

    /// `personal: {name: 事假, english: Personal leave, rule: ordinary, approver: supervisor, proof: after}`: merged by
    /// code and field along the lineage, `drop: true` leaves one out.
    mutating func mergedLeaveTypes(_ layers: [Layer], posts: [Post]) -> [LeaveType] {
        var raw: [(code: String, line: Int, file: String, fields: [String: PackNode])] = []
        for layer in layers {
            file = layer.pack.text.file
            for (code, value) in entries(layer.fields["leave-types"], of: "leave-types") {
                let fields = fields(
                    value, of: "请假种类 \(code)",
                    allowed: ["name", "english", "rule", "approver", "proof", "attendance", "balance", "drop"])
                let index = raw.firstIndex { $0.code == code }
                if let drop = fields["drop"], yesNo(drop, "drop", otherwise: false) {
                    if index == nil {
                        note(value.line, "请假种类 \(code) 在所继承的手册里不存在。There is no such kind of leave to drop.")
                    }
                    raw.removeAll { $0.code == code }
                } else if let index {
                    raw[index].fields.merge(fields) { $1 }
                    raw[index].line = value.line
                    raw[index].file = file
                } else {
                    raw.append((code, value.line, file, fields))
                }
            }
        }
        if raw.count > Self.mostLeaveTypes {
            file = raw[Self.mostLeaveTypes].file
            note(
                raw[Self.mostLeaveTypes].line,
                "请假种类超过 \(Self.mostLeaveTypes) 种。There are more than \(Self.mostLeaveTypes) kinds of leave.")
        }
        return raw.prefix(Self.mostLeaveTypes).compactMap { entry in
            file = entry.file
            return leaveType(entry.code, entry.fields, line: entry.line, posts: posts)
        }
    }

    private mutating func leaveType(
        _ code: String, _ fields: [String: PackNode], line: Int, posts: [Post]
    ) -> LeaveType? {
        let name = text(fields["name"], "请假种类 \(code) 的 name", line: line, longest: 12)
        let english = text(fields["english"], "请假种类 \(code) 的 english", line: line, longest: 40)
        if fields["rule"] == nil { note(line, "请假种类 \(code) 缺少 rule。rule is missing.") }
        let rule = choice(fields["rule"], "rule", of: LeaveRule.self)
        let approvers = texts(fields["approver"], "approver")
        if approvers.isEmpty { note(line, "请假种类 \(code) 缺少批准岗位 approver。approver is missing.") }
        for approver in approvers {
            guard let post = posts.first(where: { $0.code == approver }) else {
                note(line, "请假种类 \(code) 的批准岗位 \(approver) 不存在。Its approver is not a post.")
                continue
            }
            if !post.permissions.contains(.approveAbsence) {
                note(
                    line,
                    "请假种类 \(code) 要 “\(post.title)” 批准，但该岗位没有权限 \(Permission.approveAbsence.rawValue)，无人能批。"
                        + "The post may not agree to leave.")
            }
        }
        guard let name, let english, let rule, !approvers.isEmpty else { return nil }
        return LeaveType(
            code: code, name: name, english: english, rule: rule, approvers: approvers,
            proof: choice(fields["proof"], "proof", of: LeaveProof.self) ?? .none,
            isAttendance: yesNo(fields["attendance"], "attendance", otherwise: false),
            balance: choice(fields["balance"], "balance", of: LeaveBalance.self))
    }

    /// A kind of leave that obeys a rule needs the clause with its number, and the other way round.
    mutating func checkLeaveTypes(_ types: [LeaveType], against clauses: [Clause], files: [String: String]) {
        let needed: [(LeaveRule, Gate.Rule)] = [
            (.ordinary, .leaveOrdinary), (.sudden, .leaveSudden), (.holiday, .leaveHoliday),
            (.retroactive, .leaveRetroactive), (.official, .leaveOfficial),
        ]
        for (rule, gate) in needed {
            let type = types.first { $0.rule == rule }
            let clause = clauses.first {
                if case .gate(let its) = $0.enforcement { its.rule == gate } else { false }
            }
            if let type, clause == nil {
                note(
                    1,
                    "请假种类“\(type.name)”按 \(rule.rawValue) 办理，但没有条款写 \(gate.rawValue)。"
                        + "A kind of leave obeys a rule that no clause sets.")
            }
            if let clause, type == nil {
                file = files[clause.pack] ?? clause.pack
                note(
                    clause.line,
                    "第 \(clause.number) 条写了 \(gate.rawValue)，但没有请假种类按 \(rule.rawValue) 办理。"
                        + "No kind of leave obeys the rule of the clause.")
            }
        }
    }
}
