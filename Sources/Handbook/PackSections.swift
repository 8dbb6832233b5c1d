import Kernel

/// Reads the parts of a pack that are not clauses: cover, calendar, posts, steps and lists.
extension PackReader {
    static let sections: Set<String> = [
        "handbook", "extends", "document", "calendar", "posts", "case-types", "steps", "categories", "causes",
        "chapters", "clauses", "ways", "directory", "prices", "details", "facts", "scripts", "category-hints", "moods",
        "objections", "materials", "shifts", "leave-types", "handover", "day-plans",
    ]

    mutating func document(_ node: PackNode?, line: Int) -> Handbook.Document? {
        guard let node else {
            note(line, "缺少封面 document（title、number、version、effective）。document is missing.")
            return nil
        }
        let fields = fields(node, of: "document", allowed: ["title", "number", "version", "effective", "transition"])
        let title = text(fields["title"], "title", line: node.line, longest: 80)
        let number = text(fields["number"], "number", line: node.line, longest: 40)
        let version = text(fields["version"], "version", line: node.line, longest: 20)
        let effective = day(fields["effective"], "effective", line: node.line)
        let transition = choice(fields["transition"], "transition", of: Handbook.Transition.self) ?? .keep
        guard let title, let number, let version, let effective else { return nil }
        return Handbook.Document(
            title: title, number: number, version: version, effective: effective, transition: transition)
    }

    mutating func calendar(_ node: PackNode?, line: Int) -> CalendarPlan? {
        guard let node else {
            note(line, "缺少工作日历 calendar。calendar is missing.")
            return nil
        }
        let problemsBefore = problems.count
        let fields = fields(node, of: "calendar", allowed: ["zone", "week", "holidays", "exceptions"])
        let zone = optionalText(fields["zone"], "zone") ?? "Asia/Shanghai"
        if Zone(zone) == nil {
            note(fields["zone"]?.line ?? node.line, "时区 “\(zone)” 不存在。Unknown time zone.")
        }
        let week = week(fields["week"], line: node.line)
        var keepsHolidays = false
        switch optionalText(fields["holidays"], "holidays") {
        case "cn-statutory": keepsHolidays = true
        case nil, "none": break
        default: note(fields["holidays"]?.line ?? node.line, "holidays 应为 cn-statutory 或 none。Unknown holidays.")
        }
        var exceptions: [Day: [Range<TimeOfDay>]] = [:]
        for (key, value) in entries(fields["exceptions"], of: "exceptions") {
            guard let day = Day(iso: key) else {
                note(value.line, "exceptions 里 “\(key)” 不是日期。Not a date.")
                continue
            }
            exceptions[day] = hours(value)
        }
        if week.values.allSatisfy(\.isEmpty) {
            note(node.line, "日历从不营业，任何时限都无法到期。The calendar never opens.")
            return nil
        }
        let plan = CalendarPlan(zone: zone, week: week, keepsStatutoryHolidays: keepsHolidays, exceptions: exceptions)
        guard problems.count == problemsBefore else { return plan }
        // What reads well line by line may still collide, such as a night shift with the next morning.
        do {
            _ = try plan.calendar()
        } catch {
            switch error {
            case .hours(let refusal):
                note(node.line, "\(refusal.sentence(in: .chinese)) \(refusal.sentence(in: .english))")
            case .unknownZone(let zone):
                note(node.line, "时区 “\(zone)” 不存在。Unknown time zone.")
            }
        }
        return plan
    }

    mutating func week(_ node: PackNode?, line: Int) -> [Weekday: [Range<TimeOfDay>]] {
        guard let node else {
            note(line, "calendar 缺少 week。week is missing.")
            return [:]
        }
        var week: [Weekday: [Range<TimeOfDay>]] = [:]
        for (key, value) in entries(node, of: "week") {
            guard let days = Weekday.days(key) else {
                note(value.line, "“\(key)” 不是星期（例：mon-fri、sat）。Not a weekday or a range of them.")
                continue
            }
            let hours = hours(value)
            for day in days {
                if week[day] != nil { note(value.line, "\(day) 写了两次。A weekday stands twice.") }
                week[day] = hours
            }
        }
        return week
    }

    /// `"09:00-12:00, 13:00-18:00"`, `"22:00-06:00"` across midnight, `closed`.
    private mutating func hours(_ node: PackNode) -> [Range<TimeOfDay>] {
        guard let text = text(node, "营业时间", line: node.line) else { return [] }
        if text == "closed" { return [] }
        var hours: [Range<TimeOfDay>] = []
        for part in text.split(separator: ",") {
            guard let range = Range<TimeOfDay>(hours: part) else {
                note(node.line, "“\(part)” 不是时间段（例：09:00-12:00）。Not a range of hours.")
                continue
            }
            if let last = hours.last, range.lowerBound < last.upperBound {
                note(node.line, "时间段 “\(text)” 重叠或倒置。The hours overlap or run backwards.")
            }
            hours.append(range)
        }
        return hours
    }

    mutating func posts(_ raw: [(code: String, line: Int, file: String, fields: [String: PackNode])]) -> [Post] {
        var posts: [Post] = []
        for entry in raw {
            file = entry.file
            let title = text(entry.fields["title"], "岗位 \(entry.code) 的 title", line: entry.line, longest: 20)
            let permissions = Set(choices(entry.fields["permissions"], "permission", of: Permission.self))
            let scope = choice(entry.fields["scope"], "scope", of: Scope.self) ?? .own
            var limit: Int64 = 0
            if let node = entry.fields["compensation-limit"],
                let text = text(node, "compensation-limit", line: node.line)
            {
                if let money = Money(typed: text) {
                    limit = money.fen
                } else {
                    note(node.line, "compensation-limit “\(text)” 不是金额（元）。Not an amount in yuan.")
                }
            }
            let limits = limits(entry.fields["compensation-limits"])
            posts.append(
                Post(
                    code: entry.code, title: title ?? entry.code,
                    english: optionalText(entry.fields["english"], "english") ?? entry.code,
                    superior: optionalText(entry.fields["superior"], "superior"), permissions: permissions,
                    scope: scope,
                    compensationLimit: limit, compensationLimits: limits,
                    exportLimit: wholeNumber(entry.fields["export-limit"], "export-limit", upTo: 1_000_000),
                    isDutySupervisor: yesNo(entry.fields["duty-supervisor"], "duty-supervisor", otherwise: false)))
        }
        let codes = Set(posts.map(\.code))
        for (post, entry) in zip(posts, raw) {
            file = entry.file
            if let superior = post.superior, !codes.contains(superior) {
                note(entry.line, "岗位 “\(post.title)” 的上级 \(superior) 不存在。Its superior is not a post.")
            }
            if reportsToItself(post, among: posts) {
                note(entry.line, "岗位 “\(post.title)” 绕一圈成了自己的上级。The posts report to each other in a circle.")
            }
        }
        return posts
    }

    /// Authority by kind of compensation: `{coupon: 500, gift: 200}`, in yuan (CHAIN-56).
    private mutating func limits(_ node: PackNode?) -> [CompensationKind: Int64] {
        guard node != nil else { return [:] }
        var limits: [CompensationKind: Int64] = [:]
        for (name, value) in entries(node, of: "compensation-limits") {
            guard let kind = CompensationKind(rawValue: name) else {
                let known = CompensationKind.allCases.map(\.rawValue).joined(separator: ", ")
                note(value.line, "compensation-limits 没有 “\(name)” 这一种，可用：\(known)。No such kind of compensation.")
                continue
            }
            guard let text = text(value, name, line: value.line), let money = Money(typed: text) else {
                note(value.line, "compensation-limits 的 \(name) 不是金额（元）。Not an amount in yuan.")
                continue
            }
            limits[kind] = money.fen
        }
        return limits
    }

    /// Rows and the like; nothing is none.
    private mutating func wholeNumber(_ node: PackNode?, _ name: String, upTo most: Int) -> Int {
        guard let node, let text = text(node, name, line: node.line) else { return 0 }
        if let number = Int(text), (0...most).contains(number) { return number }
        note(node.line, "\(name) “\(text)” 应为 0 到 \(most) 的整数。Not a whole number in range.")
        return 0
    }

    private func reportsToItself(_ post: Post, among posts: [Post]) -> Bool {
        var seen: Set<String> = [post.code]
        var superior = post.superior
        while let code = superior {
            if !seen.insert(code).inserted { return true }
            superior = posts.first { $0.code == code }?.superior
        }
        return false
    }

    mutating func entries(_ node: PackNode?, of what: String) -> [(key: String, value: PackNode)] {
        switch node {
        case nil: return []
        case .map(let entries, _): return entries.map { ($0.key, $0.value) }
        case .some(let other):
            note(other.line, "\(what) 应为键值表。\(what) must be a map.")
            return []
        }
    }
}
