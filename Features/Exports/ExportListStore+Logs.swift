import Database
import Handbook
import Kernel

/// What the house wrote down about its own papers.
extension ExportList {
    /// 投诉分类统计表 (F-11), month by month.
    static let digests = ExportList(
        code: "digests", word: .digestsTitle, page: "/digests", needs: .readAdherence,
        columns: [
            ExportColumn(code: "month", word: .digestMonth), ExportColumn(code: "unit", word: .importUnit),
            ExportColumn(code: "state", word: .importState),
            ExportColumn(code: "problems", word: .digestProblems, width: 40),
            ExportColumn(code: "causes", word: .digestAnalysis, width: 40),
            ExportColumn(code: "drafted_by", word: .digestPaperWriter),
            ExportColumn(code: "submitted_at", word: .exportEndedAt, width: 17),
        ],
        ids: { ask, tx, limit in
            try tx.digests.list(ask.actor.units(permitting: .readAdherence), limit: limit, offset: 0)
                .digests.map(\.id.rawValue)
        },
        cells: { ask, tx, ids in
            let digests = try tx.digests.find(ids)
            let names = try tx.names(of: Set(digests.map(\.draftedBy)))
            let units = try tx.unitNames(of: Set(digests.map(\.unit)))
            return cells(of: digests, by: \.id) { digest in
                [
                    "month": .text(digest.month.description), "unit": SheetCell(units[digest.unit]),
                    "state": .text(ask.language(digest.submission == nil ? .digestDraft : .digestSubmitted)),
                    "problems": SheetCell(digest.problems), "causes": SheetCell(digest.causes),
                    "drafted_by": SheetCell(names[digest.draftedBy]),
                    "submitted_at": SheetCell(digest.submission?.at, ask.zone),
                ]
            }
        })

    /// What was brought in, by whom, and what became of the rows.
    static let imports = ExportList(
        code: "imports", word: .importsTitle, page: "/imports", needs: .importData,
        columns: [
            ExportColumn(code: "number", word: .exportLogNumber), ExportColumn(code: "at", word: .exportAt, width: 17),
            ExportColumn(code: "kind", word: .importKind), ExportColumn(code: "file", word: .importFile, width: 32),
            ExportColumn(code: "source", word: .importFrom), ExportColumn(code: "unit", word: .importUnit),
            ExportColumn(code: "person", word: .exportPerson), ExportColumn(code: "state", word: .importState),
            ExportColumn(code: "rows", word: .exportRows), ExportColumn(code: "brought", word: .exportBrought),
            ExportColumn(code: "updated", word: .exportUpdated), ExportColumn(code: "skipped", word: .exportSkipped),
            ExportColumn(code: "refused", word: .exportRefused),
            ExportColumn(code: "ended_at", word: .exportEndedAt, width: 17),
        ],
        ids: { ask, tx, limit in
            try tx.imports.list(
                reach: ask.actor.units(permitting: .importData), of: ask.actor.staff.id, limit: limit, offset: 0
            ).imports.map(\.id.rawValue)
        },
        cells: { ask, tx, ids in
            let imports = try tx.imports.find(ids)
            let names = try tx.names(of: Set(imports.map(\.by)))
            let units = try tx.unitNames(of: Set(imports.map(\.unit)))
            let t = ask.language
            return cells(of: imports, by: \.id) { record in
                let progress = record.progress
                return [
                    "number": .text("E-\(record.number)"), "at": .time(record.at, ask.zone),
                    "kind": .text(t(record.kind.word)), "file": SheetCell(record.file.name),
                    "source": SheetCell(record.source), "unit": SheetCell(units[record.unit]),
                    "person": SheetCell(names[record.by]), "state": .text(t(record.state.word)),
                    "rows": .number(Double(record.rows)), "brought": .number(Double(progress.brought)),
                    "updated": .number(Double(progress.updated)), "skipped": .number(Double(progress.skipped)),
                    "refused": .number(Double(progress.bad + progress.refused)),
                    "ended_at": SheetCell(record.endedAt, ask.zone),
                ]
            }
        })

    /// 导出台账: what left the house, why, who allowed it, how often it was fetched (GAME-24).
    static let exports = ExportList(
        code: "exports", word: .exportLog, page: "/exports", needs: .exportData,
        columns: [
            ExportColumn(code: "number", word: .exportLogNumber), ExportColumn(code: "at", word: .exportAt, width: 17),
            ExportColumn(code: "what", word: .exportWhat), ExportColumn(code: "unit", word: .importUnit),
            ExportColumn(code: "person", word: .exportPerson),
            ExportColumn(code: "reason", word: .exportReason, width: 40),
            ExportColumn(code: "reveals", word: .exportInFull), ExportColumn(code: "rows", word: .exportRows),
            ExportColumn(code: "state", word: .importState), ExportColumn(code: "decider", word: .exportDecider),
            ExportColumn(code: "decision", word: .exportDecisionText, width: 30),
            ExportColumn(code: "downloads", word: .exportDownloads),
        ],
        ids: { ask, tx, limit in
            try tx.exports.list(
                reach: ask.actor.units(permitting: .exportData), of: ask.actor.staff.id, limit: limit, offset: 0
            ).exports.map(\.id.rawValue)
        },
        cells: { ask, tx, ids in
            let exports = try tx.exports.find(ids)
            let names = try tx.names(of: Set(exports.flatMap { [$0.by] + [$0.decision?.by].compactMap(\.self) }))
            let units = try tx.unitNames(of: Set(exports.map(\.unit)))
            let t = ask.language
            return cells(of: exports, by: \.id) { export in
                [
                    "number": .text(export.label), "at": .time(export.at, ask.zone),
                    "what": SheetCell(ExportList.find(export.list).map { t($0.word) }),
                    "unit": SheetCell(units[export.unit]), "person": SheetCell(names[export.by]),
                    "reason": SheetCell(export.reason), "reveals": .text(t(export.reveals ? .exportYes : .exportNo)),
                    "rows": .number(Double(export.rows)), "state": .text(t(export.state.look.1)),
                    "decider": SheetCell(export.decision.flatMap { names[$0.by] }),
                    "decision": SheetCell(export.decision?.text), "downloads": .number(Double(export.downloads)),
                ]
            }
        })
}
