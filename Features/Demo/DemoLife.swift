import Handbook
import Kernel

/// How a case stands after a deed: what whoever handles it would see on their page.
struct DemoStanding: Sendable {
    struct OpenClock: Sendable {
        let rule: DeadlineRule
        let dueAt: Instant
    }

    let at: Instant
    let suspendedUntil: Instant?
    /// Those that run.
    let clocks: [OpenClock]

    /// When the first of these clocks runs out.
    func due(_ rules: Set<DeadlineRule>) -> Instant? {
        clocks.filter { rules.contains($0.rule) }.map(\.dueAt).min()
    }
}

/// A case that is being played: what is still to be done with it, and when the next of it is.
struct DemoLife: Sendable {
    let fate: DemoFate
    let begins: Instant
    /// Whether whoever handles it looks at the clocks; an open case of today stands where the plan wants it.
    let isPaced: Bool
    private let neglects: Set<DeadlineRule>
    private var beats: ArraySlice<DemoBeat>
    private var dice: DemoDice
    private let words: DemoWording
    var record: Case.ID?
    /// Who was refused a step and asked for an exception.
    var asker: Staff.ID?

    init(_ plot: DemoPlot, fate: DemoFate, begins: Instant, isPaced: Bool) {
        self.fate = fate
        self.begins = begins
        self.isPaced = isPaced
        neglects = plot.neglects
        beats = plot.beats[...]
        dice = plot.dice
        words = plot.words
    }

    var next: DemoBeat? { beats.first }

    mutating func stepTaken() { beats = beats.dropFirst() }

    /// The handbook has objected to the next step; answers no where that was not in the plan.
    mutating func objection(of clauses: [String]) -> Bool {
        guard let beat = beats.first else { return false }
        func ask(_ reason: String) -> DemoBeat {
            DemoBeat(deed: .ask(clauses: clauses, reason), wait: .soon(dice.number(180...900)))
        }
        var rest = beats.dropFirst()
        switch beat.objected {
        case .isTrouble:
            return false
        case .isAllowed(let reason):
            let grant = DemoBeat(
                deed: .grant(words.filled(dice.text(DemoPhrases.grants))), wait: .soon(dice.number(600...3600)))
            let again = DemoBeat(deed: beat.deed, wait: .soon(dice.number(120...900)))
            rest = [ask(reason), grant, again] + rest
        case .isDeclined(let reason, let instead):
            let decline = DemoBeat(
                deed: .decline(words.filled(dice.text(DemoPhrases.declines))), wait: .soon(dice.number(600...3600)))
            rest = [ask(reason), decline, DemoBeat(deed: instead, wait: .soon(dice.number(300...1800)))] + rest
        case .isPending(let reason):
            rest = [ask(reason)]
        }
        beats = rest
        return true
    }

    /// When the next step is taken, in working time; nothing when the story is over. A call to the customer may come
    /// before it, if the wait is long.
    mutating func nextInstant(after standing: DemoStanding, on hours: BusinessCalendar) -> Instant? {
        guard let beat = beats.first else { return nil }
        let instant: Instant
        switch beat.wait {
        case .soon(let seconds):
            let drawn = Int64(seconds) * 1000
            let work = isPaced ? soon(drawn, standing, hours) : drawn
            instant = hours.deadline(after: standing.at, workingMilliseconds: work)
        case .patient(let seconds):
            instant = hours.deadline(after: standing.at, workingMilliseconds: Int64(seconds) * 1000)
        case .tardy(let rule, let minutes):
            let due = max(standing.due([rule]) ?? standing.at, standing.at)
            instant = hours.deadline(after: due, working: .minutes(minutes))
        case .afterSuspension(let minutes):
            let end = max(standing.suspendedUntil ?? standing.at, standing.at)
            instant = hours.deadline(after: end, working: .minutes(minutes))
        case .at(let planned): instant = max(planned, standing.at)
        }
        guard let call = call(before: instant, standing, hours) else { return instant }
        beats[beats.startIndex].wait = .at(instant)
        beats = [DemoBeat(deed: .inform(words.filled(dice.text(DemoPhrases.progress))), wait: .at(call))] + beats
        return call
    }

    /// As long as it takes, or less where a clock runs out sooner, now or some steps ahead: each step until then gets
    /// its share. Where the hours leave next to nothing (a deadline on a Sunday) it takes as long as it takes, and is
    /// late.
    private func soon(_ drawn: Int64, _ standing: DemoStanding, _ hours: BusinessCalendar) -> Int64 {
        var work = drawn
        var wanted: Int64 = 0
        for beat in beats {
            guard case .soon(let seconds) = beat.wait else { break }
            wanted += Int64(seconds) * 1000
            if let due = standing.due(beat.deed.ends.subtracting(neglects)) {
                let left = hours.workingMilliseconds(from: standing.at, to: due) * 85 / 100
                if wanted > left, left * 8 > wanted { work = min(work, drawn * left / wanted) }
            }
            if beat.deed.completes { break }
        }
        return work
    }

    /// When the customer is told how things stand, if the clock of progress runs out before the next step.
    private mutating func call(
        before instant: Instant, _ standing: DemoStanding, _ hours: BusinessCalendar
    ) -> Instant? {
        guard !neglects.contains(.progressNotice), let due = standing.due([.progressNotice]), due < instant else {
            return nil
        }
        let left = hours.workingMilliseconds(from: standing.at, to: due)
        let call =
            left >= 5_400_000
            ? hours.deadline(after: standing.at, workingMilliseconds: left * 85 / 100)
            : hours.deadline(after: max(due, standing.at), working: .minutes(dice.number(10...40)))
        return call < instant - .minutes(20) ? call : nil
    }
}
