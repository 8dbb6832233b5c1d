import Handbook
import Kernel
import Testing

@testable import Desk

@Suite("Demo packs")
struct DemoPackTests {
    @Test(arguments: DemoPack.all.map(\.code))
    func theOrganisationFitsItsHandbook(code: String) throws {
        let pack = try #require(DemoPack.named(code))
        let handbook = try PlayedDepartment.shelf.handbook(code)
        #expect((10...17).contains(pack.people.count))
        #expect(Set(pack.people.map(\.account)).count == pack.people.count)
        for person in pack.people {
            #expect(handbook.post(person.post) != nil, "\(person.post)")
            #expect(pack.units.contains { $0.code == person.unit }, "\(person.unit)")
            let account = try #require(Account(typed: person.account))
            #expect(Password.problems(of: DemoDepartment.password, for: account) == [])
        }
        #expect(PIN.problems(of: DemoDepartment.pin) == [])
        for post in pack.handsOnTo { #expect(handbook.post(post)?.permissions.contains(.workCase) == true, "\(post)") }
        for loan in pack.loans {
            #expect(pack.people.contains { $0.account == loan.from } && pack.people.contains { $0.account == loan.to })
        }
    }

    @Test(arguments: DemoPack.all.map(\.code))
    func whoManagesTheAccountsDecidesNothing(code: String) throws {
        let pack = try #require(DemoPack.named(code))
        let handbook = try PlayedDepartment.shelf.handbook(code)
        let administrator = try #require(pack.people.first { $0.account == "admin" })
        let permissions = try #require(handbook.post(administrator.post)).permissions
        #expect(permissions.contains(.manageStaff))
        #expect(permissions.isDisjoint(with: [.decideCase, .decideException, .approveCompensation, .issueHandbook]))
    }

    @Test(arguments: DemoPack.all.map(\.code))
    func theScenariosSpeakTheWordsOfTheHandbook(code: String) throws {
        let pack = try #require(DemoPack.named(code))
        let handbook = try PlayedDepartment.shelf.handbook(code)
        #expect(pack.scenarios.count >= 25)
        #expect(Set(pack.scenarios.map(\.content)).count == pack.scenarios.count)
        for scenario in pack.scenarios {
            #expect(handbook.caseTypes.contains { $0.type == scenario.type }, "\(scenario.subject)")
            #expect(handbook.categories.contains(scenario.category), "\(scenario.category)")
            #expect(handbook.causes.contains(scenario.cause), "\(scenario.cause)")
            #expect(pack.departments[scenario.cause] != nil, "\(scenario.cause)")
            #expect(Set(scenario.remedies).count >= 2 && !scenario.products.isEmpty, "\(scenario.subject)")
        }
        #expect(Set(pack.scenarios.map(\.type)).isSuperset(of: handbook.caseTypes.map(\.type)))
    }

    @Test func telephoneNumbersAreOfTheRangeThatIsGivenToNobody() {
        var dice = DemoDice(seed: 11)
        for _ in 0..<200 {
            let phone = DemoCaller.phone(&dice)?.revealed ?? ""
            #expect(phone.count == 11 && phone.hasPrefix("1") && phone.dropFirst(3).hasPrefix("0000"))
        }
    }
}
