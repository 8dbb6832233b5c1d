import Kernel
import Web

/// What the board's form says: for each person the shift with the line its page showed, and the line that was chosen.
enum LineBoardForms {
    static func field(of shift: ShiftAssignment.ID) -> String { "line-\(shift.rawValue)" }

    static func choices(_ typed: FormData) -> [LineBoard.Choice] {
        typed.all("shift").prefix(Roster.mostPeople).map { text in
            let words = text.split(separator: " ", maxSplits: 1).map(String.init)
            let shift = ShiftAssignment.ID(words.first ?? "")
            let was = words.count > 1 ? Line.ID(words[1]) : nil
            // Where nothing was chosen, nothing is said.
            guard let chosen = typed.sent(field(of: shift)) else {
                return LineBoard.Choice(shift: shift, was: was, line: was)
            }
            return LineBoard.Choice(shift: shift, was: was, line: chosen.isEmpty ? nil : Line.ID(chosen))
        }
    }
}
