import Handbook
import Kernel
import Web

/// 去电成效: conversion by mood, satisfaction of the visited, which answers help; every number leads to its calls
/// (GAME-84, GAME-98, GAME-101).
struct ContactEffectPages {
    let viewer: Viewer
    let effect: CallEffect
    let from: Day
    let to: Day

    private var t: Language { viewer.language }

    var lead: HTML {
        "\(t(.contactEffectLead, from.description, to.description, String(effect.calls)))"
    }

    var html: HTML {
        guard effect.calls > 0 else {
            return EmptyState(
                icon: "phone-call", t(.contactEffectNone),
                act: linkButton(t(.contactCallOut), url: "/contacts/calls/new")
            ).html
        }
        return "\(moods)\(satisfaction)\(objections)"
    }

    /// The days, asked in the address; as a form so that it works without script.
    var period: HTML {
        let form = Controls(Typed(["from": from.description, "to": to.description]), in: t)
        return """
            <form class="line" method="get" action="/contacts/effect">\(form.date("from", t(.figureFrom)))\
            \(form.date("to", t(.figureTo)))<button type="submit" class="btn btn-usual">\(t(.figureShow))</button></form>
            """
    }

    private var moods: HTML? {
        guard !effect.moods.isEmpty else { return nil }
        let table = Table(
            t(.contactEffectMoods),
            [
                Table.Column(t(.contactMood), .name), Table.Column(t(.contactEffectReached), .figure),
                Table.Column(t(.contactEffectConverted), .figure), Table.Column(t(.contactEffectRate), .figure),
            ], isCompact: true)
        func row(_ name: String, _ reached: Int, _ converted: Int, _ mood: String?) -> Table.Row {
            var query = CallQuery(from: from, to: to)
            query.errand = .marketing
            query.mood = mood
            query.isReached = true
            var agreed = query
            agreed.isConverted = true
            return Table.Row(
                [
                    "\(name)", calls(reached, query), calls(converted, agreed),
                    "\(share(converted, of: reached))",
                ] as [HTML])
        }
        let rows = effect.moods.map {
            row($0.mood.isEmpty ? t(.contactEffectMoodless) : $0.mood, $0.reached, $0.converted, $0.mood)
        }
        let all = row(
            t(.contactTotal), effect.moods.map(\.reached).reduce(0, +), effect.moods.map(\.converted).reduce(0, +), nil)
        return panel(.contactEffectMoods, .contactEffectMoodsWhat, table.html(rows + [all]))
    }

    private var satisfaction: HTML? {
        guard !effect.satisfaction.isEmpty else { return nil }
        let asked = effect.satisfaction.values.reduce(0, +)
        let table = Table(
            t(.contactEffectSatisfaction),
            [
                Table.Column(t(.contactSatisfaction), .name), Table.Column(t(.contactAnswered), .figure),
                Table.Column(t(.contactEffectShare), .figure),
            ], isCompact: true)
        let rows = Satisfaction.allCases.map { said in
            let count = effect.satisfaction[said] ?? 0
            var query = CallQuery(from: from, to: to)
            query.errand = .visit
            query.satisfaction = said
            return Table.Row(
                [
                    "\(t(said.word))", calls(count, query),
                    "\(share(count, of: asked))",
                ] as [HTML])
        }
        return panel(.contactEffectSatisfaction, nil, table.html(rows))
    }

    private var objections: HTML? {
        guard !effect.objections.isEmpty else { return nil }
        let table = Table(
            t(.contactEffectObjections),
            [
                Table.Column(t(.contactObjections), .name), Table.Column(t(.contactAnswer)),
                Table.Column(t(.contactEffectUsed), .figure), Table.Column(t(.contactEffectWorked), .figure),
                Table.Column(t(.contactEffectShare), .figure),
            ], isCompact: true)
        let rows = effect.objections.map { line in
            var query = CallQuery(from: from, to: to)
            query.objection = line.said
            query.answer = line.answer
            var worked = query
            worked.worked = true
            return Table.Row(
                [
                    "\(line.said)", "\(line.answer.isEmpty ? t(.contactObjectionOwn) : line.answer)",
                    calls(line.used, query), calls(line.worked, worked),
                    "\(share(line.worked, of: line.used))",
                ] as [HTML])
        }
        return panel(.contactEffectObjections, .contactEffectObjectionsWhat, table.html(rows))
    }

    private func panel(_ title: Word, _ what: Word?, _ content: HTML) -> HTML {
        "<section class=\"panel\"><h2>\(t(title))</h2>\(what.map { "<p class=\"soft\">\(t($0))</p>" as HTML })\(content)</section>"
    }

    private func calls(_ count: Int, _ query: CallQuery) -> HTML {
        guard count > 0 else { return "0" }
        return "<a href=\"\(query.address("/contacts"))\">\(String(count))</a>"
    }

    /// «无» where there is nothing to divide by, never 0 %.
    private func share(_ part: Int, of whole: Int) -> String {
        whole == 0 ? t(.figureNA) : "\((part * 100 + whole / 2) / whole) %"
    }
}
