import Handbook
import Kernel
import Web

/// The forms by which people and units come into the house, and the one page that shows a first password.
struct StaffFormPages {
    let viewer: Viewer

    private var t: Language { viewer.language }

    func newcomer(
        _ places: (units: [Unit], posts: [Post]), typed: Typed, refusal: (any Explainable)? = nil
    ) -> HTML {
        let controls = Controls(typed, in: t)
        let order = ["account", "name", "phone", "language", "joined_on", "unit", "post"]
        return """
            \(StaffParts.refusal(refusal, in: t))\(viewer.form(
                to: "/people",
                """
                \(controls.summary(order: order))<div class="fields">\
                \(controls.text("name", t(.personName), required: true, max: 50, autofocus: true))\
                \(controls.text("account", t(.signInAccount), required: true, max: 40, hint: t(.personAccountHint)))\
                \(controls.phone("phone", t(.personPhone)))\
                \(controls.date("joined_on", t(.personJoined), hint: t(.personJoinedHint)))\
                \(StaffFormPages.place(controls, places, in: t))</div>\
                \(controls.segmented("language", t(.signInLanguage), Language.allCases.map { Choice($0.rawValue, $0.ownName) }, required: true))\
                \(viewer.submit(t(.personAdd)))
                """))
            """
    }

    func unit(_ units: [Unit], handbooks: [String], typed: Typed, refusal: (any Explainable)? = nil) -> HTML {
        let controls = Controls(typed, in: t)
        return """
            \(StaffParts.refusal(refusal, in: t))\(viewer.form(
                to: "/people/units",
                """
                \(controls.summary(order: ["name", "code", "kind", "parent", "handbook"]))<div class="fields">\
                \(controls.text("name", t(.unitName), required: true, max: 50, autofocus: true))\
                \(controls.text("code", t(.unitCode), required: true, max: 40, hint: t(.unitCodeHint)))\
                \(controls.select("kind", t(.unitKind), Unit.Kind.allCases.map { Choice($0.rawValue, t($0.word)) }, required: true, blank: t(.unitChoose)))\
                \(controls.select("parent", t(.unitParent), units.map { Choice($0.id.rawValue, $0.name) }, blank: t(.unitTopmost)))\
                \(controls.select("handbook", t(.unitHandbook), handbooks.map { Choice($0, $0) }, blank: t(.unitInherits)))</div>\
                \(viewer.submit(t(.unitAdd)))
                """))
            """
    }

    /// Shown once: only its hash is kept.
    func firstPassword(_ password: String, of person: Staff, under rules: SessionRules) -> HTML {
        """
        <div class="remark done" role="status"><p>\(t(.personPasswordOnce, person.name, rules.firstPasswordHours))</p></div>\
        \(StaffParts.facts([
            (t(.signInAccount), "<code>\(person.account.text)</code>"),
            (t(.personFirstPassword), "<code>\(password)</code>"),
        ]))<p>\(linkButton(t(.personTo, person.name), url: "/people/\(person.id)"))</p>
        """
    }

    static func place(_ controls: Controls, _ places: (units: [Unit], posts: [Post]), in t: Language) -> HTML {
        """
        \(controls.select("unit", t(.personUnit), places.units.map { Choice($0.id.rawValue, $0.name) }, required: true, blank: t(.unitChoose)))\
        \(controls.select("post", t(.personPost), places.posts.map { Choice($0.code, $0.title(in: t)) }, required: true, blank: t(.unitChoose)))
        """
    }
}

extension Unit.Kind {
    var word: Word {
        switch self {
        case .headquarters: .unitHeadquarters
        case .region: .unitRegion
        case .store: .unitStore
        case .estate: .unitEstate
        case .department: .unitDepartment
        case .group: .unitGroup
        }
    }
}
