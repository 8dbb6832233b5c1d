import Kernel

/// On which days an office works that keeps a unit's calendar: by that calendar, and where the unit is open every day of the
/// week, so that its calendar says nothing of when an office rests, by the working week of the country and its holidays
/// (行政班, SOFT-19; 劳动法 article 38).
struct OfficeDays: Sendable {
    let calendar: BusinessCalendar
    let holidays: StatutoryHolidays

    func isWorked(_ day: Day) -> Bool {
        guard calendar.isWorkingDay(day) else { return false }
        let isOpenAllWeek = Weekday.allCases.allSatisfy { calendar.week[$0]?.hours.isEmpty == false }
        guard isOpenAllWeek else { return true }
        if let announced = holidays[day] { return !announced.isOff }
        return !day.weekday.isWeekend && holidays.holiday(on: day) == nil
    }
}
