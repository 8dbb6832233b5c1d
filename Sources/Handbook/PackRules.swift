import Kernel

/// Reads the numbers of each rule; a missing or senseless one is a problem with its line.
extension PackReader {
    mutating func deadline(_ rule: DeadlineRule, _ raw: RawClause, posts: [Post]) -> Deadline? {
        let entries = raw.entries
        var within: Span?
        if rule.isSetByPromise {
            if let node = entries["within"] {
                let what =
                    rule == .keepPromise || rule == .interimNotice
                    ? "承诺"
                    : rule.concernsAbsences || rule == .publishRoster
                        ? "班次或日期" : "单据"
                note(node.line, "\(what)自带时间，\(rule.rawValue) 不写 within。It brings its own time.")
            }
        } else {
            within = span(entries["within"], "第 \(raw.number) 条的时限 within", line: raw.line)
        }
        var share = 1.0
        if rule == .interimNotice {
            if let node = entries["share"] {
                share = self.share(node, "share") ?? 0.8
            } else {
                note(raw.line, "promise.interim-notice 缺少 share（例：80%）。share is missing.")
            }
        } else if rule != .verifySample, let node = entries["share"] {
            note(node.line, "只有 promise.interim-notice 用 share。Only promise.interim-notice has a share.")
        }
        var startsAtAcceptance = false
        if let node = entries["from"] {
            switch text(node, "from", line: node.line) {
            case "report": break
            case "acceptance": startsAtAcceptance = true
            default: note(node.line, "from 应为 report 或 acceptance。from must be report or acceptance.")
            }
            if rule != .complete { note(node.line, "只有 complaint.complete 用 from。Only complaint.complete has from.") }
        }
        let months =
            rule == .reviewHandbook
            ? whole(entries["months"], "第 \(raw.number) 条的评审周期 months", in: 1...60, line: raw.line) : 0
        let covers = rule == .publishDigest ? choices(entries["covers"], "covers", of: CaseType.self) : []
        let sampling = rule == .verifySample ? sampling(raw) : nil
        let days =
            rule == .leaveHandover
            ? whole(entries["days"], "第 \(raw.number) 条的 days（离岗满几天）", in: 1...60, line: raw.line) : 0
        let minutes =
            rule == .handInReport
            ? whole(entries["minutes"], "第 \(raw.number) 条的 minutes（下班后几分钟内）", in: 0...600, line: raw.line) : 0
        let day =
            rule == .publishRoster
            ? whole(entries["day"], "第 \(raw.number) 条的 day（上月几日前发布）", in: 1...28, line: raw.line) : 0
        let owedBy = duty(entries["owed-by"], "责任人 owed-by", line: raw.line, posts: posts)
        let warnAt = warnings(entries["warn-at"])
        let escalation = escalation(entries["then"], posts: posts)
        let condition = condition(entries["when"])
        if rule.concernsContacts, !condition.asksOnlyForChannels {
            note(
                entries["when"]?.line ?? raw.line,
                "\(rule.rawValue) 的 when 只能写 channel。A contact has no type, severity or source; only channel.")
        }
        if rule.concernsReports || rule.concernsAbsences, condition != Condition() {
            note(
                entries["when"]?.line ?? raw.line,
                "\(rule.rawValue) 是按期的汇总，不写 when。It is owed for a period; it has no condition.")
        }
        if rule == .verifySample, case .post? = owedBy {
        } else if rule == .verifySample, let owedBy {
            note(raw.line, "抽查由岗位负责，不能写 “\(owedBy.code)”。A sample is checked by a post.")
        }
        guard let owedBy, let months, let days, let minutes, let day, within != nil || rule.isSetByPromise else {
            return nil
        }
        refuseIdlePost(owedBy, for: rule, raw, posts: posts)
        return Deadline(
            rule: rule, within: within, startsAtAcceptance: startsAtAcceptance, share: share, months: months,
            sampling: sampling, covers: covers, days: days, minutes: minutes, day: day, owedBy: owedBy, warnAt: warnAt,
            escalation: escalation, condition: condition)
    }

    /// How many of the cases of a period are checked (CHAIN-93).
    private mutating func sampling(_ raw: RawClause) -> Deadline.Sampling? {
        let entries = raw.entries
        if entries["share"] == nil { note(raw.line, "第 \(raw.number) 条缺少抽查比例 share（例：20%）。share is missing.") }
        if entries["every"] == nil { note(raw.line, "第 \(raw.number) 条缺少 every（day、week、month）。every is missing.") }
        let every = choice(entries["every"], "every", of: Attestation.Rhythm.self)
        if every == .everyCase, let node = entries["every"] {
            note(node.line, "抽查按期进行，every 应为 day、week 或 month。A sample is drawn for a period.")
        }
        let share = entries["share"].flatMap { self.share($0, "share") }
        let minimum = whole(entries["minimum"], "最少件数 minimum", in: 1...100, line: raw.line)
        guard let share, let minimum, let every, every != .everyCase else { return nil }
        return Deadline.Sampling(share: share, minimum: minimum, every: every)
    }

    /// A clause that points at a post which may not do the act can never be kept.
    private mutating func refuseIdlePost(_ duty: Duty, for rule: DeadlineRule, _ raw: RawClause, posts: [Post]) {
        guard case .post(let code) = duty, let post = posts.first(where: { $0.code == code }),
            let needed = rule.neededPermission, !post.permissions.contains(needed)
        else { return }
        note(
            raw.line,
            "第 \(raw.number) 条要 “\(post.title)” 办理，但该岗位没有权限 \(needed.rawValue)，无人能办。"
                + "The post may not do what the clause asks of it.")
    }

    private mutating func warnings(_ node: PackNode?) -> [Double] {
        guard let node else { return [] }
        guard case .list(let nodes, let line) = node, nodes.count <= 4 else {
            note(node.line, "warn-at 应为至多四个百分比。warn-at must list up to four shares.")
            return []
        }
        let shares = nodes.compactMap { share($0, "warn-at") }
        if shares != shares.sorted() || Set(shares).count != shares.count {
            note(line, "warn-at 应由小到大。warn-at must rise.")
        }
        return shares
    }

    private mutating func escalation(_ node: PackNode?, posts: [Post]) -> [EscalationStep] {
        switch node {
        case nil: return []
        case .list(let nodes, let line):
            if nodes.count > 5 { note(line, "升级最多五级。An escalation ladder has at most five rungs.") }
            return nodes.prefix(5).compactMap { rung($0, posts: posts) }
        case .some(let single): return rung(single, posts: posts).map { [$0] } ?? []
        }
    }

    private mutating func rung(_ node: PackNode, posts: [Post]) -> EscalationStep? {
        let fields = fields(node, of: "then", allowed: ["escalate-to", "at", "after"])
        let to = duty(fields["escalate-to"], "escalate-to", line: node.line, posts: posts)
        if let at = fields["at"], fields["after"] != nil {
            note(at.line, "at 与 after 只写一个。Write at or after, not both.")
        }
        let moment: EscalationStep.Moment? =
            if let at = fields["at"] {
                share(at, "at").map { .share($0) }
            } else if let after = fields["after"] {
                span(after, "after", line: after.line).map { .afterBreach($0) }
            } else {
                .afterBreach(nil)
            }
        guard let to, let moment else { return nil }
        return EscalationStep(at: moment, to: to)
    }

    /// One post or several, the first of them before the others; each may investigate.
    private mutating func investigators(
        _ node: PackNode?, _ what: String, _ raw: RawClause, posts: [Post]
    ) -> [Duty] {
        guard let node else {
            note(raw.line, "第 \(raw.number) 条缺少 \(what)。\(what) is missing.")
            return []
        }
        let nodes = if case .list(let nodes, _) = node { nodes } else { [node] }
        let duties = nodes.compactMap { duty($0, what, line: raw.line, posts: posts) }
        for duty in duties { refuseIdlePost(duty, for: .investigate, raw, posts: posts) }
        return duties
    }

    private mutating func dutyManned(_ entries: [String: PackNode], posts: [Post], line: Int) -> Gate? {
        if entries["kind"] == nil { note(line, "缺少 kind（duty 值班 或 supervisor 当值主管）。kind is missing.") }
        if entries["hours"] == nil { note(line, "缺少 hours（open、closed 或 all）。hours is missing.") }
        let kind = choice(entries["kind"], "kind", of: DutyKind.self)
        let hours = choice(entries["hours"], "hours", of: DutyHours.self)
        let backup = yesNo(entries["backup"], "backup", otherwise: false)
        if kind == .supervisor, !posts.contains(where: \.isDutySupervisor) {
            note(line, "没有岗位写明 duty-supervisor: true，当值主管无人可排。No post is the supervisor on duty.")
        }
        guard let kind, let hours else { return nil }
        return .dutyManned(kind: kind, hours: hours, backup: backup)
    }

    /// A post that may agree to absences: somebody has to be able to keep the clause.
    private mutating func absenceDecider(_ raw: RawClause, posts: [Post]) -> Duty? {
        postDuty(raw, for: .decideSwap, posts: posts)
    }

    /// A post that has the right to do what ends the clock.
    private mutating func postDuty(_ raw: RawClause, for rule: DeadlineRule, posts: [Post]) -> Duty? {
        guard let by = duty(raw.entries["by"], "by", line: raw.line, posts: posts) else { return nil }
        guard case .post = by else {
            note(raw.line, "第 \(raw.number) 条的 by 应为岗位。by must be a post.")
            return nil
        }
        refuseIdlePost(by, for: rule, raw, posts: posts)
        return by
    }

    /// By which minutes being late counts how much.
    private mutating func grades(_ raw: RawClause) -> Gate? {
        func minutes(_ key: String) -> Int? {
            whole(raw.entries[key], "第 \(raw.number) 条的 \(key)", in: 0...600, line: raw.line)
        }
        guard let grace = minutes("grace"), let first = minutes("first"), let second = minutes("second"),
            let halfDay = minutes("half-day")
        else { return nil }
        guard let grades = AttendanceGrades(grace: grace, first: first, second: second, halfDay: halfDay) else {
            note(
                raw.line,
                "第 \(raw.number) 条的 grace、first、second、half-day 应依次增大。"
                    + "grace, first, second and half-day must grow.")
            return nil
        }
        return .attendanceGrade(grades)
    }

    /// Who is late still comes in: what the clock shows is counted, never refused.
    private mutating func refuseStrength(_ raw: RawClause) {
        guard let node = raw.entries["strength"], text(node, "strength", line: node.line) != Strength.advise.rawValue
        else { return }
        note(
            node.line,
            "第 \(raw.number) 条只记录打卡，效力只能是 advise。A clock is noted, never refused: its strength is advise.")
    }

    /// How long before or after a shift, by the clock or by the date.
    private mutating func notice(_ raw: RawClause, _ key: String) -> LeaveNotice? {
        guard let span = span(raw.entries[key], "第 \(raw.number) 条的 \(key)", line: raw.line) else { return nil }
        if let notice = LeaveNotice(span) { return notice }
        note(
            raw.entries[key]?.line ?? raw.line,
            "第 \(raw.number) 条的 \(key) “\(span)” 应按钟点或日历日计（例：24h、60m、2d、1cd）。"
                + "It is counted by the clock or in calendar days.")
        return nil
    }

    mutating func gate(_ rule: Gate.Rule, _ raw: RawClause, posts: [Post]) -> Gate? {
        let entries = raw.entries
        let line = raw.line
        switch rule {
        case .judgement: return .judgement
        case .promiseBeforeInvestigation: return .promiseBeforeInvestigation
        case .cause: return .cause(statement: yesNo(entries["statement"], "statement", otherwise: false))
        case .transferReport: return .transferReport
        case .investigatorByNature:
            let technical = investigators(entries["technical"], "technical", raw, posts: posts)
            let service = investigators(entries["service"], "service", raw, posts: posts)
            guard !technical.isEmpty, !service.isEmpty else { return nil }
            return .investigatorByNature(technical: technical, service: service)
        case .authorityLimit: return .authorityLimit
        case .penaltyLines: return .penaltyLines
        case .compensationDelivered: return .compensationDelivered
        case .customerAcceptance: return .customerAcceptance
        case .solution: return .solution
        case .returnVisit: return .returnVisit
        case .summary: return .summary
        case .ownAct: return .ownAct
        case .onDuty: return .onDuty
        case .stepsInOrder: return .stepsInOrder
        case .acknowledgedHandbook: return .acknowledgedHandbook
        case .ownership: return .ownership
        case .referralDirectory: return .referralDirectory
        case .paidConsent: return .paidConsent
        case .customerChoice: return .customerChoice
        case .deliveryProof: return .deliveryProof
        case .correctiveAction: return .correctiveAction
        case .details: return .details
        case .repairRecord: return .repairRecord
        case .slipsSettled: return .slipsSettled
        case .majorOwner: return duty(entries["to"], "to", line: line, posts: posts).map { .majorOwner(to: $0) }
        case .parties:
            return whole(entries["minimum"], "minimum", in: 2...10, line: line).map { .parties(minimum: $0) }
        case .sessions:
            let by = entries["by"] == nil ? nil : duty(entries["by"], "by", line: line, posts: posts)
            if let by { refuseIdlePost(by, for: .mediate, raw, posts: posts) }
            return whole(entries["minimum"], "minimum", in: 1...10, line: line).map { .sessions(minimum: $0, by: by) }
        case .repeatedCause:
            let within = span(entries["within"], "within", line: line)
            guard let count = whole(entries["count"], "count", in: 2...50, line: line), let within else { return nil }
            return .repeatedCause(count: count, within: within)
        case .contactHangUp: return .contactHangUp
        case .contactRings:
            return whole(entries["maximum"], "maximum", in: 1...20, line: line).map { .contactRings(maximum: $0) }
        case .contactClosing:
            let fields = choices(entries["fields"], "fields", of: ClosingField.self)
            if fields.isEmpty { note(line, "第 \(raw.number) 条缺少必填项 fields。fields is missing.") }
            return fields.isEmpty ? nil : .contactClosing(fields: fields)
        case .contactOutcome:
            let fields = choices(entries["fields"], "fields", of: CallField.self)
            if fields.isEmpty { note(line, "第 \(raw.number) 条缺少必填项 fields。fields is missing.") }
            return fields.isEmpty ? nil : .contactOutcome(fields: fields)
        case .visitSatisfaction: return .visitSatisfaction
        case .guidance: return .guidance
        case .firstLevel:
            guard let node = entries["by"] else {
                note(line, "第 \(raw.number) 条缺少一线岗位 by。by is missing.")
                return nil
            }
            let nodes = if case .list(let nodes, _) = node { nodes } else { [node] }
            let duties = nodes.compactMap { duty($0, "一线岗位 by", line: line, posts: posts) }
            return duties.isEmpty ? nil : .firstLevel(by: duties)
        case .contactRepeat:
            return span(entries["within"], "within", line: line).map { .contactRepeat(within: $0) }
        case .contactLength:
            return span(entries["longest"], "longest", line: line).map { .contactLength(longest: $0) }
        case .quietHours:
            guard let node = entries["hours"], let text = text(node, "hours", line: node.line) else {
                note(line, "第 \(raw.number) 条缺少免打扰时段 hours（例：21:00-09:00）。hours is missing.")
                return nil
            }
            let hours = text.split(separator: ",").compactMap { Range<TimeOfDay>(hours: $0) }
            if hours.isEmpty || hours.count != text.split(separator: ",").count {
                note(node.line, "“\(text)” 不是时间段（例：21:00-09:00, 12:00-14:00）。Not ranges of hours.")
            }
            return hours.isEmpty ? nil : .quietHours(hours)
        case .contactRecord:
            let fields = choices(entries["fields"], "fields", of: ContactField.self)
            if fields.isEmpty { note(line, "第 \(raw.number) 条缺少必填项 fields。fields is missing.") }
            return fields.isEmpty ? nil : .contactRecord(fields: fields)
        case .leaveOrdinary: return notice(raw, "notice").map { .leaveOrdinary(notice: $0) }
        case .leaveSudden: return notice(raw, "notice").map { .leaveSudden(notice: $0) }
        case .leaveHoliday: return notice(raw, "notice").map { .leaveHoliday(notice: $0) }
        case .leaveRetroactive: return notice(raw, "within").map { .leaveRetroactive(within: $0) }
        case .leaveOfficial: return .leaveOfficial
        case .leaveApproval: return .leaveApproval
        case .leaveBalance: return .leaveBalance
        case .leaveSubstitute: return .leaveSubstitute
        case .absenceCoverage: return .absenceCoverage
        case .swapQualified: return .swapQualified
        case .swapConsent: return notice(raw, "notice").map { .swapConsent(before: $0) }
        case .swapLimit:
            let both = yesNo(entries["count-both"], "count-both", otherwise: true)
            let returns = yesNo(entries["return-leg-counts"], "return-leg-counts", otherwise: false)
            return whole(entries["count"], "count", in: 1...31, line: line)
                .map { .swapLimit(count: $0, countBoth: both, returnLegCounts: returns) }
        case .swapApproval: return absenceDecider(raw, posts: posts).map { .swapApproval(by: $0) }
        case .liabilityDecision:
            let days = entries["days"] == nil ? 5 : whole(entries["days"], "days", in: 1...60, line: line)
            guard let by = absenceDecider(raw, posts: posts), let days else { return nil }
            return .liabilityDecision(by: by, days: days)
        case .swapLegs: return .swapLegs
        case .dayClose: return .dayClose
        case .swapRest:
            return whole(entries["minimum"], "minimum", in: 1...24, line: line).map { .swapRest(hours: $0) }
        case .swapReturn:
            return whole(entries["days"], "days", in: 1...366, line: line).map { .swapReturn(days: $0) }
        case .handoverSheet:
            let sections = choices(entries["fields"], "fields", of: HandoverSection.self)
            if sections.isEmpty { note(line, "第 \(raw.number) 条缺少要写明的部分 fields。fields is missing.") }
            return sections.isEmpty ? nil : .handoverSheet(sections: sections)
        case .handoverEarly: return notice(raw, "notice").map { .handoverEarly(notice: $0) }
        case .handoverShift: return .handoverShift
        case .handoverWitness:
            return postDuty(raw, for: .answerHandover, posts: posts).map { .handoverWitness(by: $0) }
        case .attendanceGrade:
            refuseStrength(raw)
            return grades(raw)
        case .clockEarly:
            refuseStrength(raw)
            return whole(entries["minutes"], "minutes", in: 1...120, line: line).map { .clockEarly(minutes: $0) }
        case .clockCorrection:
            let count = whole(entries["count"], "count", in: 1...31, line: line)
            let days = whole(entries["days"], "days", in: 1...62, line: line)
            guard let count, let days else { return nil }
            return .clockCorrection(count: count, days: days)
        case .leavePostLimit:
            let minutes = whole(entries["minutes"], "minutes", in: 1...240, line: line)
            let count = whole(entries["count"], "count", in: 1...20, line: line)
            guard let minutes, let count else { return nil }
            return .leavePostLimit(minutes: minutes, count: count)
        case .leavePostApproval: return absenceDecider(raw, posts: posts).map { .leavePostApproval(by: $0) }
        case .overtimeApproval: return absenceDecider(raw, posts: posts).map { .overtimeApproval(by: $0) }
        case .overtimeLimit:
            let aDay = whole(entries["a-day"], "a-day", in: 1...12, line: line)
            // 劳动法 article 41.
            let aMonth = whole(entries["a-month"], "a-month", in: 1...36, line: line)
            guard let aDay, let aMonth else { return nil }
            return .overtimeLimit(aDay: aDay, aMonth: aMonth)
        case .overtimeLieu:
            return whole(entries["days"], "days", in: 1...366, line: line).map { .overtimeLieu(days: $0) }
        case .attendanceMonth:
            return postDuty(raw, for: .checkAttendance, posts: posts).map { .attendanceMonth(by: $0) }
        case .dispatchOnDuty: return .dispatchOnDuty
        case .reportClockOut: return .reportClockOut
        case .registration:
            let fields = choices(entries["fields"], "fields", of: RegistrationField.self)
            if fields.isEmpty { note(line, "第 \(raw.number) 条缺少必填项 fields。fields is missing.") }
            return fields.isEmpty ? nil : .registration(fields: fields)
        case .proposals:
            let eachRead = yesNo(entries["each-read"], "each-read", otherwise: true)
            let by = entries["by"] == nil ? nil : duty(entries["by"], "批示人 by", line: line, posts: posts)
            if let by { refuseIdlePost(by, for: .decide, raw, posts: posts) }
            let fields = choices(entries["fields"], "fields", of: ProposalField.self)
            return whole(entries["minimum"], "方案数 minimum", in: 1...10, line: line)
                .map { .proposals(minimum: $0, eachRead: eachRead, by: by, fields: fields) }
        case .refusalLimit:
            let to = duty(entries["to"], "to", line: line, posts: posts)
            guard let count = whole(entries["count"], "count", in: 1...10, line: line), let to else { return nil }
            return .refusalLimit(count: count, to: to)
        case .transferLimit:
            let to = duty(entries["to"], "to", line: line, posts: posts)
            guard let count = whole(entries["count"], "count", in: 1...10, line: line), let to else { return nil }
            let returns = entries["returns"].flatMap { whole($0, "returns", in: 1...10, line: line) }
            let within = entries["return-within"].flatMap { span($0, "return-within", line: line) }
            return .transferLimit(count: count, to: to, returns: returns, returnWithin: within)
        case .visitor:
            if entries["by"] == nil { note(line, "第 \(raw.number) 条缺少 by。by is missing.") }
            let stores =
                entries["stores-by"] == nil ? nil : duty(entries["stores-by"], "stores-by", line: line, posts: posts)
            if let stores { refuseIdlePost(stores, for: .returnVisit, raw, posts: posts) }
            return choice(entries["by"], "by", of: Visitor.self).map { .visitor($0, ofStores: stores) }
        case .bannedPhrases:
            let phrases = texts(entries["phrases"], "phrases")
            if phrases.isEmpty { note(line, "第 \(raw.number) 条缺少禁语 phrases。phrases is missing.") }
            return phrases.isEmpty ? nil : .bannedPhrases(phrases)
        case .promiseHorizon:
            return span(entries["longest"], "longest", line: line).map(Gate.promiseHorizon)
        case .rosterMinimum: return .rosterMinimum
        case .rosterQualified:
            return text(entries["skill"], "上岗资格 skill", line: line, longest: 20).map { .rosterQualified(skill: $0) }
        case .postHolders:
            guard let held = duty(entries["post"], "post", line: line, posts: posts) else { return nil }
            guard case .post(let post) = held else {
                note(line, "第 \(raw.number) 条的 post 应为岗位。post must be a post.")
                return nil
            }
            return whole(entries["count"], "同时在任人数 count", in: 1...1000, line: line)
                .map { .postHolders(post: post, count: $0) }
        case .rosterRest:
            return whole(entries["minimum"], "两班间隔小时数 minimum", in: 1...48, line: line)
                .map { .rosterRest(hours: $0) }
        case .rosterWeek:
            let dayOff = yesNo(entries["day-off"], "day-off", otherwise: true)
            return whole(entries["maximum"], "每周工时 maximum", in: 1...100, line: line)
                .map { .rosterWeek(hours: $0, dayOff: dayOff) }
        case .dutyManned: return dutyManned(entries, posts: posts, line: line)
        case .rosterMonthEdge:
            let days = whole(entries["days"], "月初月末天数 days", in: 1...15, line: line)
            guard let minimum = whole(entries["minimum"], "最低人数 minimum", in: 1...500, line: line), let days else {
                return nil
            }
            return .rosterMonthEdge(days: days, minimum: minimum)
        case .suspension:
            return span(entries["longest"], "longest", line: line).map { .suspension(longest: $0) }
        }
    }
}
