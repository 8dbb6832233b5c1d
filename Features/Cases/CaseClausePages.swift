import Handbook
import Kernel
import Web

/// 条款: the clauses that apply to this case now. What is done, what is to do, what was broken, and why each applies.
struct CaseClausePages {
    let page: CasePages

    private var t: Language { page.t }
    private var view: CaseView { page.view }

    var html: HTML {
        let entered = Dictionary(grouping: view.obligations, by: \.clause)
        let lines = view.handbook.clauses.compactMap { clause -> (standing: Standing, html: HTML)? in
            guard clause.enforcement != .reference else { return nil }
            if let obligations = entered[clause.number], let last = obligations.last {
                return line(clause, last)
            }
            return isAhead(clause) ? (.ahead, ahead(clause)) : nil
        }
        let sorted = lines.enumerated().sorted {
            ($0.element.standing.rawValue, $0.offset) < ($1.element.standing.rawValue, $1.offset)
        }.map(\.element)
        let owed = sorted.filter { $0.standing.isOwed }.map(\.html)
        let ended = sorted.filter { !$0.standing.isOwed && $0.standing != .ahead }.map(\.html)
        let now: HTML = owed.isEmpty ? "<p class=\"soft\">\(t(.clauseNothingOwed))</p>" : Self.list(owed)
        return """
            <section class="panel" id="clauses"><h2>\(t(.clausesNow))</h2>\(now)\
            \(folded(.clausesAhead, sorted.filter { $0.standing == .ahead }.map(\.html)))\
            \(folded(.clausesEnded, ended))</section>
            """
    }

    /// What is owed stands open; what is checked later and what is over is counted and one key away.
    private func folded(_ word: Word, _ lines: [HTML]) -> HTML? {
        guard !lines.isEmpty else { return nil }
        return """
            <details class="more"><summary>\(t(word)) <span class="figure">\(String(lines.count))</span></summary>\
            \(Self.list(lines))</details>
            """
    }

    private static func list(_ lines: [HTML]) -> HTML { "<ul class=\"duties\">\(lines)</ul>" }

    /// In the order of the panel.
    private enum Standing: Int {
        case broken, due, paused, ahead, ended, void

        var isOwed: Bool { rawValue < Standing.ahead.rawValue }
    }

    private func line(_ clause: Clause, _ obligation: Obligation) -> (standing: Standing, html: HTML) {
        let (tone, word, standing) = standing(obligation)
        let when: HTML =
            switch obligation.state {
            case .open where obligation.pausedSince != nil: .empty
            case .open:
                """
                <time data-behaviour="relative-time" data-at="\(String(obligation.dueAt.milliseconds))">\
                \(obligation.dueAt.countdown(from: page.viewer.now, t))</time>
                """
            case .ended(_, let at, _): "<time>\(at.monthAndTime(in: page.zone, t))</time>"
            }
        let isDeadline = if case .deadline = obligation.rule { true } else { false }
        let proof: HTML? =
            isDeadline
            ? """
             <a class="soft" href="/obligations/\(obligation.id.rawValue)/proof">\(t(.clauseProof))</a>
            """ : nil
        return (
            standing,
            """
            <li>\(StateBadge(tone, t(word)).html)\(when)\
            <p>\(mark(clause)) \(clause.text)</p>\
            <p class="soft">\(owed(obligation))\(proof)\(exception(clause, obligation))</p>\
            \(obligation.isOpen ? page.bar(obligation) : nil)\(attest(obligation))</li>
            """
        )
    }

    private func ahead(_ clause: Clause) -> HTML {
        "<li><p>\(mark(clause)) \(clause.text)</p></li>"
    }

    private func mark(_ clause: Clause) -> HTML {
        ClauseMark(clause.number, url: "/handbook/\(view.file.record.version.rawValue)#c-\(clause.number)").html
    }

    private func owed(_ obligation: Obligation) -> HTML {
        let name = view.name(obligation.owedByStaff) ?? duty(obligation.owedBy)
        return "\(t(.clauseOwedBy, name)) "
    }

    private func duty(_ duty: Duty) -> String {
        if case .post(let code) = duty { return view.handbook.post(code)?.title(in: t) ?? code }
        return duty.name(in: t)
    }

    private func exception(_ clause: Clause, _ obligation: Obligation) -> HTML? {
        guard obligation.isOpen else { return nil }
        let url =
            "/exceptions/new?case=\(page.record.id.rawValue)&clause=\(clause.number)&obligation=\(obligation.id.rawValue)"
        return " <a class=\"soft\" href=\"\(url)\">\(t(.askException))</a>"
    }

    private func attest(_ obligation: Obligation) -> HTML? {
        guard obligation.rule == .attestation, obligation.isOpen, view.permissions.contains(.attest) else { return nil }
        let url = "/obligations/\(obligation.id.rawValue)/attestation"
        let back = ["next": page.base]
        return """
            <p>\(page.viewer.button(to: url, t(.actAttestYes), .usual, fields: ["holds": "yes"].merging(back) { $1 }))\
            \(page.viewer.button(to: url, t(.actAttestNo), .usual, fields: ["holds": "no"].merging(back) { $1 }))</p>
            """
    }

    private func standing(_ obligation: Obligation) -> (Tone, Word, Standing) {
        switch obligation.state {
        case .open where obligation.pausedSince != nil: (.waiting, .clausePaused, .paused)
        case .open where obligation.dueAt < page.viewer.now: (.broken, .clauseBroken, .broken)
        case .open: (.going, .clauseToDo, .due)
        case .ended(.kept, _, _): (.done, .clauseDone, .ended)
        case .ended(.late, _, _): (.warned, .clauseLate, .ended)
        case .ended(.broken, _, _): (.broken, .clauseBroken, .ended)
        case .ended(.exempted, _, _): (.waiting, .clauseExempted, .ended)
        case .ended(.void, _, _): (.plain, .clauseVoid, .void)
        }
    }

    /// Whether a clause that has not spoken yet still may.
    private func isAhead(_ clause: Clause) -> Bool {
        guard !page.record.state.isOver else { return false }
        switch clause.enforcement {
        case .deadline(let deadline):
            return deadline.rule.concernsCases && deadline.condition.applies(to: page.record.circumstances)
                && view.handbook.deadlines(deadline.rule, for: page.record.circumstances).contains {
                    $0.clause == clause
                }
        case .gate: return true
        case .attestation(let attestation):
            return attestation.rhythm == .everyCase && attestation.condition.applies(to: page.record.circumstances)
        case .reference: return false
        }
    }
}

extension Duty {
    func name(in language: Language) -> String {
        switch self {
        case .firstReceiver: language(.caseFirstReceiver)
        case .handler: language(.caseHandler)
        case .decider: language(.dutyDecider)
        case .dutySupervisor: language(.dutySupervisor)
        case .investigator: language(.dutyInvestigator)
        case .transferor: language(.dutyTransferor)
        case .everyone: language(.dutyEveryone)
        case .post(let code): code
        }
    }
}
