import Synchronization

/// What one field of a form takes, as its reader asked for it: enough to write it down in an interface description.
public struct FieldShape: Equatable, Sendable {
    public enum Kind: Equatable, Sendable {
        /// at most so many characters; where the field is required, at least one, or so many
        case text(max: Int, min: Int = 1)
        case choice([String])
        case identifier
        case flag
        case integer(ClosedRange<Int>)
        /// yuan, at most two decimals: `12.50`
        case money
        case phone
        /// `2026-01-04`
        case day
        /// RFC 3339; without an offset it is meant in the zone of the department
        case time
        case timeOfDay
        /// a spelling of its own, which its refusal explains
        case other
    }

    public let name: String
    public let kind: Kind
    public let isRequired: Bool

    public init(name: String, kind: Kind, isRequired: Bool) {
        self.name = name
        self.kind = kind
        self.isRequired = isRequired
    }
}

/// Notes what a form asks for while it is read: forms and their description in the interface cannot disagree, because
/// there is only one of them.
///
///     let probe = FieldProbe()
///     _ = try? CaseForms.intake(FormData(noting: probe), in: .english)
///     probe.shapes
public final class FieldProbe: Sendable {
    private let noted = Mutex<[FieldShape]>([])

    public init() {}

    /// In the order in which the form asked; a name that was asked for twice stands once.
    public var shapes: [FieldShape] { noted.withLock { $0 } }

    func note(_ name: String, _ kind: FieldShape.Kind, isRequired: Bool) {
        noted.withLock { shapes in
            if let place = shapes.firstIndex(where: { $0.name == name }) {
                // The more particular reader of the same name says more: a choice is also a text.
                if !isRequired { shapes[place] = FieldShape(name: name, kind: kind, isRequired: false) }
            } else {
                shapes.append(FieldShape(name: name, kind: kind, isRequired: isRequired))
            }
        }
    }
}

/// The raw values of an enum that lists its cases; none for one that does not.
func rawValues<Choice: RawRepresentable>(of type: Choice.Type) -> [String] where Choice.RawValue == String {
    func list<All: CaseIterable>(_ type: All.Type) -> [String] {
        type.allCases.compactMap { ($0 as? Choice)?.rawValue }
    }
    guard let listed = type as? any CaseIterable.Type else { return [] }
    return list(listed)
}
