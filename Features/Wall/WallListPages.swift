import Handbook
import Kernel
import Web

/// Exactly the records that a figure of the wall counted.
struct WallListPages {
    let viewer: Viewer
    let names: [Staff.ID: String]
    let units: [Unit.ID: String]
    /// Whose cases the reader may read; of others the number is shown and nothing else.
    let seen: UnitReach
    var types = CaseTypeNames.plain

    private var t: Language { viewer.language }

    func cases(_ lines: [CaseLine], total: Int, paging: Paging, query: FormData) -> HTML {
        guard !lines.isEmpty else { return EmptyState(icon: "inbox", t(.wallEmptyList)).html }
        let rows = lines.map { line -> Table.Row in
            let url = seen.contains(line.unit) ? "/cases/\(line.id.rawValue)" : nil
            return Table.Row(
                [
                    """
                    \(url.map { "<a href=\"\($0)\">\(line.subject)</a>" as HTML })\
                    <small>\(line.number) · \(t(types.word(line.type)))</small>
                    """,
                    "\(StateBadge(line.state.tone, t(line.state.word)).html)", "\(units[line.unit] ?? "")",
                    "\(line.handler.flatMap { names[$0] } ?? t(.caseNobody))",
                    "\(line.reportedAt.relative(to: viewer.now, in: viewer.zone, t))",
                    line.nextDueAt.map { due($0) } ?? .empty,
                ], url: url)
        }
        return """
            \(Table(
                t(.wallCases),
                [
                    Table.Column(t(.wallSubject), .name), Table.Column(t(.wallState)), Table.Column(t(.wallUnit)),
                    Table.Column(t(.caseHandler)), Table.Column(t(.caseReported)), Table.Column(t(.wallLeft)),
                ]
            ).html(rows))\(paging.html(total: total, path: "/wall/cases", query: query, in: t))
            """
    }

    /// Who waits on the telephone. Callers' numbers stay with the contact.
    func calls(_ contacts: [Contact], total: Int, paging: Paging, query: FormData) -> HTML {
        guard !contacts.isEmpty else { return EmptyState(icon: "phone-call", t(.wallCallsNone)).html }
        let rows = contacts.map { contact -> Table.Row in
            let url = seen.contains(contact.unit) ? "/contacts/\(contact.id.rawValue)" : nil
            let title = contact.record.subject.isEmpty ? t(.wallCallNoSubject) : contact.record.subject
            let kind: Word =
                contact.heldSince != nil
                ? .wallCallHeld : contact.state == .missed ? .wallCallMissed : .wallCallPromised
            let since = contact.heldSince ?? contact.callback?.promisedAt ?? contact.startedAt
            return Table.Row(
                [
                    "\(url.map { "<a href=\"\($0)\">\(title)</a>" as HTML })<small>\(contact.number)</small>",
                    StateBadge(contact.state == .missed ? .broken : .waiting, t(kind)).html,
                    "\(units[contact.unit] ?? "")", "\(names[contact.handler] ?? "")",
                    "<time title=\"\(since.dateAndTime(in: viewer.zone))\">\(WallPages.age(of: since, at: viewer.now, t))</time>",
                ], url: url)
        }
        return """
            \(Table(
                t(.wallCalls),
                [
                    Table.Column(t(.sectionContacts), .name), Table.Column(t(.wallState)), Table.Column(t(.wallUnit)),
                    Table.Column(t(.wallCallWho)), Table.Column(t(.wallCallSince), .figure),
                ]
            ).html(rows))\(paging.html(total: total, path: "/wall/calls", query: query, in: t))
            """
    }

    func obligations(
        _ obligations: [Obligation], labels: [Subject: SubjectLabel], total: Int, paging: Paging, query: FormData
    ) -> HTML {
        guard !obligations.isEmpty else { return EmptyState(icon: "inbox", t(.wallEmptyList)).html }
        let rows = obligations.map { obligation -> Table.Row in
            let label = labels[obligation.subject]
            let url = label?.unit.map(seen.contains) ?? true ? label?.url : nil
            return Table.Row(
                [
                    """
                    \(url.map { "<a href=\"\($0)\">\(label?.title ?? "")</a>" as HTML })\
                    <small>\(label?.number ?? "")</small>
                    """,
                    "\(t(obligation.rule.owedWord)) \(ClauseMark(of: obligation.clause, in: obligation.version).html)",
                    "\(units[obligation.unit] ?? "")", "\(obligation.owedByStaff.flatMap { names[$0] } ?? "")",
                    obligation.isOpen && obligation.breachedAt == nil
                        ? due(obligation.dueAt) : "\(obligation.dueAt.relative(to: viewer.now, in: viewer.zone, t))",
                    outcome(obligation),
                ], url: url)
        }
        return """
            \(Table(
                t(.wallRecords),
                [
                    Table.Column(t(.wallSubject), .name), Table.Column(t(.wallOwed)), Table.Column(t(.wallUnit)),
                    Table.Column(t(.wallHandler)), Table.Column(t(.wallDue)), Table.Column(t(.wallOutcome)),
                ]
            ).html(rows))\(paging.html(total: total, path: "/wall/obligations", query: query, in: t))
            """
    }

    private func outcome(_ obligation: Obligation) -> HTML {
        let outcome = Adherence.Outcome(of: obligation)
        return StateBadge(outcome.tone, t(outcome.word)).html
    }

    private func due(_ due: Instant) -> HTML {
        let left: HTML = """
            <time data-behaviour="relative-time" data-at="\(String(due.milliseconds))">\
            \(due.countdown(from: viewer.now, t))</time>
            """
        return due < viewer.now ? "<span class=\"state broken\">\(left)</span>" : left
    }
}
