import Handbook
import Kernel
import Web

/// 我的账号: what one holds, how the house looks, one's password and PIN, and where one sits.
struct AccountPages {
    let viewer: Viewer
    let actor: Actor
    let sessions: [Session]
    let units: [Unit.ID: String]
    /// of those whose posts are on loan
    let names: [Staff.ID: String]
    /// what was typed into a form, by the form's name
    let typed: [String: Typed]
    /// What lets programs in, or tells them, in one's name.
    var tokens: [ApiToken] = []
    var webhooks: [Webhook] = []

    private var t: Language { viewer.language }

    var lead: HTML { "\(actor.staff.name) · \(actor.staff.account.text)" }

    var content: HTML { "\(posts)\(look)\(password)\(pin)\(whereISit)\(programs)" }

    private var posts: HTML {
        let lines = actor.holdings.map { holding -> HTML in
            let loan = holding.lentBy.map { " · \(StateBadge(.plain, t(.meOnLoan, names[$0] ?? "")).html)" as HTML }
            return "<li>\(holding.post.title(in: t)) · \(units[holding.unit] ?? "")\(loan)</li>"
        }
        let list: HTML = lines.isEmpty ? "<p>\(t(.meNoPosts))</p>" : "<ul class=\"plain-list\">\(lines)</ul>"
        return StaffParts.panel(
            t(.mePosts), "\(list)<p>\(linkButton(t(.meLend), url: "/people/\(actor.staff.id)#lend", .usual))</p>")
    }

    private var look: HTML {
        let languages = Controls(Typed(["language": t.rawValue]), in: t)
            .segmented("language", t(.signInLanguage), Language.allCases.map { Choice($0.rawValue, $0.ownName) })
        let themes = Controls(Typed(["theme": viewer.theme.rawValue]), in: t)
            .segmented("theme", t(.meTheme), Staff.Theme.allCases.map { Choice($0.rawValue, t($0.word)) })
        return StaffParts.panel(
            t(.meLook),
            """
            <div class="split">\(viewer.form(to: "/me/language", "\(languages)\(viewer.submit(t(.meApply), .usual))"))\
            \(viewer.form(to: "/me/theme", "\(themes)\(viewer.submit(t(.meApply), .usual))"))</div>
            """)
    }

    private var password: HTML {
        let controls = Controls(typed["password"] ?? .blank, in: t, prefix: "password-")
        return StaffParts.panel(
            t(.mePassword),
            viewer.form(
                to: "/me/password",
                """
                \(controls.password("current", t(.meCurrent)))\
                \(controls.password("password", t(.meNewPassword), isNew: true, hint: t(.mePasswordHint)))\
                \(controls.password("again", t(.meAgain), isNew: true))\(viewer.submit(t(.mePasswordAct)))
                """))
    }

    private var pin: HTML {
        let controls = Controls(typed["pin"] ?? .blank, in: t, prefix: "pin-")
        let removal: HTML? =
            actor.staff.pin == nil
            ? nil
            : """
            <button type="submit" name="remove" value="1" class="btn btn-ghost">\(t(.mePINRemove))</button>
            """
        return StaffParts.panel(
            t(.mePIN),
            viewer.form(
                to: "/me/pin",
                """
                \(controls.password("current", t(.meCurrent)))\
                \(controls.password("pin", t(.meNewPIN), isNew: true, hint: t(.mePINHint)))\
                \(controls.password("again", t(.meAgain), isNew: true))\
                <div class="line">\(viewer.submit(t(.mePINAct), .usual))\(removal)</div>
                """))
    }

    private var whereISit: HTML {
        let table = StaffParts.sessions(sessions, viewer) { session in
            session.id.rawValue == viewer.session
                ? StateBadge(.going, t(.meThisSession)).html
                : viewer.button(to: "/me/sessions/\(session.id)/ending", t(.meEndSession), .quiet)
        }
        let others: HTML? =
            sessions.count > 1
            ? viewer.button(to: "/me/sessions/ending", t(.meEndOthers), .destructive) : nil
        return StaffParts.panel(t(.meSessions), "\(table)\(others)")
    }

    /// A new password leaves these at work, so they stand where it is chosen.
    private var programs: HTML? {
        guard !tokens.isEmpty || !webhooks.isEmpty else { return nil }
        let lines =
            tokens.map { token -> HTML in
                let used = token.usedAt.map { $0.relative(to: viewer.now, in: viewer.zone, t) } ?? t(.tokenNeverUsed)
                return
                    "<li>\(token.name) · \(t(.meProgramUntil, viewer.zone.day(of: token.expiresAt).description, used))</li>"
            }
            + webhooks.map { "<li><code>\($0.url)</code></li>" }
        return StaffParts.panel(
            t(.mePrograms),
            """
            <p>\(t(.meProgramsLead))</p><ul class="plain-list">\(HTML(lines))</ul>\
            \(viewer.button(to: "/me/programs/ending", t(.meEndPrograms), .destructive))
            """)
    }
}

extension Staff.Theme {
    var word: Word {
        switch self {
        case .auto: .themeOfMachine
        case .light: .themeOfDay
        case .dark: .themeOfNight
        }
    }
}
