import Database
import Handbook
import Kernel

extension ExportList {
    /// 业务线: which cases each takes, what they need, who works them.
    static let lines = ExportList(
        code: "lines", word: .linesTitle, page: "/lines", needs: .reassignCase,
        columns: [
            ExportColumn(code: "name", word: .lineName), ExportColumn(code: "unit", word: .importUnit),
            ExportColumn(code: "open", word: .lineOpen), ExportColumn(code: "takes", word: .lineTakes, width: 40),
            ExportColumn(code: "needs", word: .lineNeeds, width: 30), ExportColumn(code: "method", word: .lineMethod),
            ExportColumn(code: "minutes", word: .lineMinutes), ExportColumn(code: "refusals", word: .lineRefusals),
            ExportColumn(code: "members", word: .exportLineMembers), ExportColumn(code: "on_duty", word: .lineOnDuty),
            ExportColumn(code: "offered", word: .exportLineOffered),
            ExportColumn(code: "pooled", word: .exportLinePooled),
        ],
        ids: { ask, tx, limit in
            let units: [Unit.ID]? =
                switch ask.actor.units(permitting: .reassignCase) {
                case .all: nil
                case .some(let units): units
                case .own, .nothing: []
                }
            return try tx.lines.list(in: units).prefix(limit).map(\.id.rawValue)
        },
        cells: { ask, tx, ids in
            let t = ask.language
            let types = try tx.caseTypeNames(for: ask.actor)
            let lines = try ids.compactMap { try tx.lines.find(Line.ID($0)) }
            return try cells(of: tx.lines.views(of: lines), by: \.line.id) { view in
                let line = view.line
                return [
                    "name": .text(line.name), "unit": SheetCell(view.unit),
                    "open": .text(t(line.isOpen ? .exportYes : .exportNo)),
                    "takes": .text(line.takes(types, joinedBy: t(.listGap), in: t)),
                    "needs": SheetCell(line.needs.map { "\($0.skill) \($0.level)" }.joined(separator: t(.listGap))),
                    "method": .text(t(line.method.word)), "minutes": .number(Double(line.minutesToTake)),
                    "refusals": .number(Double(line.refusalsAllowed)), "members": .number(Double(view.members)),
                    "on_duty": .number(Double(view.onDuty)), "offered": .number(Double(view.offered)),
                    "pooled": .number(Double(view.pooled)),
                ]
            }
        })

    /// 工作日历: when each unit works, whose plan it is, and the dates with other hours. Everybody may look.
    static let calendars = ExportList(
        code: "calendars", word: .calendarTitle, page: "/calendars", needs: .readCase,
        columns: [ExportColumn(code: "unit", word: .importUnit), ExportColumn(code: "plan", word: .exportPlanOf)]
            + Weekday.allCases.map { ExportColumn(code: $0.code, word: $0.exportWord, width: 24) } + [
                ExportColumn(code: "holidays", word: .exportHolidays),
                ExportColumn(code: "exceptions", word: .exportExceptions, width: 50),
                ExportColumn(code: "zone", word: .exportZone),
            ],
        ids: { _, tx, limit in try tx.units.all().prefix(limit).map(\.id.rawValue) },
        cells: { ask, tx, ids in
            let t = ask.language
            let wanted = Set(ids)
            let units = try tx.units.all().filter { wanted.contains($0.id.rawValue) }
            return try cells(of: units, by: \.id) { unit in
                var cells: [String: SheetCell] = ["unit": .text(unit.name)]
                // A unit that no handbook binds has no hours to tell.
                guard let handbook = try tx.handbooks.inForce(in: unit.id) else { return cells }
                let plan = try tx.calendars.plan(of: unit.id, under: handbook)
                let owner = try tx.calendars.source(of: unit.id)
                cells["plan"] = .text(owner?.name ?? handbook.document.title)
                for (name, text) in CalendarForms.values(of: plan) where name != "holidays" {
                    cells[name] = SheetCell(text)
                }
                cells["holidays"] = .text(t(plan.keepsStatutoryHolidays ? .exportYes : .exportNo))
                return cells
            }
        })

    /// 报表: every figure of the period that the page shows, beside the period before, with what it means.
    static let figures = ExportList(
        code: "figures", word: .figuresTitle, page: "/reports", needs: .readAdherence,
        columns: [
            ExportColumn(code: "figure", word: .figureName, width: 20), ExportColumn(code: "from", word: .figureFrom),
            ExportColumn(code: "to", word: .figureTo), ExportColumn(code: "value", word: .figureValue),
            ExportColumn(code: "before", word: .figureBefore), ExportColumn(code: "change", word: .figureChange),
            ExportColumn(code: "rows", word: .figureRows),
            ExportColumn(code: "definition", word: .exportDefinition, width: 60),
        ],
        ids: { _, _, limit in Figure.allCases.prefix(limit).map(\.rawValue) },
        cells: { ask, tx, ids in
            let t = ask.language
            let query = ExportForms.figureQuery(ask.query, today: ask.zone.day(of: tx.now))
            let figures = ids.compactMap(Figure.init(rawValue:))
            let values = try tx.figures.values(figures, tx.figures.scope(query, for: ask.actor, in: ask.zone))
            let before = try tx.figures.values(figures, tx.figures.scope(query.before, for: ask.actor, in: ask.zone))
            return Dictionary(
                figures.map { figure in
                    let value = values[figure] ?? FigureValue(figure: figure)
                    let earlier = before[figure] ?? FigureValue(figure: figure)
                    return (
                        figure.rawValue,
                        [
                            "figure": .text(t(figure.word)), "from": .text(query.from.description),
                            "to": .text(query.to.description), "value": .text(FigureText.value(value, t)),
                            "before": .text(FigureText.value(earlier, t)),
                            "change": .text(FigureText.change(value, earlier, t)),
                            "rows": .number(Double(value.whole)), "definition": .text(t(figure.definition)),
                        ]
                    )
                }
            ) { first, _ in first }
        })

    /// What a search found, newest first, with the words around it.
    static let found = ExportList(
        code: "found", word: .searchTitle, page: "/search", needs: .readCase,
        columns: [
            ExportColumn(code: "at", word: .exportAt, width: 17),
            ExportColumn(code: "number", word: .exportNumber, width: 18),
            ExportColumn(code: "subject", word: .importSubject, width: 32),
            ExportColumn(code: "type", word: .importType),
            ExportColumn(code: "state", word: .importState), ExportColumn(code: "unit", word: .importUnit),
            ExportColumn(code: "excerpt", word: .exportExcerpt, width: 60),
        ],
        ids: { ask, tx, limit in
            let hits = try Self.hits(ask, tx, before: nil, limit: limit)
            return hits.map { String($0.number.value) }
        },
        cells: { ask, tx, ids in
            // As they were found: from the newest of them on, so that the texts are read once.
            let numbers = ids.compactMap { Int64($0) }
            guard let newest = numbers.max() else { return [:] }
            let hits = try Self.hits(ask, tx, before: SearchNumber(value: newest + 1), limit: numbers.count)
            let units = try tx.unitNames(of: Set(hits.map(\.unit)))
            let types = try tx.caseTypeNames(for: ask.actor)
            let t = ask.language
            return Dictionary(
                (ask.reveals ? hits : try tx.search.covered(hits)).map { hit in
                    (
                        String(hit.number.value),
                        [
                            "at": .time(hit.number.instant, ask.zone), "number": .text(hit.caseNumber),
                            "subject": SheetCell(hit.subject),
                            "type": SheetCell(CaseType(rawValue: hit.type).map { t(types.word($0)) }),
                            "state": .text(t(hit.state.word)), "unit": SheetCell(units[hit.unit]),
                            "excerpt": SheetCell(hit.excerpt.plain),
                        ]
                    )
                }
            ) { first, _ in first }
        })

    private static func hits(
        _ ask: ExportAsk, _ tx: Transaction, before cursor: SearchNumber?, limit: Int
    ) throws -> [SearchHit] {
        let (query, kind, filter) = ExportForms.search(ask.query)
        let scope = SearchScope(
            reach: ask.actor.units(permitting: .readCase), staff: ask.actor.staff.id, filter: filter)
        var hits: [SearchHit] = []
        var cursor = cursor
        while hits.count < limit {
            let page = try tx.search.page(
                kind, query, scope, before: cursor, limit: min(Search.mostExported, limit - hits.count))
            hits += page.hits
            guard let next = page.next else { break }
            cursor = next
        }
        return hits
    }
}

extension Weekday {
    fileprivate var exportWord: Word { Word(name(in: .chinese), name(in: .english)) }
}
