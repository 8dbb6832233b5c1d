import Handbook
import Kernel
import Testing

@testable import Desk

/// What becomes of single records: the fine print of METRICS 5 to 7 and of the log's words.
struct RehearsalTests {
    @Test func aCaseThatTakesExactlyTheLimitIsInTimeAndAMillisecondMoreIsLate() throws {
        let log = Stage.log(
            "on time,reported,2026-01-05T09:00:00Z", "on time,completed,2026-01-07T09:00:00Z",
            "late,reported,2026-01-05T09:00:00Z", "late,completed,2026-01-07T09:00:00.001Z")
        #expect(try Stage.figures(.complete("48h"), log).glance == "1/1/0")
    }

    @Test func workThatFillsTheLastHourBeforeClosingIsInTimeUntilWeOpenAgain() throws {
        let log = Stage.log(
            "at night,reported,2026-01-05T08:00:00Z", "at night,completed,2026-01-07T08:59:59Z",
            "in the morning,reported,2026-01-05T08:00:00Z", "in the morning,completed,2026-01-07T09:00:01Z")
        #expect(try Stage.figures(.complete("18bh"), log).glance == "1/1/0")
    }

    @Test func workingDatesAreCountedAfterTheDateOfTheReport() throws {
        let log = Stage.log(
            "tuesday,reported,2026-01-02T23:00:00Z", "tuesday,completed,2026-01-06T23:59:59Z",
            "wednesday,reported,2026-01-02T23:00:00Z", "wednesday,completed,2026-01-07T00:00:00Z")
        let figures = try Stage.figures(.complete("2wd"), log)
        #expect(figures.glance == "1/1/0")
        #expect(figures.elapsed.unit == "working_days")
        #expect(figures.elapsed.least == 2)
        #expect(figures.elapsed.most == 3)
    }

    @Test func onlyTheCompletionClockRestsDuringAWait() throws {
        let log = Stage.log(
            "A,reported,2026-01-05T09:00:00Z", "A,waiting,2026-01-05T10:00:00Z", "A,resumed,2026-01-05T20:00:00Z",
            "A,first_reply,2026-01-05T20:30:00Z", "A,completed,2026-01-05T21:00:00Z")
        let report = try Rehearsal(handbook: Stage.handbook([.firstReply("2h"), .complete("2h")])).run(log)
        #expect(report.clauses.map(\.glance) == ["0/1/0", "1/0/0"])
        #expect(report.clauses.map(\.elapsed.sum) == [11.5, 2])
        #expect(report.log.pausedRecords == 1)
        #expect(report.log.pausedHours == 10)
    }

    @Test(arguments: ["first_reply", "resumed", "completed", "called the customer"])
    func aWaitEndsWithTheNextEventWhateverItIs(event: String) throws {
        let log = Stage.log(
            "A,reported,2026-01-05T09:00:00Z", "A,waiting,2026-01-05T10:00:00Z", "A,\(event),2026-01-05T13:00:00Z",
            "A,completed,2026-01-05T13:00:00Z")
        let report = try Rehearsal(handbook: Stage.handbook([.complete("1h")])).run(log)
        #expect(report.log.pausedHours == 3)
        #expect(report.clauses[0].glance == "1/0/0")
    }

    @Test func anUnfinishedWaitCountsNothing() throws {
        let log = Stage.log("A,reported,2026-01-05T09:00:00Z", "A,waiting,2026-01-05T10:00:00Z")
        let report = try Rehearsal(handbook: Stage.handbook([.complete("1h")])).run(log)
        #expect(report.log.pausedRecords == 1)
        #expect(report.log.pausedHours == 0)
        #expect(report.clauses[0].glance == "0/0/1")
    }

    @Test func aRepeatedEventCountsOnceTheFirst() throws {
        let log = Stage.log(
            "A,reported,2026-01-05T09:00:00Z", "A,reported,2026-01-05T12:00:00Z", "A,waiting,2026-01-05T12:00:00Z",
            "A,waiting,2026-01-05T13:00:00Z", "A,resumed,2026-01-05T14:00:00Z", "A,completed,2026-01-05T15:00:00Z",
            "A,completed,2026-01-09T15:00:00Z")
        let report = try Rehearsal(handbook: Stage.handbook([.complete("4h")])).run(log)
        #expect(report.clauses[0].glance == "1/0/0")
        #expect(report.clauses[0].elapsed.sum == 4)
        #expect(report.log.pausedHours == 2)
        #expect(
            report.log.repeated == [
                .init(name: "reported", count: 1), .init(name: "waiting", count: 1), .init(name: "completed", count: 1),
            ])
    }

    @Test func anEndBeforeTheStartExcludesTheRecordEvenIfALaterEndFollows() throws {
        let log = Stage.log(
            "A,completed,2026-01-05T08:00:00Z", "A,reported,2026-01-05T09:00:00Z", "A,completed,2026-01-05T10:00:00Z",
            "A,reopened,2026-01-05T11:00:00Z", "A,completed,2026-01-05T12:00:00Z")
        let figures = try Stage.figures(.complete("48h"), log)
        #expect(figures.glance == "0/0/0 end_before_start 1")
        #expect(figures.reopened == .init(kept: 1, late: 0, open: 0))
    }

    @Test func anEndAtTheInstantOfTheStartIsInTimeWhicheverTheFileNamesFirst() throws {
        let log = Stage.log(
            "A,completed,2026-01-05T09:00:00Z", "A,reported,2026-01-05T09:00:00Z",
            "B,reported,2026-01-05T09:00:00Z", "B,completed,2026-01-05T09:00:00Z")
        let figures = try Stage.figures(.complete("48h"), log)
        #expect(figures.glance == "2/0/0")
        #expect(figures.elapsed.sum == 0)
    }

    @Test func whatNeverBeganIsExcludedAndWhatNeverEndedIsOpen() throws {
        let log = Stage.log(
            "A,completed,2026-01-05T09:00:00Z", "B,reported,2026-01-05T09:00:00Z", "C,noted,2026-01-05T09:00:00Z")
        #expect(try Stage.figures(.complete("48h"), log).glance == "0/0/1 no_start 2")
    }

    @Test func aReopenedCaseHasACompletionClockOfItsOwnThatIsCountedApart() throws {
        let log = Stage.log(
            "A,reported,2026-01-05T09:00:00Z", "A,completed,2026-01-05T10:00:00Z", "A,reopened,2026-01-12T09:00:00Z",
            "A,reopened,2026-01-12T10:00:00Z", "A,completed,2026-01-12T13:00:00Z", "A,reopened,2026-01-20T09:00:00Z")
        let report = try Rehearsal(handbook: Stage.handbook([.complete("2h"), .firstReply("1h")])).run(log)
        #expect(report.clauses[0].glance == "1/0/0")
        #expect(report.clauses[0].elapsed.count == 1)
        #expect(report.clauses[0].reopened == .init(kept: 0, late: 1, open: 1))
        #expect(report.clauses[1].reopened == .init(kept: 0, late: 0, open: 0))
        #expect(report.log.reopenedRecords == 1)
        #expect(report.log.repeated == [.init(name: "reopened", count: 1)])
    }

    @Test func aClockFromAcceptanceDoesNotCountTheTimeBefore() throws {
        let log = Stage.log(
            "A,reported,2026-01-05T09:00:00Z", "A,accepted,2026-01-06T09:00:00Z", "A,completed,2026-01-06T10:00:00Z",
            "never accepted,reported,2026-01-05T09:00:00Z", "never accepted,completed,2026-01-05T10:00:00Z",
            "accepted after,reported,2026-01-05T09:00:00Z", "accepted after,completed,2026-01-05T10:00:00Z",
            "accepted after,accepted,2026-01-05T11:00:00Z")
        #expect(
            try Stage.figures(.complete("2h", from: "acceptance"), log).glance == "1/0/0 no_start 1 end_before_start 1")
        #expect(try Stage.figures(.complete("2h"), log).glance == "2/1/0")
    }

    @Test func timesWithoutAnOffsetAreThoseOfTheHandbook() throws {
        let log = Stage.log("A,reported,2026-01-05T09:00:00", "A,completed,2026-01-05T01:30:00Z")
        #expect(try Stage.figures(.complete("1h"), zone: "Asia/Shanghai", log).elapsed.sum == 0.5)
        #expect(try Stage.figures(.complete("1h"), zone: "UTC", log).glance == "0/0/0 end_before_start 1")
    }

    @Test func theNightInWhichClocksGoForwardIsAnHourShorter() throws {
        let log = Stage.log("A,reported,2012-03-24 12:00", "A,completed,2012-03-25 12:00")
        #expect(try Stage.figures(.complete("23h"), zone: "Europe/Stockholm", log).glance == "1/0/0")
        #expect(try Stage.figures(.complete("23h"), zone: "Asia/Shanghai", log).glance == "0/1/0")
    }

    @Test func clausesThatALogCannotAnswerSayWhy() throws {
        let handbook = try Stage.handbook([
            .complete("48h"), .complete("24h", when: "type: enquiry"), .interimNotice,
        ])
        let log = Stage.log("A,reported,2026-01-05T09:00:00Z", "A,completed,2026-01-06T19:00:00Z")
        let complaints = try Rehearsal(handbook: handbook).run(log).clauses
        #expect(complaints.map(\.applied) == [1, 0, 0])
        #expect(complaints.map(\.silence) == [nil, .otherCircumstances, .eventsNotInLog])

        let enquiries = try Rehearsal(handbook: handbook, circumstances: Circumstances(type: .enquiry)).run(log).clauses
        #expect(enquiries.map(\.glance) == ["0/0/0", "0/1/0", "0/0/0"])
        #expect(enquiries.map(\.silence) == [.otherCircumstances, nil, .eventsNotInLog])
    }

    @Test func statutoryHolidaysAndMakeUpDaysCountAsTheHandbookSays() throws {
        // Spring festival 2026: off from 15 to 23 February; Saturdays 14 and 28 are worked.
        let log = Stage.log("A,reported,2026-02-13T10:00:00", "A,completed,2026-02-24T09:00:00")
        let kept = try Stage.handbook(zone: "Asia/Shanghai", holidays: "cn-statutory", [.complete("2wd")])
        let ignored = try Stage.handbook(zone: "Asia/Shanghai", [.complete("2wd")])
        #expect(try Rehearsal(handbook: kept).run(log).clauses[0].elapsed.sum == 2)
        #expect(try Rehearsal(handbook: ignored).run(log).clauses[0].elapsed.sum == 7)
    }
}
