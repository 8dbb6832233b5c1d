import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// What a unit's day came to, for programs: commands, people's reports, steps. Each as its page shows it to whoever leads;
/// without a unit and a day, of those that the page shows first.
enum DayApiRoutes {
    static let operations = [dispatches, dailyReports, daySteps]

    private static let dispatches = ApiOperation(
        method: .get, path: "/dispatches", name: "dispatch.list", summary: .apiDispatches, scope: .readWork,
        query: .asked { _ = try? asked($0) } + ApiPage.query, answer: "DispatchList"
    ) { tx, actor, call in
        let (unit, day) = try asked(call.query)
        return try page(tx.dispatches.log(of: unit, on: day, for: actor).dispatches, call, DispatchDocument.init)
    }

    private static let dailyReports = ApiOperation(
        method: .get, path: "/daily-reports", name: "daily-report.list", summary: .apiDailyReports, scope: .readReports,
        query: .asked { _ = try? asked($0) } + ApiPage.query, answer: "DailyReportList"
    ) { tx, actor, call in
        let (unit, day) = try asked(call.query)
        let lines = try tx.dailyReports.team(actor, in: unit?.rawValue ?? "", on: day).lines
        return try page(lines.compactMap(\.report), call, DailyReportDocument.init)
    }

    private static let daySteps = ApiOperation(
        method: .get, path: "/day-steps", name: "day-step.list", summary: .apiDaySteps, scope: .readWork,
        query: .asked { _ = try? asked($0) } + ApiPage.query, answer: "DayStepList"
    ) { tx, actor, call in
        let (unit, day) = try asked(call.query)
        let (plans, steps) = try tx.dayPlans.logged(of: unit, on: day, for: actor)
        let byID = Dictionary(plans.map { ($0.id, $0) }) { first, _ in first }
        return try page(steps, call) { step in DayStepDocument(step, of: byID[step.plan], in: call.language) }
    }

    /// A day is whole in memory, bounded by its store; a program turns its pages.
    private static func page<Record, Document: Encodable & Sendable>(
        _ records: [Record], _ call: ApiCall, _ document: (Record) -> Document
    ) throws -> ApiReply {
        let page = try ApiPage(call)
        let entries = records.dropFirst(page.offset).prefix(page.limit).map(document)
        return ApiReply(body: ListDocument(entries: entries, next: page.next(of: records.count)))
    }

    private static func asked(_ query: FormData) throws(Invalid) -> (Unit.ID?, Day?) {
        try form(query.optionalIdentifier("unit", of: Unit.self), query.optionalDay("day"))
    }
}
