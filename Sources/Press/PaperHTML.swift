public import Kernel

extension Paper {
    /// The form as a part of a page; `Public/css/paper.css` sets it on A4. Page numbers come from the browser's margins.
    public var html: HTML {
        """
        <article class="paper\(isLandscape ? " landscape" as HTML : nil)" lang="zh-CN"><header><p class="organisation">\(organisation)</p>\
        <p class="form">\(form)</p><h1>\(title)</h1><p class="number">\(words.number) \(number)</p></header>\
        \(blocks.map(html))<footer><span>\(edition)</span><span>\(printed)</span></footer></article>
        """
    }

    private func html(_ block: Block) -> HTML {
        switch block {
        case .heading(let text): return "<h2>\(text)</h2>"
        case .note(let text): return "<p class=\"note\">\(text)</p>"
        case .fields(let fields):
            // The widths of the PDF, whatever the first line of the boxes is.
            return """
                <table class="boxes"><colgroup><col width="15%"><col width="35%"><col width="15%"><col width="35%"></colgroup>\
                <tbody>\(Block.lines(fields).map(html))</tbody></table>
                """
        case .table(let table): return html(table)
        case .signatures(let boxes): return "<div class=\"signing\">\(boxes.map(html))</div>"
        }
    }

    private func html(_ line: [Field]) -> HTML {
        let cells = line.map { field -> HTML in
            """
            <th scope="row">\(field.label)</th>\
            <td\(line.count == 1 ? " colspan=\"3\"" as HTML : nil)>\(field.value)</td>
            """
        }
        return "<tr>\(cells)</tr>"
    }

    private func html(_ table: Table) -> HTML {
        let head = table.columns.map { column -> HTML in
            "<th scope=\"col\"\(column.isNumber ? " class=\"figure\"" as HTML : nil)>\(column.title)</th>"
        }
        func row(_ cells: [String], _ hints: [String] = []) -> HTML {
            let cells = zip(table.columns, cells).enumerated().map { place, cell -> HTML in
                let (column, text) = cell
                let hint: HTML? =
                    hints.indices.contains(place) && !hints[place].isEmpty
                    ? " title=\"\(hints[place])\"" : nil
                // On a telephone each line is a card, and says itself what stands in it.
                return """
                    <td data-label="\(column.title)"\(column.isNumber ? " class=\"figure\"" as HTML : nil)\(hint)>\(text)</td>
                    """
            }
            return "<tr>\(cells)</tr>"
        }
        let body: HTML =
            table.rows.isEmpty
            ? "<tr><td colspan=\"\(table.columns.count)\">\(table.empty)</td></tr>"
            : HTML(
                table.rows.enumerated().map { place, cells in
                    row(cells, table.hints.indices.contains(place) ? table.hints[place] : [])
                })
        return """
            <table class="lines\(table.isDense ? " dense" as HTML : nil)"><colgroup>\(widths(table))</colgroup><thead><tr>\(head)</tr></thead><tbody>\(body)\
            \(table.totals.map { HTML([row($0)]) })</tbody></table>
            """
    }

    /// The same parts of the width as in the PDF.
    private func widths(_ table: Table) -> [HTML] {
        let total = table.columns.reduce(0) { $0 + $1.share }
        return table.columns.map { "<col width=\"\($0.share * 1000 / total / 10)%\">" }
    }

    private func html(_ box: Signature) -> HTML {
        """
        <div><span class="role">\(box.role)</span><span class="name">\(box.name)</span>\
        <span class="when">\(box.at.isEmpty ? words.date : box.at)</span></div>
        """
    }
}
