/// Several files served as one, joined at start: few requests, and no build step for the browser's files.
struct Bundle {
    let path: String
    let parts: [Part]

    struct Part {
        let path: String
        /// the cascade layer that a file written by others is put into, so that ours wins whatever its selectors
        let layer: String?
    }

    /// The order of the layers is said first; what comes later wins.
    static let styles = Bundle(
        path: "css/desk.css",
        parts: [Part(path: "css/layers.css", layer: nil), Part(path: "vendor/css/tabler.min.css", layer: "vendor")]
            + [
                "tokens", "base", "layout", "controls", "parts", "timeline", "files", "paper", "handbook", "cases",
                "lists", "wall", "figures", "contacts", "tabs", "rosters",
                "phone", "print",
            ].map {
                Part(path: "css/\($0).css", layer: nil)
            })

    static let behaviours = Bundle(
        path: "js/desk.js",
        parts: (["js/behaviour.js"]
            + [
                "acts", "dialogs", "palette", "shortcuts", "rows", "relative-time", "live", "idle-lock", "copy",
                "notice", "drafts", "composer", "held", "watch", "tabs", "quick-texts", "filters", "batch", "peek",
                "files",
                "print", "here", "roster-answer", "roster", "chart", "intake", "category-hint", "parts", "lengths",
                "fills",
            ].map { "js/behaviours/\($0).js" })
            .map { Part(path: $0, layer: nil) })

    /// What the pages name of other people's files.
    static let vendorFiles = [
        "vendor/css/tabler.min.css", "vendor/css/tabler-icons.min.css", "vendor/js/htmx-2.min.js",
        "vendor/js/echarts.min.js",
    ]

    /// A part that is not there is left out.
    func joined(_ contents: [String: [UInt8]]) -> [UInt8] {
        parts.reduce(into: []) { bytes, part in
            guard let content = contents[part.path] else { return }
            if let layer = part.layer { bytes += "@layer \(layer) {\n".utf8 }
            bytes += part.layer == nil ? content : Bundle.withoutCharset(content)
            bytes += part.layer == nil ? "\n".utf8 : "\n}\n".utf8
        }
    }

    /// `@charset` is allowed at the very beginning of a style sheet only, and the answer's header says it anyway.
    private static func withoutCharset(_ content: [UInt8]) -> [UInt8] {
        guard content.starts(with: "@charset".utf8), let end = content.firstIndex(of: UInt8(ascii: ";")) else {
            return content
        }
        return Array(content[(end + 1)...])
    }
}
