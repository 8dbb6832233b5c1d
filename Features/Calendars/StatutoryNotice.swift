import Kernel

/// A year's holidays and make-up days as the department gave them, after the State Council's notice (国务院办公厅关于
/// 部分节假日安排的通知). The newest notice of a year counts; older ones stay, since deadlines were counted by them.
struct StatutoryNotice: Entity {
    /// The years a notice may be about: those the house knows, and as many to come as anybody plans for.
    static let years = 2007...2099

    let id: ID
    let year: Int
    /// SHA-256 of its days: two notices with one digest say the same.
    let digest: String
    let givenBy: Staff.ID?
    let givenAt: Instant
}

extension StatutoryNotice {
    static func digest(of days: [Day: StatutoryHolidays.Holiday], year: Int) -> String {
        let lines = days.sorted { $0.key < $1.key }.map {
            "\($0.key) \($0.value.isOff ? "off" : "worked") \($0.value.name)"
        }
        return Secrets.sha256(ofText: "\(year)\n" + lines.joined(separator: "\n"))
    }
}

extension StatutoryHolidays {
    /// The same with one year told anew: what was said of its dates before is forgotten, so that a notice can also take
    /// a day back.
    func replacing(_ year: Int, with days: [Day: Holiday]) -> StatutoryHolidays {
        StatutoryHolidays(days: self.days.filter { $0.key.year != year }, years: years).adding(days, year: year)
    }
}
