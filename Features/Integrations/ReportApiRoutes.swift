import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// Figures, digests and adherence for programs, counted as on the pages.
enum ReportApiRoutes {
    static let operations = [figures, figure, rows, digests, digest, day, week, adherence]

    private static let figures = ApiOperation(
        method: .get, path: "/reports", name: "report.figures", summary: .apiFigures, scope: .readReports,
        query: .asked { _ = try? FigureForms.query($0, today: Day(2026, 1, 1), in: .english) }.but("by", "key"),
        answer: "FigureReport"
    ) { tx, actor, call in
        let query = try query(call, actor, tx)
        let report = try tx.figures.report(query, for: actor, in: call.viewer.zone)
        let lines = Figure.allCases.map { figure in
            FigureDocument(
                report.values[figure] ?? FigureValue(figure: figure), before: report.before[figure], in: call.language)
        }
        return ApiReply(body: FigureReportDocument(query, lines))
    }

    private static let figure = ApiOperation(
        method: .get, path: "/reports/:figure", name: "report.figure", summary: .apiFigure, scope: .readReports,
        query: .asked { _ = try? FigureForms.query($0, today: Day(2026, 1, 1), in: .english) }.but("key"),
        answer: "FigureBreakdown"
    ) { tx, actor, call in
        let query = try query(call, actor, tx)
        let found = try tx.figures.breakdown(
            named(call), by: query.dimension ?? .category, query, for: actor, in: call.viewer.zone)
        return ApiReply(body: FigureBreakdownDocument(found, in: call.language))
    }

    private static let rows = ApiOperation(
        method: .get, path: "/reports/:figure/rows", name: "report.rows", summary: .apiFigureRows, scope: .readReports,
        query: .asked {
            _ = try? FigureForms.query($0, today: Day(2026, 1, 1), in: .english)
            _ = try? part($0)
        } + ApiPage.query, answer: "FigureRowList"
    ) { tx, actor, call in
        let page = try ApiPage(call)
        let (query, part) = try (query(call, actor, tx), part(call.query) ?? .whole)
        let list = try tx.figures.list(
            named(call), part, query, for: actor, in: call.viewer.zone, limit: page.limit, offset: page.offset)
        let rows = list.rows.map { FigureRowDocument($0, showsSubject: call.shows(.readCases)) }
        return ApiReply(body: ListDocument(entries: rows, next: page.next(of: list.total)))
    }

    private static let digests = ApiOperation(
        method: .get, path: "/digests", name: "digest.list", summary: .apiDigests, scope: .readReports,
        query: ApiPage.query, answer: "DigestList"
    ) { tx, actor, call in
        let page = try ApiPage(call)
        let shelf = try tx.digests.shelf(for: actor, limit: page.limit, offset: page.offset)
        return ApiReply(
            body: ListDocument(
                entries: shelf.entries.map { DigestSummaryDocument($0.digest) }, next: page.next(of: shelf.total)))
    }

    private static let digest = ApiOperation(
        method: .get, path: "/digests/:id", name: "digest.read", summary: .apiDigest, scope: .readReports,
        answer: "Digest"
    ) { tx, actor, call in ApiReply(body: DigestDocument(try tx.digests.view(call.identifier(), for: actor))) }

    private static let day = ApiOperation(
        method: .get, path: "/digests/day", name: "digest.day", summary: .apiDayDigest, scope: .readReports,
        query: .asked { _ = try? dayAsked($0) }, answer: "DayDigest"
    ) { tx, actor, call in
        let (unit, day) = try dayAsked(call.query)
        return ApiReply(body: DayDigestDocument(try tx.dayDigests.view(unit, day, for: actor)))
    }

    /// Without a week, the last that is over.
    private static let week = ApiOperation(
        method: .get, path: "/digests/week", name: "digest.week", summary: .apiWeekDigest, scope: .readReports,
        query: .asked { _ = try? weekAsked($0, in: .english) }, answer: "WeekDigest"
    ) { tx, actor, call in
        let (unit, week) = try weekAsked(call.query, in: call.language)
        return ApiReply(body: WeekDigestDocument(try tx.weekDigests.view(unit, week, for: actor)))
    }

    private static let adherence = ApiOperation(
        method: .get, path: "/adherence", name: "adherence.read", summary: .apiAdherence, scope: .readReports,
        query: .asked { _ = try? AdherenceForms.query($0, today: Day(2026, 1, 1), in: .english) }.but("outcome"),
        answer: "Adherence"
    ) { tx, actor, call in
        let today = call.viewer.zone.day(of: call.viewer.now)
        let query = try AdherenceForms.query(call.query, today: today, in: call.language)
        try known(query.unit, to: actor, tx)
        return ApiReply(body: AdherenceDocument(try tx.adherence(query, for: actor)))
    }

    private static func query(_ call: ApiCall, _ actor: Actor, _ tx: Transaction) throws -> FigureQuery {
        let query = try FigureForms.query(
            call.query, today: call.viewer.zone.day(of: call.viewer.now), in: call.language)
        try known(query.unit, to: actor, tx)
        return query
    }

    /// Nothing counted in a unit that is out of reach would be told as a zero.
    private static func known(_ unit: Unit.ID?, to actor: Actor, _ tx: Transaction) throws {
        guard let unit else { return }
        guard actor.units(permitting: .readAdherence).contains(unit), try tx.units.find(unit) != nil else {
            throw NotFound()
        }
    }

    private static func named(_ call: ApiCall) throws -> Figure {
        guard let figure = call.parameters["figure"].flatMap(Figure.init(rawValue:)) else { throw NotFound() }
        return figure
    }

    private static func part(_ query: FormData) throws(Invalid) -> FigurePart? {
        try form(query.optionalChoice("part", of: FigurePart.self))
    }

    private static func weekAsked(_ query: FormData, in t: Language) throws(Invalid) -> (Unit.ID?, WeekDigest.Week?) {
        let (unit, text) = try form(
            query.optionalIdentifier("unit", of: Unit.self), query.optional("week", max: 8))
        let week = text.flatMap(WeekDigest.Week.init)
        if text != nil, week == nil { throw Invalid(["week": t(.apiWeekProblem)]) }
        return (unit, week)
    }

    private static func dayAsked(_ query: FormData) throws(Invalid) -> (Unit.ID?, Day?) {
        try form(query.optionalIdentifier("unit", of: Unit.self), query.optionalDay("day"))
    }
}

extension [FieldShape] {
    /// The form asks for more than this operation listens to.
    fileprivate func but(_ names: String...) -> [FieldShape] { filter { !names.contains($0.name) } }
}
