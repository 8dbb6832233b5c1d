public import Kernel

/// The five hues and their shapes. A state is never told by colour alone: every tone has a shape of its own, and a
/// word stands beside it.
public enum Tone: String, CaseIterable, Sendable {
    /// under way, in time
    case going
    /// running out
    case warned
    /// nearly out
    case urgent
    /// broken, refused, destructive
    case broken
    /// paused, waiting for others
    case waiting
    /// kept, finished well
    case done
    /// neither good nor bad
    case plain

    /// In a square of 12: ring, half disc, triangle, cross, bars, tick, dot.
    var shape: HTML {
        switch self {
        case .going: "<circle cx=\"6\" cy=\"6\" r=\"4\" class=\"stroke\"></circle>"
        case .warned:
            "<circle cx=\"6\" cy=\"6\" r=\"4\" class=\"stroke\"></circle><path d=\"M6 2a4 4 0 0 1 0 8z\"></path>"
        case .urgent: "<path d=\"M6 1.5 11 10.5H1z\"></path>"
        case .broken: "<path d=\"M2.5 2.5l7 7M9.5 2.5l-7 7\" class=\"stroke\"></path>"
        case .waiting: "<path d=\"M4 2.5v7M8 2.5v7\" class=\"stroke\"></path>"
        case .done: "<path d=\"M2 6.5l3 3 5-6.5\" class=\"stroke\"></path>"
        case .plain: "<circle cx=\"6\" cy=\"6\" r=\"2\"></circle>"
        }
    }
}

/// A shape and a word: 「○ 进行中」「✕ 超时」.
public struct StateBadge: Sendable {
    public let tone: Tone
    public let text: String

    public init(_ tone: Tone, _ text: String) {
        self.tone = tone
        self.text = text
    }

    public var html: HTML {
        """
        <span class="state \(tone.rawValue)">\
        <svg class="shape" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">\(tone.shape)</svg>\
        \(text)</span>
        """
    }
}
