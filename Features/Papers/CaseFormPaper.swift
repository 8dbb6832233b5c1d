import Handbook
import Kernel
import Press

/// A form of a case as a paper: the frame they share.
extension CaseDossier {
    var t: Language { language }

    func paper(_ form: CaseForm) -> Paper {
        let blocks: [Paper.Block] =
            switch form {
            case .register: register
            case .acceptance: acceptance
            case .opinion: opinion
            case .mediation: mediation
            case .compensation: compensations
            case .transfer: transferSlips
            case .study: study
            case .supervision: supervision
            }
        return Paper(
            title: t(form.title), form: form.rawValue, number: record.number,
            organisation: company == view.unitName ? company : "\(company) · \(view.unitName)",
            edition: t(.paperEdition, document.number, document.version),
            printed: t(.paperPrinted, printedBy, time(printedAt)), blocks: blocks, words: .house(t))
    }

    /// Why there is nothing to print on this form: what it tells of has not been done in this case.
    func emptiness(of form: CaseForm) -> Word? {
        let file = view.file
        return switch form {
        case .register, .opinion, .acceptance: nil
        case .study: record.archive == nil && view.studies.isEmpty ? .paperNoStudy : nil
        case .mediation:
            record.type != .dispute && file.parties.isEmpty && file.sessions.isEmpty ? .paperNoDispute : nil
        case .compensation: file.compensations.isEmpty ? .paperNoCompensation : nil
        case .transfer: file.transfers.isEmpty ? .paperNoTransfer : nil
        case .supervision: slips.isEmpty ? .paperNoSlip : nil
        }
    }

    func field(_ word: Word, _ value: String, wide: Bool = false) -> Paper.Field {
        Paper.Field(t(word), value, wide: wide)
    }

    func signature(_ word: Word, _ id: Staff.ID?, at instant: Instant?) -> Paper.Signature {
        Paper.Signature(t(word), name(id), at: time(instant))
    }

    func yes(_ value: Bool?) -> String { value.map { t($0 ? .paperYes : .paperNo) } ?? "" }

    /// How a clock stands: when it was due, and whether that was kept.
    func outcome(_ rule: DeadlineRule) -> String {
        guard let clock = clock(rule) else { return "" }
        let due = t(.columnDue, time(clock.dueAt))
        switch clock.state {
        case .open: return due
        case .ended(let outcome, _, _):
            switch outcome {
            case .kept: return "\(t(.columnKept)) (\(due))"
            case .late, .broken: return "\(t(.columnLate)) (\(due))"
            case .exempted, .void: return due
            }
        }
    }
}

extension Paper.Words {
    /// `number` says what stands beside the number of the form: a record's number, a month, a day.
    static func house(_ t: Language, number: Word = .paperNumber) -> Paper.Words {
        Paper.Words(
            number: t(number), page: t(.paperPage), signature: t(.paperSignature), date: t(.paperDate))
    }
}

extension CaseForm {
    var title: Word {
        switch self {
        case .register: .formRegister
        case .opinion: .formOpinion
        case .study: .formStudy
        case .compensation: .formCompensation
        case .acceptance: .formAcceptance
        case .transfer: .formTransfer
        case .mediation: .formMediation
        case .supervision: .formSupervision
        }
    }
}
