import Handbook
import Kernel
import Web

/// 顾客投诉分类统计表 (F-11) as a page and on paper.
struct DigestPages {
    let view: DigestView
    let viewer: Viewer
    var typed = Typed.blank
    var measure = Typed.blank
    /// What was typed about one measure, and about which.
    var check: (id: Countermeasure.ID?, typed: Typed) = (nil, .blank)

    private var t: Language { viewer.language }
    private var digest: Digest { view.digest }
    private var base: String { "/digests/\(digest.id.rawValue)" }
    private var isOpen: Bool { digest.submission == nil && view.mayWrite }

    var lead: HTML { "\(t(.digestLead, view.unitName, digest.month.description))" }

    /// 表 F-11 as paper.
    private var paper: HTML {
        """
        <p class="line screen-only">\(linkButton(t(.paperOpen), url: "\(base)/F-11")) \
        \(linkButton(t(.paperPDF), url: "\(base)/F-11.pdf"))</p>
        """
    }

    var content: HTML {
        "\(state)\(paper)\(changed)\(table)\(texts)\(measures)\(readers)"
    }

    private var state: HTML {
        guard let submission = digest.submission else { return "<p class=\"soft\">\(t(.digestLive))</p>" }
        let at = submission.at.dateAndTime(in: view.zone)
        let sentence = "<p>\(t(.digestFrozen, view.names[submission.by] ?? "", at))</p>" as HTML
        let sign: HTML? =
            view.isReader ? viewer.form(to: "\(base)/receipt", "\(viewer.submit(t(.digestSign), shortcut: "s"))") : nil
        return "\(sentence)\(sign)"
    }

    private var changed: HTML? {
        guard !view.changed.isEmpty else { return nil }
        let lines = view.changed.map { change -> HTML in
            let word: Word = change.then == change.now ? .digestChangeWithin : .digestChange
            return "<li>\(t(word, name(change.category), String(change.then), String(change.now)))</li>"
        }
        return Remark(.warned, "<p>\(t(.digestChanged))</p><ul>\(lines)</ul>").html
    }

    private var table: HTML {
        let figures: [Word] = [
            .digestNumber, .digestShare, .digestBefore, .digestFounded, .digestUnfounded, .digestInTime, .digestHours,
            .digestAccepted, .digestRefused, .digestReopened, .digestCompensation, .digestPenalties,
        ]
        return Table(
            t(.digestsTitle),
            [Table.Column(t(.digestCategory), .name)] + figures.map { Table.Column(t($0), .figure) }
                + [Table.Column(t(.digestDepartments)), Table.Column(t(.digestCauses))], isCompact: true
        ).html(view.lines.map { Table.Row(cells($0, isTotal: false)) }, foot: cells(view.total, isTotal: true))
    }

    private func cells(_ line: Digest.Line, isTotal: Bool) -> [HTML] {
        let share = view.total.number == 0 ? "–" : FigureText.percent(Double(line.number) / Double(view.total.number))
        let hours =
            line.completed == 0
            ? "–" : FigureText.oneDecimal(Double(line.milliseconds) / Double(line.completed) / 3_600_000)
        return [
            isTotal ? "\(t(.digestTotal))" : "\(name(line.category))", number(line, isTotal), "\(share)",
            "\(line.before)", "\(line.founded)", "\(line.unfounded)",
            line.decided == 0 ? "–" : "\(line.inTime)/\(line.decided)", "\(hours)", "\(line.accepted)",
            "\(line.refused)", "\(line.reopened)", "\(line.compensation.description)", "\(line.penalties)",
            tallies(line.departments), tallies(line.causes),
        ]
    }

    /// Opens the complaints that were counted, as the cases stand now.
    private func number(_ line: Digest.Line, _ isTotal: Bool) -> HTML {
        guard line.number > 0, view.mayWrite else { return "\(line.number)" }
        let url =
            isTotal ? "\(base)/complaints" : "\(base)/complaints?\(FormData(["category": [line.category]]).canonical)"
        return "<a href=\"\(url)\">\(line.number)</a>"
    }

    private func tallies(_ tallies: [Digest.Tally]) -> HTML {
        "\(tallies.map { "\($0.name) \($0.number)" }.joined(separator: t(.digestComma)))"
    }

    private func name(_ category: String) -> String { category.isEmpty ? t(.figureUnsaid) : category }

    private var texts: HTML {
        guard isOpen else {
            return """
                <section class="panel">\(CasePages.facts([
                    (t(.digestProblems), digest.problems), (t(.digestAnalysis), digest.causes),
                ]))</section>
                """
        }
        let shown =
            typed.contains("problems") ? typed : Typed(["problems": digest.problems, "causes": digest.causes])
        let form = Controls(shown, in: t)
        let fields: HTML = """
            \(form.textarea("problems", t(.digestProblems), rows: 3))\
            \(form.textarea("causes", t(.digestAnalysis), rows: 3))\(viewer.submit(t(.digestSave), .usual))
            """
        return "<section class=\"panel\">\(viewer.form(to: base, class: "stack", fields))</section>"
    }

    private var measures: HTML {
        "\(CountermeasurePages(view: view, viewer: viewer, measure: measure, check: check).panel)\(submission)"
    }

    private var submission: HTML? {
        isOpen ? viewer.form(to: "\(base)/submission", viewer.submit(t(.digestSubmit))) : nil
    }

    private var readers: HTML? {
        guard digest.submission != nil else { return nil }
        let lines = view.readers.map { reader -> HTML in
            let delivered = t(.digestDelivered, reader.deliveredAt.dateAndTime(in: view.zone))
            let read = reader.readAt.map { t(.digestSigned, $0.dateAndTime(in: view.zone)) } ?? t(.digestUnsigned)
            return "<li>\(view.names[reader.staff] ?? "") · \(delivered) · \(read)</li>"
        }
        return """
            <section class="panel"><h2>\(t(.digestReaders))</h2>\
            \(lines.isEmpty ? "<p class=\"soft\">\(t(.digestNoReaders))</p>" : "<ul class=\"plain-list\">\(lines)</ul>" as HTML)</section>
            """
    }
}

/// The list of digests, and the form with which one begins.
struct DigestShelfPages {
    let shelf: DigestShelf
    let viewer: Viewer
    var typed = Typed.blank

    private var t: Language { viewer.language }

    func content(paging: Paging, query: FormData) -> HTML {
        let last = Digest.Month(of: viewer.zone.day(of: viewer.now)).before
        // A clock of «my day» leads here with its unit and month.
        let wanted = query.text("month").isEmpty ? last.description : query.text("month")
        let unit = query.text("unit").isEmpty ? shelf.units.first?.id.rawValue ?? "" : query.text("unit")
        let shown = typed.contains("month") ? typed : Typed(["month": wanted, "unit": unit])
        let form = Controls(shown, in: t)
        let begin = viewer.form(
            to: "/digests", class: "line",
            """
            \(form.select("unit", t(.digestUnit), shelf.units.prefix(500).map { Choice($0.id.rawValue, $0.name) }, required: true))\
            \(form.text("month", t(.digestMonth), required: true, max: 7, hint: t(.digestMonthHint)))\
            \(viewer.submit(t(.digestBegin)))
            """)
        guard !shelf.entries.isEmpty else {
            return "\(begin)\(measures)\(EmptyState(icon: "report", t(.digestNone)).html)"
        }
        let table = Table(
            t(.digestsTitle),
            [
                Table.Column(t(.digestMonth), .name), Table.Column(t(.digestUnit)), Table.Column(t(.digestState)),
                Table.Column(t(.digestRead), .figure),
            ])
        return """
            \(begin)\(measures)\(table.html(shelf.entries.map(row)))\
            \(paging.html(total: shelf.total, path: "/digests", query: query, in: t))
            """
    }

    /// 改进措施跟踪: what is not settled yet, the most urgent first (GAME-94).
    private var measures: HTML? {
        guard !shelf.measures.isEmpty else { return nil }
        let today = viewer.zone.day(of: viewer.now)
        let table = Table(
            t(.measuresOpen),
            [
                Table.Column(t(.digestMeasure), .name), Table.Column(t(.digestUnit)), Table.Column(t(.digestOwner)),
                Table.Column(t(.digestDue)), Table.Column(t(.digestState)),
            ])
        let rows = shelf.measures.map { entry -> Table.Row in
            let measure = entry.measure
            let url = "/countermeasures/\(measure.id.rawValue)"
            return Table.Row(
                [
                    "<a href=\"\(url)\">\(measure.text)</a>", "\(entry.unit)", "\(measure.ownerName)",
                    "\(measure.due.shortText(in: t))", measure.badge(today: today, mine: shelf.reader, in: t).html,
                ], url: url)
        }
        return """
            <section class="panel"><h2>\(t(.measuresOpen)) <span class="soft figure">\(rows.count)</span></h2>\
            \(table.html(rows))</section>
            """
    }

    private func row(_ entry: DigestShelf.Entry) -> Table.Row {
        let url = "/digests/\(entry.digest.id.rawValue)"
        let state =
            entry.waitsForMe
            ? StateBadge(.urgent, t(.digestWaits))
            : entry.digest.submission == nil
                ? StateBadge(.going, t(.digestDraft)) : StateBadge(.done, t(.digestSubmitted))
        return Table.Row(
            [
                "<a href=\"\(url)\"><strong>\(entry.digest.month.description)</strong></a>", "\(entry.unitName)",
                state.html, entry.digest.submission == nil ? "–" : "\(entry.read)/\(entry.readers)",
            ], url: url)
    }
}

/// 客户意见日汇总.
struct DayDigestPages {
    let view: DayDigestView
    let viewer: Viewer
    var types = CaseTypeNames.plain

    private var t: Language { viewer.language }

    var lead: HTML { "\(t(.dayLead, view.unitName, view.digest.day.longText(in: t)))" }

    var content: HTML {
        let digest = view.digest
        let figures: [(Word, Int)] = [
            (types.word(.enquiry), digest.enquiries), (types.word(.complaint), digest.complaints),
            (types.word(.suggestion), digest.suggestions), (.dayOthers, digest.others),
            (.dayCompleted, digest.completed),
            (.dayUnresolved, digest.unresolved), (.dayLate, digest.late),
        ]
        let table = Table(t(.dayTitle), figures.map { Table.Column(t($0.0), .figure) }, isCompact: true)
        let form = Controls(
            Typed(["unit": digest.unit.rawValue, "day": digest.day.description]), in: t)
        return """
            <form method="get" class="line screen-only">\
            \(form.select("unit", t(.digestUnit), view.units.prefix(500).map { Choice($0.id.rawValue, $0.name) }))\
            \(form.date("day", t(.dayDate)))<button class="btn btn-primary">\(t(.dayShow))</button></form>\
            <p class="soft">\(t(view.isKept ? .dayKept : .dayLive)) \(t.counted(digest.counted))</p>\
            \(table.html([Table.Row(figures.map { "\($0.1)" })]))\
            \(DigestReceiptPages(viewer: viewer, zone: view.zone).panel(
                view.receipts, waits: view.waitsForMe, to: "/digests/day",
                ["unit": digest.unit.rawValue, "day": digest.day.description], isKept: view.isKept))\
            \(list(.dayPoints, view.points))\(list(.dayCarried, view.carried))
            """
    }

    private func list(_ title: Word, _ lines: [CaseLine]) -> HTML {
        let items = lines.map { line -> HTML in
            """
            <li><a href="/cases/\(line.id.rawValue)">\(line.subject)</a> \
            <small>\(line.number) · \(t(types.word(line.type))) · \(t(line.state.word))</small></li>
            """
        }
        return """
            <section class="panel"><h2>\(t(title))</h2>\
            \(items.isEmpty ? "<p class=\"soft\">\(t(.dayNone))</p>" : "<ul class=\"plain-list\">\(items)</ul>" as HTML)</section>
            """
    }
}

extension Language {
    /// Whose cases a day or a week counts: a headquarters tells what came in below it too.
    func counted(_ units: Int) -> String {
        units > 1 ? self(.digestCountsBelow, String(units - 1)) : self(.digestCountsOwn)
    }
}
