import Handbook
import Kernel
import Press

/// F-62 换班登记表: who works what for whom, that the colleague consented, that both were briefed, and what came of it.
struct ShiftSwapPaper: Sendable {
    let swap: ShiftSwap
    let used: [(staff: Staff.ID, used: Int, most: Int)]
    let liabilities: [SwapLiability]
    let names: [Staff.ID: String]
    let zone: Zone
    let language: Language
    let organisation: String
    let document: (number: String, version: String)
    let printedBy: String
    let printedAt: Instant

    private var t: Language { language }

    var paper: Paper {
        Paper(
            title: t(.swapForm), form: "F-62", number: swap.number, organisation: organisation,
            edition: t(.paperEdition, document.number, document.version),
            printed: t(.paperPrinted, printedBy, printedAt.dateAndTime(in: zone)),
            blocks: [.fields(fields), .signatures(signatures)], words: .house(t))
    }

    private var fields: [Paper.Field] {
        let counts = used.map { "\(name($0.staff))：\(t(.swapUsed, String($0.used), String($0.most)))" }
        let briefed = t(
            swap.initiatorBriefedAt != nil && swap.counterpartBriefedAt != nil ? .swapBothBriefed : .swapNotBriefed)
        let shares = liabilities.map { liability in
            let settled = (liability.final ?? liability.decision).map {
                t(
                    .liabilityShares, name(swap.initiator), String($0.shares.initiator), name(swap.counterpart),
                    String($0.shares.counterpart))
            }
            return "\(t(liability.leg.word)) \(time(liability.missedAt))：\(settled ?? t(liability.state.word))"
        }
        return [
            field(.swapInitiator, name(swap.initiator)), field(.swapCounterpart, name(swap.counterpart)),
            field(.swapShift, span(swap.swap.span)), field(.swapBack, swap.back.map { span($0.span) } ?? ""),
            field(.swapReason, "\(t(swap.reason.word)) \(swap.text)", wide: true),
            field(.swapUsed, counts.joined(separator: "\n"), wide: true),
            field(.swapBriefing, "\(swap.briefing)\n\(briefed)", wide: true),
            field(.swapConsentAt, time(swap.consentedAt)), field(isOver ? .swapWorked : .swapState, t(swap.word)),
            field(.swapOpinion, swap.decision?.text ?? "", wide: true),
            field(.liabilityTitle, shares.isEmpty ? t(.paperNothing) : shares.joined(separator: "\n"), wide: true),
        ]
    }

    private var signatures: [Paper.Signature] {
        [
            Paper.Signature(t(.swapInitiator), name(swap.initiator), at: time(swap.requestedAt)),
            // Nobody has signed before they consented.
            Paper.Signature(
                t(.swapCounterpart), swap.consentedAt == nil ? "" : name(swap.counterpart), at: time(swap.consentedAt)),
            Paper.Signature(t(.leaveApprover), name(swap.decision?.by), at: time(swap.decision?.at)),
        ]
    }

    /// Whether there is an answer to the question who worked.
    private var isOver: Bool {
        switch swap.state {
        case .worked, .returned, .missed: true
        case .requested, .accepted, .declined, .approved, .rejected, .withdrawn, .expired: false
        }
    }

    private func field(_ word: Word, _ value: String, wide: Bool = false) -> Paper.Field {
        Paper.Field(word == .swapUsed ? t(.swapCount) : t(word), value, wide: wide)
    }

    private func span(_ span: Range<Instant>) -> String {
        "\(span.lowerBound.dateAndTime(in: zone))–\(span.upperBound.local(zone).time)"
    }

    private func time(_ instant: Instant?) -> String { instant?.dateAndTime(in: zone) ?? "" }
    private func name(_ id: Staff.ID?) -> String { id.flatMap { names[$0] } ?? "" }
}

extension ShiftSwapView {
    func paper(
        names: [Staff.ID: String], ground: AbsenceGround, organisation: String, by actor: Actor, at now: Instant,
        in zone: Zone, _ language: Language
    ) -> ShiftSwapPaper {
        ShiftSwapPaper(
            swap: swap, used: parties.compactMap { party in party.used.map { (party.staff, $0.used, $0.most) } },
            liabilities: liabilities, names: names, zone: zone, language: language, organisation: organisation,
            document: (ground.handbook.document.number, ground.handbook.document.version),
            printedBy: actor.staff.name, printedAt: now)
    }
}
