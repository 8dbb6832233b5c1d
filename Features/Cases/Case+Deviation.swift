import Handbook
import Kernel

/// What a supervisor may let be otherwise than the handbook's steps have it.
extension Case {
    /// 变通: a step of the procedure is left out; a supervisor says why (GAME-30). What the customer has a part in, and
    /// the summary, is never left out. Answers which step it was.
    mutating func skip(under steps: [Step]) throws(Refusal) -> Step {
        let step: Step? =
            switch state {
            case .accepted: .judge
            case .investigating: .investigate
            case .proposing: .propose
            case .awaitingDecision: .decide
            case .implementing: .implement
            default: nil
            }
        guard let step else { throw .notNow(state) }
        try expect(state)
        advance(from: step, in: steps)
        return step
    }

    var canSkip: Bool {
        var copy = self
        return (try? copy.skip(under: [])) != nil
    }

    /// Whether no step was left out, as far as a case shows it.
    func tookEveryStep(of steps: [Step]) -> Bool {
        if judgement?.isFounded == false { return true }
        return !(steps.contains(.judge) && judgement == nil) && !(steps.contains(.investigate) && finding == nil)
            && !(steps.contains(.decide) && decision == nil) && !(steps.contains(.implement) && solution == nil)
    }
}
