import Kernel

extension StatutoryHolidays {
    /// The public holiday that a day is: as it was announced, and where the State Council has announced nothing for the year
    /// yet, by the law itself (全国年节及纪念日放假办法, article 2): 1 January is a holiday in every year.
    func holiday(on day: Day) -> String? {
        if let announced = self[day] { return announced.isOff ? announced.name : nil }
        guard isProvisional(day.year), StatutoryDays.contains(day) else { return nil }
        return switch (day.month, day.day) {
        case (1, 1): "元旦"
        case (4, 4...6): "清明节"
        case (5, 1...2): "劳动节"
        case (10, 1...3): "国庆节"
        case (1...2, _): "春节"
        case (5...7, _): "端午节"
        default: "中秋节"
        }
    }
}

extension BusinessCalendar {
    /// For people to read: what the unit's own calendar calls its dates, and the country's holidays also where the unit keeps
    /// none of them: 春节 stands over its column, whoever works on it (GAME-20).
    func named(by holidays: StatutoryHolidays, on days: ClosedRange<Day>) -> BusinessCalendar {
        var names: [Day: String] = [:]
        for number in days.lowerBound.number...days.upperBound.number {
            let day = Day(number: number)
            if let name = holidays.holiday(on: day) { names[day] = name }
        }
        return naming(names)
    }
}
