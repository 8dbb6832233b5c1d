import Kernel

/// Somebody else has changed a record since its form was opened: what is sent from that form would go over their newer
/// change. It is held back once, with what stands there now; sent again from the page that shows it, it goes. (A case
/// tells more of it: `CaseOvertaken`.)
struct Overtaken: Error, Equatable {
    /// What stands in the record now, as people read it.
    let theirs: String

    /// What a form carries to say which state of the record it was opened on.
    static func mark(_ parts: String?...) -> String {
        String(Secrets.sha256(ofText: parts.map { $0.map { "=\($0)" } ?? "-" }.joined(separator: "\u{1F}")).prefix(16))
    }

    /// `seen` is empty where no page was open: programs, timers.
    static func refuse(_ seen: String, unless mark: String, theirs: @autoclosure () -> String) throws(Overtaken) {
        guard seen.isEmpty || seen == mark else { throw Overtaken(theirs: theirs()) }
    }
}
