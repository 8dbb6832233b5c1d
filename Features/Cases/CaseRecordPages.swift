import Handbook
import Kernel
import Web

/// What the steps have brought to light so far: judgement, findings, proposals, decision, visits.
struct CaseRecordPages {
    let page: CasePages

    private var t: Language { page.t }
    private var file: CaseFile { page.view.file }

    var html: HTML {
        let record = file.record
        let isChoosing = record.state == .proposing || record.state == .awaitingDecision
        let parts: [HTML] = [
            record.judgement.map(judgement) ?? .empty, record.finding.map(finding) ?? .empty,
            record.assessment.map(assessment) ?? .empty,
            isChoosing || file.proposals.isEmpty
                ? .empty : page.panel(.proposalLabel, proposals(withReading: false)),
            record.decision.map(decision) ?? .empty,
            record.solution.map { page.panel(.solutionText, "<p class=\"line\">\($0)</p>") } ?? .empty,
            file.visits.isEmpty ? .empty : page.panel(.visitsLabel, visits), record.archive.map(archive) ?? .empty,
        ]
        return HTML(parts)
    }

    /// The proposals of this round; the decider marks each as read.
    func proposals(withReading: Bool) -> HTML {
        let items = file.currentProposals.map { proposal -> HTML in
            let isChosen = proposal.id == file.record.decision?.proposal
            let reading: HTML? =
                withReading && !proposal.isRead(by: page.view.viewer)
                ? page.viewer.button(
                    to: "\(page.base)/proposals/\(proposal.id.rawValue)/reading", t(.actRead), .usual) : nil
            return """
                <li><p><b>\(proposal.number).</b> \(proposal.text)</p>\
                <p class="soft">\(t(.proposalCost)) \(proposal.cost.description) · \(effect(of: proposal))\(benefit(of: proposal))\
                \(page.view.name(proposal.author) ?? "") · \(readBy(proposal))\
                \(isChosen ? " · \(StateBadge(.done, t(.proposalChosen)).html)" as HTML : nil)\
                \(proposal.choice != nil ? " · \(StateBadge(.done, t(.proposalByCustomer)).html)" as HTML : nil)</p>\
                \(reading)\(choosing(proposal))</li>
                """
        }
        return items.isEmpty ? .empty : "<ol class=\"proposals\">\(items)</ol>"
    }

    /// The customer takes part in choosing (GAME-96).
    private func choosing(_ proposal: Proposal) -> HTML {
        guard proposal.isOffered, proposal.choice == nil, !file.record.state.isOver,
            page.view.permissions.contains(.workCase)
        else { return .empty }
        return page.viewer.button(
            to: "\(page.base)/proposals/\(proposal.id.rawValue)/choice", page.t(.actChoose), .quiet,
            fields: ["channel": file.record.channel.rawValue])
    }

    private func benefit(of proposal: Proposal) -> String {
        proposal.benefit.isEmpty ? "" : "\(t(.proposalBenefit)) \(proposal.benefit) · "
    }

    private func effect(of proposal: Proposal) -> String {
        proposal.effect.isEmpty ? "" : "\(t(.proposalEffect)) \(proposal.effect) · "
    }

    private func readBy(_ proposal: Proposal) -> String {
        let readers = proposal.readings.compactMap { page.view.name($0.by) }
        return readers.isEmpty ? t(.proposalUnread) : t(.proposalReadBy, readers.joined(separator: t(.listGap)))
    }

    private func judgement(_ judgement: Case.Judgement) -> HTML {
        page.panel(
            .judgementLabel,
            CasePages.facts(
                [
                    (t(.verdict), t(judgement.isFounded ? .verdictFounded : .verdictUnfounded)),
                    (t(.groundsSufficient), t(judgement.groundsSufficient ? .paperYes : .paperNo)),
                    (t(.demandReasonable), t(judgement.demandReasonable ? .paperYes : .paperNo)),
                    (t(.judgementReason), judgement.reason),
                    (t(.caseDepartment), judgement.department),
                    (t(.caseNature), judgement.nature.map { t($0.word) } ?? ""),
                ].filter { !$0.1.isEmpty }))
    }

    private func assessment(_ assessment: Case.Assessment) -> HTML {
        page.panel(
            .actAssessSuggestion,
            CasePages.facts([
                (t(.verdict), t((assessment.isAdopted ? Case.Outcome.adopted : .declined).word)),
                (t(.caseReason), assessment.reason),
            ]))
    }

    private func finding(_ finding: Case.Finding) -> HTML {
        page.panel(
            .findingLabel,
            CasePages.facts(
                [
                    (t(.findingCause), finding.cause), (t(.findingRoot), finding.rootCause),
                    (t(.findingPerson), finding.responsiblePerson), (t(.findingStatement), finding.statement),
                    (t(.dutyInvestigator), page.view.name(file.record.investigator) ?? ""),
                ].filter { !$0.1.isEmpty }))
    }

    private func decision(_ decision: Case.Decision) -> HTML {
        page.panel(
            .decisionLabel,
            """
            <p class="line">\(decision.text)</p><p class="soft">\(page.view.name(decision.by) ?? "") · \
            \(decision.at.monthAndTime(in: page.zone, t))</p>
            """)
    }

    private var visits: HTML {
        let lines = file.visits.map { visit -> HTML in
            """
            <li>\(visit.at.monthAndTime(in: page.zone, t)) · \(page.view.name(visit.by) ?? "") · \(t(visit.result.word))\
            \(visit.result == .reached ? " · \(visit.isSolved ? StateBadge(.done, t(.visitSolved)).html : StateBadge(.broken, t(.clauseBroken)).html)" as HTML : nil) \
            \(visit.note)</li>
            """
        }
        return "<ul class=\"plain-list\">\(lines)</ul>"
    }

    private func archive(_ archive: Case.Archive) -> HTML {
        page.panel(
            .archiveLabel,
            CasePages.facts([
                (t(.archiveLabel), archive.number), (t(.evaluationText), archive.evaluation),
                (t(.lessonLabel), archive.lesson),
                (t(.caseHandler), "\(page.view.name(archive.by) ?? "") · \(archive.at.monthAndTime(in: page.zone, t))"),
            ]))
    }
}
