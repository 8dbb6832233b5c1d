import Handbook
import Kernel
import Web

/// A person: what they hold and held, what is lent, and, for whoever manages staff, the door.
struct PersonPages {
    let view: PersonView
    let viewer: Viewer
    /// what was typed into a form, by the form's name
    var typed: [String: Typed] = [:]
    var refusal: (any Explainable)?

    private var t: Language { viewer.language }
    private var person: Staff { view.person }
    private var base: String { "/people/\(person.id)" }

    var lead: HTML {
        let posts = view.posts.filter { $0.appointment.isInForce(at: viewer.now) }
            .map { "\($0.title(in: t)) · \($0.unit)" }.joined(separator: t(.listComma))
        return "\(person.isActive ? nil : "\(StateBadge(.plain, t(.personInactive)).html) " as HTML)\(posts)"
    }

    var content: HTML {
        let mayLend = view.rights.isSelf || view.rights.mayManage
        return """
            \(StaffParts.refusal(refusal, in: t))\(facts)\(posts)\(mayLend ? delegations : nil)\
            \(view.rights.mayManage ? door : nil)
            """
    }

    private var facts: HTML {
        var facts: [(String, HTML)] = []
        if view.rights.mayManage || view.rights.isSelf {
            facts.append((t(.signInAccount), "\(person.account.text)"))
            facts.append((t(.personJoined), "\(person.joinedOn.description)"))
        }
        if let phone = person.phone {
            facts.append((t(.personPhone), "<span id=\"phone\">\(phone.description)</span>"))
        }
        return "\(StaffParts.facts(facts))\(view.rights.mayReveal && person.phone != nil ? reveal : nil)"
    }

    private var reveal: HTML {
        let controls = Controls(typed["reveal"] ?? .blank, in: t, prefix: "reveal-")
        return StaffParts.folded(
            t(.personReveal), isOpen: typed["reveal"] != nil,
            viewer.form(
                to: "\(base)/phone-reveal",
                """
                \(controls.text("reason", t(.personReason), required: true, max: 200))\
                \(viewer.submit(t(.personRevealAct), .usual))
                """))
    }

    private var posts: HTML {
        let rows = view.posts.map { held -> Table.Row in
            let appointment = held.appointment
            let isOver = appointment.to.map { $0 <= viewer.now } ?? false
            return Table.Row([
                "\(held.title(in: t))", "\(held.unit)", "\(appointment.from.dateAndTime(in: viewer.zone))",
                "\(appointment.to?.dateAndTime(in: viewer.zone) ?? t(.personOpenEnd))",
                "\(appointment.appointedBy.flatMap { view.names[$0] })",
                isOver || !view.rights.mayManage
                    ? ""
                    : viewer.button(to: "/people/appointments/\(appointment.id)/ending", t(.personEndPost), .quiet),
            ])
        }
        let table =
            rows.isEmpty
            ? "<p>\(t(.personNoPosts))</p>" as HTML
            : Table(
                t(.personPosts),
                [
                    Table.Column(t(.personPost), .name), Table.Column(t(.personUnit)), Table.Column(t(.personFrom)),
                    Table.Column(t(.personUntil)), Table.Column(t(.personGivenBy)), Table.Column("", .act),
                ], isCompact: true
            ).html(rows)
        return StaffParts.panel(t(.personPosts), "\(table)\(view.choices.units.isEmpty ? nil : appoint)")
    }

    private var appoint: HTML {
        let controls = Controls(typed["appoint"] ?? .blank, in: t, prefix: "appoint-")
        return StaffParts.folded(
            t(.personAppoint), isOpen: typed["appoint"] != nil,
            viewer.form(
                to: "\(base)/appointments",
                """
                <div class="fields">\(StaffFormPages.place(controls, (view.choices.units, view.choices.posts), in: t))\
                \(controls.dateTime("from", t(.personFrom), hint: t(.personFromHint)))</div>\
                \(viewer.submit(t(.personAppoint), .usual))
                """))
    }

    private var delegations: HTML {
        let lines = view.delegations.map { lent -> HTML in
            let isOver = lent.endedAt != nil || lent.to <= viewer.now
            let title = view.titles[lent.post]?.title(in: t) ?? lent.post
            let act: HTML? =
                isOver || lent.giver != person.id
                ? nil : viewer.button(to: "/people/delegations/\(lent.id)/ending", t(.personTakeBack), .quiet)
            let ended = lent.endedAt.map { " · \(t(.personTakenBack, $0.dateAndTime(in: viewer.zone)))" as HTML }
            return """
                <li>\(t(.personLent, view.names[lent.giver] ?? "", view.names[lent.recipient] ?? ""))\
                \(title) · \(view.units[lent.unit] ?? "") · \(lent.from.dateAndTime(in: viewer.zone)) – \
                \(lent.to.dateAndTime(in: viewer.zone)) · \(lent.reason)\(ended) \(act)</li>
                """
        }
        let list: HTML = lines.isEmpty ? "<p>\(t(.personNoLoans))</p>" : "<ul class=\"plain-list\">\(lines)</ul>"
        let own = view.posts.filter { $0.appointment.to.map { $0 > viewer.now } ?? true }
        return StaffParts.panel(t(.personLoans), id: "lend", "\(list)\(own.isEmpty ? nil : lend(own))")
    }

    private func lend(_ own: [HeldPost]) -> HTML {
        let controls = Controls(typed["lend"] ?? .blank, in: t, prefix: "lend-")
        let posts = own.map { Choice($0.appointment.id.rawValue, "\($0.title(in: t)) · \($0.unit)") }
        let colleagues = view.choices.colleagues.map { Choice($0.id.rawValue, $0.name) }
        return StaffParts.folded(
            t(.personLend), isOpen: typed["lend"] != nil,
            viewer.form(
                to: "\(base)/delegations",
                """
                \(controls.summary(order: ["appointment", "recipient", "from", "to", "reason"]))<div class="fields">\
                \(controls.select("appointment", t(.personPost), posts, required: true))\
                \(controls.select("recipient", t(.personRecipient), colleagues, required: true, blank: t(.unitChoose)))\
                \(controls.dateTime("from", t(.personFrom), required: true))\
                \(controls.dateTime("to", t(.personUntil), required: true))\
                \(controls.text("reason", t(.personReason), required: true))</div>\
                \(viewer.submit(t(.personLend), .usual))
                """))
    }

    private var door: HTML {
        let attempts = view.attempts.map { attempt -> HTML in
            """
            <li>\(StateBadge(attempt.succeeded ? .done : .broken, t(attempt.succeeded ? .attemptRight : .attemptWrong)).html) \
            \(StaffParts.time(attempt.at, viewer)) · \(attempt.address)</li>
            """
        }
        return """
            \(StaffParts.panel(
                t(.personDoor),
                "\(StaffParts.sessions(view.sessions, viewer) { _ in "" })<ul class=\"plain-list\">\(attempts)</ul>"))\
            \(doorActs)
            """
    }

    private var doorActs: HTML {
        guard person.isActive else { return viewer.button(to: "\(base)/reactivation", t(.personReactivate), .usual) }
        let end: HTML? =
            view.sessions.isEmpty ? nil : viewer.button(to: "\(base)/sessions/ending", t(.personEndSessions))
        return """
            <div class="line">\(end)\(viewer.button(to: "\(base)/password-reset", t(.personResetPassword)))</div>\
            \(StaffParts.folded(
                t(.personDeactivate),
                """
                <p>\(t(.personDeactivateMeans, person.name))</p>\
                \(viewer.button(to: "\(base)/deactivation", t(.personDeactivate), .destructive))
                """))
            """
    }
}
