/// Times during which a clock stood still: in order, apart from each other, none before the clock began.
///
/// Pauses that overlap or touch are one pause, so that two reasons for waiting do not give the same hour back twice.
struct Pauses {
    private(set) var merged: [Range<Instant>] = []

    init(_ pauses: [Range<Instant>], from start: Instant) {
        for pause in pauses.sorted(by: { $0.lowerBound < $1.lowerBound }) where pause.upperBound > start {
            let pause = max(pause.lowerBound, start)..<pause.upperBound
            if let last = merged.last, pause.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, pause.upperBound)
            } else if !pause.isEmpty {
                merged.append(pause)
            }
        }
    }
}
