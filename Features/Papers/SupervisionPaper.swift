import Handbook
import Kernel
import Press

/// F-134 督办单 (PROPA-05): one section for each slip that another department was sent for the case.
extension CaseDossier {
    var supervision: [Paper.Block] {
        guard !slips.isEmpty else { return [.note(t(.paperNone))] }
        return slips.enumerated().flatMap { place, slip -> [Paper.Block] in
            let heading: [Paper.Block] =
                slips.count > 1 ? [.heading("\(place + 1)　\(t(slip.kind.word))")] : []
            return heading + SlipPaper(slip: slip, number: record.number, names: names, zone: zone, language: t).blocks
        }
    }
}

/// One slip: what is asked of whom, by when, how often it was urged, what was answered, and who verified it.
struct SlipPaper: Sendable {
    let slip: Slip
    /// Of the case.
    let number: String
    let names: [Staff.ID: String]
    let zone: Zone
    let language: Language
    // What a slip that is printed alone says besides.
    var organisation = ""
    var document = (number: "", version: "")
    var printedBy = ""
    var printedAt = Instant(milliseconds: 0)

    private var t: Language { language }

    var blocks: [Paper.Block] { [.fields(fields), .signatures(signatures)] }

    /// The slip alone, for whoever received it: they need not see the case.
    var paper: Paper {
        Paper(
            title: t(slip.kind.word), form: "F-134", number: number, organisation: organisation,
            edition: t(.paperEdition, document.number, document.version),
            printed: t(.paperPrinted, printedBy, printedAt.dateAndTime(in: zone)), blocks: blocks, words: .house(t))
    }

    private var fields: [Paper.Field] {
        [
            field(.columnCaseNumber, number), field(.columnSent, time(slip.sentAt)),
            field(.columnSupervisedDepartment, slip.department), field(.caseSeverity, t(slip.level.word)),
            field(.columnMatter, slip.matter, wide: true),
            field(.columnNeedBy, time(slip.needBy)), field(.columnPromisedFor, time(slip.promisedAt)),
            field(.columnDoer, name(slip.person ?? slip.receiver)),
            field(.columnUrged, t(.columnUrgedTimes, String(slip.urged))),
            field(.columnSlipReply, slip.answer, wide: true),
            field(.columnDone, slip.doneAt.map { "\(time($0)) \(name(slip.doneBy))" } ?? ""),
            field(.columnInTime, inTime), field(.caseState, t(slip.state.word)),
            field(.columnVerified, slip.verifiedAt.map { "\(time($0)) \(name(slip.verifiedBy))" } ?? t(.paperNotYet)),
        ]
    }

    private var inTime: String {
        guard let done = slip.doneAt else { return "" }
        return t(done <= slip.due ? .columnKept : .columnLate)
    }

    private var signatures: [Paper.Signature] {
        [
            Paper.Signature(t(.signCentre), name(slip.sentBy), at: time(slip.sentAt)),
            Paper.Signature(t(.signDepartment), name(slip.doneBy), at: time(slip.doneAt)),
            Paper.Signature(t(.signVerifier), name(slip.verifiedBy), at: time(slip.verifiedAt)),
        ]
    }

    private func field(_ word: Word, _ value: String, wide: Bool = false) -> Paper.Field {
        Paper.Field(t(word), value, wide: wide)
    }

    private func time(_ instant: Instant?) -> String { instant?.dateAndTime(in: zone) ?? "" }

    private func name(_ id: Staff.ID?) -> String { id.flatMap { names[$0] } ?? "" }
}
