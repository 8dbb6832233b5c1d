import Kernel

/// The one place where the house speaks up: what an act has done, what it was refused, what has arrived.
/// A screen reader reads it politely; an answer to htmx lands in it.
struct NoticeArea {
    let text: String?
    let language: Language

    var html: HTML {
        """
        <div id="notice" role="status" aria-live="polite" data-behaviour="notice" data-close="\(language(.close))">\
        \(text.map { "<div class=\"remark done\"><p>\($0)</p></div>" as HTML })</div>
        """
    }
}
