import Handbook
import Kernel

/// What stands on a sheet: what its people state, and what the house itself knows (F-63, F-50).
struct HandoverSheet: Equatable, Sendable {
    /// What was said of one item of the handbook.
    struct Line: Equatable, Sendable {
        enum Standing: String, CaseIterable, Sendable {
            case fine, fault, done, undone, counted, told
        }

        let code: String
        /// As the handbook called it when it was written.
        let name: String
        let part: HandoverPart
        let standing: Standing
        let expected: Int?
        let actual: Int?
        let measure: String
        let remark: String

        /// What is missing, negative, or too much; nothing where nothing was expected.
        var difference: Int? {
            guard let expected, let actual else { return nil }
            return actual - expected
        }

        /// As it was written then; in the words of another language as long as the handbook still calls it so.
        func name(in language: Language, among items: [HandoverItem]) -> String {
            items.first { $0.code == code && $0.name == name }?.name(in: language) ?? name
        }

        /// What a reader has to look at, and what rolls on until it is mended.
        var isAmiss: Bool { standing == .fault || standing == .undone || (difference ?? 0) != 0 }
    }

    /// What the system fills in: a record, what it is called, and by when it is due. Texts of customers are in none of
    /// them; the page shows those of the records themselves, to whoever may read them.
    struct Entry: Equatable, Sendable {
        enum Part: String, CaseIterable, Sendable {
            case openCase = "case"
            case promise, message, staffing, matter
            /// A step of the shift's day that is open, was missed or left out (GAME-43, MART-26).
            case step
        }

        let part: Part
        /// The id of the record it is about: a case, an obligation, a message, a matter.
        let record: String
        /// Kept as it was said then, in both languages, for a reader of either.
        let chinese: String
        /// Empty where it was kept before there was an English one.
        let english: String
        let at: Instant?

        func text(in language: Language) -> String {
            switch language {
            case .chinese: chinese
            case .english: english.isEmpty ? chinese : english
            }
        }
    }

    var lines: [Line] = []
    /// Stated to be none (GAME-53).
    var none: Set<HandoverSection> = []
    var other = ""
    var entries: [Entry] = []

    func entries(_ part: Entry.Part) -> [Entry] { entries.filter { $0.part == part } }

    /// The sections of the clause that are neither filled in nor stated to be none.
    func missing(_ sections: [HandoverSection], of items: [HandoverItem]) -> [HandoverSection] {
        sections.filter { section in
            switch section {
            case .equipment: !isComplete(.equipment, items)
            case .counts: !isComplete(.count, items)
            case .checks: !isComplete(.check, items)
            case .difficulties:
                !none.contains(section) && entries(.matter).isEmpty && entries(.openCase).isEmpty
            case .staffing: !none.contains(section) && entries(.staffing).isEmpty
            }
        }
    }

    private func isComplete(_ part: HandoverPart, _ items: [HandoverItem]) -> Bool {
        let said = Set(lines.map(\.code))
        return items.filter { $0.part == part }.allSatisfy { said.contains($0.code) }
    }
}

/// 遗留事项: a difficult problem, a fault, a difference: it stands on every sheet until somebody says what became of it.
struct HandoverMatter: Entity {
    let id: ID
    let unit: Unit.ID
    let handover: Handover.ID
    let text: String
    let record: Case.ID?
    let openedBy: Staff.ID
    let openedAt: Instant
    private(set) var closed: (by: Staff.ID, at: Instant, text: String)?

    static func == (one: HandoverMatter, other: HandoverMatter) -> Bool {
        one.id == other.id && one.closed?.at == other.closed?.at
    }

    init(
        id: ID, unit: Unit.ID, handover: Handover.ID, text: String, record: Case.ID?, openedBy: Staff.ID,
        openedAt: Instant, closed: (by: Staff.ID, at: Instant, text: String)? = nil
    ) {
        self.id = id
        self.unit = unit
        self.handover = handover
        self.text = text
        self.record = record
        self.openedBy = openedBy
        self.openedAt = openedAt
        self.closed = closed
    }

    mutating func close(saying text: String, by staff: Staff.ID, at now: Instant) throws(Handover.Refusal) {
        guard closed == nil else { throw .matterClosed }
        closed = (staff, now, text)
    }
}

/// 异议: why the next shift refused, or what it accepted only under protest; a leader says what is to be done.
struct HandoverObjection: Entity {
    struct Answer: Equatable, Sendable {
        let by: Staff.ID
        let at: Instant
        let text: String
    }

    let id: ID
    let handover: Handover.ID
    let by: Staff.ID
    let at: Instant
    let text: String
    let isRefusal: Bool
    private(set) var answer: Answer?

    init(
        id: ID, handover: Handover.ID, by: Staff.ID, at: Instant, text: String, isRefusal: Bool, answer: Answer? = nil
    ) {
        self.id = id
        self.handover = handover
        self.by = by
        self.at = at
        self.text = text
        self.isRefusal = isRefusal
        self.answer = answer
    }

    /// By neither of the two.
    mutating func answer(_ text: String, by staff: Staff.ID, giver: Staff.ID, at now: Instant) throws(Handover.Refusal)
    {
        guard answer == nil else { throw .answeredAlready }
        guard staff != by, staff != giver else { throw .ownAct }
        answer = Answer(by: staff, at: now, text: text)
    }
}

extension HandoverSheet.Entry {
    /// `text` is what it says in a language.
    init(_ part: Part, _ record: String, at: Instant?, text: (Language) -> String) {
        self.init(part: part, record: record, chinese: text(.chinese), english: text(.english), at: at)
    }
}
