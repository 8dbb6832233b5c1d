import Handbook
import Kernel

/// The forms that a case can be printed as, by their numbers in the list of forms: each is a view of records, and nothing
/// in it is typed (SOFT-79 as far as it speaks of complaints: acceptance, transfer, register; CHAIN-101).
enum CaseForm: String, CaseIterable, Sendable {
    case register = "F-10"
    case opinion = "F-12"
    case study = "F-13"
    case mediation = "F-15"
    case compensation = "F-16"
    case acceptance = "F-43"
    case transfer = "F-44"
    case supervision = "F-134"
}

/// Everything a form of a case is made of: the record as its page has it, and who prints it, when, how openly.
struct CaseDossier: Sendable {
    /// Names and numbers covered wherever they were typed, unless they were asked for.
    let view: CaseView
    /// The topmost unit.
    let company: String
    /// Document number and version of the handbook the case is judged by (MART-01).
    let document: (number: String, version: String)
    let printedBy: String
    let printedAt: Instant
    let language: Language
    /// Names and numbers in full: after «显示完整号码», with its reason and its entry in the log.
    let isRevealed: Bool
    /// Of each compensation, how much of its kind its applicant may grant alone.
    let limits: [Compensation.ID: Money]
    /// What other departments were asked to do, and the people named there.
    let slips: [Slip]
    let names: [Staff.ID: String]
    /// 区域、门店: the unit and what it lies in, without the company.
    let region: String
    /// What the store itself first answered the customer.
    let storeAnswer: CaseEntry?
    /// The posts in which whoever handles it took it and whoever decided did so, as the handbook calls them.
    let handlerTitle: String?
    let deciderTitle: String?
    /// What the pack calls whoever heads the department.
    let managerTitle: String
    /// The decision gave more than the lowest of those who decide here may give (GAME-91, CHAIN-56).
    let isBeyondAuthority: Bool
}

/// What the forms ask of the record; computed, never typed (0.3.3).
extension CaseDossier {
    var record: Case { view.file.record }
    var zone: Zone { view.calendar.zone }

    func name(_ id: Staff.ID?) -> String { view.name(id) ?? "" }

    func time(_ instant: Instant?) -> String { instant?.dateAndTime(in: zone) ?? "" }

    /// The first time that something of this kind happened.
    func first(_ kinds: EventKind...) -> Event? { view.events.first { kinds.contains($0.kind) } }

    func last(_ kinds: EventKind...) -> Event? { view.events.last { kinds.contains($0.kind) } }

    var complainant: String {
        guard let customer = view.customer else { return "" }
        return isRevealed ? customer.name.revealed : customer.name.masked
    }

    var phone: String {
        guard let phone = view.customer?.phone else { return "" }
        return isRevealed ? phone.revealed : phone.description
    }

    /// What is known of the matter by name (SOFT-58, CHAIN-101), under whichever of these names.
    func detail(_ names: String...) -> String { names.lazy.compactMap { view.file.details[$0] }.first ?? "" }

    /// The latest clock of a rule: when it is due, and how it ended.
    func clock(_ rule: DeadlineRule) -> Obligation? { view.obligations.last { $0.rule == .deadline(rule) } }
}

/// A line of the tracking sheet F-14.
struct TrackingLine: Equatable, Sendable {
    let id: Case.ID
    let number: String
    var subject: String
    let customer: Customer.ID?
    let reportedAt: Instant
    let handler: Staff.ID?
    let state: Case.State
    let suspension: PauseReason?
    /// When the customer has to hear from us next.
    var nextReply: Instant?
    var lastReply: Instant?
    var promise: Pledge?
    var escalatedTo: Staff.ID?

    /// What was promised next, and by when.
    struct Pledge: Equatable, Sendable {
        var text: String
        let due: Instant
    }

    func covered(by cover: Cover) -> TrackingLine {
        var line = self
        line.subject = cover(subject)
        line.promise?.text = cover(promise?.text ?? "")
        return line
    }
}

/// How a form left the screen.
enum PaperFormat: String, Sendable {
    case print, pdf
}
