import Database
import HTTPTypes
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// Every figure, counted, listed and counted again by hand.
@Suite struct FigureTests {
    /// Whoever presses again and again has two reports made at once, and keeps nobody else waiting.
    @Test func onePersonHasTwoReportsMadeAtOnce() throws {
        let reads = LongReads()
        try reads.begin("zhang")
        try reads.begin("zhang")
        #expect(throws: LongReads.TooMany()) { try reads.begin("zhang") }
        try reads.begin("li")
        reads.end("zhang")
        try reads.begin("zhang")
    }

    /// A figure and its list never disagree: every figure, by every dimension, in every line, for every part of it.
    @Test(arguments: TestDatabase.engines)
    func aFigureAndItsListNeverDisagree(engine: Engine) async throws {
        try await PlayedMonth.play(on: engine) { month in
            let scope = try await month.scope(month.query)
            try await month.database.read { tx in
                let values = try tx.figures.values(Figure.allCases, scope, medians: true)
                for figure in Figure.allCases {
                    let total = try #require(values[figure])
                    try Self.holds(total, figure, scope, tx)
                    for dimension in FigureDimension.allCases {
                        let lines = try tx.figures.lines(figure, by: dimension, scope)
                        #expect(Set(lines.map(\.key)).count == lines.count)
                        let sum = lines.map(\.value).reduce(FigureValue(figure: figure), +)
                        #expect(
                            (sum.whole, sum.part, sum.sum) == (total.whole, total.part, total.sum),
                            "\(figure) by \(dimension)")
                        for line in lines {
                            var narrowed = scope
                            narrowed.dimension = dimension
                            narrowed.key = line.key
                            try Self.holds(line.value, figure, narrowed, tx)
                        }
                    }
                }
            }
        }
    }

    private static func holds(
        _ value: FigureValue, _ figure: Figure, _ scope: FigureScope, _ tx: Transaction
    ) throws {
        let place: Comment = "\(figure) \(scope.dimension.map { "\($0)" } ?? "") «\(scope.key ?? "")»"
        let (rows, total) = try tx.figures.rows(figure, .whole, scope, limit: 1000, offset: 0)
        #expect(Int64(total) == value.whole && total == rows.count, place)
        guard figure.shape == .share || figure.shape == .time || figure.shape == .money else { return }
        if figure.shape == .share {
            let part = try tx.figures.rows(figure, .part, scope, limit: 1000, offset: 0)
            let rest = try tx.figures.rows(figure, .rest, scope, limit: 1000, offset: 0)
            #expect(Int64(part.total) == value.part, place)
            #expect(part.total + rest.total == total && part.rows.count + rest.rows.count == total, place)
        } else {
            #expect(rows.compactMap(\.value).reduce(0, +) == value.sum, place)
            if let median = value.median {
                let sorted = rows.compactMap(\.value).sorted()
                let middle = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
                #expect(median == middle, place)
            }
        }
    }

    /// The same figures by hand: every case is loaded whole and counted in Swift.
    @Test(arguments: TestDatabase.engines)
    func everyFigureIsWhatAPlainRecountSays(engine: Engine) async throws {
        try await PlayedMonth.play(on: engine) { month in
            for query in [month.query, FigureQuery(from: Day(2026, 9, 1), to: Day(2026, 9, 7)), month.query.before] {
                let scope = try await month.scope(query)
                try await month.database.read { tx in
                    let values = try tx.figures.values(Figure.allCases, scope)
                    let recount = try Recount(tx, scope)
                    for figure in Figure.allCases {
                        let value = try #require(values[figure])
                        let byHand = recount.value(figure)
                        #expect(
                            (value.whole, value.part, value.sum) == (byHand.whole, byHand.part, byHand.sum),
                            "\(figure) \(query.from)")
                    }
                }
            }
            let scope = try await month.scope(month.query)
            let values = try await month.database.read { tx in try tx.figures.values(Figure.allCases, scope) }
            let empty = values.filter { $0.value.whole == 0 }.map(\.key)
            #expect(empty.count <= 3, "the department shows nothing of \(empty)")
        }
    }

    /// The same seed, the same month: both engines say the same about it.
    @Test func bothEnginesCountTheSame() async throws {
        guard TestDatabase.engines.count == 2 else { return }
        let told = Told()
        for engine in TestDatabase.engines {
            try await PlayedMonth.play(on: engine) { month in
                let scope = try await month.scope(month.query)
                let text = try await month.database.read { tx in
                    try Figure.allCases.map { figure in
                        let value = try tx.figures.values([figure], scope, medians: true)[figure]
                        let lines = try tx.figures.lines(figure, by: .category, scope)
                        return "\(figure) \(String(describing: value)) \(lines)"
                    }.joined(separator: "\n")
                }
                await told.add(text)
            }
        }
        let texts = await told.texts
        #expect(texts.count == 2 && texts[0] == texts[1])
    }

    private actor Told {
        var texts: [String] = []
        func add(_ text: String) { texts.append(text) }
    }

    @Test(arguments: TestDatabase.engines)
    func whatAReaderMayNotReadIsNotCounted(engine: Engine) async throws {
        try await PlayedMonth.play(on: engine) { month in
            var scope = try await month.scope(month.query)
            for reach in [UnitReach.nothing, .some(["unit-elsewhere"])] {
                scope.reach = reach
                let values = try await month.database.read { [scope] tx in
                    try tx.figures.values(Figure.allCases, scope)
                }
                #expect(values.values.allSatisfy { $0.whole == 0 && $0.part == 0 && $0.sum == 0 })
            }
            await #expect(throws: NotAllowed.self) {
                try await month.database.read { tx in
                    try tx.figures.report(month.query, for: tx.actor(month.stranger), in: .shanghai)
                }
            }
        }
    }

    /// MART-04, SOFT-27, CHAIN-07: topics, solving time by product, promises kept, each one click away.
    @Test func everyPageOpensForAManagerAndForNobodyElse() async throws {
        try await PlayedMonth.play(on: .sqlite) { month in
            try await month.serve { client in
                let report = try await client.get("/reports", as: month.manager)
                #expect(report.status == .ok)
                for figure in Figure.allCases {
                    #expect(report.text.contains(Language.chinese(figure.word)))
                    #expect(report.text.contains(Language.chinese(figure.definition)), "the definition is on the page")
                    for by in ["category", "product", "person", "day"] {
                        let page = try await client.get("/reports/\(figure.rawValue)?by=\(by)", as: month.manager)
                        #expect(page.status == .ok, "\(figure) by \(by)")
                    }
                    let rows = try await client.get("/reports/\(figure.rawValue)/rows?part=part", as: month.manager)
                    #expect(rows.status == .ok)
                    for address in ["/reports", "/reports/\(figure.rawValue)", "/reports/\(figure.rawValue)/rows"] {
                        #expect(try await client.get(address, as: month.stranger).status == .forbidden)
                    }
                }
                #expect(try await client.get("/reports/nonsense", as: month.manager).status == .notFound)
                let turned = try await client.get("/reports?from=2026-09-02&to=2026-09-01", as: month.manager)
                #expect(turned.status == .unprocessableContent && turned.text.contains("结束日期不能早于开始日期。"))
                let long = try await client.get("/reports?from=2020-01-01&to=2026-09-01", as: month.manager)
                #expect(long.status == .unprocessableContent)
                let search = try await client.get("/search?q=%E5%8F%91", as: month.manager)
                #expect(search.status == .ok && search.text.contains("<mark>发</mark>"))
            }
        }
    }

    /// Where there is much to count, the page comes first and fetches the very figures that it would have had.
    @Test func aLongReportIsShownBeforeItIsCounted() async throws {
        try await PlayedMonth.play(on: .sqlite) { month in
            let address = "/reports?from=\(month.query.from)&to=\(month.query.to)"
            let volume = Language.chinese(Figure.volume.word)
            try await month.serve(mostAtOnce: 3) { client in
                let first = try await client.get(address, as: month.manager)
                #expect(first.status == .ok && !first.text.contains(volume) && first.text.contains("正在统计"))
                #expect(first.text.contains("name=\"from\""), "another period can be asked for meanwhile")
                let part = "\(address)&counted=part"
                #expect(first.text.contains("hx-get=\"\(part.replacing("&", with: "&amp;"))\""))
                let figures = try await client.get(part, as: month.manager, [try #require(.init("HX-Request")): "true"])
                #expect(figures.text.contains(volume) && !figures.text.contains("<main"))
                let whole = try await client.get("\(address)&counted=whole", as: month.manager)
                #expect(whole.text.contains(figures.text) && whole.text.contains("<main"))
                #expect(try await client.get(address, as: month.stranger).status == .forbidden)
            }
            try await month.serve { client in
                let little = try await client.get(address, as: month.manager)
                #expect(little.text.contains(volume), "little is waited for")
            }
        }
    }

    /// SOFT-27: solving time by product; and the pages of the reports as a reviewer should see them.
    @Test(arguments: TestDatabase.engines)
    func thePagesOfTheReports(engine: Engine) async throws {
        try await PlayedMonth.play(on: engine) { month in
            try await month.serve { client in
                let period = "from=\(month.query.from)&to=\(month.query.to)"
                for (address, name) in [
                    ("/reports?\(period)", "report"),
                    ("/reports/\(Figure.handlingTime.rawValue)?\(period)&by=product", "handling-time-by-product"),
                    ("/reports/\(Figure.volume.rawValue)?\(period)&by=day", "volume-by-day"),
                    ("/reports/\(Figure.completedOnTime.rawValue)/rows?\(period)&part=rest", "late-completions"),
                    ("/digests/day?day=\(month.query.to)", "day-digest"), ("/digests", "digests"),
                ] {
                    let page = try await client.get(address, as: month.manager)
                    #expect(page.status == .ok)
                    golden(page.text.main, named: name)
                }
            }
        }
    }

    /// A day on which nothing happened is a nought, not a gap.
    @Test func daysWithoutACaseAreNoughts() {
        let query = FigureQuery(from: Day(2026, 9, 1), to: Day(2026, 9, 10))
        func line(_ key: String, _ number: Int64) -> FigureLine {
            FigureLine(key: key, value: FigureValue(figure: .volume, whole: number))
        }
        let days = query.filled([line("2026-09-03", 4)], .volume, by: .day)
        #expect(days.map(\.value.whole) == [0, 0, 4, 0, 0, 0, 0, 0, 0, 0])
        #expect(days.first?.key == "2026-09-01" && days.last?.key == "2026-09-10")
        let weeks = query.filled([line("2026-08-31", 4)], .volume, by: .week)
        #expect(weeks.map(\.key) == ["2026-08-31", "2026-09-07"] && weeks.map(\.value.whole) == [4, 0])
        #expect(query.filled([line("2026-09-01", 1)], .volume, by: .month).map(\.key) == ["2026-09-01"])
        #expect(query.filled([line("鞋", 1)], .volume, by: .product).count == 1)
    }

    @Test(arguments: TestDatabase.engines)
    func everySourceIsWalkedByItsTime(engine: Engine) async throws {
        try await withDatabase(engine, migrations: Schema.migrations) { database in
            let scope = FigureScope(
                period: Instant(milliseconds: 0)..<Instant(milliseconds: 1), reach: .some(["unit-a"]), staff: "staff-a",
                zone: .shanghai, now: Instant(milliseconds: 2))
            let plans = try await database.write { tx in
                if tx.engine == .postgres {
                    for name: SQL in ["enable_seqscan", "enable_hashjoin", "enable_mergejoin"] {
                        try tx.execute("SET LOCAL \(name) = off")
                    }
                }
                return try Figure.Source.allCases.map { source in
                    let figures = Figure.allCases.filter { $0.source == source }
                    let statement = Figures.totalStatement(source, figures, scope)
                    let lines =
                        switch tx.engine {
                        case .sqlite:
                            try tx.execute("EXPLAIN QUERY PLAN \(statement)").map { "  \(try $0.text("detail"))" }
                        case .postgres:
                            try tx.execute("EXPLAIN (COSTS OFF) \(statement)").map { "  \(try $0.text("QUERY PLAN"))" }
                        }
                    return "\(source.rawValue)\n\(lines.joined(separator: "\n"))"
                }.joined(separator: "\n\n")
            }
            golden(plans, named: "figure-plans-\(engine == .sqlite ? "sqlite" : "postgres")")
        }
    }
}

/// Every case loaded whole, counted in Swift by the definitions and by nothing of the statements.
private struct Recount {
    let files: [CaseFile]
    let clocks: [Case.ID: [Obligation]]
    let pauses: [Case.ID: Int64]
    let reopenings: [Instant]
    let nextDue: [Case.ID: Instant]
    let scope: FigureScope

    init(_ tx: Transaction, _ scope: FigureScope) throws {
        self.scope = scope
        let ids = try tx.execute("SELECT id, next_due_at FROM service_case ORDER BY id LIMIT 1000")
        files = try ids.map { try tx.cases.file(Case.ID(try $0.text("id"))) }
        nextDue = Dictionary(
            try ids.compactMap { row in
                try row.instant(ifPresent: "next_due_at").map { (Case.ID(try row.text("id")), $0) }
            }
        ) { first, _ in first }
        var clocks: [Case.ID: [Obligation]] = [:]
        var pauses: [Case.ID: Int64] = [:]
        var reopenings: [Instant] = []
        for file in files {
            let all = try tx.obligations.all(of: file.record.subject)
            clocks[file.record.id] = all
            reopenings += try tx.events.about(file.record.subject).filter { $0.kind == .caseReopened }.map(\.at)
            for clock in all where clock.rule == .deadline(.complete) {
                let rests = try tx.execute(
                    "SELECT from_at, to_at FROM obligation_pause WHERE obligation_id = \(clock.id) ORDER BY from_at LIMIT 100"
                )
                for rest in rests {
                    pauses[file.record.id, default: 0] += try rest.integer("to_at") - rest.integer("from_at")
                }
            }
        }
        self.clocks = clocks
        self.pauses = pauses
        self.reopenings = reopenings
    }

    private func isIn(_ instant: Instant?) -> Bool { instant.map(scope.period.contains) ?? false }

    private var reported: [Case] { files.map(\.record).filter { isIn($0.reportedAt) } }
    private var completed: [Case] { files.map(\.record).filter { isIn($0.completedAt) } }

    private var open: [Case] {
        files.map(\.record).filter { record in
            guard record.reportedAt < scope.period.upperBound,
                ![.referred, .withdrawn, .merged].contains(record.state)
            else { return false }
            guard let ended = record.completedAt ?? record.archive?.at else { return true }
            return ended >= scope.period.upperBound
        }
    }

    private func clocks(_ rule: DeadlineRule) -> [Obligation] {
        files.flatMap { clocks[$0.record.id] ?? [] }.filter { clock in
            if case .ended(.void, _, _) = clock.state { return false }
            return clock.rule == .deadline(rule) && isIn(clock.startedAt)
        }
    }

    private func decided(_ rule: DeadlineRule) -> (whole: Int, kept: Int, times: [Int64]) {
        var whole = 0, kept = 0, times: [Int64] = []
        for clock in clocks(rule) {
            switch clock.state {
            case .open: if clock.breachedAt != nil { whole += 1 }
            case .ended(.kept, let at, _):
                whole += 1
                kept += 1
                times.append((at - clock.startedAt).milliseconds)
            case .ended(.late, let at, _):
                whole += 1
                times.append((at - clock.startedAt).milliseconds)
            case .ended(.broken, _, _): whole += 1
            case .ended(.exempted, _, _), .ended(.void, _, _): break
            }
        }
        return (whole, kept, times)
    }

    func value(_ figure: Figure) -> FigureValue {
        func made(_ whole: Int, part: Int = 0, sum: Int64 = 0) -> FigureValue {
            FigureValue(figure: figure, whole: Int64(whole), part: Int64(part), sum: sum)
        }
        switch figure {
        case .volume: return made(reported.count)
        case .complaints: return made(reported.count { $0.type == .complaint })
        case .severe: return made(reported.count { $0.severity > .ordinary })
        case .foundedRate:
            return made(
                reported.count { $0.judgement != nil }, part: reported.count { $0.judgement?.isFounded == true })
        case .transferRate: return made(reported.count, part: reported.count { $0.transfers > 0 })
        case .reopenRate:
            let ended = reported.filter { $0.round > 1 || $0.completedAt != nil || $0.archive != nil }
            return made(ended.count, part: ended.count { $0.round > 1 })
        case .completed: return made(completed.count)
        case .handlingTime:
            return made(
                completed.count,
                sum: completed.map { record in
                    ((record.completedAt ?? record.reportedAt) - record.reportedAt).milliseconds
                        - (pauses[record.id] ?? 0)
                }.reduce(0, +))
        case .backlog: return made(open.count)
        case .backlogAge:
            let end = min(scope.now, scope.period.upperBound)
            return made(open.count, sum: open.map { (end - $0.reportedAt).milliseconds }.reduce(0, +))
        case .backlogLate: return made(open.count { record in nextDue[record.id].map { $0 < scope.now } ?? false })
        case .firstReplyOnTime:
            let clocks = decided(.firstReply)
            return made(clocks.whole, part: clocks.kept)
        case .firstReplyTime:
            let times = decided(.firstReply).times
            return made(times.count, sum: times.reduce(0, +))
        case .completedOnTime:
            let clocks = decided(.complete)
            return made(clocks.whole, part: clocks.kept)
        case .promiseKept, .promiseRenewed:
            // Of a case that was withdrawn, referred or merged nothing is owed any more.
            let due = files.flatMap { file in
                file.promises.filter {
                    isIn($0.dueAt) && ($0.state != .open || !file.record.state.isOver || figure == .promiseRenewed)
                }
            }
            if figure == .promiseRenewed { return made(due.count { $0.notices > 0 }) }
            let counted = due.filter { $0.state != .open || $0.dueAt < scope.now }
            return made(
                counted.count,
                part: counted.count { promise in
                    if case .kept(let at) = promise.state { at <= promise.dueAt } else { false }
                })
        case .solvedRate:
            let visits = files.flatMap(\.visits).filter { isIn($0.at) && $0.result == .reached }
            return made(visits.count, part: visits.count(where: \.isSolved))
        case .satisfaction:
            let scores = files.flatMap(\.visits).filter { isIn($0.at) }.compactMap(\.satisfaction)
            return made(scores.count, part: scores.count { $0 >= 4 })
        case .compensation:
            let granted = files.flatMap(\.compensations).filter { isIn($0.askedAt) && $0.approvedAt != nil }
            return made(granted.count, sum: granted.map(\.value.fen).reduce(0, +))
        case .penalties: return made(files.flatMap(\.penaltyLines).count { isIn($0.at) })
        case .reopenings: return made(reopenings.count { isIn($0) })
        case .askedAgain:
            let complaints = reported.filter { $0.type == .complaint }
            return made(complaints.count, part: complaints.count { $0.secondAskings > 0 })
        case .extraService: return made(files.flatMap(\.extraServices).count { isIn($0.at) })
        }
    }
}

extension String {
    /// The main part of a page, a line an element, without what differs from run to run.
    fileprivate var main: String {
        let text = replacing("><", with: ">\n<")
        guard let start = text.firstRange(of: "<main"), let end = text.firstRange(of: "</main>") else { return text }
        return String(text[start.lowerBound..<end.upperBound]).replacing(/id-[0-9]+/, with: "id-…")
    }
}
