import Handbook
import Kernel
import Web

/// The rows behind a number: each obligation with its record, its person, its times and its proof.
struct AdherenceRecordPages {
    let records: [AdherenceRecord]
    let viewer: Viewer
    let zone: Zone

    private var t: Language { viewer.language }

    func list(total: Int, paging: Paging, query: FormData, _ asked: AdherenceQuery) -> HTML {
        let outcomes = Tabs(
            t(.adherenceOutcome), style: .chips,
            ([nil] + Adherence.Outcome.allCases).map { outcome in
                Views.Entry(
                    outcome.map { t($0.word) } ?? t(.adherenceApplied),
                    url: AdherenceForms.recordsAddress(asked, outcome), isCurrent: asked.outcome == outcome)
            })
        guard !records.isEmpty else {
            return "\(outcomes.html)\(EmptyState(icon: "chart-bar", t(.adherenceRecordsNone)).html)"
        }
        let table = Table(
            t(.adherenceRecords),
            [
                Table.Column(t(.exceptionSubject), .name), Table.Column(t(.adherenceKey)),
                Table.Column(t(.adherencePerson)), Table.Column(t(.adherenceOutcome)),
                Table.Column(t(.adherenceStarted)), Table.Column(t(.myDayDue)), Table.Column(t(.adherenceEnded)),
                Table.Column(t(.adherenceRecordSlack)), Table.Column(""),
            ])
        return """
            \(outcomes.html)\(table.html(records.map(row)))\
            \(paging.html(total: total, path: "/adherence/records", query: query, in: t))
            """
    }

    private func row(_ record: AdherenceRecord) -> Table.Row {
        let obligation = record.obligation
        let outcome = Adherence.Outcome(of: obligation)
        return Table.Row(
            [
                subject(record),
                """
                \(ClauseMark(of: obligation.clause, in: obligation.version).html)\
                <small>\(t(obligation.rule.owedWord))</small>
                """,
                "\(record.person ?? t(.adherenceNobody))", StateBadge(outcome.tone, t(outcome.word)).html,
                time(obligation.startedAt), obligation.isCheck ? "–" : time(obligation.dueAt),
                obligation.endedAt.map(time) ?? "–",
                "\(obligation.slack.map { AdherenceText.slack($0, in: t) } ?? "–")", proof(obligation),
            ],
            url: record.isTitleSeen ? record.label?.url : nil)
    }

    private func subject(_ record: AdherenceRecord) -> HTML {
        guard let label = record.label else { return .empty }
        guard record.isTitleSeen else { return "\(label.number ?? "")" }
        let title = label.url.map { "<a href=\"\($0)\">\(label.title)</a>" as HTML } ?? "\(label.title)"
        return "\(title)<small>\(record.obligation.item(beside: label) ?? label.number ?? "")</small>"
    }

    private func time(_ instant: Instant) -> HTML { "\(instant.relative(to: viewer.now, in: zone, t))" }

    private func proof(_ obligation: Obligation) -> HTML {
        guard case .deadline = obligation.rule else { return .empty }
        return "<a href=\"/obligations/\(obligation.id.rawValue)/proof\">\(t(.adherenceProof))</a>"
    }
}

extension Obligation {
    fileprivate var endedAt: Instant? { if case .ended(_, let at, _) = state { at } else { nil } }

    /// Asked and answered in one instant.
    fileprivate var isCheck: Bool { if case .gate = rule { true } else { false } }

    /// For a check of a unit, the period it was for.
    fileprivate func item(beside label: SubjectLabel) -> String? {
        subject.kind == .unit && reportURL == nil ? item : label.number
    }
}

extension Adherence.Outcome {
    var tone: Tone {
        switch self {
        case .kept: .done
        case .late: .warned
        case .broken: .broken
        case .exempted: .waiting
        case .running: .going
        }
    }
}
