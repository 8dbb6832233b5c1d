import Handbook
import Kernel
import Web

/// Whoever keeps personnel enters since when somebody has worked; the days follow from the law.
struct AnnualLeavePages {
    let viewer: Viewer

    private var t: Language { viewer.language }

    func page(_ balances: [AnnualLeaves.Balance], typed: Typed, refusal: HTML?) -> HTML {
        guard !balances.isEmpty else { return EmptyState(icon: "calendar", t(.leaveAnnualNone)).html }
        let controls = Controls(typed, in: t, prefix: "annual-")
        let people = balances.map { Choice($0.staff.rawValue, $0.name) }
        let columns = [
            Table.Column(t(.attendancePerson), .name), Table.Column(t(.leaveAnnualSince)),
            Table.Column(t(.leaveAnnualGranted), .figure), Table.Column(t(.leaveAnnualLeft), .figure),
        ]
        let rows = balances.map { balance in
            Table.Row([
                "\(balance.name)", "\(balance.workingSince?.description ?? "")",
                "\(LeaveCheck.halves(balance.granted))",
                "\(LeaveCheck.halves(max(0, balance.left)))",
            ])
        }
        return """
            \(refusal.map { Remark(.broken, $0).html })<section class="panel">\(controls.summary(["staff": t(.attendancePerson), "since": t(.leaveAnnualSince)]))\
            \(viewer.form(to: "/leave/annual", """
                <div class="split">\(controls.select("staff", t(.attendancePerson), people, required: true, blank: ""))\
                \(controls.date("since", t(.leaveAnnualSince), required: true))</div>\
                <p>\(viewer.submit(t(.leaveAnnualGrant), shortcut: "s"))</p>
                """))</section>\
            <section class="panel"><h2>\(t(.leaveAnnual))</h2>\(Table(t(.leaveAnnual), columns).html(rows))</section>
            """
    }
}
