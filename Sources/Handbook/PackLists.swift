import Kernel

/// Reads the lists that a pack brings for the screens: ways of the types, directory, prices, details to ask for.
extension PackReader {
    /// More is no list that anybody reads while a customer waits.
    private static let mostEntries = 200

    /// `enquiry: [answer, confirm]`: every type in a way of its own, or the full procedure.
    mutating func ways(_ node: PackNode?) -> [CaseType: [Step]] {
        var ways: [CaseType: [Step]] = [:]
        for (key, value) in entries(node, of: "ways") {
            guard let type = CaseType(rawValue: key) else {
                let known = CaseType.allCases.map(\.rawValue).joined(separator: ", ")
                note(value.line, "“\(key)” 不是工单类型。Unknown type of case; known: \(known).")
                continue
            }
            let steps = choices(value, "ways", of: Step.self)
            if isSound(steps, of: type, line: value.line) { ways[type] = steps }
        }
        return ways
    }

    private mutating func isSound(_ steps: [Step], of type: CaseType, line: Int) -> Bool {
        guard let way = Way.of(steps), way == type.ownWay || way == .procedure else {
            let needed = type.ownWay.neededSteps.map(\.rawValue).joined(separator: "、")
            let possible = type.ownWay.possibleSteps.map(\.rawValue).joined(separator: " → ")
            note(
                line,
                "\(type.rawValue) 的步骤不成一条路：须含 \(needed)，可用 \(possible)。"
                    + "These steps are no way for this type.")
            return false
        }
        let order = steps.compactMap { way.possibleSteps.firstIndex(of: $0) }
        guard order == order.sorted(), Set(order).count == order.count else {
            let possible = way.possibleSteps.map(\.rawValue).joined(separator: " → ")
            note(line, "\(type.rawValue) 的步骤次序不对：\(possible)。The steps of this type are out of order.")
            return false
        }
        return true
    }

    /// `消防救援: {phone: "119", about: 火情}`
    mutating func directory(_ node: PackNode?) -> [Handbook.DirectoryEntry] {
        limited(entries(node, of: "directory"), "directory").compactMap { party, value in
            let fields = fields(value, of: "directory", allowed: ["phone", "about"])
            let phone = text(fields["phone"], "phone", line: value.line, longest: 40)
            let about = text(fields["about"], "about", line: value.line, longest: 80)
            guard let phone, let about else { return nil }
            return Handbook.DirectoryEntry(party: party, phone: phone, about: about)
        }
    }

    /// `上门调试: "200"`, in yuan.
    mutating func prices(_ node: PackNode?) -> [Handbook.Price] {
        limited(entries(node, of: "prices"), "prices").compactMap { item, value in
            guard let typed = text(value, "prices", line: value.line, longest: 20) else { return nil }
            guard let amount = Money(typed: typed) else {
                note(value.line, "“\(item)” 的价格 “\(typed)” 不是金额（元）。Not an amount in yuan.")
                return nil
            }
            return Handbook.Price(item: item, amount: amount)
        }
    }

    /// `商品质量: [购买日期, 批次]`
    mutating func details(_ node: PackNode?) -> [String: [String]] {
        var details: [String: [String]] = [:]
        for (category, value) in limited(entries(node, of: "details"), "details") {
            let names = texts(value, "details")
            if names.count > 12 || names.contains(where: { $0.count > 30 }) {
                note(value.line, "“\(category)” 的必问项至多 12 项，每项至多 30 字。At most 12 details of 30 characters.")
            }
            details[category] = names
        }
        return details
    }

    /// `facts: [商品编码, 小票号]`: asked on the page of every matter, and required nowhere.
    mutating func facts(_ node: PackNode?) -> [String] {
        let names = texts(node, "facts")
        if let node, names.count > 12 || names.contains(where: { $0.count > 30 }) {
            note(node.line, "选填项 facts 至多 12 项，每项至多 30 字。At most 12 facts of 30 characters.")
        }
        return names
    }

    /// `moods: [防备, 厌烦, 无所谓]`: a handful that one hears at once (GAME-98).
    mutating func moods(_ node: PackNode?) -> [String] {
        let moods = texts(node, "moods")
        if moods.count > 12 || Set(moods).count != moods.count || moods.contains(where: { $0.count > 20 }) {
            note(node?.line ?? 1, "moods 至多 12 项，不重复，每项至多 20 字。At most 12 different moods of 20 characters.")
        }
        return moods
    }

    /// `太贵了: [先认同，再算一笔账, 说明可以分次]`
    mutating func objections(_ node: PackNode?) -> [Objection] {
        let entries = entries(node, of: "objections")
        if entries.count > 40 { note(entries[40].value.line, "异议超过 40 条。There are more than 40 objections.") }
        return entries.prefix(40).map { said, value in
            let answers = texts(value, "objections")
            if answers.isEmpty || answers.count > 6 || said.count > 40 || answers.contains(where: { $0.count > 300 }) {
                note(
                    value.line,
                    "异议 “\(said)” 应有 1–6 种答法，异议至多 40 字，答法至多 300 字。An objection has 1 to 6 answers.")
            }
            return Objection(said: said, answers: answers)
        }
    }

    /// `操作手册: "https://…"`, or `合同样本: {}` for what is only sent.
    mutating func materials(_ node: PackNode?) -> [Material] {
        let entries = entries(node, of: "materials")
        if entries.count > 60 { note(entries[60].value.line, "资料超过 60 份。There are more than 60 materials.") }
        return entries.prefix(60).map { title, value in
            if case .map(let fields, _) = value, fields.isEmpty { return Material(title: title, link: nil) }
            let link = text(value, "materials", line: value.line, longest: 300)
            // Read out and copied by people: an address of the web and nothing else.
            if title.count > 60 || link.map({ !$0.hasPrefix("https://") && !$0.hasPrefix("http://") }) ?? false {
                note(value.line, "资料 “\(title)” 应写网址，以 http 或 https 开头。A material has a web address.")
            }
            return Material(title: title, link: link)
        }
    }

    private mutating func limited(_ entries: [(key: String, value: PackNode)], _ what: String) -> [(
        key: String, value: PackNode
    )] {
        if entries.count > Self.mostEntries {
            note(entries[Self.mostEntries].value.line, "\(what) 超过 \(Self.mostEntries) 项。Too many entries.")
        }
        return Array(entries.prefix(Self.mostEntries))
    }
}
