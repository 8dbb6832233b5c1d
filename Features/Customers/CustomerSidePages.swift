import Handbook
import Kernel
import Web

/// Beside the file: merges and their undoing, who looked, and the three acts that are not editing.
struct CustomerSidePages {
    let page: CustomerPages

    private var t: Language { page.t }
    private var view: CustomerView { page.view }
    private var viewer: Viewer { page.viewer }
    private var customer: Customer { page.customer }

    var html: HTML { "\(requests)\(merges)\(reveals)\(more)" }

    private var requests: HTML? {
        let waiting = view.erasures.filter { $0.state == .asked }
        guard !waiting.isEmpty else { return nil }
        return StaffParts.panel(
            t(.customersErasures),
            HTML(waiting.map { CustomerErasurePages(viewer: viewer, names: view.names).entry($0, customer) }))
    }

    private var merges: HTML? {
        guard !view.merges.isEmpty else { return nil }
        let items = view.merges.map { merge -> HTML in
            let line = t(
                .mergeLine, view.related[merge.absorbed]?.number ?? "", view.related[merge.survivor]?.number ?? "",
                view.name(of: merge.by), merge.at.dateAndTime(in: viewer.zone))
            let form = page.controls("undo")
            let undo: HTML? =
                merge.undone == nil && view.permissions.contains(.mergeCustomer) && !customer.isAnonymised
                ? StaffParts.folded(
                    t(.mergeUndo),
                    viewer.form(
                        to: "/customers/merges/\(merge.id)/undoing",
                        """
                        \(form.text("reason", t(.customerReason), required: true))\
                        \(viewer.submit(t(.mergeUndo), .usual))
                        """)) : nil
            let state: HTML? = merge.undone == nil ? nil : StateBadge(.plain, t(.mergeUndoneAlready)).html
            return "<li><p>\(line)</p><small>\(merge.reason)</small>\(state)\(undo)</li>"
        }
        return StaffParts.panel(t(.mergesTitle), "<ul class=\"plain-list\">\(items)</ul>")
    }

    private var reveals: HTML? {
        guard !view.reveals.isEmpty else { return nil }
        let items = view.reveals.map { reveal -> HTML in
            """
            <li>\(view.name(of: reveal.by)) <small>\(reveal.at.dateAndTime(in: viewer.zone)) · \(reveal.reason)</small></li>
            """
        }
        return StaffParts.panel(t(.customerReveals), "<ul class=\"plain-list\">\(items)</ul>")
    }

    private var more: HTML? {
        guard page.isInUse else { return nil }
        var acts: [HTML] = []
        if view.permissions.contains(.blockCustomer) {
            let form = page.controls("block")
            let kinds = Customer.Block.Kind.allCases.map { Choice($0.rawValue, t($0.word)) }
            acts.append(
                customer.block == nil
                    ? act(
                        .blockAct, "block",
                        """
                        \(form.segmented("block", t(.blockKind), kinds, required: true))\
                        \(form.text("reason", t(.customerReason), required: true))
                        """)
                    : act(.blockLift, "unblock", form.text("reason", t(.customerReason), required: true)))
        }
        let isAsked = view.erasures.contains { $0.state == .asked }
        if view.permissions.contains(.anonymiseCustomer), !isAsked {
            acts.append(
                act(
                    .eraseAskAnonymise, "erasure",
                    """
                    <p class="soft">\(t(.eraseAnonymiseHint))</p>\(page.controls("erasure").hidden("act", "anonymise"))\
                    \(page.controls("erasure").text("reason", t(.customerReason), required: true))
                    """, .destructive))
        }
        if view.permissions.contains(.deleteCustomer), !isAsked {
            acts.append(
                view.kept.map { kept in
                    let why = CustomerErasure.Refusal.mustBeKept(kept).sentence(in: t)
                    return StaffParts.folded(t(.eraseAskDelete), "<p class=\"soft\">\(why)</p>")
                }
                    ?? act(
                        .eraseAskDelete, "erasure",
                        """
                        <p class="soft">\(t(.eraseDeleteHint))</p>\(page.controls("deletion").hidden("act", "delete"))\
                        \(page.controls("deletion").text("reason", t(.customerReason), required: true))
                        """, .destructive))
        }
        return acts.isEmpty ? nil : StaffParts.panel(t(.customerMore), HTML(acts))
    }

    private func act(_ word: Word, _ address: String, _ fields: HTML, _ weight: Weight = .usual) -> HTML {
        StaffParts.folded(
            t(word), isOpen: page.typed[address] != nil,
            viewer.form(to: "\(page.base)/\(address)", "\(fields)\(viewer.submit(t(word), weight))"))
    }
}

/// Requests to anonymise or delete: one asks, another decides.
struct CustomerErasurePages {
    let viewer: Viewer
    let names: [Staff.ID: String]

    private var t: Language { viewer.language }

    func list(_ erasures: [(CustomerErasure, Customer?)]) -> HTML {
        guard !erasures.isEmpty else { return EmptyState(icon: "shield-check", t(.eraseNone)).html }
        return HTML(erasures.map { entry($0.0, $0.1) })
    }

    func entry(_ erasure: CustomerErasure, _ customer: Customer?) -> HTML {
        let line = t(.eraseWaiting, names[erasure.by] ?? "", t(erasure.act.word), erasure.reason)
        let controls = Controls(.blank, in: t, prefix: "\(erasure.id)-")
        let acts: HTML =
            erasure.by.rawValue == viewer.id
            ? "<p>\(StateBadge(.waiting, t(.eraseOwn)).html)</p>"
            : viewer.form(
                to: "/customers/erasures/\(erasure.id)/decision",
                """
                \(controls.text("text", t(.customerReason)))<div class="line">\
                <button type="submit" class="btn btn-danger" name="decision" value="agree">\(t(.eraseAgree))</button>\
                <button type="submit" class="btn btn-usual" name="decision" value="decline">\(t(.eraseDecline))</button>\
                </div>
                """)
        return """
            <article class="panel"><p><a href="/customers/\(erasure.customer.rawValue)">\(erasure.number) \
            \(customer?.shownName)</a></p><p>\(line)</p>\(acts)</article>
            """
    }
}
