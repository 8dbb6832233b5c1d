import Handbook
import Kernel
import Testing
import Web

@testable import Desk

@Suite struct CalendarFormTests {
    private func typed(_ values: [String: String]) -> FormData { FormData(values.mapValues { [$0] }) }

    private func problems(_ body: () throws -> CalendarChange) -> [String: String] {
        do {
            _ = try body()
            return [:]
        } catch let invalid as Invalid {
            return invalid.problems
        } catch {
            return ["": "\(error)"]
        }
    }

    @Test func theHoursOfAUnitAreReadAsPeopleTypeThem() throws {
        let form = typed([
            "zone": "Asia/Shanghai", "mon": "09:00-12:00，13:00-18:00", "sat": "22:00-06:00", "holidays": "1",
            "exceptions": "2026-12-31 09:00-12:00\n\n2026-06-01 休\n2026-11-11 08:00-23:00",
        ])
        let change = try CalendarForms.hours(form, of: "store", in: .chinese)
        #expect(
            change
                == .hours(
                    CalendarPlan(
                        zone: "Asia/Shanghai",
                        week: [.monday: .hours("09:00-12:00, 13:00-18:00"), .saturday: .hours("22:00-06:00")],
                        keepsStatutoryHolidays: true,
                        exceptions: [
                            Day(2026, 12, 31): .hours("09:00-12:00"), Day(2026, 6, 1): [],
                            Day(2026, 11, 11): .hours("08:00-23:00"),
                        ]), of: "store"))
    }

    @Test func whatStandsInTheFormIsReadBackAsThePlanItCameFrom() throws {
        let values = CalendarForms.values(of: CalendarPlanTests.shop)
        guard case .hours(let plan?, _) = try CalendarForms.hours(typed(values), of: "store", in: .chinese) else {
            Issue.record("no plan")
            return
        }
        #expect(CalendarForms.values(of: plan) == values)
    }

    @Test func everyProblemIsToldAtOnce() {
        let form = typed(["zone": "Mars/Olympus", "mon": "9 to 5", "exceptions": "2026-02-30 09:00-12:00"])
        #expect(
            Set(problems { try CalendarForms.hours(form, of: "store", in: .chinese) }.keys) == [
                "zone", "mon", "exceptions",
            ])
    }

    @Test(arguments: [
        (["mon": ""], "mon"),
        (["mon": "09:00-13:00, 12:00-18:00"], "mon"),
        (["mon": "22:00-06:00", "tue": "05:00-09:00"], "mon"),
        (["mon": "09:00-18:00", "exceptions": "2026-06-01 09:00-12:00, 11:00-13:00"], "exceptions"),
        (["mon": "09:00-18:00", "exceptions": "2026-06-01 closed\n2026-06-01 09:00-12:00"], "exceptions"),
    ])
    func hoursThatMakeNoCalendarAreRefusedAtTheirField(_ fields: [String: String], _ field: String) {
        let form = typed(fields.merging(["zone": "Asia/Shanghai"]) { $1 })
        #expect(Array(problems { try CalendarForms.hours(form, of: "store", in: .chinese) }.keys) == [field])
    }

    @Test func aYearIsReadFromLinesAndFromTheFileOfHolidayCN() throws {
        let off = StatutoryHolidays.Holiday(name: "元旦", isOff: true)
        let worked = StatutoryHolidays.Holiday(name: "元旦", isOff: false)
        let expected = CalendarChange.holidays(
            [Day(2027, 1, 1): off, Day(2027, 1, 2): off, Day(2027, 1, 3): worked], year: 2027)
        let lines = "2027-01-01~2027-01-02 元旦 休\n2027-01-03 元旦 班"
        let json = """
            {"year": 2027, "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true},
             {"name": "元旦", "date": "2027-01-02", "isOffDay": true},
             {"name": "元旦", "date": "2027-01-03", "isOffDay": false}]}
            """
        for text in [lines, json] {
            #expect(try CalendarForms.holidays(typed(["year": "2027", "days": text]), in: .chinese) == expected)
        }
    }

    @Test(arguments: [
        "{}", "{\"year\": 2027, \"days\": []}",
        "{\"year\": 2028, \"days\": [{\"name\": \"元旦\", \"date\": \"2028-01-01\", \"isOffDay\": true}]}",
        "2027-01-01 元旦", "2027-01-01 元旦 也许", "2027-01-05~2027-01-01 元旦 休", "2029-01-01 元旦 休", "",
    ])
    func aYearNobodyCanReadIsRefusedWithASentence(_ text: String) {
        let form = typed(["year": "2027", "days": text])
        #expect(Array(problems { try CalendarForms.holidays(form, in: .chinese) }.keys) == ["days"])
    }
}
