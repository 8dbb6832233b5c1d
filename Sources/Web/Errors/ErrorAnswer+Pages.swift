import Kernel

extension ErrorAnswer {
    /// The clause first, then what it says, then what can be done.
    func sentences(in t: Language) -> HTML {
        """
        <p class="refusal">\(clause.map { "\($0.html) " as HTML })\(sentence)</p>\
        \(problems.isEmpty ? nil : "<ul>\(lines)</ul>" as HTML)\
        \(remedy.map { "<p>\(linkButton(t($0.label), url: $0.url))</p>" as HTML })
        """
    }

    /// For a whole page: with the number, and a way on.
    func page(in t: Language, number: String) -> HTML {
        """
        \(sentences(in: t))<p class="error-foot"><a href="/">\(t(.backToStart))</a>\
        <span class="number">\(t(.requestNumber, number))</span></p>
        """
    }

    /// For an answer to htmx: lands in `#notice`.
    func fragment(in t: Language) -> HTML {
        Remark(.broken, "<p class=\"remark-title\">\(t(title))</p>\(sentences(in: t))").html
    }

    /// For programs: `{"error": {"sentence": …, "clause": …, "problems": {…}, "number": …}}`.
    func json(number: String) -> String {
        let body = Body(
            error: .init(sentence: sentence, clause: clause?.number, problems: problems, number: number))
        return (try? textOfJSON(body)) ?? "{}"
    }

    private var lines: [HTML] {
        problems.sorted { $0.key < $1.key }.map { "<li>\($0.value)</li>" }
    }

    private struct Body: Encodable {
        struct Said: Encodable {
            let sentence: String
            let clause: String?
            let problems: [String: String]
            let number: String
        }

        let error: Said
    }
}
