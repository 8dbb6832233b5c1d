import Handbook
import Kernel
import Web

/// A line with what its list shows.
struct LineView: Sendable {
    let line: Line
    let unit: String
    let members: Int
    let onDuty: Int
    let offered: Int
    let pooled: Int
}

/// The lines of a reader's units, and one of them with its members.
struct LinePages {
    let viewer: Viewer
    var types = CaseTypeNames.plain

    private var t: Language { viewer.language }

    func list(_ lines: [LineView], mayFound: Bool) -> HTML {
        guard !lines.isEmpty else {
            return EmptyState(
                icon: "route", t(.lineEmpty), act: mayFound ? linkButton(t(.lineNew), url: "/lines/new", .primary) : nil
            ).html
        }
        let rows = lines.map { view -> Table.Row in
            let line = view.line
            let url = "/lines/\(line.id)"
            return Table.Row(
                [
                    "<a href=\"\(url)\">\(line.name)</a><small>\(view.unit)</small>", "\(takes(line))",
                    "\(t(line.method.word))", duty(view), waiting(view),
                    line.isOpen ? StateBadge(.going, t(.lineOpen)).html : StateBadge(.plain, t(.lineClosed)).html,
                ], url: url)
        }
        return Table(
            t(.linesTitle),
            [
                Table.Column(t(.lineName), .name), Table.Column(t(.lineTakes)), Table.Column(t(.lineMethod)),
                Table.Column(t(.lineOnDuty), .figure), Table.Column(t(.lineWaiting), .figure),
                Table.Column(t(.dutyState)),
            ]
        ).html(rows)
    }

    private func duty(_ view: LineView) -> HTML {
        let text = "\(view.onDuty) / \(view.members)"
        return view.onDuty == 0 ? "<span class=\"state broken\">\(text)</span>" : "\(text)"
    }

    private func waiting(_ view: LineView) -> HTML {
        """
        <a href="/wall/cases?line=\(view.line.id.rawValue)&amp;waiting=offered">\(String(view.offered))</a> / \
        <a href="/wall/cases?line=\(view.line.id.rawValue)&amp;waiting=pooled">\(String(view.pooled))</a>
        """
    }

    /// 投诉 · 电话 · 商品质量, or everything.
    func takes(_ line: Line) -> String {
        line.takes(types, joinedBy: " · ", in: t)
    }

    func form(to url: String, _ typed: Typed, units: [Unit], handbook: Handbook?, refusal: HTML?) -> HTML {
        let controls = Controls(typed, in: t, prefix: "line-")
        func choices<T: CaseIterable & RawRepresentable>(_ all: T.Type, _ word: (T) -> Word) -> [Choice]
        where T.RawValue == String { T.allCases.map { Choice($0.rawValue, t(word($0))) } }
        let types =
            handbook?.caseTypes.map { Choice($0.type.rawValue, t == .chinese ? $0.label : t($0.type.word)) }
            ?? choices(CaseType.self, \.word)
        let categories = (handbook?.categories ?? []).map { Choice($0, $0) }
        return """
            \(refusal)\(viewer.form(
                to: url,
                """
                \(controls.summary(["name": t(.lineName), "needs": t(.lineNeeds), "minutes": t(.lineMinutes), "refusals": t(.lineRefusals)]))\
                <div class="fields">\(controls.text("name", t(.lineName), required: true, max: 40))\
                \(units.count == 1 ? controls.hidden("unit", units[0].id.rawValue) : controls.select("unit", t(.lineUnit), units.map { Choice($0.id.rawValue, $0.name) }, required: true))\
                \(controls.segmented("method", t(.lineMethod), choices(Line.Method.self, \.word), required: true))\
                \(controls.number("minutes", t(.lineMinutes), required: true))\
                \(controls.number("refusals", t(.lineRefusals), required: true))</div>\
                \(controls.checkbox("keeps", t(.lineKeepsFirst)))\(controls.checkbox("last", t(.lineLastHandler)))\
                \(controls.checkbox("near", t(.lineNearest)))\
                \(controls.textarea("needs", t(.lineNeeds), max: 600, rows: 2, hint: t(.lineNeedsHint)))\
                <h2>\(t(.lineTakes))</h2><p class="soft">\(t(.lineAllHint))</p>\
                \(controls.checkboxes("types", t(.lineTypes), types))\
                \(controls.checkboxes("severities", t(.lineSeverities), choices(Severity.self, \.word)))\
                \(controls.checkboxes("channels", t(.lineChannels), choices(Channel.self, \.word)))\
                \(controls.checkboxes("grades", t(.lineGrades), choices(CustomerGrade.self, \.word)))\
                \(controls.checkboxes("sources", t(.lineSources), choices(CaseSource.self, \.word)))\
                \(categories.isEmpty ? nil : controls.checkboxes("categories", t(.lineCategories), categories))\
                \(controls.checkbox("open", t(.lineOpen)))\(viewer.submit(t(.lineSave)))
                """))
            """
    }

    func members(
        of line: Line, _ candidates: [Candidate], colleagues: [(id: Staff.ID, name: String)], typed: Typed
    ) -> HTML {
        let url = "/lines/\(line.id)/members"
        let rows = candidates.map { member -> Table.Row in
            let missing: HTML? =
                switch line.hindrance(of: member, Preference()) {
                case .lacks(let need): "<small class=\"state warned\">\(need.skill) \(String(need.level))</small>"
                case .elsewhere(let other?): "<small class=\"soft\">\(t(.lineBoardElsewhere, other))</small>"
                case .offDuty, .full, .declined, .elsewhere(nil), nil:
                    member.isGuest ? "<small class=\"soft\">\(t(.lineBoardGuest))</small>" : nil
                }
            return Table.Row([
                "<a href=\"/people/\(member.staff.rawValue)\">\(member.name)</a>\(missing)",
                member.isOnDuty ? StateBadge(.going, t(.lineOnDuty)).html : StateBadge(.plain, t(.lineOff)).html,
                "<a href=\"/wall/cases?handler=\(member.staff.rawValue)\">\(String(member.load))</a>",
                viewer.form(
                    to: url, class: "line",
                    """
                    <input type="hidden" name="staff" value="\(member.staff.rawValue)">\
                    <input class="form-control figure-field" name="weight" value="\(String(member.weight))" inputmode="numeric" \
                    aria-label="\(t(.lineWeight))">\
                    <input class="form-control figure-field" name="ceiling" value="\(String(member.ceiling))" inputmode="numeric" \
                    aria-label="\(t(.lineCeiling))">\(viewer.submit(t(.lineSave), .quiet))
                    """),
                member.isGuest ? "" : viewer.button(to: "\(url)/\(member.staff)/removal", t(.lineDismiss), .quiet),
            ])
        }
        let table: HTML =
            rows.isEmpty
            ? "<p>\(t(.lineNoMembers))</p>"
            : Table(
                t(.lineMembers),
                [
                    Table.Column(t(.lineMember), .name), Table.Column(t(.dutyState)),
                    Table.Column(t(.lineLoad), .figure),
                    Table.Column("\(t(.lineWeight)) · \(t(.lineCeiling))"), Table.Column("", .act),
                ], isCompact: true
            ).html(rows)
        let controls = Controls(typed, in: t, prefix: "member-")
        let add = viewer.form(
            to: url,
            """
            <div class="fields">\(controls.select("staff", t(.lineMember), colleagues.map { Choice($0.id.rawValue, $0.name) }, required: true, blank: ""))\
            \(controls.number("weight", t(.lineWeight), required: true))\(controls.number("ceiling", t(.lineCeiling), required: true))</div>\
            \(viewer.submit(t(.lineAdmit), .usual))
            """)
        return "<section class=\"panel\" id=\"members\"><h2>\(t(.lineMembers))</h2>\(table)\(add)</section>"
    }
}

/// 技能与语言, a part of the page of a person.
struct SkillPages {
    let viewer: Viewer

    func part(_ skills: [(skill: String, level: Int)], known: [String], of person: Staff.ID, mayManage: Bool) -> HTML {
        let t = viewer.language
        let url = "/people/\(person)/skills"
        let items = skills.map { entry -> HTML in
            let remove: HTML? =
                mayManage
                ? viewer.button(to: "\(url)/removal", t(.skillRemove), .quiet, fields: ["skill": entry.skill]) : nil
            return
                "<li class=\"line\"><span>\(entry.skill) <b class=\"figure\">\(String(entry.level))</b></span>\(remove)</li>"
        }
        let list: HTML =
            items.isEmpty ? "<p>\(t(.skillsNone))</p>" : "<ul class=\"plain-list\">\(items)</ul>"
        let controls = Controls(in: t, prefix: "skill-")
        let add: HTML? =
            mayManage
            ? viewer.form(
                to: url,
                """
                <div class="fields"><div class="field"><label class="form-label" for="skill-name">\(t(.skill))</label>\
                <input class="form-control" id="skill-name" name="skill" maxlength="20" list="skills" autocomplete="off">\
                <datalist id="skills">\(known.map { "<option value=\"\($0)\"></option>" as HTML })</datalist></div>\
                \(controls.select("level", t(.skillLevel), Line.levels.map { Choice(String($0), String($0)) }))</div>\
                \(viewer.submit(t(.skillAdd), .usual))
                """) : nil
        return "<section class=\"panel\" id=\"skills\"><h2>\(t(.skillsTitle))</h2>\(list)\(add)</section>"
    }
}
