import Handbook
import Kernel
import Web

/// My shift, what waits for me, the latest sheets: a telephone's width first.
struct HandoverPages {
    let viewer: Viewer
    let zone: Zone

    private var t: Language { viewer.language }

    func board(_ board: HandoverBoard, typed: Typed, refusal: HTML?) -> HTML {
        """
        \(refusal.map { Remark(.broken, $0).html })\(mine(board))\
        \(part(.handoverToTake, board.toTake, board, none: .handoverNothingToTake))\
        \(board.toSettle.isEmpty ? .empty : part(.handoverToWitness, board.toSettle, board, none: .handoverLatestNone))\
        \(board.matters.isEmpty ? .empty : carried(board))\
        \(part(.handoverLatest, board.latest, board, none: .handoverLatestNone))\(paces(board))\
        <section class="panel"><h2>\(t(.handoverLeaving))</h2>\
        \(board.leaving.isEmpty ? .empty : table(board.leaving, .handoverLeaving, board))\
        <p class="soft">\(t(.handoverLeavingHint))</p>\(leavingForm(board, typed))</section>
        """
    }

    private func mine(_ board: HandoverBoard) -> HTML {
        guard let mine = board.mine else {
            return
                "<section class=\"panel\"><h2>\(t(.handoverMine))</h2><p class=\"soft\">\(t(.handoverMineNone))</p></section>"
        }
        let act: HTML =
            if let sheet = mine.sheet {
                linkButton(
                    t(sheet.state.isOpen ? .handoverGoOn : .handoverLook), url: "/handovers/\(sheet.id.rawValue)",
                    sheet.state.isOpen ? .primary : .usual)
            } else {
                viewer.button(to: "/handovers", t(.handoverOpen), .primary)
            }
        let state =
            mine.sheet.map { HandoverPages.badge($0, t) } ?? StateBadge(.waiting, t(Handover.State.drafted.word)).html
        return """
            <section class="panel"><h2>\(t(.handoverMine))</h2>\
            <p>\(t(.handoverUntil)) \(mine.until.monthAndTime(in: zone, t)) \(mine.sheet == nil ? .empty : state)</p>\
            <p>\(act)</p></section>
            """
    }

    private func part(_ title: Word, _ handovers: [Handover], _ board: HandoverBoard, none: Word) -> HTML {
        let content: HTML = handovers.isEmpty ? "<p class=\"soft\">\(t(none))</p>" : table(handovers, title, board)
        return "<section class=\"panel\"><h2>\(t(title))</h2>\(content)</section>"
    }

    private func table(_ handovers: [Handover], _ caption: Word, _ board: HandoverBoard) -> HTML {
        // What is the same in every line is said in none of them.
        let withKind = handovers.contains { $0.kind != .shift }
        let withUnit = Set(handovers.map(\.unit)).count > 1
        let columns =
            [Table.Column(t(.handoverNumber), .name)] + (withKind ? [Table.Column(t(.handoverKind))] : [])
            + (withUnit ? [Table.Column(t(.handoverUnit))] : [])
            + [
                Table.Column(t(.handoverUntil)), Table.Column(t(.handoverGiver)), Table.Column(t(.handoverTaker)),
                Table.Column(t(.handoverState)),
            ]
        let rows = handovers.map { handover -> Table.Row in
            let url = "/handovers/\(handover.id.rawValue)"
            let head: [HTML] = ["<a href=\"\(url)\">\(handover.number)</a>"]
            let kind: [HTML] = withKind ? ["\(t(handover.kind.word))"] : []
            let unit: [HTML] = withUnit ? ["\(board.units[handover.unit] ?? "")"] : []
            let rest: [HTML] = [
                "\(handover.time.until.monthAndTime(in: zone, t))", "\(board.names[handover.giver] ?? "")",
                "\(handover.taker.flatMap { board.names[$0] } ?? "")", Self.badge(handover, t),
            ]
            return Table.Row(
                head + kind + unit + rest, url: url, promise: board.promises[handover.subject]?.bar(in: zone, t))
        }
        return Table(t(caption), columns).html(rows)
    }

    private func carried(_ board: HandoverBoard) -> HTML {
        let lines = board.matters.map { matter -> HTML in
            let since = t(.handoverMatterSince, matter.openedAt.monthAndTime(in: zone, t))
            return """
                <li><a href="/handovers/\(matter.handover.rawValue)#matters">\(matter.text)</a> \
                <span class="soft">\(board.names[matter.openedBy] ?? "") \(since)</span></li>
                """
        }
        return """
            <section class="panel"><h2>\(t(HandoverSheet.Entry.Part.matter.word))</h2>\
            <ul class="entries">\(lines)</ul></section>
            """
    }

    /// For whoever settles handovers: are they short, and is the work begun at once (GAME-52)?
    private func paces(_ board: HandoverBoard) -> HTML? {
        guard !board.paces.isEmpty else { return nil }
        let withUnit = board.paces.count > 1
        let columns =
            (withUnit ? [Table.Column(t(.handoverUnit), .name)] : [])
            + [
                Table.Column(t(.handoverPaceCount), .figure), Table.Column(t(.handoverPaceTime)),
                Table.Column(t(.handoverPaceTask)),
            ]
        let rows = board.paces.map { pace -> Table.Row in
            let unit: [HTML] = withUnit ? ["\(board.units[pace.unit] ?? "")"] : []
            return Table.Row(
                unit + ["\(String(pace.handover.count))", "\(text(pace.handover))", "\(text(pace.firstTask))"])
        }
        return """
            <section class="panel" id="pace"><h2>\(t(.handoverPace, String(HandoverPace.days)))</h2>\
            \(Table(t(.handoverPace, String(HandoverPace.days)), columns, isCompact: true).html(rows))\
            <p class="soft">\(t(.handoverPaceHint))</p></section>
            """
    }

    private func text(_ times: HandoverPace.Times?) -> String {
        times.map { t(.handoverPaceMiddle, $0.median.spoken(t), $0.longest.spoken(t)) } ?? t(.paperNothing)
    }

    private func leavingForm(_ board: HandoverBoard, _ typed: Typed) -> HTML {
        let controls = Controls(typed, in: t, prefix: "leaving-")
        let kinds = [Handover.Kind.transfer, .resignation].map { Choice($0.rawValue, t($0.word)) }
        let labels: KeyValuePairs = [
            "kind": t(.handoverKind), "person": t(.handoverGiver), "taker": t(.handoverReceiver),
            "until": t(.handoverEffective),
        ]
        let people = board.colleagues.map { Choice($0.id.rawValue, $0.name) }
        return """
            <details class="more"\(attribute: "open", if: !typed.problems.isEmpty)>\
            <summary>\(t(.handoverLeavingNew))</summary>\
            \(controls.summary(labels))\(viewer.form(to: "/handovers/leaving", """
                \(controls.segmented("kind", t(.handoverKind), kinds, required: true))\
                <div class="split">\(controls.select("person", t(.handoverGiver), people, required: true, blank: ""))\
                \(controls.select("taker", t(.handoverReceiver), people, blank: ""))</div>\
                \(controls.dateTime("until", t(.handoverEffective), required: true))\
                <p>\(viewer.submit(t(.handoverOpenLeaving), .usual))</p>
                """))</details>
            """
    }

    static func badge(_ handover: Handover, _ t: Language) -> HTML {
        let tone: Tone =
            switch handover.state {
            case .drafted: .going
            case .offered, .signed: .waiting
            case .refused: .broken
            case .settled: .done
            case .dropped: .plain
            }
        return StateBadge(tone, t(handover.state.word)).html
    }
}
