import Kernel

/// What no single clause shows: clauses that contradict each other.
extension PackReader {
    mutating func checkClauses(_ clauses: [Clause], ways: [[Step]], files: [String: String]) {
        let deadlines = clauses.compactMap { clause -> (Clause, Deadline)? in
            if case .deadline(let deadline) = clause.enforcement { (clause, deadline) } else { nil }
        }
        for (index, (clause, deadline)) in deadlines.enumerated() where !isFull {
            file = files[clause.pack] ?? clause.pack
            for (other, otherDeadline) in deadlines[..<index] where !isFull {
                contradiction(clause, deadline, other, otherDeadline)
            }
        }
        for clause in clauses {
            file = files[clause.pack] ?? clause.pack
            let needed: [Step] =
                switch clause.enforcement {
                case .deadline(let deadline): deadline.rule.neededSteps
                case .gate(let gate): gate.rule.neededSteps
                case .attestation, .reference: []
                }
            // A clause lives where one way has all its steps.
            if let best = ways.map({ way in needed.filter { !way.contains($0) } }).min(by: { $0.count < $1.count }) {
                for step in best { unreachable(clause, step) }
            }
        }
        let gates = clauses.compactMap { clause -> (Clause, Gate)? in
            if case .gate(let gate) = clause.enforcement { (clause, gate) } else { nil }
        }
        for rule in Gate.Rule.allCases {
            let same = gates.filter { $0.1.rule == rule }
            let clash = same.enumerated().lazy.compactMap { place, entry in
                same[..<place].first { !$0.1.mayStand(beside: entry.1) }.map { ($0.0, entry.0) }
            }.first
            guard let (first, second) = clash else { continue }
            file = files[second.pack] ?? second.pack
            note(
                second.line,
                "第 \(second.number) 条与第 \(first.number) 条用同一规则 \(rule.rawValue)，以哪条为准不明。"
                    + "Two clauses set the same rule.")
        }
    }

    /// A clause that asks for the customer's mood can be kept only where the pack names some to choose from (GAME-98).
    mutating func checkMoods(_ moods: [String], askedBy clauses: [Clause], files: [String: String]) {
        guard moods.isEmpty else { return }
        for clause in clauses {
            guard case .gate(.contactOutcome(let fields)) = clause.enforcement, fields.contains(.mood) else { continue }
            file = files[clause.pack] ?? clause.pack
            note(
                clause.line,
                "第 \(clause.number) 条要记客户反应 mood，但手册包没有列出 moods，无可选择。"
                    + "The clause asks for a mood, and the pack names none.")
        }
    }

    private mutating func unreachable(_ clause: Clause, _ step: Step) {
        note(
            clause.line,
            "第 \(clause.number) 条要求 \(step.rawValue)，但 steps 里没有这一步。The clause needs a step that is switched off.")
    }

    /// Two lengths of time for the same event of the same case, neither more particular than the other.
    private mutating func contradiction(_ a: Clause, _ x: Deadline, _ b: Clause, _ y: Deadline) {
        guard x.rule == y.rule || x.rule == .complete || y.rule == .complete, x.condition.overlaps(y.condition) else {
            return
        }
        if x.rule == y.rule, x.condition.particularity == y.condition.particularity {
            note(
                a.line,
                "第 \(a.number) 条与第 \(b.number) 条对同一件事（\(x.rule.rawValue)）给出两个时限"
                    + "（\(spoken(x)) 与 \(spoken(y))）。Two clauses set deadlines for one event.")
        }
        // What comes first cannot be due after what comes last.
        let early: Set<DeadlineRule> = [.accept, .firstReply, .judge, .investigate]
        guard early.contains(x.rule) != early.contains(y.rule), x.rule == .complete || y.rule == .complete else {
            return
        }
        let (first, last) = x.rule == .complete ? (y, x) : (x, y)
        if let sooner = last.within, let later = first.within, sooner.isSurelyShorter(than: later) {
            note(
                a.line,
                "第 \(a.number) 条与第 \(b.number) 条矛盾：\(first.rule.rawValue)（\(spoken(first))）比办结"
                    + "（\(spoken(last))）还晚。An earlier step is due after the last one.")
        }
    }

    private func spoken(_ deadline: Deadline) -> String { deadline.within?.description ?? "–" }
}

extension Gate {
    /// Whether two clauses of one rule say different things: words to avoid, and numbers of different posts.
    fileprivate func mayStand(beside other: Gate) -> Bool {
        switch (self, other) {
        case (.bannedPhrases, .bannedPhrases): true
        case (.postHolders(let one, _), .postHolders(let another, _)): one != another
        default: false
        }
    }
}
