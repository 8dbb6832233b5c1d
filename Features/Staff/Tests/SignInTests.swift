import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

@Suite("The door")
struct SignInTests {
    @Test(arguments: TestDatabase.engines)
    func accountAndPasswordOpenASessionOfWhichOnlyAHashIsKept(engine: Engine) async throws {
        try await TestOffice.open(engine) { office in
            let chen = try await office.hire("chen", "陈晨")
            let seat = try await office.signIn.signIn(account: " Ｃhen ", password: TestOffice.password, at: .desk)
            #expect(seat.person.id == chen)
            #expect(seat.token.text.count == 43)
            try await office.read { tx throws in
                #expect(try tx.sessions.find(tokenHash: seat.token.hash)?.id == seat.session.id)
                let kept = try tx.execute("SELECT token_hash FROM session").map { try $0.text("token_hash") }
                #expect(kept == [Secrets.sha256(ofText: seat.token.text)])
                #expect(try tx.events.about(Subject(.session, seat.session.id.rawValue)).map(\.kind) == [.signedIn])
            }
        }
    }

    @Test func theAnswerIsTheSameForAWrongPasswordAnUnknownAccountAndSomebodyWhoLeft() async throws {
        try await TestOffice.open { office in
            try await office.hire("chen", "陈晨")
            let left = try await office.hire("left", "钱去")
            try await office.write { tx throws in
                try tx.staff.deactivate(left, by: .house, under: TestOffice.TestPosts())
            }
            for (account, password) in [
                ("chen", "wrong"), ("nobody", TestOffice.password), ("left", TestOffice.password), ("', --", "x"),
                ("chen", ""), ("", TestOffice.password),
            ] {
                await #expect(throws: SignInRefusal.wrong, "\(account)") {
                    _ = try await office.signIn.signIn(account: account, password: password, at: .desk)
                }
            }
            // Six tries of both kinds have used up nobody's limit: each account has five of its own.
            let attempts = try await office.read { tx throws in
                try tx.execute("SELECT account_hash, succeeded FROM sign_in_attempt ORDER BY id LIMIT 10")
            }
            #expect(attempts.count == 6)
            #expect(try attempts.allSatisfy { try !$0.bool("succeeded") && $0.text("account_hash").count == 64 })
        }
    }

    @Test func anUnknownAccountIsMadeToWaitLikeAKnownOne() async throws {
        try await TestOffice.open { office in
            try await office.hire("chen", "陈晨")
            for account in ["chen", "nobody"] {
                for _ in 1...5 { try await expectWrong(account, in: office) }
                let until = office.time.now + .seconds(30)
                await #expect(throws: SignInRefusal.wait(until: until), "\(account)") {
                    _ = try await office.signIn.signIn(account: account, password: TestOffice.password, at: .elsewhere)
                }
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func waitingDoublesIsBoundedAndIsNeverForEver(engine: Engine) async throws {
        try await TestOffice.open(engine) { office in
            try await office.hire("chen", "陈晨")
            for _ in 1...5 { try await expectWrong("chen", in: office) }
            for wait in [30, 60, 120, 240, 480, 900, 900] {
                // Trying while one waits is refused and does not prolong the waiting.
                let until = office.time.now + .seconds(wait)
                office.time.set(to: until - .milliseconds(1))
                await #expect(throws: SignInRefusal.wait(until: until)) {
                    _ = try await office.signIn.signIn(account: "chen", password: "x", at: .elsewhere)
                }
                office.time.set(to: until)
                try await expectWrong("chen", in: office)
            }
            office.time.advance(by: .minutes(15))
            _ = try await office.signIn.signIn(account: "chen", password: TestOffice.password, at: .elsewhere)
            // The right password wiped the wrong ones out.
            try await expectWrong("chen", in: office)
        }
    }

    @Test func noSpellingOfAnAccountIsAFreshStart() async throws {
        try await TestOffice.open { office in
            try await office.hire("li.na", "李娜")
            for account in ["li.na", "LI.NA", " li.na\u{3000}", "ｌｉ．ｎａ", "l\u{200B}i.na"] {
                try await expectWrong(account, in: office)
            }
            await #expect(throws: SignInRefusal.wait(until: office.time.now + .seconds(30))) {
                _ = try await office.signIn.signIn(account: "Li.Na", password: TestOffice.password, at: .elsewhere)
            }
        }
    }

    @Test func strangersElsewhereDoNotMakeAPersonWaitAtTheirOwnDesk() async throws {
        try await TestOffice.open { office in
            try await office.hire("chen", "陈晨")
            _ = try await office.signIn.signIn(account: "chen", password: TestOffice.password, at: .desk)
            for _ in 1...5 { try await expectWrong("chen", in: office) }
            _ = try await office.signIn.signIn(account: "chen", password: TestOffice.password, at: .desk)
        }
    }

    @Test func oneAddressCannotTryAllAccounts() async throws {
        try await TestOffice.open { office in
            for number in 1...30 { try await expectWrong("account\(number)", in: office) }
            await #expect(throws: SignInRefusal.wait(until: office.time.now + .seconds(10))) {
                _ = try await office.signIn.signIn(account: "account31", password: "x", at: .elsewhere)
            }
            // Another machine is not concerned.
            await #expect(throws: SignInRefusal.wrong) {
                _ = try await office.signIn.signIn(account: "account31", password: "x", at: .desk)
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func ofTwoTriesAtTheLimitOnlyOneIsChecked(engine: Engine) async throws {
        try await TestOffice.open(engine) { office in
            try await office.hire("chen", "陈晨")
            for _ in 1...4 { try await expectWrong("chen", in: office) }
            let refusals = await withTaskGroup(of: SignInRefusal?.self, returning: [SignInRefusal?].self) { group in
                for _ in 1...2 {
                    group.addTask {
                        do {
                            _ = try await office.signIn.signIn(account: "chen", password: "x", at: .elsewhere)
                            return nil
                        } catch { return error as? SignInRefusal }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(refusals.contains(.wrong))
            #expect(refusals.contains(.wait(until: office.time.now + .seconds(30))))
            let checked = try await office.read { tx in try tx.execute("SELECT id FROM sign_in_attempt").count }
            #expect(checked == 5)
        }
    }

    @Test func aPasswordIsKeptUnderTodaysParametersAfterTheNextSignIn() async throws {
        try await TestOffice.open { office in
            let chen = try await office.hire("chen", "陈晨")
            let stronger = PasswordCost(memory: 128, passes: 1, lanes: 1)
            let door = SignIn(database: office.database, passwords: PasswordThread(cost: stronger))
            _ = try await door.signIn(account: "chen", password: TestOffice.password, at: .desk)
            let kept = try await office.read { tx in try tx.staff.require(chen).password }
            #expect(!kept.isOutdated(for: stronger))
            #expect(try kept.matches(TestOffice.password))
            #expect(kept.isOutdated(for: TestOffice.cost))
        }
    }

    @Test func aPasswordGivenBySomebodyElseMustBeReplaced() async throws {
        try await TestOffice.open { office in
            let chen = try await office.hire("chen", "陈晨")
            let initial = try Password.initial()
            let hash = try await TestOffice.passwords.hash(initial)
            try await office.write { tx throws in
                try tx.staff.resetPassword(of: chen, to: hash, by: .house, under: TestOffice.TestPosts())
            }
            let seat = try await office.signIn.signIn(account: "chen", password: initial, at: .desk)
            #expect(seat.person.mustChoosePassword)
            await #expect(throws: NewSecretRefused.password([.sameAsBefore])) {
                _ = try await office.signIn.choosePassword(initial, current: nil, for: chen, in: seat.session.id)
            }
            _ = try await office.signIn.choosePassword(
                "a brand new password", current: nil, for: chen, in: seat.session.id)
            let person = try await office.read { tx in try tx.staff.require(chen) }
            #expect(!person.mustChoosePassword)
            // Without the present password only the first one may be chosen.
            await #expect(throws: SignInRefusal.wrong) {
                _ = try await office.signIn.choosePassword(
                    "another new one", current: nil, for: chen, in: seat.session.id)
            }
        }
    }
}

private func expectWrong(_ account: String, in office: TestOffice) async throws {
    await #expect(throws: SignInRefusal.wrong, "\(account)") {
        _ = try await office.signIn.signIn(account: account, password: "wrong", at: .elsewhere)
    }
}
