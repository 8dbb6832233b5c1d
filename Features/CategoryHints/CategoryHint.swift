import Handbook
import Kernel
import Mathematics

/// 类别提示: which category the department's own closed cases suggest for a text, and how surely. It is offered, never
/// filled in: a person takes it with one key, or does not.
struct CategoryHint: Equatable, Sendable {
    let category: String
    /// From 0 to 1; held to what was true of held-out cases.
    let confidence: Double
    /// The terms of the text that spoke for it most.
    let because: [String]
    let training: CategoryTraining.ID

    /// In whole per cent. Nothing that was learned from cases is ever quite sure.
    var percent: Int { min(99, Int((confidence * 100).rounded())) }
}

/// Whether a department has hints now, and if not, why not.
enum CategoryHintStanding: Equatable, Sendable {
    case on(CategoryTraining)
    case off(Reason)

    enum Reason: Equatable, Sendable {
        case switchedOff(by: Staff.ID, at: Instant)
        /// Too few closed cases with a category to learn from, or all of one.
        case tooFew(Int, needed: Int)
        /// The share of held-out cases that it got right, and what the handbook asks for.
        case inaccurate(Double, needed: Double)
        case untrained
    }

    init(_ training: CategoryTraining?, _ terms: CategoryHintTerms, switchedOff: (by: Staff.ID, at: Instant)?) {
        if let switchedOff {
            self = .off(.switchedOff(by: switchedOff.by, at: switchedOff.at))
        } else if let training, let score = training.score {
            self =
                score.accuracy >= terms.leastAccuracy
                ? .on(training) : .off(.inaccurate(score.accuracy, needed: terms.leastAccuracy))
        } else if let training {
            self = .off(.tooFew(training.cases, needed: terms.leastCases))
        } else {
            self = .off(.untrained)
        }
    }
}

/// What is said about one text.
enum CategoryHintAnswer: Equatable, Sendable {
    case hint(CategoryHint)
    /// Too little has been written yet.
    case nothingYet
    /// Something has been learned, and it does not know this.
    case unsure
    case off(CategoryHintStanding.Reason)
}

/// A hint that stood before somebody's eyes when they chose a category.
struct OfferedHint: Equatable, Sendable {
    let training: CategoryTraining.ID
    let category: String
    let percent: Int

    enum Place: String, CaseIterable, Sendable {
        case intake, contact, serviceCase = "case"
    }

    enum Outcome: String, CaseIterable, Sendable {
        /// The suggested category was chosen, another one, or none.
        case accepted, changed, declined
    }

    func outcome(of chosen: String) -> Outcome {
        chosen.isEmpty ? .declined : chosen == category ? .accepted : .changed
    }
}

/// What became of the hints of one week.
struct CategoryHintWeek: Equatable, Sendable {
    /// Its Monday.
    let from: Day
    var counts: [OfferedHint.Outcome: Int] = [:]

    var offered: Int { counts.values.reduce(0, +) }
    /// Of those where a category was chosen at all.
    var acceptance: Double? {
        let chosen = (counts[.accepted] ?? 0) + (counts[.changed] ?? 0)
        return chosen == 0 ? nil : Double(counts[.accepted] ?? 0) / Double(chosen)
    }
}
