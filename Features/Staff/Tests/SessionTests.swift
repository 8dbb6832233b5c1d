import Database
import Kernel
import Testing
import Testkit

@testable import Desk

@Suite("Who sits at the desk")
struct SessionTests {
    @Test func aSessionLocksAfterAQuarterOfAnHourAndIsOverAfterFourHoursOrAShift() {
        let start = TimeMachine.start
        let session = Session.start(id: "s", of: "chen", at: .desk, now: start)
        let rules = SessionRules.house
        #expect(session.standing(at: start + .minutes(15) - .milliseconds(1), under: rules) == .open)
        #expect(session.standing(at: start + .minutes(15), under: rules) == .locked)
        #expect(session.standing(at: start + .hours(4) - .milliseconds(1), under: rules) == .locked)
        #expect(session.standing(at: start + .hours(4), under: rules) == .over)

        var busy = session
        busy.unlock(at: start + .hours(11))
        #expect(busy.standing(at: start + .hours(11), under: rules) == .open)
        busy.unlock(at: start + .hours(12) - .milliseconds(1))
        #expect(busy.standing(at: start + .hours(12) - .milliseconds(1), under: rules) == .open)
        #expect(busy.standing(at: start + .hours(12), under: rules) == .over)
    }

    @Test(arguments: TestDatabase.engines)
    func aLockedScreenOpensByPINOrPasswordOfItsPerson(engine: Engine) async throws {
        try await TestOffice.open(engine) { office in
            try await office.hire("chen", "陈晨", pin: "482915")
            let seat = try await office.signIn.signIn(account: "chen", password: TestOffice.password, at: .desk)
            for secret in ["482915", "４８２９１５", TestOffice.password] {
                try await office.write { tx in try tx.lock(seat.session.id) }
                #expect(try await standing(seat, in: office) == .locked)
                try await office.signIn.unlock(seat.session.id, secret: secret, at: .desk)
                #expect(try await standing(seat, in: office) == .open, "\(secret)")
            }
            try await office.write { tx in try tx.lock(seat.session.id) }
            for _ in 1...5 {
                await #expect(throws: SignInRefusal.wrong) {
                    try await office.signIn.unlock(seat.session.id, secret: "111222", at: .desk)
                }
            }
            await #expect(throws: SignInRefusal.wait(until: office.time.now + .seconds(30))) {
                try await office.signIn.unlock(seat.session.id, secret: "482915", at: .desk)
            }
            #expect(try await standing(seat, in: office) == .locked)
            office.time.advance(by: .seconds(30))
            try await office.signIn.unlock(seat.session.id, secret: "482915", at: .desk)
        }
    }

    @Test func aPINOpensNoDoorFromOutside() async throws {
        try await TestOffice.open { office in
            try await office.hire("chen", "陈晨", pin: "482915")
            await #expect(throws: SignInRefusal.wrong) {
                _ = try await office.signIn.signIn(account: "chen", password: "482915", at: .desk)
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func atASharedDeskTheNextPersonInheritsNothing(engine: Engine) async throws {
        try await TestOffice.open(engine) { office in
            let chen = try await office.hire("chen", "陈晨", pin: "482915")
            let zhou = try await office.hire("zhou", "周敏", pin: "730264")
            let first = try await office.signIn.signIn(account: "chen", password: TestOffice.password, at: .desk)
            try await office.write { tx in try tx.lock(first.session.id) }

            // Zhou's PIN does not open Chen's screen, Chen's does not make anybody Zhou.
            await #expect(throws: SignInRefusal.wrong) {
                try await office.signIn.unlock(first.session.id, secret: "730264", at: .desk)
            }
            await #expect(throws: SignInRefusal.wrong) {
                _ = try await office.signIn.changePerson(
                    account: "zhou", secret: "482915", at: .desk, from: first.session.id)
            }
            #expect(try await standing(first, in: office) == .locked)

            let second = try await office.signIn.changePerson(
                account: "zhou", secret: "730264", at: .desk, from: first.session.id)
            #expect(second.person.id == zhou)
            #expect(second.session.id != first.session.id)
            #expect(second.token.text != first.token.text)
            #expect(second.token.formSecret != first.token.formSecret)
            #expect(try await standing(first, in: office) == .over)
            await #expect(throws: SignInRefusal.sessionOver) {
                try await office.signIn.unlock(first.session.id, secret: "482915", at: .desk)
            }
            let sessions = try await office.read { tx in try tx.sessions.standing(of: chen, under: .house) }
            #expect(sessions.isEmpty)
        }
    }

    @Test func whoeverLeftDoesNotComeBackThroughALockedScreen() async throws {
        try await TestOffice.open { office in
            let chen = try await office.hire("chen", "陈晨", pin: "482915")
            let seat = try await office.signIn.signIn(account: "chen", password: TestOffice.password, at: .desk)
            try await office.write { tx throws in
                try tx.lock(seat.session.id)
                try tx.staff.deactivate(chen, by: .house, under: TestOffice.TestPosts())
            }
            await #expect(throws: SignInRefusal.sessionOver) {
                try await office.signIn.unlock(seat.session.id, secret: TestOffice.password, at: .desk)
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aNewPasswordEndsTheOtherSessionsAndKeepsThisOne(engine: Engine) async throws {
        try await TestOffice.open(engine) { office in
            let chen = try await office.hire("chen", "陈晨")
            let desk = try await office.signIn.signIn(account: "chen", password: TestOffice.password, at: .desk)
            let phone = try await office.signIn.signIn(account: "chen", password: TestOffice.password, at: .elsewhere)
            await #expect(throws: SignInRefusal.wrong) {
                _ = try await office.signIn.choosePassword(
                    "a brand new password", current: "wrong", for: chen, in: desk.session.id)
            }
            // Nor does anybody find out the present one by choosing it.
            await #expect(throws: SignInRefusal.wrong) {
                _ = try await office.signIn.choosePassword(
                    TestOffice.password, current: "wrong", for: chen, in: desk.session.id)
            }
            #expect(try await standing(phone, in: office) == .open)
            let renewed = try await office.signIn.choosePassword(
                "a brand new password", current: TestOffice.password, for: chen, in: desk.session.id)
            #expect(try await standing(desk, in: office) == .open)
            // Under another token: whoever knew the former one, or had set it, is nobody now.
            let (former, now) = try await office.read { tx in
                (
                    try tx.sessions.find(tokenHash: desk.token.hash)?.id,
                    try tx.sessions.find(tokenHash: renewed.hash)?.id
                )
            }
            #expect(former == nil && now == desk.session.id)
            #expect(renewed.formSecret != desk.token.formSecret)
            #expect(try await standing(phone, in: office) == .over)
            await #expect(throws: SignInRefusal.wrong) {
                _ = try await office.signIn.signIn(account: "chen", password: TestOffice.password, at: .desk)
            }
        }
    }

    @Test func nobodyEndsTheSessionOfAnotherByNamingIt() async throws {
        try await TestOffice.open { office in
            let chen = try await office.hire("chen", "陈晨")
            try await office.hire("zhou", "周敏")
            let seat = try await office.signIn.signIn(account: "zhou", password: TestOffice.password, at: .desk)
            await #expect(throws: Session.Refusal.unknown) {
                try await office.write { tx in try tx.endSession(seat.session.id, of: chen, by: .person) }
            }
            #expect(try await standing(seat, in: office) == .open)
        }
    }

    @Test func sessionsAndTriesAreForgottenAfterSixMonths() async throws {
        try await TestOffice.open { office in
            try await office.hire("chen", "陈晨")
            _ = try await office.signIn.signIn(account: "chen", password: TestOffice.password, at: .desk)
            office.time.advance(by: .days(184))
            #expect(try await office.write { tx in try tx.forgetOldSignIns() } == false)
            #expect(try await rows(in: office) == [1, 1])
            office.time.advance(by: .milliseconds(1))
            #expect(try await office.write { tx in try tx.forgetOldSignIns(batch: 1) } == true)
            #expect(try await rows(in: office) == [0, 0])
            #expect(try await office.write { tx in try tx.forgetOldSignIns(batch: 1) } == false)
        }
    }
}

private func standing(_ seat: Seat, in office: TestOffice) async throws -> Session.Standing {
    try await office.read { tx in try tx.sessions.require(seat.session.id).standing(at: tx.now, under: .house) }
}

private func rows(in office: TestOffice) async throws -> [Int] {
    try await office.read { tx throws in
        [try tx.execute("SELECT id FROM session").count, try tx.execute("SELECT id FROM sign_in_attempt").count]
    }
}
