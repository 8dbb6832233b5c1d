extension Day {
    /// The same day of the month so many months on or back; of a shorter month its last: 31 January and one month is
    /// the end of February. What lasts a year from 29 February ends on 28 February.
    public func advanced(byMonths months: Int) -> Day {
        let date = civil
        let count = date.year * 12 + date.month - 1 + months
        let first = Day(floorDivide(count, 12), floorRemainder(count, 12) + 1, 1)
        return first.advanced(by: min(date.day, first.lastOfMonth.day) - 1)
    }
}
