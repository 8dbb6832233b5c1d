import Database
import Kernel

/// The reports of people's days.
struct DailyReports {
    let tx: Transaction

    /// Reports of one person on one page.
    static let bound = 60
    /// Reports of one unit on one day.
    static let mostOfDay = 300

    func find(_ id: DailyReport.ID) throws -> DailyReport? {
        try load("WHERE id = \(id) ORDER BY id LIMIT 1").first
    }

    func find(_ ids: [String]) throws -> [DailyReport] {
        guard !ids.isEmpty else { return [] }
        return try load("WHERE id IN \(list: ids) ORDER BY id LIMIT \(ids.count)")
    }

    func find(_ staff: Staff.ID, on day: Day) throws -> DailyReport? {
        try load("WHERE staff_id = \(staff) AND day_on = \(day) ORDER BY id LIMIT 1").first
    }

    /// The latest one that was handed in before a day.
    func last(of staff: Staff.ID, before day: Day) throws -> DailyReport? {
        try load(
            """
            WHERE staff_id = \(staff) AND day_on < \(day) AND state = 'handed_in'
            ORDER BY day_on DESC
            LIMIT 1
            """
        ).first
    }

    /// A person's own, the latest first.
    func of(_ staff: Staff.ID, limit: Int = bound) throws -> [DailyReport] {
        try load("WHERE staff_id = \(staff) ORDER BY day_on DESC LIMIT \(limit)")
    }

    /// Those of several units on one day.
    func of(_ units: [Unit.ID], on day: Day) throws -> [DailyReport] {
        guard !units.isEmpty else { return [] }
        return try load(
            """
            WHERE unit_id IN \(list: units) AND day_on = \(day)
            ORDER BY unit_id, staff_id
            LIMIT \(units.count * Self.mostOfDay)
            """)
    }

    func insert(_ report: DailyReport) throws {
        try tx.execute(
            """
            INSERT INTO daily_report
                (id, unit_id, staff_id, day_on, opened_at, due_at, state, results, problems, waived_reason)
            VALUES (\(report.id), \(report.unit), \(report.staff), \(report.day), \(report.openedAt),
                    \(report.dueAt), \(report.state.rawValue), '', '', '')
            """
        )
    }

    func save(_ report: DailyReport) throws {
        try tx.execute(
            """
            UPDATE daily_report SET state = \(report.state.rawValue), results = \(report.words.results),
                problems = \(report.words.problems), handed_in_at = \(report.handedIn?.at),
                until_at = \(report.handedIn?.until), waived_by = \(report.waiver?.by),
                waived_at = \(report.waiver?.at), waived_reason = \(report.waiver?.reason ?? "")
            WHERE id = \(report.id)
            """
        )
        for (figure, value) in (report.handedIn?.figures ?? [:]).sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try tx.execute(
                """
                INSERT INTO daily_report_figure (report_id, figure, value)
                VALUES (\(report.id), \(figure.rawValue), \(value))
                """
            )
        }
    }

    /// While it is a draft, its lines are written anew.
    func saveLines(of report: DailyReport) throws {
        try tx.execute("DELETE FROM daily_report_line WHERE report_id = \(report.id)")
        let review = report.words.review.enumerated().map { place, line -> [Cell] in
            [report.id.cell, "review".cell, (place + 1).cell, line.text.cell, (line.isDone ? 1 : 0).cell]
        }
        let plan = report.words.plan.enumerated().map { place, line -> [Cell] in
            [report.id.cell, "plan".cell, (place + 1).cell, line.cell, .null]
        }
        try tx.insert(
            "INSERT INTO daily_report_line (report_id, kind, place, text, is_done)", rows: review + plan)
    }

    private func load(_ rest: SQL) throws -> [DailyReport] {
        let rows = try tx.execute(
            """
            SELECT id, unit_id, staff_id, day_on, opened_at, due_at, state, results, problems, handed_in_at, until_at,
                   waived_by, waived_at, waived_reason
            FROM daily_report
            \(rest)
            """
        )
        guard !rows.isEmpty else { return [] }
        let ids = try rows.map { try $0.text("id") }
        var lines: [String: [Row]] = [:]
        var figures: [String: [DailyFigure: Int]] = [:]
        for row in try tx.execute(
            """
            SELECT report_id, kind, place, text, is_done FROM daily_report_line WHERE report_id IN \(list: ids)
            ORDER BY report_id, kind, place
            LIMIT \(ids.count * DailyReport.mostLines * 2)
            """
        ) { lines[try row.text("report_id"), default: []].append(row) }
        for row in try tx.execute(
            """
            SELECT report_id, figure, value FROM daily_report_figure WHERE report_id IN \(list: ids)
            ORDER BY report_id, figure
            LIMIT \(ids.count * DailyFigure.allCases.count)
            """
        ) { figures[try row.text("report_id"), default: [:]][try row.choice("figure")] = try row.int("value") }
        return try zip(ids, rows).map { id, row in
            try DailyReport(row: row, lines: lines[id] ?? [], figures: figures[id] ?? [:])
        }
    }
}

extension Transaction {
    var dailyReports: DailyReports { DailyReports(tx: self) }
}

extension DailyReport {
    fileprivate init(row: Row, lines: [Row], figures: [DailyFigure: Int]) throws {
        let handedIn = try row.instant(ifPresent: "handed_in_at").map { at in
            HandedIn(at: at, until: try row.instant("until_at"), figures: figures)
        }
        let waiver = try row.instant(ifPresent: "waived_at").map { at in
            Waiver(by: try row.id("waived_by"), at: at, reason: try row.text("waived_reason"))
        }
        self.init(
            id: try row.id("id"), unit: try row.id("unit_id"), staff: try row.id("staff_id"),
            day: try row.day("day_on"),
            openedAt: try row.instant("opened_at"), dueAt: try row.instant("due_at"), state: try row.choice("state"),
            words: Words(
                review: try lines.filter { try $0.text("kind") == "review" }.map {
                    Review(text: try $0.text("text"), isDone: try $0.bool("is_done"))
                },
                results: try row.text("results"), problems: try row.text("problems"),
                plan: try lines.filter { try $0.text("kind") == "plan" }.map { try $0.text("text") }),
            handedIn: handedIn, waiver: waiver)
    }
}
