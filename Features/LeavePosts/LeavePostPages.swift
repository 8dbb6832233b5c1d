import Handbook
import Kernel
import Web

/// 离岗: one button for what comes next, one's own, and who is out.
struct LeavePostPages {
    let viewer: Viewer
    let names: [Staff.ID: String]
    /// What is due next on them: the bar under each line.
    var promises: [Subject: RunningPromise] = [:]

    private var t: Language { viewer.language }

    func mine(
        _ posts: [LeavePost], limits: (Int, Int)?, isOnShift: Bool, typed: Typed?, refusal: HTML?
    ) -> HTML {
        let live = posts.first { [.asked, .approved, .out].contains($0.state) }
        let list: HTML =
            posts.isEmpty
            ? EmptyState(icon: "door-exit", t(.leavePostNone)).html
            : table(posts, t(.leavePostMine), withStaff: false)
        return """
            \(refusal.map { Remark(.broken, $0).html })\(live.map(under))\
            \(live == nil ? asking(typed ?? .blank, limits, isOnShift) : .empty)\
            <section class="panel"><h2>\(t(.leavePostMine))</h2>\(list)</section>
            """
    }

    private func asking(_ typed: Typed, _ limits: (Int, Int)?, _ isOnShift: Bool) -> HTML {
        guard isOnShift else {
            return "<section class=\"panel\"><p class=\"soft\">\(t(.leavePostNotOnShift))</p></section>"
        }
        let controls = Controls(typed, in: t, prefix: "post-")
        let hint = limits.map { t(.leavePostLimits, String($0.0), String($0.1)) }
        return """
            <section class="panel"><h2>\(t(.leavePostAsk))</h2>\(controls.summary(["minutes": t(.leavePostMinutes), "reason": t(.leavePostReason)]))\
            \(viewer.form(to: "/leave-posts", """
                \(controls.number("minutes", t(.leavePostMinutes), required: true, hint: hint))\
                \(controls.text("reason", t(.leavePostReason), required: true))\
                <p>\(viewer.submit(t(.leavePostSubmit)))</p>
                """))</section>
            """
    }

    /// What is under way, with the one thing to press.
    private func under(_ post: LeavePost) -> HTML {
        let url = "/leave-posts/\(post.id)"
        let next: HTML =
            switch post.state {
            case .approved: viewer.button(to: "\(url)/departure", t(.leavePostGo), .primary)
            case .out: viewer.button(to: "\(url)/return", t(.leavePostBack), .primary)
            case .asked, .rejected, .withdrawn, .back: .empty
            }
        let withdraw: HTML =
            post.state == .asked || post.state == .approved
            ? viewer.button(to: "\(url)/withdrawal", t(.leavePostWithdraw), .quiet) : .empty
        let due = post.dueAt.map { due -> HTML in
            "<p>\(t(.leavePostDueAt)) <b>\(due.monthAndTime(in: viewer.zone, t))</b></p>"
        }
        return """
            <section class="panel clock-now"><p><a href="\(url)">\(post.number)</a> \(badge(post)) \(post.reason)</p>\
            \(due)<div class="clock-buttons">\(next)</div>\(withdraw)</section>
            """
    }

    func table(_ posts: [LeavePost], _ caption: String, withStaff: Bool) -> HTML {
        let columns =
            [Table.Column(t(.correctionNumber), .name)] + (withStaff ? [Table.Column(t(.correctionStaff))] : [])
            + [
                Table.Column(t(.leavePostMinutes), .figure), Table.Column(t(.leavePostReason)),
                Table.Column(t(.leavePostLeftAt)), Table.Column(t(.leavePostReturnedAt)),
                Table.Column(t(.attendanceState)),
            ]
        let rows = posts.map { post -> Table.Row in
            let url = "/leave-posts/\(post.id)"
            let head: [HTML] = ["<a href=\"\(url)\">\(post.number)</a>"]
            let who: [HTML] = withStaff ? ["\(names[post.staff] ?? "")"] : []
            let rest: [HTML] = [
                "\(String(post.minutes))", "\(post.reason.opening(30))",
                "\(post.leftAt?.monthAndTime(in: viewer.zone, t) ?? "")",
                "\(post.returnedAt?.monthAndTime(in: viewer.zone, t) ?? "")", badge(post),
            ]
            return Table.Row(
                head + who + rest, url: url, promise: promises[post.subject]?.bar(in: viewer.zone, t))
        }
        return Table(caption, columns).html(rows)
    }

    /// Who is out now, the longest first.
    func outside(_ posts: [LeavePost]) -> HTML {
        let lines = posts.map { post -> HTML in
            let due = post.dueAt?.monthAndTime(in: viewer.zone, t) ?? ""
            return """
                <li><b>\(names[post.staff] ?? "")</b><span>\(t(.leavePostDueAt)) \(due) <small>\(post.reason)</small></span>\
                \(badge(post))\(promises[post.subject]?.bar(in: viewer.zone, t))</li>
                """
        }
        let list: HTML =
            lines.isEmpty
            ? "<p class=\"soft\">\(t(.leavePostNobodyOut))</p>" : "<ol class=\"my-next\">\(HTML(lines))</ol>"
        return "<section class=\"panel\"><h2>\(t(.leavePostOut))</h2>\(list)</section>"
    }

    func one(
        _ post: LeavePost, coverage: AbsenceCoverage?, mayDecide: Bool, isMine: Bool, typed: [String: Typed],
        refusal: HTML?
    ) -> HTML {
        let url = "/leave-posts/\(post.id)"
        let decision = post.decision.map {
            "\(names[$0.by] ?? "") \($0.at.dateAndTime(in: viewer.zone)) \($0.opinion)"
        }
        let overrun = post.overrun(at: viewer.now)
        let facts = CasePages.facts([
            (t(.correctionStaff), names[post.staff] ?? ""), (t(.leavePostMinutes), String(post.minutes)),
            (t(.leavePostReason), post.reason), (t(.correctionAskedAt), post.askedAt.fullText(in: viewer.zone, t)),
            (t(.correctionDecision), decision ?? ""),
            (t(.leavePostLeftAt), post.leftAt?.fullText(in: viewer.zone, t) ?? ""),
            (t(.leavePostDueAt), post.dueAt?.fullText(in: viewer.zone, t) ?? ""),
            (t(.leavePostReturnedAt), post.returnedAt?.fullText(in: viewer.zone, t) ?? ""),
            (t(.leavePostOverrun), overrun > 0 ? String(overrun) : ""),
        ])
        let shown = coverage.map { line -> HTML in
            let place = line.name.isEmpty ? t(.leaveCoverageUnit) : line.name
            let text = t(.leaveCoverageLine, place, String(line.before), String(line.after), String(line.minimum))
            return "<p>\(StateBadge(line.isShort ? .broken : .done, text).html)</p>"
        }
        return """
            \(refusal.map { Remark(.broken, $0).html })\(isMine && [.asked, .approved, .out].contains(post.state) ? under(post) : .empty)\
            <section class="panel"><p>\(badge(post))</p>\(facts)\(post.state == .asked ? shown : nil)\
            <p class="line screen-only">\(linkButton(t(.paperOpen), url: "\(url)/F-65")) \
            \(linkButton(t(.paperPDF), url: "\(url)/F-65.pdf"))</p></section>\
            \(mayDecide && post.state == .asked ? DecisionForms(viewer: viewer, url: url, approve: .leavePostApprove, reject: .leavePostReject, opinion: .correctionOpinion).html(typed) : .empty)
            """
    }

    private func badge(_ post: LeavePost) -> HTML {
        let overrun = post.overrun(at: viewer.now)
        if overrun > 0 {
            return StateBadge(.broken, "\(t(post.state.word)) \(t(.leavePostLate, String(overrun)))").html
        }
        let tone: Tone =
            switch post.state {
            case .asked: .waiting
            case .approved, .out: .going
            case .rejected: .broken
            case .withdrawn: .plain
            case .back: .done
            }
        return StateBadge(tone, t(post.state.word)).html
    }
}
