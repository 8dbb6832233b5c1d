public import Kernel

/// A page that hangs on a wall: nothing to press, large type, always dark. It renews itself, so nobody has to come by.
extension Frame {
    public static func display(viewer: Viewer, title: String, content: HTML) -> HTML {
        Skeleton(language: viewer.language, theme: .dark, links: viewer.links, title: title, scripts: [])
            .document(
                bodyAttributes: " class=\"display\" data-now=\"\(String(viewer.now.milliseconds))\"",
                """
                <main id="main" tabindex="-1"><h1 class="unseen">\(title)</h1>\(content)</main>\
                \(NoticeArea(text: nil, language: viewer.language).html)
                """)
    }
}
