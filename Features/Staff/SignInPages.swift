import Kernel
import Web

/// The door: pages without the desk around them, which show nothing of anybody's work.
struct SignInPages {
    let visit: Visit

    init(_ visit: Visit) { self.visit = visit }

    private var t: Language { visit.language }

    static func address(next: String) -> String {
        next == "/" ? "/sign-in" : "/sign-in?\(FormData.empty.replacing("next", with: next))"
    }

    /// `viewer` is whoever sits there already; the form then carries the secret of that session.
    func signIn(next: String, typed: Typed = .blank, problem: String? = nil, in viewer: Viewer? = nil) -> HTML {
        let controls = Controls(typed, in: t)
        return Frame.bare(
            visit, title: t(.signInTitle),
            content: """
                <div class="stack">\(remark(problem))<form method="post" action="/sign-in" class="stack" novalidate \
                data-behaviour="submit-once">\(viewer?.secret)\(controls.hidden("next", next))\
                \(controls.text("account", t(.signInAccount), required: true, max: 80, autofocus: true))\
                \(controls.password("password", t(.signInPassword)))\
                <button type="submit" class="btn btn-primary">\(t(.signInAct))</button></form>\
                <nav class="line" aria-label="\(t(.signInLanguage))">\(languages(next))</nav></div>
                """)
    }

    func lock(_ viewer: Viewer, hasPIN: Bool, next: String, problem: String? = nil) -> HTML {
        let controls = Controls(in: t)
        let form = viewer.form(
            to: "/unlocking",
            """
            \(controls.hidden("next", next))\
            \(controls.password("secret", t(hasPIN ? .lockSecret : .signInPassword)))\
            \(viewer.submit(t(.lockOpen)))
            """)
        return Frame.bare(
            visit, title: t(.lockTitle),
            content: """
                <div class="stack"><p class="lead">\(t(.lockOf, viewer.name))</p>\(remark(problem))\(form)\
                <div class="line">\(linkButton(t(.lockChange), url: "/switch"))\
                \(viewer.button(to: "/sign-out", t(.lockSignOut), .quiet))</div></div>
                """)
    }

    func change(_ viewer: Viewer, typed: Typed = .blank, problem: String? = nil) -> HTML {
        let controls = Controls(typed, in: t)
        let form = viewer.form(
            to: "/switch",
            """
            \(controls.text("account", t(.signInAccount), required: true, max: 80, autofocus: true))\
            \(controls.password("secret", t(.lockSecret)))\(viewer.submit(t(.signInAct)))
            """)
        return Frame.bare(
            visit, title: t(.lockChange),
            content: """
                <div class="stack"><p class="lead">\(t(.lockChangeLead))</p>\(remark(problem))\(form)\
                <div class="line">\(linkButton(t(.lockBack), url: "/lock", .quiet))</div></div>
                """)
    }

    func firstPassword(_ viewer: Viewer, next: String, typed: Typed = .blank) -> HTML {
        let controls = Controls(typed, in: t)
        let form = viewer.form(
            to: "/first-password",
            """
            \(controls.summary(order: ["password", "again"]))\(controls.hidden("next", next))\
            \(controls.password("password", t(.meNewPassword), isNew: true, hint: t(.mePasswordHint)))\
            \(controls.password("again", t(.meAgain), isNew: true))\(viewer.submit(t(.mePasswordAct)))
            """)
        return Frame.bare(
            visit, title: t(.signInFirstTitle),
            content: """
                <div class="stack"><p class="lead">\(t(.signInFirstLead, viewer.name))</p>\(form)\
                <div class="line">\(viewer.button(to: "/sign-out", t(.lockSignOut), .quiet))</div></div>
                """)
    }

    private func remark(_ problem: String?) -> HTML? {
        problem.map { "<div class=\"remark broken\" role=\"alert\"><p>\($0)</p></div>" }
    }

    private func languages(_ next: String) -> [HTML] {
        Language.allCases.map { language in
            let query = FormData(["next": [next]]).replacing("language", with: language.rawValue)
            return """
                <a class="btn btn-ghost" href="/sign-in?\(query)" hreflang="\(language.rawValue)" \
                lang="\(language.rawValue)"\(attribute: "aria-current", if: language == t)>\(language.ownName)</a>
                """
        }
    }
}

extension Language {
    /// As its speakers call it.
    var ownName: String { self(.languageOwnName) }
}
