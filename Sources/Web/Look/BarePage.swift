public import Kernel

/// A page without the desk around it: sign-in, lock, errors.
extension Frame {
    public static func bare(
        title: String, language: Language, theme: Theme = .auto, links: AssetLinks, wide: Bool = false,
        content: HTML
    ) -> HTML {
        Skeleton(language: language, theme: theme, links: links, title: title, scripts: [])
            .document(
                bodyAttributes: " class=\"bare\"",
                """
                <main id="main" class="\(wide ? "bare-wide" : "bare-sheet")" tabindex="-1">\
                <p class="brand">\(Mark.svg)<span class="brand-name">\(language(.productName))</span>\
                <span class="brand-latin">Qingting</span></p>\
                <h1>\(title)</h1>\(content)</main>\(NoticeArea(text: nil, language: language).html)
                """)
    }

    /// The same, in the language of a visitor.
    public static func bare(_ visit: Visit, title: String, wide: Bool = false, content: HTML) -> HTML {
        bare(title: title, language: visit.language, links: visit.links, wide: wide, content: content)
    }
}
