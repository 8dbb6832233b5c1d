import Handbook
import Kernel

/// How a clause is enforced, in one plain sentence, told from its machine part: what the program does is what the
/// reader is told, word by word.
///
///     handbook.sentence(of: clause.enforcement, in: t)
///     // 时限：自受理起 48 小时内办结，由承办人负责；用到 70%、90% 提醒；超时升级至客服部经理。
extension Handbook {
    func sentence(of enforcement: Enforcement, in t: Language) -> String {
        switch enforcement {
        case .deadline(let deadline): sentence(of: deadline, in: t)
        case .gate(let gate): t(.ruleGate, sentence(of: gate, in: t))
        case .attestation(let attestation):
            t(.ruleAttestation, name(of: attestation.by, in: t), t(attestation.rhythm.ruleWord))
                + scope(of: attestation.condition, in: t)
        case .reference: t(.ruleReference)
        }
    }

    /// The person's part in the case, or the title of the post as this handbook has it.
    func name(of duty: Duty, in t: Language) -> String {
        if case .post(let code) = duty, let post = post(code) { return post.title(in: t) }
        return duty.name(in: t)
    }

    func names(of duties: [Duty], in t: Language) -> String {
        duties.map { name(of: $0, in: t) }.joined(separator: t(.listGap))
    }

    private func sentence(of deadline: Deadline, in t: Language) -> String {
        let who = name(of: deadline.owedBy, in: t)
        var parts = [time(of: deadline, in: t) + t(.ruleOwedBy, who)]
        if !deadline.warnAt.isEmpty {
            parts.append(t(.ruleWarnings, deadline.warnAt.map(percent).joined(separator: t(.listGap))))
        }
        parts += deadline.escalation.map { rung in
            let to = name(of: rung.to, in: t)
            return switch rung.at {
            case .share(let share): t(.ruleEscalateAt, percent(share), to)
            case .afterBreach(nil): t(.ruleEscalate, to)
            case .afterBreach(let span?): t(.ruleEscalateAfter, span.spoken(t), to)
            }
        }
        return t(.ruleDeadline, parts.joined(separator: t(.ruleGap))) + scope(of: deadline.condition, in: t)
    }

    private func time(of deadline: Deadline, in t: Language) -> String {
        let deed = t(deadline.rule.ruleDeed)
        if let within = deadline.within {
            let start = deadline.startsAtAcceptance ? Word.ruleFromAcceptance : deadline.rule.ruleStart
            let word: Word =
                deadline.rule == .progressNotice ? .ruleEvery : .ruleWithin
            return t(word, t(start), within.spoken(t), deed)
        }
        if deadline.day > 0 { return t(.ruleDay, String(deadline.day), deed) }
        return deadline.rule == .interimNotice ? t(.ruleShare, percent(deadline.share), deed) : t(.rulePromised, deed)
    }

    private func scope(of condition: Condition, in t: Language) -> String {
        func list<Term: CaseIterable & Hashable>(_ chosen: Set<Term>, _ word: (Term) -> Word) -> String? {
            let words = Term.allCases.filter(chosen.contains).map { t(word($0)) }
            return words.isEmpty ? nil : words.joined(separator: t(.listGap))
        }
        let parts = [
            list(condition.types) { type in label(of: type) }, list(condition.severities, \.word),
            list(condition.sources, \.word), list(condition.channels, \.word),
            list(condition.grades, \.word),
        ].compactMap(\.self)
        return parts.isEmpty ? "" : t(.ruleScope, parts.joined(separator: t(.ruleScopeGap)))
    }

    /// As the department calls it, where it has a name of its own.
    private func label(of type: CaseType) -> Word {
        Word(caseTypes.first { $0.type == type }?.label ?? type.word.chinese, type.word.english)
    }

    private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }
}

extension Word {
    static let ruleDeadline = Word("时限：{0}。", "Time limit: {0}.")
    static let ruleGap = Word("；", "; ")
    static let ruleWithin = Word("{0} {1}内{2}", "to {2} within {1} {0}")
    static let ruleEvery = Word("{0}每 {1}{2}", "to {2} at least every {1} {0}")
    static let rulePromised = Word("在承诺的时间内{0}", "to {0} by the time promised")
    static let ruleDay = Word("最迟在上月 {0} 日{1}", "to {1} by day {0} of the month before")
    static let ruleShare = Word("承诺时间用到 {0} 仍未办成的，到时之前{1}", "to {1} before the promised time, asked at {0} of it")
    static let ruleFromAcceptance = Word("自受理起", "from acceptance")
    static let ruleOwedBy = Word("，由{0}负责", ", owed by: {0}")
    static let ruleWarnings = Word("用到 {0} 提醒", "reminders at {0}")
    static let ruleEscalate = Word("超时升级至{0}", "overdue it goes to: {0}")
    static let ruleEscalateAt = Word("用到 {0} 升级至{1}", "at {0} it goes to: {1}")
    static let ruleEscalateAfter = Word("超时 {0}后升级至{1}", "{0} overdue it goes to: {1}")
    static let ruleScope = Word("适用于：{0}。", " Applies to: {0}.")
    static let ruleScopeGap = Word("；", "; ")
    static let ruleAttestation = Word("自查确认：由{0}{1}确认一次。", "Check: made by: {0}, {1}.")
    static let ruleReference = Word("参阅：须知悉，不作自动核对。", "For reference: to be known; nothing is checked by itself.")
    static let ruleGate = Word("核对：{0}", "Checked: {0}")
}
