import Kernel

/// 考勤机文件: what a clock on the wall wrote, brought in once. Each row counts, or is named with its reason; bringing the
/// same file in again changes nothing.
struct DeviceFile: Entity {
    /// Why a row does not count.
    enum Problem: String, CaseIterable, Sendable {
        /// No date and time that the house can read.
        case unreadable
        /// The clocks on the wall jumped over it.
        case missingHour = "missing_hour"
        /// No such person.
        case nobody
        /// Several people have that name.
        case several
        /// Somebody of a unit that one does not look after.
        case elsewhere
        case future
        case tooOld = "too_old"
        /// The person's month is locked.
        case locked
        /// Twice in the file.
        case twice
        /// The house has it already.
        case known
    }

    enum Refusal: Error, Equatable {
        case unknown
        /// No column with people, or none with times.
        case noColumns
        case empty
        case tooMany(Int)
    }

    /// A year of one department's month.
    static let mostRows = 20_000
    /// So many problems are kept by row; all are counted by reason.
    static let mostProblems = 1000
    static let oldestDays = 92
    static let mostBytes = 5 << 20

    let id: ID
    let unit: Unit.ID
    let name: String
    /// Which clock, as whoever brought it in calls it.
    let device: String
    let digest: String
    let rows: Int
    let taken: Int
    let enteredBy: Staff.ID
    let enteredAt: Instant
}

/// One row of such a file, as far as it can be read without the house.
struct DeviceRow: Equatable, Sendable {
    let number: Int
    /// An account or a name.
    let person: String
    /// On the wall; nothing where it cannot be read.
    let time: DeviceTime?
    let kind: ClockKind
    /// The row as it stood, shortened.
    let text: String
}

/// A date and a time of the clock on the wall, to the second.
struct DeviceTime: Hashable, Sendable {
    let day: Day
    let time: TimeOfDay
    let seconds: Int

    /// Reads `2026-01-05 09:01:30`, `2026/1/5 9:01`, `2026年1月5日 上午9时1分`, `2026.01.05T09:01`, `20260105090130`. A date whose
    /// order of day and month one has to guess is not read.
    init?(_ text: String) {
        var text = text
        var isAfternoon: Bool?
        for (word, afternoon) in [
            ("上午", false), ("下午", true), ("晚上", true), ("早上", false), ("AM", false), ("PM", true), ("am", false),
            ("pm", true),
        ] where text.contains(word) {
            isAfternoon = afternoon
            text = text.replacing(word, with: " ")
        }
        var groups: [Int] = []
        var lengths: [Int] = []
        for part in text.split(whereSeparator: { !$0.isASCII || !$0.isNumber }) {
            guard let number = Int(part) else { return nil }
            groups.append(number)
            lengths.append(part.count)
        }
        // What is written without separators.
        if groups.count == 1, lengths[0] == 14 || lengths[0] == 12 {
            guard let plain = Self.cut(String(text.filter(\.isNumber))) else { return nil }
            groups = plain
        } else if groups.count >= 3, lengths[0] == 8 {
            let digits = Array(String(groups[0]))
            groups = [digits[0..<4], digits[4..<6], digits[6..<8]].compactMap { Int(String($0)) } + groups.dropFirst()
        } else if lengths.first != 4 {
            return nil
        }
        // Thousandths of a second, if there are any, are dropped.
        guard groups.count >= 5, groups.count <= 7, let day = Day.valid(groups[0], groups[1], groups[2]) else {
            return nil
        }
        var hour = groups[3]
        if let isAfternoon {
            guard (1...12).contains(hour) else { return nil }
            hour = hour % 12 + (isAfternoon ? 12 : 0)
        }
        let seconds = groups.count > 5 ? groups[5] : 0
        guard hour < 24, groups[4] < 60, seconds < 60 else { return nil }
        self.day = day
        time = .at(hour, groups[4])
        self.seconds = seconds
    }

    /// The instant in a zone; nothing where the clocks there jumped over it.
    func instant(in zone: Zone) -> Instant? {
        let instant = zone.instant(day, time) + .seconds(seconds)
        let back = instant.local(zone)
        return back.day == day && back.time == time ? instant : nil
    }

    private static func cut(_ digits: String) -> [Int]? {
        let all = Array(digits)
        let widths = [4, 2, 2, 2, 2] + (all.count == 14 ? [2] : [])
        var place = 0
        var parts: [Int] = []
        for width in widths {
            guard let part = Int(String(all[place..<(place + width)])) else { return nil }
            parts.append(part)
            place += width
        }
        return parts
    }
}

/// Which column is what, by its heading.
struct DeviceHeading: Equatable, Sendable {
    let person: Int
    /// A date and time, or a date alone beside `clock`.
    let time: Int
    let clock: Int?
    let kind: Int?

    private static let people = ["工号", "账号", "帐号", "登录名", "考勤号码", "人员编号", "员工编号", "姓名", "account", "name", "user"]
    private static let times = ["日期时间", "打卡时间", "考勤时间", "刷卡时间", "时间", "datetime", "time", "日期", "date"]
    private static let clocks = ["时间", "打卡时刻", "时刻", "time"]
    private static let kinds = ["状态", "进出", "方向", "考勤状态", "签到类型", "类型", "type", "state", "direction"]

    init?(_ cells: [String]) {
        let names = cells.map { $0.lowercased() }
        func place(_ known: [String], but other: Int? = nil) -> Int? {
            for name in known {
                if let place = names.firstIndex(of: name), place != other { return place }
            }
            return nil
        }
        guard let person = place(Self.people) else { return nil }
        let date = place(["日期", "date", "打卡日期", "考勤日期"])
        let clock = date == nil ? nil : place(Self.clocks, but: date)
        guard let time = date != nil && clock != nil ? date : place(Self.times) else { return nil }
        self.person = person
        self.time = time
        self.clock = clock
        kind = place(Self.kinds)
    }

    /// A row may hold several times of a day beside its date: `09:01 18:03`.
    func rows(_ cells: [String], number: Int) -> [DeviceRow] {
        func cell(_ place: Int?) -> String { place.flatMap { cells.indices.contains($0) ? cells[$0] : nil } ?? "" }
        let text = String(cells.joined(separator: " ").prefix(120))
        let kind = Self.kind(cell(kind))
        guard clock != nil else {
            return [
                DeviceRow(
                    number: number, person: cell(person), time: DeviceTime(cell(time)), kind: kind, text: text)
            ]
        }
        // A date in a workbook comes with its midnight.
        let day = String(cell(time).split(separator: " ").first ?? "")
        let times = cell(clock).split(whereSeparator: { " ,;，；、\n".contains($0) }).map(String.init)
        return (times.isEmpty ? [""] : times).map { time in
            DeviceRow(
                number: number, person: cell(person), time: DeviceTime("\(day) \(time)"), kind: kind, text: text)
        }
    }

    private static func kind(_ text: String) -> ClockKind {
        let text = text.lowercased()
        if ["上班", "签到", "进", "in", "c/in", "上班签到", "i", "0"].contains(text) { return .in }
        if ["下班", "签退", "出", "out", "c/out", "下班签退", "o", "1"].contains(text) { return .out }
        return .unknown
    }
}
