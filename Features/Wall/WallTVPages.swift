import Handbook
import Kernel
import Web

/// The wall on a screen that everybody passes: figures and queues, no controls, no names and no customers.
struct WallTVPages {
    let wall: Wall
    let viewer: Viewer

    private var t: Language { viewer.language }

    var content: HTML {
        """
        <div id="wall" class="tv" data-behaviour="live" data-live="wall" data-live-every="5000" hx-get="/wall?tv=1" \
        hx-trigger="refresh, every 30s" hx-select="#wall > *" hx-swap="innerHTML">\
        <header class="tv-head"><span>\(t(.wallTitle))</span><time>\(viewer.now.dateAndTime(in: viewer.zone))</time></header>\
        <div class="tv-figures">\(tiles)</div>\
        <div class="tv-columns"><section><h2>\(t(.wallQueues))</h2>\(queues)</section>\
        <section><h2>\(t(.wallDueSoon))</h2>\(deadlines)</section></div></div>
        """
    }

    private var tiles: [HTML] {
        [
            tile(wall.open, .wallOpen), tile(wall.count(.waiting), .wallWaiting),
            tile(wall.dueSoon, .wallDueSoon, .warned), tile(wall.breached, .wallBreached, .broken),
            tile(wall.pooled, .wallPooled, .broken), tile(wall.calls.all, .wallCalls, .warned),
            tile(wall.duty.count { $0.person.presence.isHere }, .wallOnDuty),
        ]
    }

    private func tile(_ number: Int, _ word: Word, _ tone: Tone = .plain) -> HTML {
        "<div\(number > 0 && tone != .plain ? " class=\"\(tone.rawValue)\"" as HTML : .empty)><b>\(String(number))</b><span>\(t(word))</span></div>"
    }

    private var queues: HTML {
        let onDuty = Dictionary(grouping: wall.duty.filter { $0.person.presence.isHere }, by: \.person.presence.unit)
        let rows = wall.queues.prefix(10).map { queue -> HTML in
            """
            <tr><th scope="row">\(queue.name)</th><td>\(String(queue.counts[.waiting] ?? 0))</td>\
            <td>\(String(queue.open))</td><td>\(queue.waitingSince.map { WallPages.age(of: $0, at: viewer.now, t) } ?? "–")</td>\
            <td>\(String(onDuty[queue.unit]?.count ?? 0))</td></tr>
            """
        }
        let heads = [Word.wallUnit, .wallWaiting, .wallOpen, .wallOldestWaiting, .wallOnDuty]
            .map { "<th scope=\"col\">\(t($0))</th>" as HTML }
        return "<table><thead><tr>\(heads)</tr></thead><tbody>\(HTML(Array(rows)))</tbody></table>"
    }

    private var deadlines: HTML {
        guard !wall.deadlines.isEmpty else { return "<p>\(t(.wallNothingDue))</p>" }
        let rows = wall.deadlines.prefix(10).map { deadline -> HTML in
            let obligation = deadline.obligation
            return """
                <tr><th scope="row">\(deadline.number)</th><td>\(t(obligation.rule.owedWord))</td><td>\(deadline.unit)</td>\
                <td><time data-behaviour="relative-time" data-at="\(String(obligation.dueAt.milliseconds))">\
                \(obligation.dueAt.countdown(from: viewer.now, t))</time>\
                \(PromiseBar(used: deadline.used, proof: "§\(obligation.clause)").html(in: t))</td></tr>
                """
        }
        return "<table><tbody>\(HTML(Array(rows)))</tbody></table>"
    }
}
