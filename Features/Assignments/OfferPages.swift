import Handbook
import Kernel
import Web

/// An offer with what its person needs to decide.
struct OfferView: Equatable, Sendable {
    let offer: Offer
    let number: String
    let subject: String
    let type: CaseType
    let severity: Severity
    let nextDueAt: Instant?
}

/// How a case stands between its line and the person who takes it, for its page.
struct AssignmentView: Sendable {
    let assignment: Assignment?
    let offers: [Offer]
    let names: [Staff.ID: String]
    let reassignments: Int
    /// Lines it may be routed to.
    let lines: [Line]
    let dedicated: Staff.ID?
    let hasCustomer: Bool
    let mayRoute: Bool
    let mayReassign: Bool
}

/// Offers on one's own first page, and what became of them on the page of the case.
struct OfferPages {
    let viewer: Viewer
    var types = CaseTypeNames.plain

    private var t: Language { viewer.language }

    /// 分给我的工单: take it, or refuse it with a reason. Renews itself.
    func mine(_ offers: [OfferView]) -> HTML {
        let items = offers.map { view -> HTML in
            let offer = view.offer
            let url = "/offers/\(offer.id)"
            let controls = Controls(in: t, prefix: "refuse-\(offer.id)-")
            let severity: HTML? =
                view.severity == .ordinary ? nil : StateBadge(view.severity.tone, t(view.severity.word)).html
            return """
                <li><span><strong>\(view.subject)</strong> <small>\(view.number) · \(t(types.word(view.type)))</small> \(severity)</span>\
                <span class="soft">\(t(.offerUntil)) <time data-behaviour="relative-time" \
                data-at="\(String(offer.lapsesAt.milliseconds))">\(offer.lapsesAt.countdown(from: viewer.now, t))</time></span>\
                <p class="soft">\(offer.because.sentence(in: t))</p>\
                <div class="whole line">\(viewer.button(to: "\(url)/taking", t(.offerTake), .primary))\
                <details class="more"><summary>\(t(.offerRefuse))</summary>\(viewer.form(
                    to: "\(url)/refusal",
                    "\(controls.text("reason", t(.offerReason), required: true))\(viewer.submit(t(.offerRefuse), .usual))"
                ))</details></div></li>
                """
        }
        let content: HTML? =
            offers.isEmpty
            ? nil
            : """
            <section class="panel"><h2>\(t(.offersTitle)) <span class="soft figure">\(offers.count)</span></h2>\
            <ul class="duties">\(items)</ul></section>
            """
        return """
            <div id="offers" data-behaviour="live" data-live="staff:\(viewer.id)" hx-get="/" hx-trigger="refresh" \
            hx-select="#offers > *" hx-swap="innerHTML">\(content)</div>
            """
    }

    /// Who got the case and why, for the page of the case.
    func part(_ view: AssignmentView, base: String) -> HTML? {
        let lines = view.offers.suffix(6).map { offer -> HTML in
            let reason = offer.reason.isEmpty ? nil : " · \(offer.reason)"
            return """
                <li><p>\(offer.because.sentence(in: t))</p>\(StateBadge(offer.state.tone, t(offer.state.word)).html) \
                <small>\(offer.at.relative(to: viewer.now, in: viewer.zone, t))\(reason)</small></li>
                """
        }
        let waiting = view.assignment?.pool.map { StateBadge(.warned, t($0.word)).html }
        let count: HTML? =
            view.reassignments == 0
            ? nil : "<p class=\"soft\">\(t(.assignmentReassigned, String(view.reassignments)))</p>"
        let dedicated: HTML? = view.dedicated.flatMap { view.names[$0] }
            .map { "<p>\(t(.assignmentDedicated, $0))</p>" }
        let acts = acts(view, base: base)
        guard !lines.isEmpty || waiting != nil || count != nil || dedicated != nil || acts != nil else { return nil }
        return """
            <section class="panel"><h2>\(t(.assignmentTitle))</h2>\(waiting)<ul class="plain-list">\(lines)</ul>\
            \(count)\(dedicated)\(acts)</section>
            """
    }

    private func acts(_ view: AssignmentView, base: String) -> HTML? {
        let controls = Controls(in: t, prefix: "routing-")
        let choices = view.lines.map { Choice($0.id.rawValue, $0.name) }
        let route: HTML? =
            choices.isEmpty || !view.mayRoute
            ? nil
            : """
            <details class="more"><summary>\(t(.assignmentRoute))</summary>\(viewer.form(
                to: "\(base)/routing",
                "\(controls.select("line", t(.reportLine), choices, required: true, blank: ""))\(viewer.submit(t(.assignmentRoute), .usual))"
            ))</details>
            """
        let dedicate: HTML? =
            view.hasCustomer && view.mayReassign
            ? viewer.button(
                to: "\(base)/dedication", t(view.dedicated == nil ? .assignmentDedicate : .assignmentUndedicate),
                .quiet,
                fields: ["dedicated": view.dedicated == nil ? "yes" : "no"]) : nil
        if route == nil, dedicate == nil { return nil }
        return "\(route)\(dedicate)"
    }
}

extension Offer.State {
    var tone: Tone {
        switch self {
        case .open: .going
        case .taken: .done
        case .refused: .broken
        case .lapsed: .warned
        case .withdrawn: .plain
        }
    }
}
