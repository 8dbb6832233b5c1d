/// Puts the blocks of a paper on pages: rows break between lines where they must, heads of tables stand again on every
/// page, a row is not begun at the foot of a page if it fits on the next.
struct Layout {
    private let paper: Paper
    private let setting: Setting
    private let sheet: Sheet
    private(set) var pages: [[Mark]] = [[]]
    private var y: Double

    private static let body = 9.5
    private static let padding = 4.0
    /// Above and below the text of a row.
    private let air: Double
    /// Room between rows as one likes it, and as little as can still be read.
    static let comfortable = 4.0
    static let tight = 2.0
    private static let hairline = 0.6
    /// A row of so many lines may move to the next page as a whole; a longer one is broken.
    private static let mostLinesMoved = 14

    init(_ paper: Paper, _ setting: Setting, air: Double = Layout.comfortable) throws(Setting.Failure) {
        self.air = air
        self.paper = paper
        self.setting = setting
        sheet = Sheet(isLandscape: paper.isLandscape)
        y = sheet.top
        try head()
        for block in paper.blocks { try place(block) }
        try feet()
    }

    private mutating func head() throws(Setting.Failure) {
        try put(paper.organisation, size: 9, x: sheet.left, width: sheet.inner * 0.75)
        try put(paper.form, size: 9, x: sheet.left, width: sheet.inner, .right)
        y += 18
        let title = try setting.set(paper.title, size: 16, isBold: true, width: sheet.inner, .centre)
        draw(title, 0..<title.count, x: sheet.left, y: y)
        y += title.height + 2
        try put("\(paper.words.number) \(paper.number)", size: 9, x: sheet.left, width: sheet.inner, .right)
        y += 17
    }

    /// Page x of y stands on every page, so all pages must be there first.
    private mutating func feet() throws(Setting.Failure) {
        for number in pages.indices {
            let page = paper.words.page.replacing("{0}", with: String(number + 1))
                .replacing("{1}", with: String(pages.count))
            let foot = sheet.height - 44
            pages[number].append(.rule(x1: sheet.left, y1: foot, x2: sheet.right, y2: foot, width: 0.4))
            for (text, align) in [(paper.edition, Setting.Alignment.left), (paper.printed, .centre), (page, .right)] {
                let set = try setting.set(text, size: 8, width: sheet.inner, align)
                pages[number].append(.line(set, 0, x: sheet.left, baseline: foot + 12))
            }
            if number > 0 {
                let text = "\(paper.organisation) · \(paper.form) \(paper.title) · \(paper.number)"
                let set = try setting.set(text, size: 8, width: sheet.inner)
                pages[number].append(.line(set, 0, x: sheet.left, baseline: sheet.top - 10))
            }
        }
    }

    private mutating func place(_ block: Paper.Block) throws(Setting.Failure) {
        switch block {
        case .heading(let text):
            let set = try setting.set(text, size: 11, isBold: true, width: sheet.inner)
            // Never alone at the foot of a page: the head of a table and its first row come with it.
            if y + 8 + set.height + 64 > sheet.bottom { nextPage() }
            y += 8
            draw(set, 0..<set.count, x: sheet.left, y: y)
            y += set.height + 3
        case .note(let text):
            y += 4
            let set = try setting.set(text, size: 8.5, width: sheet.inner)
            for line in 0..<set.count {
                if y + set.leading > sheet.bottom { nextPage() }
                draw(set, line..<line + 1, x: sheet.left, y: y)
                y += set.leading
            }
            y += 3
        case .fields(let fields):
            for line in Paper.Block.lines(fields) { try row(line) }
            y += 6
        case .table(let table): try place(table)
        case .signatures(let boxes): try place(boxes)
        }
    }

    private mutating func row(_ fields: [Paper.Field]) throws(Setting.Failure) {
        let label = 74.0
        let value = fields.count == 1 ? sheet.inner - label : sheet.inner / 2 - label
        var cells: [Cell] = []
        var x = sheet.left
        for field in fields {
            cells.append(try cell(field.label, x: x, width: label, isBold: true, isGrounded: true))
            cells.append(try cell(field.value, x: x + label, width: value))
            x += label + value
        }
        placeRow(cells, head: nil)
    }

    private mutating func place(_ table: Paper.Table) throws(Setting.Failure) {
        let total = Double(table.columns.reduce(0) { $0 + $1.share })
        let widths = table.columns.map { sheet.inner * Double($0.share) / total }
        var places: [Double] = []
        var x = sheet.left
        for width in widths {
            places.append(x)
            x += width
        }
        var head: [Cell] = []
        for (index, column) in table.columns.enumerated() {
            head.append(
                try cell(column.title, x: places[index], width: widths[index], isBold: true, isGrounded: true, .centre))
        }
        let needed = (head.map(\.text.height).max() ?? 0) + 30
        if y + needed > sheet.bottom { nextPage() }
        placeRow(head, head: nil)
        if table.rows.isEmpty {
            placeRow([try cell(table.empty, x: sheet.left, width: sheet.inner)], head: head)
        }
        for (number, cells) in (table.rows + (table.totals.map { [$0] } ?? [])).enumerated() {
            var row: [Cell] = []
            for (index, text) in cells.enumerated() where index < table.columns.count {
                row.append(
                    try cell(
                        text, x: places[index], width: widths[index], isBold: number == table.rows.count,
                        table.columns[index].isNumber ? .right : .left))
            }
            placeRow(row, head: head)
        }
        y += 6
    }

    private mutating func place(_ boxes: [Paper.Signature]) throws(Setting.Failure) {
        let height = 62.0
        let perLine = min(4, max(1, boxes.count))
        let width = sheet.inner / Double(perLine)
        var rest = boxes[...]
        while !rest.isEmpty {
            if y + height > sheet.bottom { nextPage() }
            for (index, box) in rest.prefix(perLine).enumerated() {
                let x = sheet.left + Double(index) * width
                frame(x: x, y: y, width: width, height: height)
                try put(box.role, size: 8.5, x: x + Self.padding, width: width - 8, at: y + 3)
                try put(box.name, size: 11, x: x + Self.padding, width: width - 8, .centre, at: y + 22)
                let date = box.at.isEmpty ? paper.words.date : box.at
                try put(date, size: 8, x: x + Self.padding, width: width - 8, .right, at: y + height - 15)
            }
            rest = rest.dropFirst(perLine)
            y += height
        }
        y += 6
    }
}

/// Rows and what they are made of.
extension Layout {
    private struct Cell {
        let text: Setting.Text
        let x: Double
        let width: Double
        let isGrounded: Bool
    }

    private func cell(
        _ text: String, x: Double, width: Double, isBold: Bool = false, isGrounded: Bool = false,
        _ align: Setting.Alignment = .left
    ) throws(Setting.Failure) -> Cell {
        let set = try setting.set(text, size: Self.body, isBold: isBold, width: width - 2 * Self.padding, align)
        return Cell(text: set, x: x, width: width, isGrounded: isGrounded)
    }

    /// One row, in as many pieces as pages it takes.
    private mutating func placeRow(_ cells: [Cell], head: [Cell]?) {
        let count = cells.map(\.text.count).max() ?? 1
        let leading = Self.body * 1.5
        var start = 0
        while start < count {
            let room = Int((sheet.bottom - y - 2 * air) / leading)
            let left = count - start
            if room < left, room < 2 || (start == 0 && count <= Self.mostLinesMoved) {
                nextPage()
                if let head { placeRow(head, head: nil) }
                continue
            }
            let piece = start..<start + min(room, left)
            let height = Double(piece.count) * leading + 2 * air
            for cell in cells {
                if cell.isGrounded {
                    pages[pages.count - 1].append(.ground(x: cell.x, y: y, width: cell.width, height: height))
                }
                let lines = piece.clamped(to: 0..<cell.text.count)
                draw(cell.text, lines, x: cell.x + Self.padding, y: y + air)
                frame(x: cell.x, y: y, width: cell.width, height: height)
            }
            y += height
            start = piece.upperBound
            if start < count {
                nextPage()
                if let head { placeRow(head, head: nil) }
            }
        }
    }

    private mutating func nextPage() {
        pages.append([])
        y = sheet.top
    }

    private mutating func put(
        _ text: String, size: Double, x: Double, width: Double, _ align: Setting.Alignment = .left,
        at place: Double? = nil
    ) throws(Setting.Failure) {
        let set = try setting.set(text, size: size, width: width, align)
        draw(set, 0..<min(1, set.count), x: x, y: place ?? y)
    }

    private mutating func draw(_ text: Setting.Text, _ lines: Range<Int>, x: Double, y: Double) {
        for (place, line) in lines.enumerated() {
            let baseline = y + Double(place) * text.leading + text.size * 1.12
            pages[pages.count - 1].append(.line(text, line, x: x, baseline: baseline))
        }
    }

    private mutating func frame(x: Double, y: Double, width: Double, height: Double) {
        let (right, bottom) = (x + width, y + height)
        for (x1, y1, x2, y2) in [
            (x, y, right, y), (right, y, right, bottom), (right, bottom, x, bottom), (x, bottom, x, y),
        ] {
            pages[pages.count - 1].append(.rule(x1: x1, y1: y1, x2: x2, y2: y2, width: Self.hairline))
        }
    }
}
