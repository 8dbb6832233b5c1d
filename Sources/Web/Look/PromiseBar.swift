public import Kernel

/// The signature of the house: three pixels that say how much of a promise is left. The same bar means the same on
/// a case, a visit, a leave request, a stocktake and a roster.
///
///     running ──70 %──▶ warned ──90 %──▶ urgent ──100 %──▶ broken
///        ╰────────────────── paused ◀──▶ ───╯              kept
public struct PromiseBar: Sendable {
    public enum State: String, CaseIterable, Sendable {
        case running, warned, urgent, broken, paused, kept

        /// By the house's own marks, 70 % and 90 %; a clause with warnings of its own says the state itself.
        public init(used fraction: Double) {
            self =
                switch fraction {
                case ..<0.7: .running
                case ..<0.9: .warned
                case ...1: .urgent
                default: .broken
                }
        }

        public var word: Word {
            switch self {
            case .running: .promiseRunning
            case .warned: .promiseWarned
            case .urgent: .promiseUrgent
            case .broken: .promiseBroken
            case .paused: .promisePaused
            case .kept: .promiseKept
            }
        }

        public var tone: Tone {
            switch self {
            case .running: .going
            case .warned: .warned
            case .urgent: .urgent
            case .broken: .broken
            case .paused: .waiting
            case .kept: .done
            }
        }
    }

    /// the share of the time that is used up: 0…, over 1 when late
    public let fraction: Double
    public let state: State
    /// the proof of the deadline in one line, shown on hover and read to those who cannot see the bar
    public let proof: String

    public init(used fraction: Double, state: State? = nil, proof: String) {
        self.fraction = fraction
        self.state = state ?? State(used: fraction)
        self.proof = proof
    }

    /// Drawn with attributes and classes only: the content-security policy allows no inline style.
    public func html(in language: Language) -> HTML {
        let label = "\(language(state.word))\(language(.colon))\(proof)"
        return """
            <svg class="promise \(state.rawValue)" role="img" aria-label="\(label)" viewBox="0 0 100 3" \
            preserveAspectRatio="none"><title>\(label)</title>\
            <rect class="promise-left" width="\(percentLeft)" height="3"></rect></svg>
            """
    }

    /// Kept and broken promises fill the bar: nothing is left to run. A running one never quite vanishes.
    private var percentLeft: Int {
        switch state {
        case .kept, .broken: 100
        case .running, .warned, .urgent, .paused:
            fraction.isFinite ? min(100, max(2, 100 - Int((min(1, max(0, fraction)) * 100).rounded()))) : 100
        }
    }
}
