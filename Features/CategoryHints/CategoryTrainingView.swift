import Handbook
import Kernel

/// Everything about a department's hints that its managers look at.
struct CategoryTrainingView: Sendable {
    let code: String
    let title: String
    let terms: CategoryHintTerms
    let standing: CategoryHintStanding
    /// The latest that learned something.
    let training: CategoryTraining?
    /// Running or waiting.
    let open: CategoryTraining?
    let history: [CategoryTraining]
    let weeks: [CategoryHintWeek]
    /// Closed since the latest training, counted as far as another would begin.
    let fresh: Int
    let names: [Staff.ID: String]
    let departments: [(code: String, title: String)]
    let mayManage: Bool
    let isSwitchedOff: Bool

    static let weeksShown = 12
    static let trainingsShown = 20
}
