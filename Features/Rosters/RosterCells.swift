import Kernel

/// The cells of the grid: the codes of the shifts of a person's day, in the tone of their template.
struct RosterCells {
    /// By template, which of the kinds of cells it is.
    let tones: [ShiftTemplate.ID: String]
    private let looks: [ShiftTemplate.ID: Look]
    private let zone: Zone

    /// How a shift of a template looks in a cell of its own, and the parts of which other cells are made.
    private struct Look {
        let code: String
        let tone: String
        let alone: HTML

        init(code: String, tone: String) {
            self.code = code
            self.tone = tone
            alone = "<td class=\"s\(tone)\">\(code)</td>"
        }

        /// Of free hours, which are of no template.
        static let free = Look(code: "*", tone: "0")
    }

    init(templates: [ShiftTemplate], zone: Zone) {
        let tones = Dictionary(templates.enumerated().map { ($1.id, ($1.isNight ? "n" : "") + String($0 % 6)) }) { $1 }
        self.tones = tones
        self.zone = zone
        looks = Dictionary(templates.map { ($0.id, Look(code: $0.code, tone: tones[$0.id] ?? "0")) }) { $1 }
    }

    /// Of a week there is room for the hours.
    func cell(_ shifts: [ShiftAssignment], withHours: Bool) -> HTML {
        guard let first = shifts.first else { return Self.empty }
        let look = first.template.flatMap { looks[$0] } ?? .free
        if shifts.count == 1, !first.isShadow, !withHours { return look.alone }
        let text = shifts.map { ($0.template.flatMap { looks[$0] } ?? .free).code }.joined(separator: "+")
        let learns: HTML = first.isShadow ? " learns" : ""
        let hours: HTML? = withHours ? "<small>\(first.hours(in: zone))</small>" : nil
        return "<td class=\"s\(look.tone)\(learns)\">\(text)\(hours)</td>"
    }

    private static let empty: HTML = "<td></td>"
}
