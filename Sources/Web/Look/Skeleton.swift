import Kernel

/// Everything around `<body>`: the same for all pages.
struct Skeleton {
    let language: Language
    let theme: Theme
    let links: AssetLinks
    let title: String
    let scripts: [String]

    func document(bodyAttributes: HTML, _ body: HTML) -> HTML {
        """
        <!doctype html>
        <html lang="\(language.rawValue)"\(theme == .auto ? "" : " data-bs-theme=\"\(theme.rawValue)\"" as HTML)>
        <head><meta charset="utf-8"><title>\(title) · \(language(.productName))</title>\
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">\
        <meta name="color-scheme" content="light dark">\
        <meta name="htmx-config" content="\(Skeleton.htmx)">\
        <link rel="icon" href="\(links.url("images/favicon.svg"))" type="image/svg+xml">\
        <link rel="stylesheet" href="\(links.url("css/desk.css"))">\
        <link rel="stylesheet" href="\(links.url("vendor/css/tabler-icons.min.css"))">\
        <script src="\(links.url("vendor/js/htmx-2.min.js"))" defer></script>\
        <script src="\(links.url("js/desk.js"))" defer></script>\
        \(scripts.map { "<script src=\"\(links.url($0))\" defer></script>" as HTML })</head>
        <body\(bodyAttributes) data-words="\(BehaviourWords.json(language))">\(body)</body></html>
        """
    }

    /// htmx neither writes style nor evaluates text (the content-security policy forbids both), and it shows
    /// refusals instead of swallowing them: an answer of 4xx or 5xx is swapped where the server says.
    private static let htmx = """
        {"includeIndicatorStyles":false,"allowEval":false,"selfRequestsOnly":true,"historyCacheSize":0,\
        "responseHandling":[{"code":"204","swap":false},{"code":"[23]..","swap":true},\
        {"code":"[45]..","swap":true}]}
        """
}
