import Handbook
import Kernel
import Web

/// What waits for the reader: in short on their day, and as one page of all that is to be decided.
struct ApprovalPages {
    let approvals: Approvals
    let viewer: Viewer
    /// What is due next on what waits, and on who is out: the bar under each line.
    var promises: [Subject: RunningPromise] = [:]

    private var t: Language { viewer.language }

    /// For my day: one line a kind, and each colleague who asks.
    var panels: HTML { "\(asked)\(waiting)" }

    private var waiting: HTML? {
        guard !approvals.parts.isEmpty else { return nil }
        let lines = approvals.parts.map { part -> HTML in
            let people = part.people.prefix(3).compactMap { approvals.names[$0] }.joined(separator: t(.listGap))
            let more = part.people.count > 3 ? "…" : ""
            return """
                <li><span><a href="/approvals#\(part.kind.rawValue)"><strong>\(t(part.kind.word))</strong> \
                <span class="figure">\(String(part.count))</span></a> \(people)\(more)</span>\
                <span class="soft">\(t(.approvalsSince, part.since.relative(to: viewer.now, in: viewer.zone, t)))</span></li>
                """
        }
        return panel(.approvalsTitle, approvals.count, HTML(lines))
    }

    private var cut: HTML? {
        approvals.cut.isEmpty
            ? nil : "<p class=\"soft\">\(t(.approvalsCut, String(Approvals.page * Approvals.mostPages)))</p>"
    }

    private var asked: HTML? {
        let swaps = approvals.asked.map { swap -> HTML in
            let url = "/shift-swaps/\(swap.id.rawValue)"
            let name = approvals.names[swap.initiator] ?? ""
            let text =
                swap.back.map { t(.approvalsSwapAsked, name, hours(swap.swap.span), hours($0.span)) }
                ?? t(.approvalsSwapOpen, name, hours(swap.swap.span))
            let answer: HTML =
                swap.back == nil
                ? linkButton(t(.approvalsAnswer), url: url, .usual)
                : viewer.button(to: "\(url)/acceptance", t(.swapAccept), .usual)
            return line(url, text, "\(answer)\(viewer.button(to: "\(url)/refusal", t(.swapDecline), .quiet))")
        }
        let leaves = approvals.standIns.map { leave -> HTML in
            let url = "/leave/\(leave.id.rawValue)"
            return line(
                url, t(.approvalsStandIn, approvals.names[leave.staff] ?? "", hours(leave.hours)),
                """
                \(viewer.button(to: "\(url)/consent", t(.leaveStandInAgree), .usual))\
                \(viewer.button(to: "\(url)/refusal", t(.leaveStandInDecline), .quiet))
                """)
        }
        let lines = swaps + leaves
        return lines.isEmpty ? nil : panel(.approvalsAsked, lines.count, HTML(lines))
    }

    private func line(_ url: String, _ text: String, _ acts: HTML) -> HTML {
        "<li><span><a href=\"\(url)\">\(text)</a></span><span class=\"line\">\(acts)</span></li>"
    }

    private func panel(_ title: Word, _ count: Int, _ lines: HTML) -> HTML {
        """
        <section class="panel"><h2>\(t(title)) <span class="soft figure">\(String(count))</span></h2>\
        <ul class="duties">\(lines)</ul></section>
        """
    }

    private func hours(_ span: Range<Instant>) -> String { span.text(in: viewer.zone, t) }

    /// The whole page: each kind with its table, and who is out of their post now.
    func page(_ handbook: Handbook, out: [LeavePost], names: [Staff.ID: String]) -> HTML {
        let posts = LeavePostPages(viewer: viewer, names: names, promises: promises)
        let parts = approvals.parts.map { part -> HTML in
            let title = t(part.kind.word)
            let table: HTML =
                switch part.kind {
                case .leave:
                    LeavePages(
                        viewer: viewer, zone: viewer.zone, handbook: handbook, names: names, promises: promises
                    ).table(approvals.leaves, title, withStaff: true)
                case .swap:
                    ShiftSwapPages(viewer: viewer, zone: viewer.zone, names: names, promises: promises)
                        .table(approvals.swaps, title)
                case .overtime:
                    OvertimePages(viewer: viewer, names: names, promises: promises)
                        .table(approvals.overtimes, title, withStaff: true)
                case .correction:
                    ClockCorrectionPages(viewer: viewer, names: names, promises: promises).table(
                        approvals.corrections, title, withStaff: true)
                case .post: posts.table(approvals.posts, title, withStaff: true)
                case .liability:
                    ShiftSwapPages(viewer: viewer, zone: viewer.zone, names: names).table(approvals.liabilities, title)
                case .swapReturn:
                    ShiftSwapPages(viewer: viewer, zone: viewer.zone, names: names).table(approvals.returns, title)
                }
            return """
                <section class="panel" id="\(part.kind.rawValue)"><h2>\(title) \
                <span class="soft figure">\(String(part.count))</span></h2>\(table)</section>
                """
        }
        let none: HTML? = parts.isEmpty ? EmptyState(icon: "checks", t(.approvalsNone)).html : nil
        return "\(asked)\(none)\(cut)\(HTML(parts))\(posts.outside(out))"
    }
}
