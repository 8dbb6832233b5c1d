import Database
import Handbook
import Kernel
import Testkit
import Testing

@testable import Desk

@Suite("A month is played")
struct DemoHistoryTests {
    /// The states of the full procedure; what goes its own way passes through its states quickly.
    static let procedure: [Case.State] = [
        .registered, .accepted, .investigating, .proposing, .awaitingDecision, .implementing, .awaitingCustomer,
        .unfounded, .awaitingVisit, .summarising, .archived, .referred, .withdrawn,
    ]

    /// One month of each pack, looked at from three sides: to play it takes longer than to look.
    @Test(arguments: DemoPack.all.map(\.code))
    func everyPackPlaysAMonth(pack: String) async throws {
        try await PlayedDepartment.play(pack) { played throws in
            try await showsCasesInEveryStateAndALedgerThatIsMostlyKept(pack, played)
            try await rangAndHasPeopleOnFile(pack, played)
            try await isAliveAtThisMinute(pack, played)
            if pack == "game-support" { try await worksInShifts(played) }
        }
    }

    /// GAME-17, GAME-50–67: rosters published, shifts handed over and taken over, one swapped, one on leave, a month locked.
    /// What a clause refuses of it is left undone and says nothing: here is seen that it is the exception.
    private func worksInShifts(_ played: PlayedDepartment) async throws {
        for (what, question) in [
            ("published rosters", "SELECT COUNT(*) AS n FROM roster WHERE state = 'published'"),
            ("swaps", "SELECT COUNT(*) AS n FROM shift_assignment WHERE origin = 'return' AND taken_back_at IS NULL"),
            ("leave", "SELECT COUNT(*) AS n FROM shift_assignment WHERE taken_back_for = 'leave'"),
            ("locked months", "SELECT COUNT(*) AS n FROM attendance_sheet WHERE state = 'locked'"),
            ("months to confirm", "SELECT COUNT(*) AS n FROM attendance_sheet WHERE state = 'open'"),
        ] as [(String, SQL)] {
            #expect(try await played.count(question) > 0, "\(what)")
        }
        let settled = try await played.count("SELECT COUNT(*) AS n FROM handover WHERE state = 'settled'")
        #expect(settled > DemoShiftDeed.days / 2, "taken over on most days: \(settled)")
        #expect(try await played.count("SELECT COUNT(*) AS n FROM handover WHERE state = 'offered'") <= 1)
    }

    private func showsCasesInEveryStateAndALedgerThatIsMostlyKept(
        _ pack: String, _ played: PlayedDepartment
    ) async throws {
        #expect(played.summary.cases == 32)
        let states = try await played.states()
        let steps = try PlayedDepartment.shelf.handbook(pack).steps
        let without: Set<Case.State> = steps.contains(.judge) ? [] : [.accepted, .unfounded]
        for state in Self.procedure where !without.contains(state) {
            #expect(states[state] ?? 0 > 0, "\(pack): no case is \(state.rawValue): \(states)")
        }
        let total = try await played.adherence().total
        #expect(
            total.kept > 0 && total.late > 0 && total.broken > 0 && total.exempted > 0 && total.running > 0,
            "\(total)")
        #expect((total.rate ?? 0) > 0.8, "\(pack): \(total)")
    }

    /// SOFT-29, SOFT-35, SOFT-70, CHAIN-80: calls taken, missed, called back in time and late, messages, people on file.
    private func rangAndHasPeopleOnFile(_ pack: String, _ played: PlayedDepartment) async throws {
        for (what, question) in [
            ("solved", "SELECT COUNT(*) AS n FROM contact WHERE ending = 'solved'"),
            ("missed and returned", "SELECT COUNT(*) AS n FROM contact WHERE returned_at IS NOT NULL"),
            ("missed and open", "SELECT COUNT(*) AS n FROM contact WHERE state = 'missed' AND returned_at IS NULL"),
            ("promised", "SELECT COUNT(*) AS n FROM contact WHERE callback_to IS NOT NULL"),
            ("firms with contacts", "SELECT COUNT(*) AS n FROM customer_contact"),
            ("households", "SELECT COUNT(*) AS n FROM customer WHERE kind = 'household'"),
            ("blocked", "SELECT COUNT(*) AS n FROM customer WHERE state = 'blocked'"),
            ("anonymised", "SELECT COUNT(*) AS n FROM customer WHERE state = 'anonymised'"),
            ("channels", "SELECT COUNT(*) AS n FROM reception_channel"),
            ("uncovered", "SELECT COUNT(*) AS n FROM reception_channel WHERE uncovered_since IS NOT NULL"),
        ] as [(String, SQL)] {
            #expect(try await played.count(question) > 0, "\(pack): \(what)")
        }
        // Only who is on the line now may be on the line.
        #expect(try await played.count("SELECT COUNT(*) AS n FROM contact WHERE state = 'answered'") < 3)
    }

    /// GAME-84, GAME-98, GAME-101, SOFT-45: our own calls with what they came to, and diaries with what is to follow.
    @Test(arguments: ["chain-retail", "game-support", "property"])
    func callsOfOursAndDiariesHaveSomethingToShow(pack: String) async throws {
        try await PlayedDepartment.play(pack, cases: 70) { played throws in
            var questions: [(String, SQL)] = [
                ("satisfied when visited", "SELECT COUNT(*) AS n FROM contact WHERE satisfaction = 'satisfied'"),
                ("not reached", "SELECT COUNT(*) AS n FROM contact WHERE ending = 'not-reached'"),
                ("followed up", "SELECT COUNT(*) AS n FROM contact_item WHERE done_at IS NOT NULL"),
                ("to follow up", "SELECT COUNT(*) AS n FROM contact_item WHERE follow_up <> '' AND done_at IS NULL"),
                ("without a follow-up", "SELECT COUNT(*) AS n FROM contact_item WHERE follow_up = ''"),
            ]
            if pack != "property" {
                questions += [
                    ("moods", "SELECT COUNT(*) AS n FROM contact WHERE errand = 'marketing' AND mood <> ''"),
                    ("converted", "SELECT COUNT(*) AS n FROM contact WHERE call_result IN ('agreed', 'interested')"),
                ]
            }
            if pack == "game-support" {
                questions += [
                    ("objections", "SELECT COUNT(*) AS n FROM contact_objection WHERE answer <> ''"),
                    ("answers that helped", "SELECT COUNT(*) AS n FROM contact_objection WHERE worked = 1"),
                ]
            }
            for (what, question) in questions { #expect(try await played.count(question) > 0, "\(pack): \(what)") }
        }
    }

    /// F-11, F-13, F-15, F-134 and the lists of issues and problems have something to show: written by the real acts.
    @Test(arguments: ["chain-retail", "game-support"])
    func whatADepartmentWritesDownBesideItsCasesIsThere(pack: String) async throws {
        let now = Zone.shanghai.instant(Day(2026, 9, 28), .at(15, 20))
        try await PlayedDepartment.play(pack, until: now, cases: 70) { played throws in
            for (what, question) in [
                ("slips verified", "SELECT COUNT(*) AS n FROM slip WHERE verified_at IS NOT NULL"),
                ("digests submitted", "SELECT COUNT(*) AS n FROM complaint_digest WHERE submitted_at IS NOT NULL"),
                ("digests signed", "SELECT COUNT(*) AS n FROM complaint_digest_reader WHERE read_at IS NOT NULL"),
                ("measures that worked", "SELECT COUNT(*) AS n FROM countermeasure_check WHERE worked = 1"),
                ("issues closed", "SELECT COUNT(*) AS n FROM quality_issue WHERE closed_at IS NOT NULL"),
                ("issues open", "SELECT COUNT(*) AS n FROM quality_issue WHERE closed_at IS NULL"),
                ("problems with a measure", "SELECT COUNT(*) AS n FROM problem_record WHERE measure <> ''"),
                ("standard answers", "SELECT COUNT(*) AS n FROM case_study WHERE approved_at IS NOT NULL"),
                ("transfer slips", "SELECT COUNT(*) AS n FROM case_transfer"),
                ("compensations", "SELECT COUNT(*) AS n FROM compensation"),
            ] as [(String, SQL)] {
                #expect(try await played.count(question) > 0, "\(pack): \(what)")
            }
        }
    }

    /// Who manages an estate mediates disputes (PROPB-16): F-15 has two sides, a session and an agreement.
    @Test func disputesAreMediatedWhereTheyAreTakenIn() async throws {
        try await PlayedDepartment.play("property", cases: 60) { played throws in
            for (what, question) in [
                ("parties", "SELECT COUNT(*) AS n FROM dispute_party"),
                ("sessions", "SELECT COUNT(*) AS n FROM mediation_session"),
                ("agreements", "SELECT COUNT(*) AS n FROM dispute_agreement"),
                ("slips", "SELECT COUNT(*) AS n FROM slip WHERE verified_at IS NOT NULL"),
            ] as [(String, SQL)] {
                #expect(try await played.count(question) > 0, "\(what)")
            }
        }
    }

    /// What a demo opens with, after the month: people on duty, cases offered and taken, promises due within the hour.
    private func isAliveAtThisMinute(_ pack: String, _ played: PlayedDepartment) async throws {
        try await DemoHistory.openFloor(pack, in: played.database)
        #expect(try await played.count("SELECT COUNT(*) AS n FROM presence WHERE ended_at IS NULL") > 1)
        #expect(try await played.count("SELECT COUNT(*) AS n FROM line_member") > 1)
        #expect(try await played.count("SELECT COUNT(*) AS n FROM case_offer") > 1)
        let (now, horizon) = (played.now, played.now + Wall.horizon)
        let due = try await played.count(
            """
            SELECT COUNT(*) AS n FROM obligation
            WHERE state = 'open' AND rule = 'promise.keep' AND due_at > \(now) AND due_at <= \(horizon)
            """)
        #expect(due > 1)
        #expect(try await played.count("SELECT COUNT(*) AS n FROM outbox WHERE done_at IS NULL") == 0)
    }

    @Test(arguments: TestDatabase.engines)
    func theChainOfEventsIsWholeAndNothingLiesInTheFuture(engine: Engine) async throws {
        try await PlayedDepartment.play("chain-retail", on: engine, cases: 25) { played throws in
            let report = try await AuditVerification(played.database).run()
            #expect(report.isIntact && report.unsealed == 0 && report.seals == played.summary.events)
            let now = played.now
            #expect(try await played.count("SELECT COUNT(*) AS n FROM event WHERE at > \(now)") == 0)
            #expect(try await played.count("SELECT COUNT(*) AS n FROM obligation WHERE act_at <= \(now)") == 0)
            #expect(try await played.count("SELECT COUNT(*) AS n FROM outbox WHERE done_at IS NULL") == 0)
            #expect(try await played.count("SELECT COUNT(*) AS n FROM notice WHERE read_at IS NULL") > 0)
        }
    }

    @Test func theSameSeedPlaysTheSameMonthAndAnotherSeedAnotherOne() async throws {
        var told: [String] = []
        for seed: UInt64 in [7, 7, 8] {
            try await PlayedDepartment.play("software-support", cases: 25, dice: seed) { played throws in
                let subjects = try await played.database.read { tx in
                    try tx.execute(
                        "SELECT number, subject, state, next_due_at FROM service_case ORDER BY number LIMIT 100"
                    )
                    .map {
                        "\(try $0.text("number")) \(try $0.text("subject")) \(try $0.text("state")) \($0["next_due_at"])"
                    }
                }
                told.append("\(played.summary) \(try await played.adherence().total) \(subjects)")
            }
        }
        #expect(told[0] == told[1])
        #expect(told[0] != told[2])
    }

    /// A Sunday night, a Monday before anybody has come, and the middle of the National Day holidays.
    @Test(arguments: [(Day(2026, 9, 20), 23, 40), (Day(2026, 9, 21), 7, 5), (Day(2026, 10, 4), 12, 0)])
    func itMayEndWhenNobodyWorks(day: Day, hour: Int, minute: Int) async throws {
        let now = Zone.shanghai.instant(day, .at(hour, minute))
        try await PlayedDepartment.play("property", until: now, cases: 25) { played throws in
            #expect(played.summary.cases == 25)
            #expect(try await played.count("SELECT COUNT(*) AS n FROM event WHERE at > \(now)") == 0)
        }
    }

    @Test func whatAHandbookIsWrittenForHasHappened() async throws {
        try await PlayedDepartment.play("game-support", cases: 60) { played throws in
            let kinds = try await played.database.read { tx in
                Set(
                    try tx.execute("SELECT DISTINCT kind FROM event ORDER BY kind LIMIT 200").map {
                        try $0.text("kind")
                    })
            }
            let expected: [EventKind] = [
                .caseTransferSigned, .caseTransferReturned, .caseEscalationTaken, .caseReopened, .caseRefused,
                .caseSuspended, .caseResumed, .promiseRenewed, .promiseKept, .compensationDelivered,
                .exceptionRequested,
                .exceptionDecided, .attested, .handbookAcknowledged, .delegated, .obligationWarned, .obligationBreached,
                .obligationEscalated, .caseManagerInformed, .caseWithdrawn, .caseReferred, .handbookReviewed,
            ]
            #expect(expected.map(\.rawValue).filter { !kinds.contains($0) } == [])
            for outcome in ["approved", "used", "declined", "requested"] {
                #expect(
                    try await played.count("SELECT COUNT(*) AS n FROM exception WHERE state = \(outcome)") > 0
                        || outcome == "approved")
            }
            #expect(try await played.count("SELECT COUNT(*) AS n FROM service_case WHERE refusals = 3") > 0)
            #expect(try await played.count("SELECT COUNT(*) AS n FROM service_case WHERE transfer_id IS NOT NULL") > 0)
            #expect(
                try await played.count("SELECT COUNT(*) AS n FROM service_case WHERE suspended_since IS NOT NULL") > 0)
        }
    }

    @Test func peopleWorkInTheHoursOfThePack() async throws {
        try await PlayedDepartment.play("chain-retail", cases: 25) { played throws in
            let instants = try await played.database.read { tx in
                try tx.execute("SELECT DISTINCT at FROM event WHERE actor_id IS NOT NULL ORDER BY at LIMIT 20000")
                    .map { try $0.instant("at") }
            }
            let hours = try PlayedDepartment.shelf.handbook("chain-retail").calendar.calendar()
            #expect(instants.count > 100)
            #expect(instants.filter { !hours.isOpen(at: $0 - .seconds(1)) && !hours.isOpen(at: $0) } == [])
        }
    }

    @Test(arguments: ["chain-retail", "supermarket"])
    func everyTextIsFilledIn(pack: String) async throws {
        try await PlayedDepartment.play(pack, cases: 45) { played throws in
            let unfilled = try await played.database.read { tx in
                try tx.execute(
                    """
                    SELECT body AS text FROM case_entry UNION ALL SELECT body FROM promise UNION ALL
                    SELECT body FROM proposal UNION ALL SELECT subject FROM service_case UNION ALL
                    SELECT content FROM service_case UNION ALL SELECT solution FROM service_case UNION ALL
                    SELECT lesson FROM service_case UNION ALL SELECT note FROM return_visit UNION ALL
                    SELECT reason FROM exception UNION ALL SELECT decision FROM exception
                    LIMIT 20000
                    """
                ).compactMap { try $0.text(ifPresent: "text") }.filter { $0.contains("{") }
            }
            #expect(unfilled == [])
        }
    }

    @Test func aDepartmentThatWorksIsNeverPlayedInto() async throws {
        try await PlayedDepartment.play("base", cases: 1) { played throws in
            #expect(try await DemoDepartment.isHere(in: played.database))
            await #expect(throws: DemoRefusal.notEmpty) {
                try await DemoDepartment.found(
                    .base, from: PlayedDepartment.shelf, in: played.database, passwords: PasswordThread())
            }
        }
    }

    @Test func thePublicPasswordAndPinOpenTheDoor() async throws {
        try await PlayedDepartment.play("supermarket", cases: 1) { played throws in
            let person = try await played.database.read { tx in
                try tx.staff.find(account: try #require(Account(typed: "wangfang")))
            }
            let found = try #require(person)
            #expect(try found.password.matches(DemoDepartment.password) && !found.mustChoosePassword)
            #expect(try found.pin?.matches(DemoDepartment.pin) == true)
        }
    }
}

extension SimulatedClock {
    /// Played on the clock of a test.
    convenience init(_ time: TimeMachine) { self.init(reading: time.clock, setting: { time.set(to: $0) }) }
}
