import Handbook
import Kernel
import Testing

@testable import Desk

/// The whole answer, as people and machines read it.
struct ReportTests {
    /// Monday 5 January 2026; the 10th and 11th, the 17th and 18th are weekends.
    private func report() throws -> Rehearsal.Report {
        let handbook = try Stage.handbook(
            zone: "Asia/Shanghai",
            [
                .accept("30m"), .firstReply("16bh"), .complete("5wd"), .complete("24h", when: "severity: major"),
                .interimNotice,
            ])
        let lines = """
            C-1,reported,2026-01-05 09:00
            C-1,accepted,2026-01-05 09:20
            C-1,first_reply,2026-01-06 17:30
            C-1,waiting,2026-01-06 17:40
            C-1,resumed,2026-01-08 10:00
            C-1,completed,2026-01-09 10:00
            C-1,completed,2026-01-09 11:00
            C-1,reopened,2026-01-12 09:00
            C-1,completed,2026-01-21 09:00
            C-2,reported,2026-01-05 10:00
            C-2,completed,2026-01-14 10:00
            C-2,accepted,2026-01-05 11:00
            C-3,reported,2026-01-05 10:00
            C-4,completed,2026-01-05 10:00
            C-4,escalated,2026-01-05 10:00
            C-4,"say ""no""\u{1B}\",2026-01-05 10:00
            C-5,reported,soon
            """
        return try Rehearsal(handbook: handbook).run(Stage.log(lines))
    }

    @Test func aLogWithoutEventsSaysSo() throws {
        let handbook = try Stage.handbook(zone: "Asia/Shanghai", [.accept("30m")])
        let report = try Rehearsal(handbook: handbook).run(Array("record,event,at\n".utf8))
        #expect(report.text(.chinese).contains("日志只有表头，没有事件"))
    }

    @Test func theAnswerForMachinesIsStable() throws {
        #expect(
            try report().json() == #"""
                {
                  "handbook": {"code": "rehearsed", "version": "2.1", "zone": "Asia/Shanghai"},
                  "log": {
                    "records": 4,
                    "events": 14,
                    "lines": 17,
                    "repeated": {"completed": 1},
                    "unknown": {"escalated": 1, "say \"no\"\u001b": 1},
                    "malformed": {"unreadable_time": 1},
                    "out_of_order": 1,
                    "pauses": {"records": 1, "hours": 40.333333},
                    "reopened": {"records": 1}
                  },
                  "clauses": [
                    {
                      "no": "1.1",
                      "rule": "complaint.accept",
                      "within": "30m",
                      "applied": 3,
                      "kept": 1,
                      "late": 1,
                      "open": 1,
                      "excluded": {"no_start": 1},
                      "unit": "hours",
                      "elapsed_hours": {"n": 2, "p25": 0.5, "p50": 0.666667, "p75": 0.833333, "p90": 0.933333, \#
                "p95": 0.966667, "mean": 0.666667, "min": 0.333333, "max": 1.0, "sum": 1.333333},
                      "reopened": {"applied": 0, "kept": 0, "late": 0, "open": 0},
                      "note": null
                    },
                    {
                      "no": "1.2",
                      "rule": "complaint.first-reply",
                      "within": "16bh",
                      "applied": 3,
                      "kept": 0,
                      "late": 1,
                      "open": 2,
                      "excluded": {"no_start": 1},
                      "unit": "business_hours",
                      "elapsed_hours": {"n": 1, "p25": 17.5, "p50": 17.5, "p75": 17.5, "p90": 17.5, "p95": 17.5, \#
                "mean": 17.5, "min": 17.5, "max": 17.5, "sum": 17.5},
                      "reopened": {"applied": 0, "kept": 0, "late": 0, "open": 0},
                      "note": null
                    },
                    {
                      "no": "1.3",
                      "rule": "complaint.complete",
                      "within": "5wd",
                      "applied": 3,
                      "kept": 1,
                      "late": 1,
                      "open": 1,
                      "excluded": {"no_start": 1},
                      "unit": "working_days",
                      "elapsed_hours": {"n": 2, "p25": 3.25, "p50": 4.5, "p75": 5.75, "p90": 6.5, "p95": 6.75, \#
                "mean": 4.5, "min": 2.0, "max": 7.0, "sum": 9.0},
                      "reopened": {"applied": 1, "kept": 0, "late": 1, "open": 0},
                      "note": null
                    },
                    {
                      "no": "1.4",
                      "rule": "complaint.complete",
                      "within": "24h",
                      "applied": 0,
                      "kept": 0,
                      "late": 0,
                      "open": 0,
                      "excluded": {},
                      "unit": "hours",
                      "elapsed_hours": {"n": 0, "p25": null, "p50": null, "p75": null, "p90": null, "p95": null, \#
                "mean": null, "min": null, "max": null, "sum": 0.0},
                      "reopened": {"applied": 0, "kept": 0, "late": 0, "open": 0},
                      "note": "other_circumstances"
                    },
                    {
                      "no": "1.5",
                      "rule": "promise.interim-notice",
                      "within": null,
                      "applied": 0,
                      "kept": 0,
                      "late": 0,
                      "open": 0,
                      "excluded": {},
                      "unit": "hours",
                      "elapsed_hours": {"n": 0, "p25": null, "p50": null, "p75": null, "p90": null, "p95": null, \#
                "mean": null, "min": null, "max": null, "sum": 0.0},
                      "reopened": {"applied": 0, "kept": 0, "late": 0, "open": 0},
                      "note": "events_not_in_log"
                    }
                  ]
                }

                """#)
    }

    @Test func theAnswerForPeopleIsATable() throws {
        #expect(
            try report().text(.chinese) == #"""
                试运行：《客服手册》2.1 版（rehearsed，时区 Asia/Shanghai）

                日志：4 件，14 个事件，共 17 行。
                等待：1 件，合计 40.3 小时。
                重开：1 件。
                次序颠倒：1 行，已按时间排列。
                重复：1 行，只计第一次（completed 1）。
                不认识的事件：2 行（escalated 1、say "no"· 1）。
                读不懂：1 行（时间读不懂 1）。

                条款  规则                   时限  适用  按时  超时  未结  剔除  按时率        中位    九成以内        最长
                1.1   complaint.accept       30m      3     1     1     1     1   50.0%      0.7 时      0.9 时      1.0 时
                1.2   complaint.first-reply  16bh     3     0     1     2     1    0.0%   17.5 工时   17.5 工时   17.5 工时
                1.3   complaint.complete     5wd      3     1     1     1     1   50.0%  4.5 工作日  6.5 工作日  7.0 工作日
                      └ 重开后                        1     0     1     0          0.0%

                剔除：1.1 没有起点 1；1.2 没有起点 1；1.3 没有起点 1。
                日志里没有所需事件的条款：1.5。
                另有适用情形（类型、级别、来源、渠道）的条款：1.4。

                """#)
        #expect(
            try report().text(.english) == #"""
                Rehearsal of “客服手册”, version 2.1 (rehearsed, zone Asia/Shanghai)

                Log: records 4, events 14, lines 17.
                Waits: records 1, hours in all 40.3.
                Reopened: records 1.
                Out of order: lines 1, now sorted by time.
                Repeated: lines 1, only the first counts (completed 1).
                Unknown events: lines 2 (escalated 1, say "no"· 1).
                Unreadable: lines 1 (unreadable time 1).

                Clause  Rule                   Within  Applied  Kept  Late  Open  Excluded  Kept %   Median      P90  Longest
                1.1     complaint.accept       30m           3     1     1     1         1   50.0%    0.7 h    0.9 h    1.0 h
                1.2     complaint.first-reply  16bh          3     0     1     2         1    0.0%  17.5 bh  17.5 bh  17.5 bh
                1.3     complaint.complete     5wd           3     1     1     1         1   50.0%   4.5 wd   6.5 wd   7.0 wd
                        └ reopened                           1     0     1     0              0.0%

                Excluded: 1.1 no start 1; 1.2 no start 1; 1.3 no start 1.
                Clauses whose events a log does not hold: 1.5.
                Clauses for other circumstances (type, severity, source, channel): 1.4.

                """#)
    }

    @Test func aHandbookWithoutDeadlinesSaysSo() throws {
        let report = try Rehearsal(handbook: Stage.handbook([.interimNotice])).run(Stage.log())
        #expect(
            report.text(.chinese) == #"""
                试运行：《客服手册》2.1 版（rehearsed，时区 UTC）

                日志：0 件，0 个事件，共 0 行。
                日志只有表头，没有事件，无可试运行。

                这份手册没有日志能答的时限条款。

                日志里没有所需事件的条款：1.1。

                """#)
    }
}
