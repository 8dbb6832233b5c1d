import Handbook
import Kernel
import Web

/// What differs between two editions, told as one would tell it: sentences with what was struck out and put in, numbers
/// in words and not as settings.
struct HandbookComparisonPages {
    let old: Handbook
    let new: Handbook
    let language: Language

    private var t: Language { language }

    var html: HTML {
        let comparison = Comparison(from: old, to: new)
        guard !comparison.isEmpty else { return EmptyState(icon: "equal", t(.compareNothing)).html }
        return """
            <p>\(summary(comparison))</p><article class="handbook" lang="zh-CN">\(comparison.changes.map(change))\
            \(posts(comparison.postChanges))\(comparison.calendarChanged ? calendar : nil)\(comparison.stepsChanged ? steps : nil)</article>
            """
    }

    private func summary(_ comparison: Comparison) -> String {
        var (added, removed, altered) = (0, 0, 0)
        for change in comparison.changes {
            switch change {
            case .added: added += 1
            case .removed: removed += 1
            case .altered: altered += 1
            }
        }
        return t(.compareSum, "\(added)", "\(removed)", "\(altered)")
    }

    private func change(_ change: Comparison.Change) -> HTML {
        switch change {
        case .added(let clause):
            entry(
                clause, StateBadge(.done, t(.compareAdded)), "<p><ins>\(clause.text)</ins></p>",
                [rule("<ins>\(new.sentence(of: clause.enforcement, in: t))</ins>")])
        case .removed(let clause):
            entry(
                clause, StateBadge(.broken, t(.compareRemoved)), "<p><del>\(clause.text)</del></p>",
                [rule("<del>\(old.sentence(of: clause.enforcement, in: t))</del>")])
        case .altered(let clause, let differences): altered(clause, differences)
        }
    }

    private func altered(_ clause: Clause, _ differences: [Comparison.Difference]) -> HTML {
        var text: HTML = "<p>\(clause.text)</p>"
        var facts: [HTML] = []
        for difference in differences {
            switch difference {
            case .text(let before, let after): text = "<p>\(marked(before, after))</p>"
            case .strength(let before, let after):
                let words = marked(t(before.shortWord), t(after.shortWord))
                facts.append(rule("\(t(.compareStrength))\(t(.comparisonColon))\(words)"))
            case .enforcement(let before, let after):
                let (was, now) = (old.sentence(of: before, in: t), new.sentence(of: after, in: t))
                facts.append(rule(marked(was, now)))
            }
        }
        return entry(clause, StateBadge(.warned, t(.compareAltered)), text, facts)
    }

    private func entry(_ clause: Clause, _ badge: StateBadge, _ text: HTML, _ facts: [HTML]) -> HTML {
        """
        <div class="sentence" id="c-\(clause.number)"><a class="margin" href="#c-\(clause.number)">\(clause.number)</a>\
        \(text)<div class="clause-facts">\(badge.html)\(facts)</div></div>
        """
    }

    private func rule(_ content: HTML) -> HTML { "<span lang=\"\(t.rawValue)\">\(content)</span>" }

    private func marked(_ before: String, _ after: String) -> HTML {
        HTML(
            TextDifference(from: before, to: after).pieces.map { piece -> HTML in
                switch piece {
                case .same(let text): "\(text)"
                case .removed(let text): "<del>\(text)</del>"
                case .added(let text): "<ins>\(text)</ins>"
                }
            })
    }

    private func posts(_ changes: [Comparison.PostChange]) -> HTML? {
        guard !changes.isEmpty else { return nil }
        let lines = changes.map { change -> HTML in
            switch change {
            case .added(let post): "<li><ins>\(spoken(post))</ins></li>"
            case .removed(let post): "<li><del>\(spoken(post))</del></li>"
            case .altered(let before, let after): "<li>\(marked(spoken(before), spoken(after)))</li>"
            }
        }
        return "<h2>\(t(.comparePosts))</h2><ul>\(lines)</ul>"
    }

    /// Everything a post is, in one line: a change of any part of it shows.
    private func spoken(_ post: Post) -> String {
        let rights = Permission.allCases.filter(post.permissions.contains).map { t($0.word) }
        let parts =
            [post.title(in: t), t(.comparePostScope, t(post.scope.word))]
            + (post.superior.map { [t(.comparePostSuperior, $0)] } ?? [])
            + (post.compensationLimit > 0 ? [t(.comparePostLimit, Money(fen: post.compensationLimit).description)] : [])
            + limits(of: post) + (post.isDutySupervisor ? [t(.comparePostDuty)] : [])
            + [rights.joined(separator: t(.listGap))]
        return parts.joined(separator: t(.ruleGap))
    }

    /// Where a kind of compensation has a limit of its own (CHAIN-56).
    private func limits(of post: Post) -> [String] {
        CompensationKind.allCases.compactMap { kind in
            post.compensationLimits[kind].map { t(.comparePostKindLimit, t(kind.word), Money(fen: $0).description) }
        }
    }

    private var calendar: HTML {
        "<h2>\(t(.compareCalendar))</h2><p>\(marked(hours(old.calendar), hours(new.calendar)))</p>"
    }

    private var steps: HTML {
        func list(_ handbook: Handbook) -> String { handbook.steps.map { t($0.word) }.joined(separator: t(.listGap)) }
        return "<h2>\(t(.compareSteps))</h2><p>\(marked(list(old), list(new)))</p>"
    }

    private func hours(_ plan: CalendarPlan) -> String {
        let week = Weekday.allCases.map { weekday in
            let hours = (plan.week[weekday] ?? []).map(\.hours).joined(separator: t(.listGap))
            return "\(weekday.name(in: t)) \(hours.isEmpty ? t(.calendarNoHours) : hours)"
        }
        let dated = plan.exceptions.sorted { $0.key < $1.key }.map { day, hours in
            "\(day) \(hours.isEmpty ? t(.calendarNoHours) : hours.map(\.hours).joined(separator: t(.listGap)))"
        }
        let parts =
            week + [plan.zone, t(plan.keepsStatutoryHolidays ? .calendarKeepsHolidays : .calendarKeepsNone)]
            + (dated.isEmpty ? [] : [t(.compareExceptions, dated.joined(separator: t(.listGap)))])
        return parts.joined(separator: t(.ruleGap))
    }
}
