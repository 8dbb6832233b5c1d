import Handbook
import Kernel
import Web

/// How good the hints are, what is taken for what, what became of them, and the acts of whoever looks after them.
struct CategoryTrainingPages {
    let view: CategoryTrainingView
    let viewer: Viewer

    private var t: Language { viewer.language }

    var content: HTML {
        "\(departments)\(standing)\(measures)\(categories)\(confusions)\(weeks)\(history)"
    }

    var acts: HTML? {
        guard view.mayManage else { return nil }
        let fields = ["handbook": view.code]
        return HTML([
            view.open == nil
                ? viewer.button(to: "/category-hints/trainings", t(.hintRetrain), .usual, fields: fields) : .empty,
            viewer.button(
                to: "/category-hints/switch", t(view.isSwitchedOff ? .hintSwitchOn : .hintSwitchOff), .quiet,
                fields: fields.merging(["on": view.isSwitchedOff ? "1" : "0"]) { _, new in new }),
        ])
    }

    private var departments: HTML? {
        guard view.departments.count > 1 else { return nil }
        return Tabs(
            t(.hintDepartments), style: .chips,
            view.departments.map {
                Views.Entry($0.title, url: "/category-hints?handbook=\($0.code)", isCurrent: $0.code == view.code)
            }
        ).html
    }

    private var standing: HTML {
        let line: HTML =
            switch view.standing {
            case .on:
                Remark(.done, "<p>\(t(.hintIsOn, CategoryHintPages.percent(view.terms.leastConfidence)))</p>").html
            case .off(let reason):
                Remark(
                    .warned,
                    "<p>\(t(.hintOff, CategoryHintPages(viewer: viewer).sentence(reason, names: view.names)))</p>"
                ).html
            }
        let open = view.open.map { training in
            Remark(
                .waiting, "<p>\(t(training.state == .asked ? .hintAsked : .hintRunning, String(training.number)))</p>"
            )
            .html
        }
        let terms = t(
            .hintTerms, CategoryHintPages.percent(view.terms.leastAccuracy), String(view.terms.leastCases),
            String(view.terms.retrainAfter), String(view.fresh))
        return "\(line)\(open)<p class=\"soft\">\(terms)</p>"
    }

    private var measures: HTML? {
        guard let training = view.training, let score = training.measures else { return nil }
        let tiles: [(String, Word)] = [
            (CategoryHintPages.percent(score.accuracy), .hintAccuracy),
            (CategoryHintPages.percent(score.macroF1), .hintMacroF1),
            (CategoryHintPages.percent(score.weightedF1), .hintWeightedF1),
            (CategoryHintPages.percent(score.baseline), .hintBaseline), (String(training.cases), .hintCases),
        ]
        let figures = tiles.map { "<div><b>\($0.0)</b><span>\(t($0.1))</span></div>" as HTML }
        return "<div class=\"figures\">\(figures)</div><p class=\"soft\">\(t(.hintHeldOut, String(score.count)))</p>"
    }

    private var categories: HTML? {
        guard let score = view.training?.measures else { return nil }
        let rows = score.categories.map { category in
            Table.Row([
                "\(category.name)", "\(String(category.cases))", "\(CategoryHintPages.percent(category.precision))",
                "\(CategoryHintPages.percent(category.recall))",
                "<strong>\(CategoryHintPages.percent(category.f1))</strong>",
            ])
        }
        return panel(
            .hintByCategory,
            Table(
                t(.hintByCategory),
                [
                    Table.Column(t(.caseCategory), .name), Table.Column(t(.hintCases), .figure),
                    Table.Column(t(.hintPrecision), .figure), Table.Column(t(.hintRecall), .figure),
                    Table.Column("F1", .figure),
                ], isCompact: true
            ).html(rows))
    }

    private var confusions: HTML? {
        guard let score = view.training?.measures else { return nil }
        let pairs = score.confusions
        guard !pairs.isEmpty else { return panel(.hintConfusions, "<p class=\"soft\">\(t(.hintNoConfusions))</p>") }
        let rows = pairs.map { Table.Row(["\($0.truth)", "\($0.said)", "\(String($0.cases))"]) }
        return panel(
            .hintConfusions,
            Table(
                t(.hintConfusions),
                [
                    Table.Column(t(.hintTruth), .name), Table.Column(t(.hintSaid), .name),
                    Table.Column(t(.hintCases), .figure),
                ], isCompact: true
            ).html(rows))
    }

    private var weeks: HTML {
        // Weeks before the first hint say nothing, the last four always something.
        let silent = view.weeks.dropLast(4).prefix { $0.offered == 0 }.count
        let rows = view.weeks.dropFirst(silent).reversed().map { week in
            Table.Row([
                "\(t(.hintWeek, week.from.longText(in: t)))", "\(String(week.offered))",
                "\(String(week.counts[.accepted] ?? 0))", "\(String(week.counts[.changed] ?? 0))",
                "\(String(week.counts[.declined] ?? 0))",
                "\(week.acceptance.map(CategoryHintPages.percent) ?? "–")",
            ])
        }
        var whole = CategoryHintWeek(from: view.weeks.first?.from ?? Day(2026, 1, 1))
        for week in view.weeks { whole.counts.merge(week.counts, uniquingKeysWith: +) }
        return panel(
            .hintAcceptance,
            Table(
                t(.hintAcceptance),
                [
                    Table.Column(t(.hintWeekOf), .name), Table.Column(t(.hintOffered), .figure),
                    Table.Column(t(.hintAccepted), .figure), Table.Column(t(.hintChanged), .figure),
                    Table.Column(t(.hintDeclined), .figure), Table.Column(t(.hintRate), .figure),
                ], isCompact: true
            ).html(
                rows,
                foot: [
                    "\(t(.figureTotal))", "\(String(whole.offered))", "\(String(whole.counts[.accepted] ?? 0))",
                    "\(String(whole.counts[.changed] ?? 0))", "\(String(whole.counts[.declined] ?? 0))",
                    "\(whole.acceptance.map(CategoryHintPages.percent) ?? "–")",
                ]))
    }

    private var history: HTML {
        guard !view.history.isEmpty else {
            return panel(.hintHistory, "<p class=\"soft\">\(t(.hintNoHistory))</p>")
        }
        let rows = view.history.map { training in
            Table.Row([
                "\(String(training.number))",
                "\((training.finishedAt ?? training.askedAt).dateAndTime(in: viewer.zone))",
                "\(training.askedBy.flatMap { view.names[$0] } ?? t(.hintByItself))",
                StateBadge(training.state.tone, t(training.state.word)).html, "\(String(training.cases))",
                "\(training.measures.map { CategoryHintPages.percent($0.accuracy) } ?? "–")",
                "\(training.measures.map { CategoryHintPages.percent($0.macroF1) } ?? "–")",
            ])
        }
        return panel(
            .hintHistory,
            Table(
                t(.hintHistory),
                [
                    Table.Column(t(.hintNumber), .figure), Table.Column(t(.hintWhen)), Table.Column(t(.hintAskedBy)),
                    Table.Column(t(.hintState)), Table.Column(t(.hintCases), .figure),
                    Table.Column(t(.hintAccuracy), .figure), Table.Column(t(.hintMacroF1), .figure),
                ], isCompact: true
            ).html(rows))
    }

    private func panel(_ title: Word, _ content: HTML) -> HTML {
        "<section class=\"panel\"><h2>\(t(title))</h2>\(content)</section>"
    }
}

extension CategoryTraining.State {
    fileprivate var tone: Tone {
        switch self {
        case .asked: .waiting
        case .running: .going
        case .done: .done
        case .idle: .plain
        }
    }
}
