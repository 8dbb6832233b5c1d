import Handbook
import Kernel
import Web

/// What a unit's rosters are made of: shifts, groups with their people, patterns.
struct ShiftTermPages {
    let viewer: Viewer
    let unit: Unit
    let templates: [ShiftTemplate]
    let groups: [ShiftGroup]
    let members: [ShiftGroup.Member]
    let patterns: [RotationPattern]
    let people: [(id: Staff.ID, name: String)]
    let lines: [Line]
    let names: [Staff.ID: String]
    let today: Day

    /// A form on its way back to whoever sent it: which one, of which group, and what stood in it.
    struct Sent {
        enum Form: String {
            case template = "/templates"
            case group = "/groups"
            case change = "/groups/:part"
            case member = "/groups/:part/members"
            case pattern = "/patterns"
        }

        let form: Form
        let part: String
        let typed: Typed

        /// Nothing for the buttons, in which nothing is typed.
        init?(_ address: String, _ part: String, _ typed: Typed) {
            guard let form = Form(rawValue: address) else { return nil }
            self.form = form
            self.part = part
            self.typed = typed
        }
    }

    private var t: Language { viewer.language }
    private var base: String { "/rosters/terms/\(unit.id)" }

    func page(refusal: HTML?, typed sent: Sent?) -> HTML {
        func typed(_ form: Sent.Form, _ part: String = "") -> Typed? {
            sent.flatMap { $0.form == form && $0.part == part ? $0.typed : nil }
        }
        return """
            \(refusal.map { Remark(.broken, $0).html })\(templatePanel(typed(.template)))\(groupPanel(typed))\(patternPanel(typed(.pattern)))
            """
    }

    /// That it is one at night is said where its name does not.
    private func name(_ template: ShiftTemplate) -> String {
        let name = template.name(in: t)
        return template.isNight && !name.contains(t(.shiftNight)) ? "\(name) · \(t(.shiftNight))" : name
    }

    private func templatePanel(_ typed: Typed?) -> HTML {
        let columns = [
            Table.Column(t(.shiftCode), .name), Table.Column(t(.shiftName)), Table.Column(t(.rosterTimes)),
            Table.Column(t(.shiftBreak), .figure), Table.Column(t(.rosterAct), .act),
        ]
        let rows = templates.map { template in
            Table.Row([
                "\(template.code)", "\(name(template))",
                "\(template.hours)", "\(String(template.breakMinutes))",
                template.isRetired
                    ? "\(t(.shiftRetired))"
                    : viewer.button(to: "\(base)/templates/\(template.id)/retirement", t(.shiftRetire), .quiet),
            ])
        }
        let controls = Controls(typed ?? Typed(["break": "60"]), in: t, prefix: "template-")
        let table: HTML =
            rows.isEmpty ? "<p class=\"soft\">\(t(.shiftTermsEmpty))</p>" : Table(t(.shiftTemplate), columns).html(rows)
        return """
            <section class="panel"><h2>\(t(.shiftTemplate))</h2>\(table)\
            <div class="acts">\(viewer.button(to: "\(base)/handbook", t(.shiftTakeOver), .usual))</div>\
            <details class="more"\(attribute: "open", if: typed != nil)><summary>\(t(.shiftAddTemplate))</summary>\
            \(viewer.form(to: "\(base)/templates", """
                \(controls.summary(["code": t(.shiftCode), "name": t(.shiftName), "hours": t(.rosterTimes), "break": t(.shiftBreak)]))\(controls.text("code", t(.shiftCode), required: true, max: 4))\
                \(controls.text("name", t(.shiftName), required: true, max: 20))\
                \(controls.text("english", t(.shiftEnglish), max: 40))\
                \(controls.text("hours", t(.rosterTimes), required: true, hint: t(.rosterHoursHint)))\
                \(controls.number("break", t(.shiftBreak), required: true))\(controls.checkbox("night", t(.shiftNight)))\
                \(viewer.submit(t(.shiftAddTemplate), .usual))
                """))</details></section>
            """
    }

    private func groupPanel(_ typed: (Sent.Form, String) -> Typed?) -> HTML {
        let lines = lines.map { Choice($0.id.rawValue, $0.name) }
        func numbers(_ controls: Controls) -> HTML {
            """
            \(controls.text("name", t(.shiftName), required: true, max: 20))\
            \(controls.number("minimum", t(.shiftMinimum), required: true))\(controls.number("target", t(.shiftTarget), required: true))\
            \(lines.isEmpty ? nil : controls.select("line", t(.shiftLine), lines, blank: t(.shiftLineNone)))
            """
        }
        let parts = groups.filter { !$0.isRetired }.map { group -> HTML in
            let mine = members.filter { $0.group == group.id }.map { member -> HTML in
                """
                <li><b>\(names[member.staff] ?? "")</b><small>\(t(.shiftSince, member.from.description))</small>\
                \(viewer.button(to: "\(base)/members/\(member.id)/leaving", t(.shiftLeave), .quiet))</li>
                """
            }
            let (joined, changed) = (typed(.member, group.id.rawValue), typed(.change, group.id.rawValue))
            let joining = Controls(
                joined ?? Typed(["from": today.description]), in: t, prefix: "join-\(group.id)-")
            let controls = Controls(
                changed
                    ?? Typed([
                        "name": group.name, "minimum": String(group.minimum), "target": String(group.target),
                        "line": group.line?.rawValue ?? "",
                    ]), in: t, prefix: "group-\(group.id)-")
            let line = group.line.flatMap { line in self.lines.first { $0.id == line }?.name }.map { " · \($0)" } ?? ""
            return """
                <section><h3>\(group.name) <small>\(t(.shiftMinimum)) \(String(group.minimum)) · \(t(.shiftTarget)) \(String(group.target))\(line)</small></h3>\
                \(mine.isEmpty ? "<p class=\"soft\">\(t(.shiftGroupEmpty))</p>" as HTML : "<ul class=\"group-members\">\(mine)</ul>")\
                \(viewer.form(to: "\(base)/groups/\(group.id)/members", class: "line", """
                    \(joining.summary())\(joining.select("staff", t(.rosterPerson), people.map { Choice($0.id.rawValue, $0.name) }, required: true))\
                    \(joining.date("from", t(.rosterFrom), required: true))\(viewer.submit(t(.shiftJoin), .usual))
                    """))\
                <details class="more"\(attribute: "open", if: changed != nil)><summary>\(t(.shiftCounts))</summary>\(viewer.form(
                    to: "\(base)/groups/\(group.id)", class: "line",
                    """
                    \(controls.summary())\(numbers(controls))\(viewer.submit(t(.rosterChange), .usual))
                    """))\(viewer.button(to: "\(base)/groups/\(group.id)/retirement", t(.shiftGroupRetire), .quiet))</details></section>
                """
        }
        let added = typed(.group, "")
        let controls = Controls(added ?? Typed(["minimum": "1", "target": "1"]), in: t, prefix: "group-")
        return """
            <section class="panel"><h2>\(t(.shiftGroups))</h2>\(parts)\
            <details class="more"\(attribute: "open", if: added != nil)><summary>\(t(.shiftAddGroup))</summary>\(viewer.form(to: "\(base)/groups", class: "line", """
                \(controls.summary())\(numbers(controls))\(viewer.submit(t(.shiftAddGroup), .usual))
                """))</details></section>
            """
    }

    private func patternPanel(_ typed: Typed?) -> HTML {
        let order = Dictionary(groups.map { ($0.id, $0.name) }) { $1 }
        let columns = [
            Table.Column(t(.shiftName), .name), Table.Column(t(.shiftCycle)), Table.Column(t(.shiftGroups)),
            Table.Column(t(.shiftAnchor)), Table.Column(t(.rosterAct), .act),
        ]
        let rows = patterns.map { pattern in
            let groups = pattern.offsets.sorted { $0.value < $1.value }.map { order[$0.key] ?? "" }
            return Table.Row([
                "\(pattern.name)",
                "\(pattern.spoken(in: t))\(pattern.edge.map { " · \($0.first)/\($0.last) \($0.code)" } ?? "")",
                "\(groups.joined(separator: t(.listGap)))",
                "\(pattern.anchor.description)",
                pattern.isRetired
                    ? "\(t(.shiftRetired))"
                    : viewer.button(to: "\(base)/patterns/\(pattern.id)/retirement", t(.shiftRetire), .quiet),
            ])
        }
        let controls = Controls(
            typed ?? Typed(["anchor": today.firstOfMonth.description]), in: t, prefix: "pattern-")
        return """
            <section class="panel"><h2>\(t(.shiftPatterns))</h2>\(rows.isEmpty ? .empty : Table(t(.shiftPatterns), columns).html(rows))\
            <details class="more"\(attribute: "open", if: typed != nil)><summary>\(t(.shiftAddPattern))</summary>\(viewer.form(to: "\(base)/patterns", """
                \(controls.summary())\(controls.text("name", t(.shiftName), required: true, max: 20))\
                \(controls.text("cycle", t(.shiftCycle), required: true, hint: t(.shiftCycleHint)))\
                \(controls.date("anchor", t(.shiftAnchor), required: true))\
                \(controls.checkbox("working", t(.shiftWorkingDays)))\
                \(controls.text("edge", t(.patternEdge), max: ShiftTemplate.mostCode, hint: t(.patternEdgeHint)))\
                \(controls.number("edge-days", t(.patternEdgeDays)))\
                \(controls.checkboxes("group", t(.shiftGroupOrder), groups.filter { !$0.isRetired }.map { Choice($0.id.rawValue, $0.name) }))\
                \(viewer.submit(t(.shiftAddPattern), .usual))
                """))</details></section>
            """
    }
}

extension RotationPattern {
    /// `早、中、晚、休`: as people say it; `text` is how it is typed.
    func spoken(in t: Language) -> String { cycle.map { $0 ?? t(.patternRest) }.joined(separator: t(.listGap)) }
}
