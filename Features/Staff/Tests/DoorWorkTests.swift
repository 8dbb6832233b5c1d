import Database
import Kernel
import Synchronization
import Testing
import Testkit

@testable import Desk

/// Who works here is not told by the time an answer takes (CWE-208): whoever stands before the door, one hash is computed
/// and the same statements are run. What is counted here is measured in docs/threat-model.md.
@Suite("The work of the door")
struct DoorWorkTests {
    @Test(arguments: TestDatabase.engines)
    func whoeverStandsBeforeTheDoorTheSameWorkIsDone(engine: Engine) async throws {
        try await TestOffice.open(engine) { office in
            try await office.hire("chen", "陈晨")
            let left = try await office.hire("left", "钱去")
            let newcomer = try await office.hire("newcomer", "孙新")
            let hash = try await TestOffice.passwords.hash("a first password")
            try await office.write { tx throws in
                try tx.staff.deactivate(left, by: .house, under: TestOffice.TestPosts())
                try tx.staff.resetPassword(of: newcomer, to: hash, by: .house, under: TestOffice.TestPosts())
            }
            office.time.advance(by: .hours(100))
            let door = SignIn(database: office.database, passwords: PasswordThread(cost: TestOffice.cost))
            // Once before, so that the counters of the house and of the address are there for all.
            _ = try await work(of: "before", "wrong", at: door)

            let exists = try await work(of: "chen", "wrong", at: door)
            #expect(exists.hashes == 1)
            #expect(exists.statements.count > 5, "\(exists.statements)")
            for (account, password) in [
                ("nobody", "wrong"), ("left", "wrong"), ("newcomer", "wrong"), ("nobody.2", TestOffice.password),
                ("chen", ""),
            ] {
                let other = try await work(of: account, password, at: door)
                if account == "chen" {
                    #expect(other.hashes == 1)
                } else {
                    #expect(other.hashes == exists.hashes && other.statements == exists.statements, "\(account)")
                }
            }
            // Somebody who left and still knows the right password is nobody.
            let known = try await work(of: "left", TestOffice.password, at: door)
            #expect(known.hashes == 1 && known.statements.count == exists.statements.count)
            // The right password costs no second hash either.
            let before = door.passwords.hashes
            _ = try await door.signIn(account: "chen", password: TestOffice.password, at: .desk)
            #expect(door.passwords.hashes - before == 1)
        }
    }

    /// The tries of a refused account are refused before anything is computed, whether it exists or not.
    @Test func whoMustWaitCostsNoHash() async throws {
        try await TestOffice.open { office in
            try await office.hire("chen", "陈晨")
            let door = SignIn(database: office.database, passwords: PasswordThread(cost: TestOffice.cost))
            for account in ["chen", "nobody"] {
                for _ in 1...5 { _ = try await work(of: account, "wrong", at: door) }
                let before = door.passwords.hashes
                await #expect(throws: SignInRefusal.self) {
                    _ = try await door.signIn(account: account, password: "wrong", at: .elsewhere)
                }
                #expect(door.passwords.hashes == before, "\(account)")
            }
        }
    }

    private func work(
        of account: String, _ password: String, at door: SignIn
    ) async throws -> (hashes: Int, statements: [String]) {
        let heard = Mutex<[String]>([])
        let before = door.passwords.hashes
        let watch = StatementWatch { sql, _ in
            heard.withLock { $0.append(sql.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")) }
        }
        await #expect(throws: SignInRefusal.wrong, "\(account)") {
            try await StatementWatch.$current.withValue(watch) {
                _ = try await door.signIn(account: account, password: password, at: .elsewhere)
            }
        }
        return (door.passwords.hashes - before, heard.withLock { $0 })
    }
}
