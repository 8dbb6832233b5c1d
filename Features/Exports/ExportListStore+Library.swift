import Database
import Handbook
import Kernel

extension ExportList {
    /// 产品质量问题: the after-sale base (CHAIN-20), as its list is narrowed now.
    static let quality = ExportList(
        code: "quality", word: .qualityTitle, page: "/cases/quality", needs: .readCase,
        columns: [
            ExportColumn(code: "product", word: .importProduct, width: 20),
            ExportColumn(code: "batch", word: .qualityBatch),
            ExportColumn(code: "defect", word: .qualityDefect, width: 40),
            ExportColumn(code: "store", word: .qualityStore),
            ExportColumn(code: "case", word: .exportNumber, width: 18),
            ExportColumn(code: "noted_by", word: .exportPerson),
            ExportColumn(code: "noted_at", word: .exportAt, width: 17),
            ExportColumn(code: "follow_up", word: .qualityFollowUp, width: 40),
            ExportColumn(code: "outcome", word: .qualityOutcome, width: 40),
        ],
        ids: { ask, tx, limit in
            try tx.caseLibrary.issues(
                containing: ExportForms.libraryFilter(ask.query).text, within: ask.actor.units(permitting: .readCase),
                limit: limit, offset: 0
            ).issues.map(\.id.rawValue)
        },
        cells: { ask, tx, ids in
            let issues = try tx.caseLibrary.issues(ids)
            let names = try tx.names(of: Set(issues.map(\.notedBy)))
            let numbers = try tx.cases.numbers(of: Set(issues.map(\.record)))
            let covers = ask.reveals ? nil : try tx.cases.covers(of: issues.map(\.record))
            return cells(of: issues, by: \.id) { issue in
                var issue = issue
                if let covers { issue.cover(covers[issue.record]) }
                return [
                    "product": SheetCell(issue.text.product), "batch": SheetCell(issue.text.batch),
                    "defect": SheetCell(issue.text.defect), "store": SheetCell(issue.text.store),
                    "case": SheetCell(numbers[issue.record]), "noted_by": SheetCell(names[issue.notedBy]),
                    "noted_at": .time(issue.notedAt, ask.zone), "follow_up": SheetCell(issue.followUp),
                    "outcome": SheetCell(issue.outcome),
                ]
            }
        })

    /// 问题立项: causes that keep coming back (GEN1-12).
    static let problems = ExportList(
        code: "problems", word: .problemsTitle, page: "/cases/problems", needs: .readCase,
        columns: [
            ExportColumn(code: "number", word: .problemNumber, width: 18),
            ExportColumn(code: "unit", word: .importUnit),
            ExportColumn(code: "cause", word: .exportCause, width: 32),
            ExportColumn(code: "opened_at", word: .problemSince, width: 17),
            ExportColumn(code: "owner", word: .exportPerson),
            ExportColumn(code: "measure", word: .correctionMeasure, width: 40),
            ExportColumn(code: "state", word: .importState),
            ExportColumn(code: "solved_at", word: .exportEndedAt, width: 17),
        ],
        ids: { ask, tx, limit in
            try tx.caseLibrary.problems(within: ask.actor.units(permitting: .readCase), limit: limit, offset: 0)
                .lines.map(\.problem.id.rawValue)
        },
        cells: { ask, tx, ids in
            let problems = try tx.caseLibrary.problems(ids)
            let names = try tx.names(of: Set(problems.compactMap(\.owner)))
            let units = try tx.unitNames(of: Set(problems.map(\.unit)))
            return cells(of: problems, by: \.id) { problem in
                [
                    "number": .text(problem.number), "unit": SheetCell(units[problem.unit]),
                    "cause": SheetCell(problem.cause), "opened_at": .time(problem.openedAt, ask.zone),
                    "owner": SheetCell(problem.owner.flatMap { names[$0] }), "measure": SheetCell(problem.measure),
                    "state": .text(ask.language(problem.solvedAt == nil ? .problemOpen : .problemSolved)),
                    "solved_at": SheetCell(problem.solvedAt, ask.zone),
                ]
            }
        })

    /// 未解决投诉 (F-14), the oldest first.
    static let unsolved = ExportList(
        code: "unsolved", word: .unsolvedTitle, page: "/cases/unsolved", needs: .readCase,
        columns: [
            ExportColumn(code: "number", word: .exportNumber, width: 18),
            ExportColumn(code: "subject", word: .importSubject, width: 32),
            ExportColumn(code: "state", word: .importState), ExportColumn(code: "handler", word: .importHandler),
            ExportColumn(code: "reported_at", word: .importReportedAt, width: 17),
            ExportColumn(code: "days", word: .exportDays),
            ExportColumn(code: "last_reply_at", word: .unsolvedLast, width: 17),
            ExportColumn(code: "next_due_at", word: .exportNextDue, width: 17),
        ],
        ids: { ask, tx, limit in
            try tx.caseLibrary.unsolved(
                within: ask.actor.units(permitting: .readCase), for: ask.actor.staff.id, limit: limit, offset: 0
            )
            .lines.map(\.id.rawValue)
        },
        cells: { ask, tx, ids in
            let lines = try tx.caseLibrary.unsolved(ids.map { Case.ID($0) })
            let names = try tx.names(of: Set(lines.compactMap(\.handler)))
            let covers = ask.reveals ? nil : try tx.cases.covers(of: lines.map(\.id))
            return cells(of: lines, by: \.id) { line in
                [
                    "number": .text(line.number),
                    "subject": SheetCell(covers.map { $0[line.id](line.subject) } ?? line.subject),
                    "state": .text(ask.language(line.state.word)),
                    "handler": SheetCell(line.handler.flatMap { names[$0] }),
                    "reported_at": .time(line.reportedAt, ask.zone), "days": .number(Double(line.days(at: tx.now))),
                    "last_reply_at": SheetCell(line.lastReplyAt, ask.zone),
                    "next_due_at": SheetCell(line.nextDueAt, ask.zone),
                ]
            }
        })
}
