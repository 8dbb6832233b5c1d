import Database
import Kernel
import Testing
import Testkit

@testable import Desk

@Suite("qingting user")
struct ConsoleTests {
    @Test(arguments: TestDatabase.engines)
    func aNewHouseGetsItsFirstPeopleFromTheCommandLine(engine: Engine) async throws {
        try await TestOffice.open(engine) { office in
            var console = StaffConsole(database: office.database, passwords: TestOffice.passwords)
            console.posts = { _ in TestOffice.TestPosts() }
            try await console.foundUnit(code: "North", name: "北区", kind: "region", parent: "hq")
            let given = try await console.add(account: "Boss", name: "高总", post: "director", unit: "hq")
            #expect(given.account == "boss")
            let seat = try await office.signIn.signIn(account: "boss", password: given.password, at: .desk)
            #expect(seat.person.mustChoosePassword)

            try await console.appoint(account: "boss", post: "manager", unit: "north")
            #expect(try await console.list().map(\.posts) == [["director@hq", "manager@north"]])
            let again = try await console.resetPassword(account: "BOSS")
            #expect(again.password != given.password)
            await #expect(throws: SignInRefusal.wrong) {
                _ = try await office.signIn.signIn(account: "boss", password: given.password, at: .desk)
            }
            try await console.deactivate(account: "boss")
            #expect(try await console.list().isEmpty)
            #expect(try await console.list(includingLeft: true).map(\.isActive) == [false])
        }
    }

    @Test func whatCannotBeReadIsSaidAllAtOnceAndWhatIsUnknownIsRefused() async throws {
        try await TestOffice.open { office async throws in
            var console = StaffConsole(database: office.database, passwords: TestOffice.passwords)
            console.posts = { _ in TestOffice.TestPosts() }
            let problems = await #expect(throws: Invalid.self) {
                _ = try await console.add(account: "李", name: "", phone: "x", post: "clerk", unit: "sh1")
            }
            #expect(problems?.problems.keys.sorted() == ["account", "name", "phone"])
            await #expect(throws: Unit.Refusal.unknown) {
                _ = try await console.add(account: "chen", name: "陈晨", post: "clerk", unit: "nowhere")
            }
            await #expect(throws: Appointment.Refusal.noSuchPost("king", known: TestOffice.TestPosts.spoken)) {
                _ = try await console.add(account: "chen", name: "陈晨", post: "king", unit: "sh1")
            }
            await #expect(throws: Staff.Refusal.unknown) { try await console.deactivate(account: "chen") }
            #expect(try await console.list(includingLeft: true).isEmpty)
        }
    }
}
