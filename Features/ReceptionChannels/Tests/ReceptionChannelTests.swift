import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// The register of channels as a department lives with it (SOFT-70, GEN3-02, GEN4-10).
@Suite struct ReceptionChannelTests {
    /// GEN3-02, SOFT-70: what nobody answers for is found, owed, filled, and found again when somebody leaves.
    @Test(arguments: TestDatabase.engines)
    func uncoveredHoursAreOwedUntilSomebodyAnswersForThem(engine: Engine) async throws {
        try await ReceptionDesk.open(on: engine) { desk in
            let id = try await desk.hotline()
            let subject = Subject(.receptionChannel, id.rawValue)
            #expect(try await desk.ledger(subject) == ["channel.verify": ["open"], "channel.cover": ["open"]])
            try await desk.arrange("周一至周五 09:00-12:00", desk.agent, nil, on: id)
            #expect(try await desk.ledger(subject)["channel.cover"] == ["open"], "the afternoon is still uncovered")
            try await desk.arrange("周一至周五 12:00-18:00", desk.manager, desk.agent, on: id)
            #expect(try await desk.ledger(subject)["channel.cover"] == ["kept"])
            // The one who answers in the morning leaves; nobody has to look for it.
            try await desk.act(as: desk.manager) { [agent = desk.agent] tx, _ in
                var staff = try tx.staff.require(agent)
                try staff.deactivate(by: nil)
                try tx.staff.save(staff)
            }
            _ = try await desk.database.write { tx in try Chore.receptionLooking.work(tx) }
            _ = try await desk.database.write { tx in try Chore.receptionLooking.work(tx) }
            #expect(try await desk.ledger(subject)["channel.cover"] == ["kept", "open"], "safe to run twice")
            let told = try await desk.database.read { tx in
                try tx.events.about(subject).filter { $0.kind == .receptionUncovered }.count
            }
            #expect(told == 2)
            // Not filled in a working day: the manager hears of it.
            desk.clock.advance(by: .days(3))
            _ = try await desk.database.write { tx in try tx.obligations.act() }
            let ladder = try await desk.database.read { tx in
                try tx.events.about(subject).filter { $0.kind == .obligationEscalated }.map { $0.details["to"] }
            }
            #expect(ladder == ["post:manager"])
        }
    }

    /// GEN4-10: verified again and again, at least every 31 days; a closed channel owes nothing.
    @Test(arguments: TestDatabase.engines)
    func theRegisterIsVerifiedEveryMonth(engine: Engine) async throws {
        try await ReceptionDesk.open(on: engine) { desk in
            let id = try await desk.hotline()
            let subject = Subject(.receptionChannel, id.rawValue)
            desk.clock.advance(by: .days(20))
            try await desk.act(as: desk.manager) { tx, actor in try tx.receptionChannels.verify(id, by: actor) }
            desk.clock.advance(by: .days(32))
            try await desk.act(as: desk.manager) { tx, actor in try tx.receptionChannels.verify(id, by: actor) }
            #expect(try await desk.ledger(subject)["channel.verify"] == ["kept", "late", "open"])
            try await desk.act(as: desk.manager) { tx, actor in
                try tx.receptionChannels.close(id, because: "号码停用", by: actor)
            }
            #expect(try await desk.ledger(subject)["channel.verify"] == ["kept", "late", "void"])
            await #expect(throws: ReceptionChannel.Refusal.closed) {
                try await desk.act(as: desk.manager) { tx, actor in try tx.receptionChannels.verify(id, by: actor) }
            }
            try await desk.act(as: desk.manager) { tx, actor in try tx.receptionChannels.reopen(id, by: actor) }
            #expect(try await desk.ledger(subject)["channel.cover"]?.last == "open", "its hours are uncovered again")
        }
    }

    /// SOFT-70: a change of the holder is recorded, with its reason; both who come and stand in hear of it.
    @Test(arguments: TestDatabase.engines)
    func aChangeOfTheHolderStaysOnRecord(engine: Engine) async throws {
        try await ReceptionDesk.open(on: engine) { desk in
            let id = try await desk.hotline()
            try await desk.arrange("周一至周五 09:00-18:00", desk.agent, desk.manager, on: id)
            let slot = try #require(
                try await desk.database.read { tx in try tx.receptionChannels.slots(of: [id])[id]?.first?.id })
            desk.clock.advance(by: .days(2))
            try await desk.act(as: desk.supervisor) { [boss = desk.supervisor, agent = desk.agent] tx, actor in
                try tx.receptionChannels.handOver(
                    slot, of: id, to: boss, backup: agent, because: "产假", by: actor)
            }
            let (now, past, events) = try await desk.database.read { tx in
                try (
                    tx.receptionChannels.slots(of: [id])[id] ?? [], tx.receptionChannels.past(of: id),
                    tx.events.about(Subject(.receptionChannel, id.rawValue)).filter { $0.kind == .receptionArranged }
                )
            }
            #expect(now.count == 1 && now[0].holder == desk.supervisor && now[0].backup == desk.agent)
            #expect(past.count == 1 && past[0].holder == desk.agent && past[0].reason == "产假")
            #expect(events.contains { $0.details["from"] == desk.agent.rawValue })
            #expect(try await desk.ledger(Subject(.receptionChannel, id.rawValue))["channel.cover"] == ["kept"])
            // One hour has one holder; who stands in is somebody else; who has left answers for nothing.
            let agent = desk.agent
            for (hours, holder, backup, refusal) in [
                ("周三 10:00-11:00", agent, nil, ReceptionChannel.Refusal.overlap(now[0].hours.stored)),
                ("周六 10:00-11:00", agent, agent, .sameBackup), ("周六 10:00-11:00", "nobody", nil, .noColleague),
            ] as [(String, Staff.ID, Staff.ID?, ReceptionChannel.Refusal)] {
                await #expect(throws: refusal) { try await desk.arrange(hours, holder, backup, on: id) }
            }
        }
    }

    /// SOFT-70: a missed call is owed by whoever answers the line in this hour, or by who stands in.
    @Test(arguments: TestDatabase.engines)
    func aMissedCallIsOwedByWhoeverAnswersTheLine(engine: Engine) async throws {
        try await ReceptionDesk.open(on: engine) { desk in
            let id = try await desk.hotline()
            try await desk.arrange("周一至周五 09:00-18:00", desk.supervisor, desk.agent, on: id)
            @Sendable func miss() async throws -> Contact {
                try await desk.act(as: desk.manager) { tx, actor in
                    try tx.contacts.begin(
                        .phone, in: ReceptionDesk.unit, isMissed: true, phone: PhoneNumber(typed: "13800138000"),
                        at: id, by: actor)
                }
            }
            #expect(try await miss().receiver == desk.supervisor, "nobody is on duty: the holder owes it")
            try await desk.act(as: desk.agent) { tx, actor in try tx.presence.begin(by: actor) }
            #expect(try await miss().receiver == desk.agent, "only who stands in is here")
            try await desk.act(as: desk.supervisor) { tx, actor in try tx.presence.begin(by: actor) }
            let third = try await miss()
            #expect(third.receiver == desk.supervisor && third.reception == id)
            try await desk.act(as: desk.supervisor) { tx, actor in
                _ = try tx.contacts.called(third.id, reached: true, by: actor)
            }
            let missed = try await desk.database.read { tx in
                try tx.receptionChannels.missed(of: [id], since: tx.now - .days(1))[id]
            }
            #expect(missed == ReceptionMissed(calls: 3, returned: 1))
            desk.clock.advance(by: .hours(12))
            #expect(try await miss().receiver == desk.manager, "outside the hours it is whoever entered it")
        }
    }
}
