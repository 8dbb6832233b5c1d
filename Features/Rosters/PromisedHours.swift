import Kernel

/// Hours in which a channel promises somebody (GEN3-02, SOFT-70), and whose they are to keep. Pure.
struct PromisedHours: Equatable, Sendable {
    let channel: ReceptionChannel.ID
    let name: String
    let hours: Range<Instant>
    /// The lines that take whatever comes by it; none: whoever is there answers.
    let lines: Set<Line.ID>

    var need: ShiftCoverage.Need {
        ShiftCoverage.Need(part: lines.isEmpty ? .unit : .channel(channel), hours: hours, minimum: 1, target: 1)
    }
}

extension [PromisedHours] {
    var lines: [ReceptionChannel.ID: Set<Line.ID>] { Dictionary(map { ($0.channel, $0.lines) }) { first, _ in first } }
}
