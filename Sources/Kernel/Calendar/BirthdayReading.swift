extension Birthday {
    /// What was typed as a birthday, understood.
    public struct Reading: Hashable, Sendable {
        /// Nothing where the whole of it is what programs write for «not known»: 1900-01-01, 0001-01-01. Nobody is
        /// congratulated on that day.
        public let birthday: Birthday?
        /// A year was written, but nobody's: 1900 and before, as forms are filled where it is not known.
        public let lostItsYear: Bool
    }

    /// Reads the canonical text, the five forms of `TypedDate`, and what families write besides:
    ///
    ///     3月12日  3-12  3/12                   without the year, the month first unless `order` says otherwise
    ///     农历1985年8月15日  1985-08-15(农历)   by the lunar calendar
    ///     农历八月十五  闰四月初二  腊月廿九
    ///
    /// `八月十五` may be either calendar's and is ambiguous; `八月十五日` is the common one's. Years after 2100 are no
    /// birthday's; whether one is still to come is for the caller to say.
    public static func read(_ typed: String, order: TypedDate.Order? = nil) -> Result<Reading, TypedDate.Fault> {
        var text = LunarWords.narrow(typed)
        guard !text.isEmpty else { return .failure(.empty) }
        if let birthday = Birthday(canonical: text), birthday.year != TypedYear.placeholder {
            return .success(Reading(birthday: birthday, lostItsYear: false))
        }
        let said = LunarWords.takeCalendar(from: &text)
        guard !text.isEmpty else { return .failure(.unreadable) }
        if let date = LunarWords.Date(text) {
            guard said != .solar || (!date.isMoon && !date.isLeap) else { return .failure(.unreadable) }
            guard said != nil || date.isMoon || date.endsInDay else { return .failure(.ambiguous) }
            let isLunar = said == .lunar || date.isMoon
            let reckoning: Reckoning = isLunar ? date.isLeap ? .lunarLeap : .lunar : .solar
            return made(reckoning, date.year, date.month, date.day)
        }
        let reckoning = said ?? .solar
        switch TypedDate.read(text, order: order, serials: serials) {
        case .success(let date):
            let (year, month, day) = date.day.civil
            return made(reckoning, year, month, day)
        case .failure(.noSuchDay) where reckoning == .lunar:
            // 30 in the second month of the moon is no date of the sun.
            return numbers(text, order).flatMap { made(.lunar, $0.year, $0.month, $0.day) }
        case .failure(.unreadable):
            return numbers(text, order).flatMap { made(reckoning, $0.year, $0.month, $0.day) }
        case .failure(let fault): return .failure(fault)
        }
    }

    /// From 18 May 1927: smaller numbers are years of birth.
    private static let serials = 10_000...73_050

    private static func made(
        _ reckoning: Reckoning, _ year: Int?, _ month: Int, _ day: Int
    ) -> Result<Reading, TypedDate.Fault> {
        guard let year, year <= TypedYear.placeholder else {
            let birthday = Birthday(reckoning, year: year, month: month, day: day)
            return birthday.map { .success(Reading(birthday: $0, lostItsYear: false)) } ?? .failure(.noSuchDay)
        }
        if (month, day) == (1, 1) || (year == 1899 && month == 12 && day >= 30) {
            return .success(Reading(birthday: nil, lostItsYear: true))
        }
        let birthday = Birthday(reckoning, year: nil, month: month, day: day)
        return birthday.map { .success(Reading(birthday: $0, lostItsYear: true)) } ?? .failure(.noSuchDay)
    }

    /// `1985-2-30`, `3-12`, `3/12`, `3月12日`
    private static func numbers(
        _ text: String, _ order: TypedDate.Order?
    ) -> Result<(year: Int?, month: Int, day: Int), TypedDate.Fault> {
        let plain = text.replacing("年", with: "-").replacing("月", with: "-").filter { !"日号號".contains($0) }
        var bytes = Array(plain.utf8)[...]
        if bytes.starts(with: Array("--".utf8)) { bytes = bytes.dropFirst(2) }
        guard let separator = bytes.first(where: { !(0x30...0x39).contains($0) }), "-/.".utf8.contains(separator) else {
            return .failure(.unreadable)
        }
        let parts = bytes.split(separator: separator, omittingEmptySubsequences: false)
        let numbers = parts.compactMap { wholeNumber($0) }
        guard numbers.count == parts.count, parts.suffix(2).allSatisfy({ $0.count <= 2 }) else {
            return .failure(.unreadable)
        }
        switch numbers.count {
        case 3 where parts[0].count == 4: return .success((numbers[0], numbers[1], numbers[2]))
        case 2:
            let isDayFirst = order == .dayFirst
            return .success((nil, numbers[isDayFirst ? 1 : 0], numbers[isDayFirst ? 0 : 1]))
        default: return .failure(.unreadable)
        }
    }
}

private enum TypedYear {
    static let placeholder = 1900
}
