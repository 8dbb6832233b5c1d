import Kernel
import Web

/// Above a case: who else has it open, and who is writing. A pencil and a word, never colour alone.
struct WatcherPages {
    let watching: [Watcher]
    let viewer: Viewer

    func strip(of id: Case.ID) -> HTML {
        """
        <div class="watchers" role="status" data-behaviour="live watch" data-live="watch:\(id.rawValue)" \
        data-watch="/cases/\(id.rawValue)/watch" data-every="\(String(Watcher.beat.milliseconds))" \
        hx-get="/cases/\(id.rawValue)/watch" hx-trigger="refresh" hx-swap="innerHTML">\(people)</div>
        """
    }

    var people: HTML {
        let t = viewer.language
        return HTML(
            watching.map { watcher -> HTML in
                """
                <span class="watcher\(watcher.isTyping ? " typing" : "")"><span class="avatar" aria-hidden="true">\
                \(String(watcher.name.prefix(1)))</span>\(watcher.isTyping ? Icon("pencil").html : Icon("eye").html)\
                \(t(watcher.isTyping ? .watchTyping : .watchLooking, watcher.name))</span>
                """
            })
    }
}
