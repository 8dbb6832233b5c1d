import Kernel
import Web

/// What an agent does about shifts, side by side: one's own, everybody's, who is on duty, swaps, leave.
enum ShiftTabPages {
    enum Place: CaseIterable {
        case mine, team, duty, wishes, swaps, leave

        var word: Word {
            switch self {
            case .mine: .myShifts
            case .team: .rostersTitle
            case .duty: .dutyTab
            case .wishes: .wishTitle
            case .swaps: .swapTitle
            case .leave: .leaveTitle
            }
        }

        var url: String {
            switch self {
            case .mine: "/shifts"
            case .team: "/rosters"
            case .duty: "/duties"
            case .wishes: "/shift-wishes"
            case .swaps: "/shift-swaps"
            case .leave: "/leave"
            }
        }
    }

    static func html(_ here: Place, in t: Language) -> HTML {
        Tabs(
            t(.rosterViews), Place.allCases.map { Views.Entry(t($0.word), url: $0.url, isCurrent: $0 == here) }
        ).html
    }
}
