import Kernel

/// Reads the clauses of a pack: prose, strength, and the rule with its numbers.
extension PackReader {
    /// What a clause of a parent says, before a child overrides some of it: the raw entries, merged by key.
    struct RawClause {
        var number: String
        var line: Int
        var file: String
        var pack: String
        var entries: [String: PackNode]
    }

    static let clauseKeys: Set<String> = [
        "no", "chapter", "source", "text", "strength", "rule", "attest", "default", "override", "drop",
        "within", "owed-by", "warn-at", "then", "when", "from", "share", "months",
        "fields", "minimum", "each-read", "count", "to", "by", "phrases", "longest",
        "every", "hours", "maximum", "returns", "return-within", "technical", "service", "statement",
        "stores-by", "covers", "skill", "day-off", "kind", "backup", "days", "notice", "count-both",
        "return-leg-counts", "post", "grace", "first", "second", "half-day", "minutes", "a-day", "a-month",
        "day",
    ]

    /// The numbers each rule may have; a number that a rule does not know is a mistake in the pack.
    private static func keys(of rule: String) -> Set<String> {
        if let deadline = DeadlineRule(rawValue: rule) {
            return Set(["within", "owed-by", "warn-at", "then", "when", "from", "share"])
                .union(deadline == .reviewHandbook ? ["months"] : [])
                .union(deadline == .publishDigest ? ["covers"] : [])
                .union(deadline == .leaveHandover ? ["days"] : [])
                .union(deadline == .handInReport ? ["minutes"] : [])
                .union(deadline == .publishRoster ? ["day"] : [])
                .union(deadline == .verifySample ? ["minimum", "every"] : [])
        }
        switch Gate.Rule(rawValue: rule) {
        case .registration, .contactRecord, .contactOutcome: return ["fields"]
        case .firstLevel: return ["by"]
        case .contactRings: return ["maximum"]
        case .proposals: return ["minimum", "each-read", "by", "fields"]
        case .refusalLimit: return ["count", "to"]
        case .transferLimit: return ["count", "to", "returns", "return-within"]
        case .cause: return ["statement"]
        case .investigatorByNature: return ["technical", "service"]
        case .majorOwner: return ["to"]
        case .parties: return ["minimum"]
        case .sessions: return ["minimum", "by"]
        case .repeatedCause: return ["count", "within"]
        case .visitor: return ["by", "stores-by"]
        case .contactClosing: return ["fields"]
        case .contactRepeat: return ["within"]
        case .contactLength: return ["longest"]
        case .quietHours: return ["hours"]
        case .bannedPhrases: return ["phrases"]
        case .rosterQualified: return ["skill"]
        case .postHolders: return ["post", "count"]
        case .rosterRest: return ["minimum"]
        case .rosterWeek: return ["maximum", "day-off"]
        case .dutyManned: return ["kind", "hours", "backup"]
        case .rosterMonthEdge: return ["days", "minimum"]
        case .promiseHorizon, .suspension: return ["longest"]
        case .leaveOrdinary, .leaveSudden, .leaveHoliday, .swapConsent: return ["notice"]
        case .leaveRetroactive: return ["within"]
        case .swapApproval: return ["by"]
        case .liabilityDecision: return ["by", "days"]
        case .swapLimit: return ["count", "count-both", "return-leg-counts"]
        case .swapReturn: return ["days"]
        case .swapRest: return ["minimum"]
        case .handoverSheet: return ["fields"]
        case .handoverEarly: return ["notice"]
        case .handoverWitness: return ["by"]
        case .attendanceGrade: return ["grace", "first", "second", "half-day"]
        case .clockEarly: return ["minutes"]
        case .clockCorrection: return ["count", "days"]
        case .leavePostLimit: return ["minutes", "count"]
        case .leavePostApproval, .overtimeApproval, .attendanceMonth: return ["by"]
        case .overtimeLimit: return ["a-day", "a-month"]
        case .overtimeLieu: return ["days"]
        default: return []
        }
    }

    mutating func clause(_ raw: RawClause, posts: [Post]) -> Clause? {
        let entries = raw.entries
        let text = text(entries["text"], "条款正文 text", line: raw.line)
        let strength = choice(entries["strength"], "效力 strength", of: Strength.self) ?? .advise
        let sources = texts(entries["source"], "来源 source")
        let enforcement = enforcement(raw, posts: posts)
        let isDefault = yesNo(entries["default"], "default", otherwise: false)
        let chapter = optionalText(entries["chapter"], "章 chapter") ?? String(raw.number.prefix { $0 != "." })
        guard let text, let enforcement else { return nil }
        return Clause(
            number: raw.number, chapter: chapter, sources: sources, text: text, strength: strength,
            enforcement: enforcement, isDefault: isDefault, pack: raw.pack, line: raw.line)
    }

    private mutating func enforcement(_ raw: RawClause, posts: [Post]) -> Enforcement? {
        let entries = raw.entries
        if let attest = entries["attest"] {
            guard entries["rule"] == nil else {
                note(
                    raw.line,
                    "第 \(raw.number) 条同时写了 rule 和 attest，只能有一个。A clause has a rule or an attestation, not both.")
                return nil
            }
            return attestation(attest, raw, posts: posts).map(Enforcement.attestation)
        }
        guard let node = entries["rule"] else {
            refuseSpareKeys(raw, allowed: [], of: "只供阅读的条款 a reference clause")
            return .reference
        }
        guard let name = self.text(node, "rule", line: raw.line) else { return nil }
        if let rule = DeadlineRule(rawValue: name) {
            refuseSpareKeys(raw, allowed: Self.keys(of: name), of: name)
            return deadline(rule, raw, posts: posts).map(Enforcement.deadline)
        }
        if let rule = Gate.Rule(rawValue: name) {
            refuseSpareKeys(raw, allowed: Self.keys(of: name), of: name)
            if rule.isMeasured, let strength = entries["strength"], case .scalar(let word, _) = strength,
                word != Strength.advise.rawValue
            {
                note(
                    strength.line,
                    "第 \(raw.number) 条看的是已经发生的事，只能是 advise。It looks at what has happened; it can only advise.")
            }
            return gate(rule, raw, posts: posts).map(Enforcement.gate)
        }
        note(node.line, "第 \(raw.number) 条的规则 “\(name)” 不存在。Unknown rule; `qingting check --rules` lists them all.")
        return nil
    }

    private mutating func refuseSpareKeys(_ raw: RawClause, allowed: Set<String>, of what: String) {
        let common: Set<String> = [
            "no", "chapter", "source", "text", "strength", "rule", "attest", "default", "override", "drop",
        ]
        for (key, node) in raw.entries.sorted(by: { $0.key < $1.key })
        where !common.contains(key) && !allowed.contains(key) {
            note(node.line, "第 \(raw.number) 条：\(what) 用不到 “\(key)”。This rule has no number of that name.")
        }
    }

    private mutating func attestation(_ node: PackNode, _ raw: RawClause, posts: [Post]) -> Attestation? {
        let fields = fields(node, of: "attest", allowed: ["by", "every", "when"])
        refuseSpareKeys(raw, allowed: [], of: "attest")
        let by = duty(fields["by"], "attest.by", line: node.line, posts: posts)
        let rhythm = choice(fields["every"], "every", of: Attestation.Rhythm.self)
        if fields["every"] == nil { note(node.line, "attest 缺少 every（case、day、week、month）。attest needs every.") }
        let condition = condition(fields["when"])
        guard let by, let rhythm else { return nil }
        if case .post(let code) = by, let post = posts.first(where: { $0.code == code }),
            !post.permissions.contains(.attest)
        {
            note(node.line, "“\(post.title)” 没有权限 attestation.give，无人能作此确认。Nobody of that post may attest.")
        }
        return Attestation(by: by, rhythm: rhythm, condition: condition)
    }

    mutating func duty(_ node: PackNode?, _ what: String, line: Int, posts: [Post]) -> Duty? {
        guard let name = text(node, what, line: line) else { return nil }
        if let duty = Duty.names.first(where: { $0.code == name || $0.chinese == name })?.0 {
            if duty == .dutySupervisor, !posts.contains(where: \.isDutySupervisor) {
                note(
                    node?.line ?? line,
                    "\(what) “\(name)” 无人可任：没有岗位写明 duty-supervisor: true。No post is the supervisor on duty.")
            }
            return duty
        }
        if let post = posts.first(where: { $0.code == name || $0.title == name }) { return .post(post.code) }
        let known = (Duty.names.map(\.chinese) + posts.map(\.title)).joined(separator: "、")
        note(node?.line ?? line, "\(what) “\(name)” 不是本手册的岗位，无人可任。Nobody can hold this post; known: \(known).")
        return nil
    }

    mutating func condition(_ node: PackNode?) -> Condition {
        guard let node else { return Condition() }
        let fields = fields(node, of: "when", allowed: ["type", "severity", "source", "channel", "grade"])
        var condition = Condition()
        condition.types = Set(choices(fields["type"], "type", of: CaseType.self))
        condition.severities = Set(choices(fields["severity"], "severity", of: Severity.self))
        condition.sources = Set(choices(fields["source"], "source", of: CaseSource.self))
        condition.channels = Set(choices(fields["channel"], "channel", of: Channel.self))
        condition.grades = Set(choices(fields["grade"], "grade", of: CustomerGrade.self))
        return condition
    }
}
