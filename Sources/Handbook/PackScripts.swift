import Kernel

/// Reads the scripts of a pack and of those it extends: merged by id, each replaced or dropped as a whole.
extension PackReader {
    private static let mostScripts = 60
    private static let mostSteps = 40
    private static let mostBranches = 8

    mutating func mergedScripts(_ layers: [Layer]) -> [Script] {
        var merged: [(script: Script, file: String, lines: ScriptLines)] = []
        for layer in layers {
            file = layer.pack.text.file
            let entries = entries(layer.fields["scripts"], of: "scripts")
            if entries.count > Self.mostScripts {
                note(
                    entries[Self.mostScripts].value.line,
                    "话术超过 \(Self.mostScripts) 份。There are more than \(Self.mostScripts) scripts.")
            }
            for (id, node) in entries.prefix(Self.mostScripts) {
                let fields = fields(
                    node, of: "话术 \(id)", allowed: ["title", "english", "when", "source", "steps", "drop"])
                let place = merged.firstIndex { $0.script.id == id }
                if yesNo(fields["drop"], "drop", otherwise: false) {
                    guard let place else {
                        note(node.line, "所继承的手册里没有话术 “\(id)”，无从删去。There is no such script to drop.")
                        continue
                    }
                    merged.remove(at: place)
                } else if let (script, lines) = script(id, node, fields, of: layer.pack.code) {
                    if let place { merged[place] = (script, file, lines) } else { merged.append((script, file, lines)) }
                }
            }
        }
        let known = Set(merged.map(\.script.id))
        for (script, file, lines) in merged {
            self.file = file
            check(script, lines, known)
        }
        return merged.map(\.script)
    }

    /// On which line each step and each branch stands.
    private struct ScriptLines {
        var steps: [String: Int] = [:]
        var branches: [String: [Int]] = [:]
    }

    private mutating func script(
        _ id: String, _ node: PackNode, _ fields: [String: PackNode], of pack: String
    ) -> (Script, ScriptLines)? {
        let title = text(fields["title"], "话术 \(id) 的 title", line: node.line, longest: 30)
        let english = optionalText(fields["english"], "english", longest: 60)
        if fields["when"] == nil { note(node.line, "话术 “\(id)” 缺少 when。when is missing.") }
        let moment = choice(fields["when"], "when", of: Script.Moment.self)
        let sources = texts(fields["source"], "source")
        var lines = ScriptLines()
        var steps: [Script.Step] = []
        let entries = entries(fields["steps"], of: "steps")
        if entries.isEmpty { note(node.line, "话术 “\(id)” 没有步骤 steps。A script needs steps.") }
        if entries.count > Self.mostSteps {
            note(node.line, "一份话术最多 \(Self.mostSteps) 步。A script has at most \(Self.mostSteps) steps.")
        }
        for (name, step) in entries.prefix(Self.mostSteps) {
            lines.steps[name] = step.line
            if let read = self.step(name, step, &lines) { steps.append(read) }
        }
        guard let title, let moment, !steps.isEmpty else { return nil }
        return (
            Script(
                id: id, title: title, english: english ?? title, moment: moment, sources: sources, steps: steps,
                pack: pack, line: node.line), lines
        )
    }

    private mutating func step(_ id: String, _ node: PackNode, _ lines: inout ScriptLines) -> Script.Step? {
        let fields = fields(node, of: "步骤 \(id)", allowed: ["say", "mind", "branches", "materials"])
        let say = text(fields["say"], "步骤 \(id) 的 say", line: node.line, longest: 600)
        var said: [Script.Piece]?
        if let say { said = pieces(of: say, line: fields["say"]?.line ?? node.line) }
        let mind = optionalText(fields["mind"], "mind", longest: 300)
        var branches: [Script.Branch] = []
        switch fields["branches"] {
        case nil: break
        case .list(let nodes, let line)?:
            if nodes.count > Self.mostBranches {
                note(line, "一步最多 \(Self.mostBranches) 个分支。A step has at most \(Self.mostBranches) branches.")
            }
            for node in nodes.prefix(Self.mostBranches) {
                guard let branch = branch(node) else { continue }
                branches.append(branch)
                lines.branches[id, default: []].append(node.line)
            }
        case let other?: note(other.line, "branches 应为列表。branches must be a list.")
        }
        guard let said else { return nil }
        let materials = texts(fields["materials"], "materials")
        return Script.Step(id: id, say: said, mind: mind, branches: branches, materials: materials)
    }

    private mutating func branch(_ node: PackNode) -> Script.Branch? {
        let fields = fields(node, of: "分支", allowed: ["answer", "to", "script", "mood", "satisfaction", "skill"])
        let answer = text(fields["answer"], "分支的 answer", line: node.line, longest: 40)
        let step = optionalText(fields["to"], "to", longest: 40)
        let script = optionalText(fields["script"], "script", longest: 40)
        let target: Script.Branch.Target? =
            switch (step, script) {
            case (let step?, nil): .step(step)
            case (nil, let script?): .script(script)
            default: nil
            }
        if target == nil {
            note(node.line, "分支应写 to（本话术的步骤）或 script（另一份话术），只写一个。A branch leads to a step or to a script.")
        }
        guard let answer, let target else { return nil }
        var notes: [Script.Note] = []
        if let mood = optionalText(fields["mood"], "mood", longest: 20) { notes.append(.mood(mood)) }
        if let said = choice(fields["satisfaction"], "satisfaction", of: Satisfaction.self) {
            notes.append(.satisfaction(said))
        }
        if let skill = choice(fields["skill"], "skill", of: ComputerSkill.self) { notes.append(.skill(skill)) }
        return Script.Branch(answer: answer, to: target, notes: notes)
    }

    /// `您好，{centre}` → text and variable. A brace that closes nothing, and a variable nobody fills, are mistakes.
    private mutating func pieces(of text: String, line: Int) -> [Script.Piece]? {
        var pieces: [Script.Piece] = []
        var rest = Substring(text)
        while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            guard rest[open] == "{", let close = rest[open...].firstIndex(of: "}") else {
                note(line, "话术的花括号不成对。The braces of the script do not match.")
                return nil
            }
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            let name = String(rest[rest.index(after: open)..<close])
            guard let variable = Script.Variable(rawValue: name) else {
                let known = Script.Variable.allCases.map(\.rawValue).joined(separator: ", ")
                note(line, "话术变量 “{\(name)}” 不认识。Unknown variable; known are: \(known).")
                return nil
            }
            pieces.append(.variable(variable))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        return pieces
    }

    /// Branches that lead nowhere, and steps that nothing leads to.
    private mutating func check(_ script: Script, _ lines: ScriptLines, _ scripts: Set<String>) {
        for step in script.steps {
            for (branch, line) in zip(step.branches, lines.branches[step.id] ?? []) {
                switch branch.to {
                case .step(let id) where script.step(id) == nil:
                    note(line, "分支 “\(branch.answer)” 指向的步骤 “\(id)” 不存在。The branch leads to no step.")
                case .script(let id) where !scripts.contains(id):
                    note(line, "分支 “\(branch.answer)” 指向的话术 “\(id)” 不存在。The branch leads to no script.")
                case .step, .script: break
                }
            }
        }
        guard let first = script.steps.first else { return }
        var reached: Set<String> = [first.id]
        var waiting = [first]
        while let step = waiting.popLast() {
            for case .step(let id) in step.branches.map(\.to) {
                if let next = script.step(id), reached.insert(id).inserted { waiting.append(next) }
            }
        }
        for step in script.steps where !reached.contains(step.id) {
            note(
                lines.steps[step.id] ?? script.line,
                "话术 “\(script.title)” 的步骤 “\(step.id)” 没有分支可以走到。No branch leads to this step.")
        }
    }

    /// A branch notes a mood that the pack knows, a step shows materials that the pack has.
    mutating func checkScripts(
        _ scripts: [Script], moods: [String], materials: [Material], files: [String: String]
    ) {
        for script in scripts {
            file = files[script.pack] ?? script.pack
            for step in script.steps {
                for case .mood(let mood) in step.branches.flatMap(\.notes) where !moods.contains(mood) {
                    note(
                        script.line,
                        "话术 “\(script.title)” 的 mood “\(mood)” 不在 moods 之列。The mood is none of the pack's moods.")
                }
                for title in step.materials where !materials.contains(where: { $0.title == title }) {
                    note(
                        script.line,
                        "话术 “\(script.title)” 的资料 “\(title)” 不在 materials 之列。The material is none of the pack's.")
                }
            }
        }
    }

    /// A script must not put into a colleague's mouth what the handbook forbids to write.
    mutating func checkScripts(_ scripts: [Script], against clauses: [Clause], files: [String: String]) {
        for clause in clauses {
            guard case .gate(.bannedPhrases(let phrases)) = clause.enforcement else { continue }
            for script in scripts {
                let said = script.steps.flatMap(\.say).map { piece -> String in
                    if case .text(let text) = piece { text } else { "" }
                }
                guard let phrase = phrases.first(where: { phrase in said.contains { $0.contains(phrase) } }) else {
                    continue
                }
                file = files[script.pack] ?? script.pack
                note(
                    script.line,
                    "话术 “\(script.title)” 含有第 \(clause.number) 条禁用的 “\(phrase)”。The script says what a clause forbids.")
            }
        }
    }
}
