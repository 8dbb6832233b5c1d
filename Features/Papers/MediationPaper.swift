import Handbook
import Kernel
import Press

/// F-15 纠纷调解记录 (PROPB-16): the two sides, every meeting, what was agreed and who signed it.
extension CaseDossier {
    var mediation: [Paper.Block] {
        let file = view.file
        guard record.type == .dispute || !file.parties.isEmpty || !file.sessions.isEmpty else {
            return [.note(t(.paperNone))]
        }
        return [.fields(disputeFacts), .heading(t(.columnParties)), .table(parties), .heading(t(.columnSessions))]
            + sessionBlocks + [.heading(t(.columnAgreement)), .fields(agreed), .signatures(partySignatures)]
    }

    private var disputeFacts: [Paper.Field] {
        let report = record.report
        return [
            field(.columnCaseNumber, record.number), field(.columnTime, time(record.reportedAt)),
            field(.columnUnits, [view.unitName, report.organisation].filter { !$0.isEmpty }.joined(separator: "、")),
            field(.columnPlace, report.place),
            field(.columnMatter, "\(report.subject)\n\(report.content)", wide: true),
            field(.columnWanted, report.demand, wide: true),
        ]
    }

    private var parties: Paper.Table {
        Paper.Table(
            [
                Paper.Column(t(.columnRole), 2), Paper.Column(t(.columnPartyName), 3),
                Paper.Column(t(.columnPhone), 3), Paper.Column(t(.columnClaim), 8),
            ],
            view.file.parties.map { party in
                let phone = party.phone.map { isRevealed ? $0.revealed : $0.description } ?? ""
                return [
                    t(party.role.word), isRevealed ? party.name.revealed : party.name.masked, phone, party.claim,
                ]
            }, empty: t(.paperNothing))
    }

    private var sessionBlocks: [Paper.Block] {
        guard !view.file.sessions.isEmpty else { return [.note(t(.paperNothing))] }
        return view.file.sessions.map { session in
            .fields([
                field(.columnSession, String(session.number)), field(.columnTime, time(session.at)),
                field(.columnPlace, session.place), field(.columnMediator, name(session.mediator)),
                field(.columnPresent, session.attendees, wide: true),
                field(.columnClaims, session.record, wide: true),
            ])
        }
    }

    private var agreed: [Paper.Field] {
        let agreement = view.file.agreement
        let followUp =
            view.file.visits.map { "\(time($0.at)) \(name($0.by)) \(t($0.result.word)) \($0.note)" }
            + view.file.openPromises.map { "\($0.text)（\(time($0.dueAt))）" }
        return [
            field(.columnAgreement, agreement?.text ?? t(.paperNotYet), wide: true),
            field(.columnSignatories, agreement?.signatories ?? ""),
            field(.columnSignedAt, time(agreement?.signedAt)),
            field(
                .columnFollowUp, followUp.isEmpty ? t(.paperNothing) : followUp.joined(separator: "\n"), wide: true),
            field(.columnDone, time(record.completedAt)), field(.columnArchive, record.archive?.number ?? ""),
        ]
    }

    /// A box for each side, to be signed by hand, and the mediator's.
    private var partySignatures: [Paper.Signature] {
        let sides = view.file.parties.map { party in
            Paper.Signature("\(t(party.role.word)) \(isRevealed ? party.name.revealed : party.name.masked)")
        }
        let last = view.file.sessions.last
        return [signature(.columnMediator, last?.mediator, at: last?.at)]
            + (sides.isEmpty ? [Paper.Signature(t(.signParty)), Paper.Signature(t(.signParty))] : sides)
    }
}
