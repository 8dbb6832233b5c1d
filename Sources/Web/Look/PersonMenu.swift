import Kernel

/// Who sits here, and what they may change about it. A `<details>`, so that it opens without script.
///
/// The desk answers: `POST /me/language` (language), `POST /me/theme` (theme), `GET /me`, `GET /switch`, `POST /lock`,
/// `POST /sign-out`.
struct PersonMenu {
    let viewer: Viewer

    var html: HTML {
        let t = viewer.language
        return """
            <details class="person" data-behaviour="closes"><summary aria-label="\(t(.personMenu, viewer.name))">\
            <span class="avatar" aria-hidden="true">\(String(viewer.name.prefix(1)))</span>\
            <span class="person-name">\(viewer.name)</span></summary>\
            <div class="menu"><p class="person-post"><b>\(viewer.name)</b><span>\(viewer.post) · \(viewer.unit)</span></p>\
            \(choice("/me/language", "language", t(.language), languages))\
            \(choice("/me/theme", "theme", t(.theme), themes))\
            <hr><a class="menu-act" href="/me">\(Icon("user").html)\(t(.myAccount))</a>\
            <a class="menu-act" href="/switch">\(Icon("users").html)\(t(.changePerson))</a>\
            \(act("/lock", "lock", t(.lockScreen)))\(act("/sign-out", "logout", t(.signOut)))</div></details>
            """
    }

    private var languages: [(Choice, Bool)] {
        [
            (Choice(Language.chinese.rawValue, "中文"), viewer.language == .chinese),
            (Choice(Language.english.rawValue, "English"), viewer.language == .english),
        ]
    }

    private var themes: [(Choice, Bool)] {
        Theme.allCases.map { (Choice($0.rawValue, viewer.language($0.word)), $0 == viewer.theme) }
    }

    /// Buttons, not a radio group: each one is an act that takes effect at once, with or without script.
    private func choice(_ url: String, _ name: String, _ label: String, _ choices: [(Choice, Bool)]) -> HTML {
        let buttons = choices.map { choice, isChosen -> HTML in
            """
            <button type="submit" name="\(name)" value="\(choice.value)" \
            aria-pressed="\(isChosen ? "true" : "false")">\(choice.label)</button>
            """
        }
        return """
            <form method="post" action="\(url)" class="menu-choice" data-behaviour="choose-\(name)">\(viewer.secret)\
            <span id="menu-\(name)">\(label)</span>\
            <div class="segments" role="group" aria-labelledby="menu-\(name)">\(buttons)</div></form>
            """
    }

    private func act(_ url: String, _ icon: String, _ label: String) -> HTML {
        """
        <form method="post" action="\(url)">\(viewer.secret)\
        <button type="submit" class="menu-act">\(Icon(icon).html)\(label)</button></form>
        """
    }
}

extension Theme {
    var word: Word {
        switch self {
        case .auto: .themeAuto
        case .light: .themeLight
        case .dark: .themeDark
        }
    }
}
