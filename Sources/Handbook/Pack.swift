/// One pack file, read as far as its own text goes; `Handbook` is made from a chain of them.
public struct Pack: Sendable {
    public let code: String
    public let base: String?
    public let text: PackText
    let root: PackNode

    /// Reads the file and its first two lines; refuses what is no pack.
    public init(_ text: PackText) throws(PackProblems) {
        var reader = PackReader(file: text.file)
        do {
            root = try PackNode(yaml: text.text)
        } catch {
            throw PackProblems(text.file, error.line, error.sentence)
        }
        let fields = reader.fields(root, of: "手册包", allowed: PackReader.sections)
        let code = reader.text(fields["handbook"], "handbook", line: 1, longest: 40)
        base = reader.optionalText(fields["extends"], "extends", longest: 40)
        self.text = text
        guard let code, reader.problems.isEmpty else { throw PackProblems(reader.problems) }
        self.code = code
    }

    /// How long a chain of `extends` may be.
    static let longestLineage = 6
}

extension Handbook {
    /// A handbook from a pack and those it extends; `find` gives the text of a named pack.
    ///
    /// Throws every problem of every file at once. A child states only what differs: posts are merged by code and
    /// field, clauses by number (with `override: true`, or `drop: true` to leave one out), other parts are replaced.
    public init(_ pack: Pack, find: (String) throws -> PackText?) throws {
        try self.init(pack, among: { code in try find(code).map { text in try Pack(text) } })
    }

    /// The same from packs that are read already.
    init(_ pack: Pack, among find: (String) throws -> Pack?) throws {
        var chain = [pack]
        while let base = chain[0].base {
            guard chain.count < Pack.longestLineage, !chain.contains(where: { $0.code == base }) else {
                throw PackProblems(
                    chain[0].text.file, 1,
                    "extends 绕成一圈或超过 \(Pack.longestLineage) 层。The chain of extends is circular or too long.")
            }
            guard let found = try find(base) else {
                throw PackProblems(chain[0].text.file, 1, "找不到所继承的手册包 “\(base)”。The pack it extends cannot be found.")
            }
            chain.insert(found, at: 0)
        }
        try self.init(chain: chain)
    }

    private init(chain: [Pack]) throws(PackProblems) {
        var reader = PackReader(file: chain[0].text.file)
        let layers = chain.map { pack in
            reader.file = pack.text.file
            return (pack: pack, fields: reader.fields(pack.root, of: "手册包", allowed: PackReader.sections))
        }
        let own = layers[layers.count - 1]

        reader.file = own.pack.text.file
        let document = reader.document(own.fields["document"], line: 1)
        let calendar = reader.inherited("calendar", layers) { reader, node in reader.calendar(node, line: 1) }
        let posts = reader.mergedPosts(layers)
        let types = reader.inherited("case-types", layers) { reader, node in reader.caseTypes(node) } ?? []
        let steps = reader.inherited("steps", layers) { reader, node in reader.steps(node) } ?? []
        let ways = reader.inherited("ways", layers) { reader, node in reader.ways(node) } ?? [:]
        let directory = reader.inherited("directory", layers) { reader, node in reader.directory(node) } ?? []
        let prices = reader.inherited("prices", layers) { reader, node in reader.prices(node) } ?? []
        let details = reader.inherited("details", layers) { reader, node in reader.details(node) } ?? [:]
        let facts = reader.inherited("facts", layers) { reader, node in reader.facts(node) } ?? []
        let categories =
            reader.inherited("categories", layers) { reader, node in reader.texts(node, "categories") } ?? []
        let causes = reader.inherited("causes", layers) { reader, node in reader.texts(node, "causes") } ?? []
        let chapters = reader.inherited("chapters", layers) { reader, node in reader.chapters(node) } ?? []
        let clauses = reader.mergedClauses(layers, posts: posts)
        let files = Dictionary(layers.map { ($0.pack.code, $0.pack.text.file) }) { $1 }
        reader.checkClauses(clauses, ways: types.map { ways[$0.type] ?? steps } + [steps], files: files)
        let hintTerms = reader.inherited("category-hints", layers) { reader, node in reader.hintTerms(node) }
        let moods = reader.inherited("moods", layers) { reader, node in reader.moods(node) } ?? []
        let objections = reader.inherited("objections", layers) { reader, node in reader.objections(node) } ?? []
        let materials = reader.inherited("materials", layers) { reader, node in reader.materials(node) } ?? []
        let shifts = reader.inherited("shifts", layers) { reader, node in reader.shiftTerms(node) }
        let scripts = reader.mergedScripts(layers)
        let leaveTypes = reader.mergedLeaveTypes(layers, posts: posts)
        reader.checkLeaveTypes(leaveTypes, against: clauses, files: files)
        let handoverItems = reader.mergedHandoverItems(layers)
        reader.checkHandoverItems(handoverItems, against: clauses, files: files)
        let dayPlans = reader.mergedDayPlans(layers, posts: posts, shifts: shifts?.templates ?? [])
        reader.checkDayPlans(dayPlans, against: clauses, files: files)
        reader.checkScripts(scripts, moods: moods, materials: materials, files: files)
        reader.checkMoods(moods, askedBy: clauses, files: files)
        reader.checkScripts(scripts, against: clauses, files: files)

        guard let document, let calendar, reader.problems.isEmpty else { throw PackProblems(reader.problems) }
        self.init(
            code: own.pack.code, lineage: chain.map(\.code), document: document, calendar: calendar, posts: posts,
            caseTypes: types, steps: steps, ways: ways, directory: directory, prices: prices, details: details,
            categories: categories, causes: causes, chapters: chapters, clauses: clauses, scripts: scripts,
            hintTerms: hintTerms ?? CategoryHintTerms(), moods: moods, objections: objections, materials: materials,
            facts: facts, shifts: shifts ?? ShiftTerms(), leaveTypes: leaveTypes,
            handoverItems: handoverItems, dayPlans: dayPlans)
    }
}

extension PackReader {
    typealias Layer = (pack: Pack, fields: [String: PackNode])

    /// A part that a child replaces as a whole: the last layer that has it.
    mutating func inherited<T>(_ section: String, _ layers: [Layer], read: (inout PackReader, PackNode?) -> T?) -> T? {
        let layer = layers.last { $0.fields[section] != nil } ?? layers[layers.count - 1]
        file = layer.pack.text.file
        return read(&self, layer.fields[section])
    }

    /// How many posts a catalogue may have; a department with more is not one department.
    private static let mostPosts = 200

    mutating func mergedPosts(_ layers: [Layer]) -> [Post] {
        var raw: [(code: String, line: Int, file: String, fields: [String: PackNode])] = []
        for layer in layers {
            file = layer.pack.text.file
            let entries = entries(layer.fields["posts"], of: "posts")
            if entries.count > Self.mostPosts {
                note(
                    entries[Self.mostPosts].value.line,
                    "岗位超过 \(Self.mostPosts) 个。There are more than \(Self.mostPosts) posts.")
            }
            for (code, value) in entries.prefix(Self.mostPosts) {
                let fields = fields(
                    value, of: "岗位 \(code)",
                    allowed: [
                        "title", "english", "superior", "permissions", "scope", "compensation-limit",
                        "compensation-limits",
                        "export-limit",
                        "duty-supervisor",
                        "drop",
                    ])
                if let drop = fields["drop"], yesNo(drop, "drop", otherwise: false) {
                    raw.removeAll { $0.code == code }
                } else if let index = raw.firstIndex(where: { $0.code == code }) {
                    raw[index].fields.merge(fields) { $1 }
                } else {
                    raw.append((code, value.line, file, fields))
                }
            }
        }
        return posts(raw)
    }

    mutating func mergedClauses(_ layers: [Layer], posts: [Post]) -> [Clause] {
        var merged: [RawClause] = []
        // Clauses whose number is taken: they are in no handbook, and their own mistakes are told all the same.
        var doubled: [RawClause] = []
        for layer in layers {
            file = layer.pack.text.file
            guard let section = layer.fields["clauses"] else { continue }
            guard case .list(let nodes, _) = section else {
                note(section.line, "clauses 应为列表。clauses must be a list.")
                continue
            }
            for node in nodes.prefix(2000) { merge(node, of: layer.pack.code, into: &merged, &doubled) }
            if nodes.count > 2000 { note(section.line, "条款超过 2000 条。There are more than 2000 clauses.") }
        }
        for raw in doubled {
            file = raw.file
            _ = clause(raw, posts: posts)
        }
        return merged.compactMap { raw in
            file = raw.file
            return clause(raw, posts: posts)
        }
    }

    private mutating func merge(
        _ node: PackNode, of pack: String, into merged: inout [RawClause], _ doubled: inout [RawClause]
    ) {
        let fields = fields(node, of: "条款", allowed: Self.clauseKeys)
        guard let number = text(fields["no"], "条款号 no", line: node.line, longest: 20) else { return }
        let overrides = yesNo(fields["override"], "override", otherwise: false)
        let drops = yesNo(fields["drop"], "drop", otherwise: false)
        let index = merged.firstIndex { $0.number == number }
        switch (index, overrides || drops) {
        case (nil, false):
            merged.append(RawClause(number: number, line: node.line, file: file, pack: pack, entries: fields))
        case (nil, true):
            note(node.line, "第 \(number) 条在所继承的手册里不存在，无从改写。There is no such clause to override.")
        case (let index?, true):
            if drops {
                merged.remove(at: index)
            } else {
                // A new rule does not keep the numbers of the old one.
                if fields["rule"] != nil || fields["attest"] != nil {
                    merged[index].entries = merged[index].entries.filter {
                        ["text", "source", "strength", "chapter"].contains($0.key)
                    }
                }
                merged[index].entries.merge(fields) { $1 }
                merged[index].line = node.line
                merged[index].file = file
                merged[index].pack = pack
            }
        case (let index?, false):
            let first = merged[index]
            note(
                node.line,
                "条款号 \(number) 重复，先见于 \(first.file):\(first.line)；若要改写请写 override: true。"
                    + "This clause number is already taken.")
            doubled.append(RawClause(number: number, line: node.line, file: file, pack: pack, entries: fields))
        }
    }

    mutating func caseTypes(_ node: PackNode?) -> [Handbook.CaseTypeLabel] {
        entries(node, of: "case-types").compactMap { key, value in
            guard let type = CaseType(rawValue: key) else {
                note(
                    value.line,
                    "“\(key)” 不是工单类型。Unknown type of case; known: \(CaseType.allCases.map(\.rawValue).joined(separator: ", "))."
                )
                return nil
            }
            return text(value, "case-types", line: value.line, longest: 10).map {
                Handbook.CaseTypeLabel(type: type, label: $0)
            }
        }
    }

    mutating func steps(_ node: PackNode?) -> [Step] {
        let steps = choices(node, "steps", of: Step.self)
        if Set(steps).count != steps.count { note(node?.line ?? 1, "steps 有重复。A step stands twice.") }
        if steps.first != .accept || !steps.contains(.confirm) {
            note(node?.line ?? 1, "steps 应从 accept 开始并含 confirm。The steps begin with accept and contain confirm.")
        }
        let order = steps.compactMap { Way.procedure.possibleSteps.firstIndex(of: $0) }
        if order.count != steps.count || order != order.sorted() {
            let right = Way.procedure.possibleSteps.map(\.rawValue).joined(separator: " → ")
            note(node?.line ?? 1, "steps 次序不对。The steps are out of order: \(right).")
        }
        return steps
    }

    mutating func chapters(_ node: PackNode?) -> [Handbook.Chapter] {
        entries(node, of: "chapters").compactMap { key, value in
            text(value, "chapters", line: value.line, longest: 60).map { Handbook.Chapter(number: key, title: $0) }
        }
    }
}
