import Kernel

/// Reads `day-plans`: `opening: {name: 开市, english: Opening, shifts: [E], takers: shared, steps: {float: {…}}}`. They are
/// merged by code and field along the lineage (the steps as a whole), `drop: true` leaves one out.
extension PackReader {
    private static let mostDayPlans = 30
    private static let mostDaySteps = 40

    mutating func mergedDayPlans(_ layers: [Layer], posts: [Post], shifts: [ShiftTerms.Template]) -> [DayPlanTerms] {
        var raw: [(code: String, line: Int, file: String, fields: [String: PackNode])] = []
        for layer in layers {
            file = layer.pack.text.file
            for (code, value) in entries(layer.fields["day-plans"], of: "day-plans") {
                let fields = fields(
                    value, of: "每日流程 \(code)",
                    allowed: ["name", "english", "shifts", "posts", "at", "takers", "steps", "drop"])
                let index = raw.firstIndex { $0.code == code }
                if let drop = fields["drop"], yesNo(drop, "drop", otherwise: false) {
                    if index == nil {
                        note(value.line, "每日流程 \(code) 在所继承的手册里不存在。There is no such plan of the day to drop.")
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
        if raw.count > Self.mostDayPlans {
            file = raw[Self.mostDayPlans].file
            note(
                raw[Self.mostDayPlans].line,
                "每日流程超过 \(Self.mostDayPlans) 个。There are more than \(Self.mostDayPlans) plans of the day.")
        }
        return raw.prefix(Self.mostDayPlans).compactMap { entry in
            file = entry.file
            return dayPlan(entry.code, entry.fields, line: entry.line, posts: posts, shifts: shifts)
        }
    }

    private mutating func dayPlan(
        _ code: String, _ fields: [String: PackNode], line: Int, posts: [Post], shifts: [ShiftTerms.Template]
    ) -> DayPlanTerms? {
        let isCode = checkCode(code, of: "每日流程", line: line)
        let name = text(fields["name"], "每日流程 \(code) 的 name", line: line, longest: 20)
        let english = text(fields["english"], "每日流程 \(code) 的 english", line: line, longest: 40)
        let named = texts(fields["shifts"], "shifts")
        for shift in named where !shifts.contains(where: { $0.code == shift }) {
            note(
                fields["shifts"]?.line ?? line,
                "每日流程 \(code) 用到的班次 “\(shift)” 没有定义。The plan names a shift that is not there.")
        }
        let held = texts(fields["posts"], "posts")
        for post in held where !posts.contains(where: { $0.code == post }) {
            note(
                fields["posts"]?.line ?? line,
                "每日流程 \(code) 的岗位 “\(post)” 不在本手册里。The plan names a post that is not there.")
        }
        let places = choices(fields["at"], "at", of: HandoverPlace.self)
        if named.isEmpty, held.isEmpty, places.isEmpty {
            note(line, "每日流程 \(code) 要写明给谁：shifts、posts 或 at。The plan says neither shifts nor posts nor at.")
        }
        let takers = choice(fields["takers"], "takers", of: DayPlanTerms.Takers.self) ?? .each
        let listed = entries(fields["steps"], of: "steps")
        if listed.isEmpty || listed.count > Self.mostDaySteps {
            note(line, "每日流程 \(code) 应有 1–\(Self.mostDaySteps) 个步骤 steps。It needs 1 to \(Self.mostDaySteps) steps.")
        }
        let steps = listed.prefix(Self.mostDaySteps).compactMap { dayStep($0.key, $0.value) }
        guard isCode, let name, let english, !steps.isEmpty else { return nil }
        return DayPlanTerms(
            code: code, name: name, english: english, shifts: named, posts: held, places: places, takers: takers,
            steps: steps)
    }

    private mutating func dayStep(_ code: String, _ node: PackNode) -> DayPlanTerms.Step? {
        let fields = fields(
            node, of: "步骤 \(code)",
            allowed: ["name", "english", "at", "until", "every", "count", "expected", "confirm", "link"])
        let isCode = checkCode(code, of: "步骤", line: node.line)
        let name = text(fields["name"], "步骤 \(code) 的 name", line: node.line, longest: 40)
        let english = text(fields["english"], "步骤 \(code) 的 english", line: node.line, longest: 80)
        if fields["at"] == nil { note(node.line, "步骤 \(code) 缺少时间 at。at is missing.") }
        let at = moment(fields["at"], "at")
        let until = moment(fields["until"], "until")
        let every = fields["every"].flatMap { minutes($0) }
        if let node = fields["every"], fields["until"] == nil {
            note(node.line, "步骤 \(code) 写了 every，还要写到几时为止 until。every needs until.")
        }
        if case (.start(let from)?, .start(let to)?) = (at, until), to <= from { refuseOrder(code, fields) }
        if case (.end(let from)?, .end(let to)?) = (at, until), to <= from { refuseOrder(code, fields) }
        let measure = optionalText(fields["count"], "count", longest: 4) ?? ""
        let expected = fields["expected"].flatMap { whole($0, "expected", in: 0...10_000_000, line: $0.line) }
        if let node = fields["expected"], measure.isEmpty {
            note(node.line, "步骤 \(code) 写了 expected，还要写单位 count（例：元）。expected needs count.")
        }
        let link = optionalText(fields["link"], "link", longest: 100) ?? ""
        let isPath = link.hasPrefix("/") && !link.hasPrefix("//") && link.allSatisfy { $0.isASCII && !$0.isWhitespace }
        if !link.isEmpty, !isPath {
            note(fields["link"]?.line ?? node.line, "步骤 \(code) 的 link 应为本系统的页面，以 / 开头。A link is a page of the house.")
        }
        guard isCode, let name, let english, let at else { return nil }
        return DayPlanTerms.Step(
            code: code, name: name, english: english, at: at, until: until, everyMinutes: every, measure: measure,
            expected: expected, isConfirmed: yesNo(fields["confirm"], "confirm", otherwise: false), link: link)
    }

    private mutating func refuseOrder(_ code: String, _ fields: [String: PackNode]) {
        note(fields["until"]?.line ?? 1, "步骤 \(code) 的 until 不晚于 at。until is not after at.")
    }

    private mutating func moment(_ node: PackNode?, _ what: String) -> DayPlanTerms.Moment? {
        guard let node, let text = text(node, what, line: node.line) else { return nil }
        if let moment = DayPlanTerms.Moment(text) { return moment }
        note(
            node.line,
            "\(what) “\(text)” 应为钟点或相对班次的时间（例：10:00、start-20m、end）。"
                + "A time of the day, or so long from the start or end of the shift.")
        return nil
    }

    /// `1h`, `30m`: a quarter of an hour up to half a day.
    private mutating func minutes(_ node: PackNode) -> Int? {
        guard let span = span(node, "every", line: node.line) else { return nil }
        let minutes: Int? =
            switch span.unit {
            case .minutes: span.count
            case .hours: span.count * 60
            default: nil
            }
        if let minutes, (15...720).contains(minutes) { return minutes }
        note(node.line, "every “\(span)” 应为 15m–12h。every must be 15m to 12h.")
        return nil
    }

    private mutating func checkCode(_ code: String, of what: String, line: Int) -> Bool {
        let isCode = !code.isEmpty && code.count <= 20 && code.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        if !isCode { note(line, "\(what)代号 “\(code)” 应为 1–20 个字母或数字。A code has one to twenty letters or digits.") }
        return isCode
    }

    /// Steps that no clause owes would be a list on the wall, and a clause without steps could never be applied.
    mutating func checkDayPlans(_ plans: [DayPlanTerms], against clauses: [Clause], files: [String: String]) {
        func clause(_ rule: DeadlineRule) -> Clause? {
            clauses.first { if case .deadline(let deadline) = $0.enforcement { deadline.rule == rule } else { false } }
        }
        let confirms = plans.contains { $0.steps.contains(where: \.isConfirmed) }
        for (rule, isAsked) in [(DeadlineRule.doDayStep, !plans.isEmpty), (.confirmDayStep, confirms)] {
            switch (clause(rule), isAsked) {
            case (nil, true):
                note(1, "写了每日流程 day-plans，但没有 \(rule.rawValue) 的条款。There are plans of the day and no such clause.")
            case (let clause?, false):
                file = files[clause.pack] ?? clause.pack
                note(
                    clause.line,
                    "第 \(clause.number) 条要按每日流程办，但 day-plans 里没有这样的步骤。The clause has no step to apply to.")
            default: break
            }
        }
    }
}
