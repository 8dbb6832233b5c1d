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
    /// Of squares: two Chinese characters abreast in the thirty-first part of a sheet on its side.
    private static let denseBody = 7.0
    private static let densePadding = 1.5
    /// Above and below the text of a row.
    private let air: Double
    /// Room between rows as one likes it, and as little as can still be read.
    static let comfortable = 4.0
    static let tight = 2.0
    private static let hairline = 0.6
    private static let leading = body * 1.5
    /// A row of so many lines may move to the next page as a whole; a longer one is broken.
    private static let mostLinesMoved = 14

    init(_ paper: Paper, _ setting: Setting, air: Double = Layout.comfortable) throws(Setting.Failure) {
        self.air = air
        self.paper = paper
        self.setting = setting
        sheet = Sheet(isLandscape: paper.isLandscape)
        y = sheet.top
        try head()
        for (number, block) in paper.blocks.enumerated() {
            try place(block, before: paper.blocks.dropFirst(number + 1).first)
        }
        try feet()
    }

    private mutating func head() throws(Setting.Failure) {
        try put(paper.form, size: 9, x: sheet.left, width: sheet.inner, .right)
        let organisation = try setting.set(paper.organisation, size: 9, width: sheet.inner * 0.75)
        draw(organisation, 0..<organisation.count, x: sheet.left, y: y)
        y += organisation.height + 4.5
        let title = try setting.set(paper.title, size: 16, isBold: true, width: sheet.inner, .centre)
        draw(title, 0..<title.count, x: sheet.left, y: y)
        y += title.height + 2
        try put("\(paper.words.number) \(paper.number)", size: 9, x: sheet.left, width: sheet.inner, .right)
        y += 17
    }

    /// Page x of y stands on every page, so all pages must be there first. What does not fit beside the others stands on
    /// a line of its own, and what is longer than a line ends with a mark.
    private mutating func feet() throws(Setting.Failure) {
        let foot = sheet.height - 44
        for number in pages.indices {
            let page = paper.words.page.replacing("{0}", with: String(number + 1))
                .replacing("{1}", with: String(pages.count))
            pages[number].append(.rule(x1: sheet.left, y1: foot, x2: sheet.right, y2: foot, width: 0.4))
            let side = try width(of: page) + 12
            let middle = try width(of: paper.printed)
            let isOneLine = try max(width(of: paper.edition) + 12, side) * 2 + middle < sheet.inner
            let second = isOneLine ? 12.0 : 23
            try line(paper.edition, on: number, width: sheet.inner, baseline: foot + 12)
            try line(
                paper.printed, on: number, width: isOneLine ? sheet.inner : sheet.inner - side,
                isOneLine ? .centre : .left, baseline: foot + second)
            try line(page, on: number, width: sheet.inner, .right, baseline: foot + second)
            guard number > 0 else { continue }
            let form = " · \(paper.form) \(paper.title) · \(paper.number)"
            let room = try sheet.inner - width(of: form)
            let organisation = try shortened(paper.organisation, to: max(60, room))
            try line(organisation + form, on: number, width: sheet.inner, baseline: sheet.top - 10)
        }
    }

    private static let small = 8.0

    private func width(of text: String) throws(Setting.Failure) -> Double {
        try setting.set(text, size: Self.small, width: 10_000).width
    }

    private mutating func line(
        _ text: String, on page: Int, width: Double, _ align: Setting.Alignment = .left, baseline: Double
    ) throws(Setting.Failure) {
        let set = try setting.set(try shortened(text, to: width), size: Self.small, width: width, align)
        pages[page].append(.line(set, 0, x: sheet.left, baseline: baseline))
    }

    /// What is longer than its place ends with a mark.
    private func shortened(_ text: String, to width: Double) throws(Setting.Failure) -> String {
        var shown = text
        while shown.count > 1, try self.width(of: shown) > width {
            shown = String(shown.dropLast(shown.last == "…" ? 2 : 1)) + "…"
        }
        return shown
    }

    private mutating func place(_ block: Paper.Block, before next: Paper.Block?) throws(Setting.Failure) {
        switch block {
        case .heading(let text):
            let set = try setting.set(text, size: 11, isBold: true, width: sheet.inner)
            // Never alone at the foot of a page: what comes under it begins there too.
            let below = if let next { try beginning(of: next) } else { 0.0 }
            if y + 11 + set.height + below > sheet.bottom { nextPage() }
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
            let lines = Paper.Block.lines(fields)
            for (number, line) in lines.enumerated() {
                let row = try row(line)
                // Nobody signs an empty page: the last row goes over to it with the boxes.
                if number == lines.count - 1, let next, case .signatures = next {
                    let below = try beginning(of: next)
                    if y + beginning(of: row) + 6 + below > sheet.bottom { nextPage() }
                }
                placeRow(row, head: nil)
            }
            y += 6
        case .table(let table): try place(table)
        case .signatures(let boxes): try place(boxes)
        }
    }

    /// How much of a block stands together at least: its first row, or as much of that as is not moved to the next page
    /// as a whole; of a table with its head; a line of boxes to sign in.
    private func beginning(of block: Paper.Block) throws(Setting.Failure) -> Double {
        switch block {
        case .heading(let text):
            return try setting.set(text, size: 11, isBold: true, width: sheet.inner).height + 11
        case .note: return 30
        case .fields(let fields):
            guard let first = Paper.Block.lines(fields).first else { return 0 }
            return beginning(of: try row(first))
        case .table(let table): return beginning(of: try head(table)) + beginning(of: try row(table, 0))
        case .signatures(let boxes):
            return try signatures(boxes.prefix(Self.mostAbreast), of: boxes.count).height
        }
    }

    private func beginning(of row: [Cell]) -> Double {
        let count = row.map(\.text.count).max() ?? 1
        return Double(count <= Self.mostLinesMoved ? count : 2) * Self.leading + 2 * air
    }

    private func row(_ fields: [Paper.Field]) throws(Setting.Failure) -> [Cell] {
        let label = 74.0
        let value = fields.count == 1 ? sheet.inner - label : sheet.inner / 2 - label
        var cells: [Cell] = []
        var x = sheet.left
        for field in fields {
            cells.append(try cell(field.label, x: x, width: label, isBold: true, isGrounded: true))
            cells.append(try cell(field.value, x: x + label, width: value))
            x += label + value
        }
        return cells
    }

    private mutating func place(_ table: Paper.Table) throws(Setting.Failure) {
        let head = try head(table)
        // The head never stands alone at the foot of a page either.
        let first = try row(table, 0)
        if y + beginning(of: head) + beginning(of: first) > sheet.bottom { nextPage() }
        placeRow(head, head: nil)
        for number in 0..<max(1, table.rows.count + (table.totals == nil ? 0 : 1)) {
            placeRow(try row(table, number), head: head)
        }
        y += 6
    }

    private func head(_ table: Paper.Table) throws(Setting.Failure) -> [Cell] {
        var cells: [Cell] = []
        for (column, (x, width)) in zip(table.columns, places(table)) {
            cells.append(
                try cell(
                    column.title, x: x, width: width, isBold: true, isGrounded: true, isDense: table.isDense, .centre))
        }
        return cells
    }

    /// The row of a place; after the last of them the totals, and where there is none what stands there instead.
    private func row(_ table: Paper.Table, _ number: Int) throws(Setting.Failure) -> [Cell] {
        if table.rows.isEmpty, number == 0 { return [try cell(table.empty, x: sheet.left, width: sheet.inner)] }
        let isTotal = number >= table.rows.count
        let texts = isTotal ? table.totals ?? [] : table.rows[number]
        var cells: [Cell] = []
        for ((text, column), (x, width)) in zip(zip(texts, table.columns), places(table)) {
            cells.append(
                try cell(
                    text, x: x, width: width, isBold: isTotal, isDense: table.isDense,
                    column.isNumber ? .right : .left))
        }
        return cells
    }

    private func places(_ table: Paper.Table) -> [(x: Double, width: Double)] {
        let total = Double(table.columns.reduce(0) { $0 + $1.share })
        var places: [(x: Double, width: Double)] = []
        var x = sheet.left
        for column in table.columns {
            let width = sheet.inner * Double(column.share) / total
            places.append((x, width))
            x += width
        }
        return places
    }
}

/// Boxes to sign in, as many abreast as fit; a long name makes the whole line of them higher.
extension Layout {
    private static let mostAbreast = 4

    private struct Box {
        let role: Setting.Text
        let name: Setting.Text
        let at: Setting.Text
    }

    private mutating func place(_ boxes: [Paper.Signature]) throws(Setting.Failure) {
        let width = sheet.inner / Double(min(Self.mostAbreast, max(1, boxes.count)))
        var rest = boxes[...]
        while !rest.isEmpty {
            let (line, height) = try signatures(rest.prefix(Self.mostAbreast), of: boxes.count)
            if y + height > sheet.bottom { nextPage() }
            for (index, box) in line.enumerated() {
                let x = sheet.left + Double(index) * width
                frame(x: x, y: y, width: width, height: height)
                let inside = x + Self.padding
                draw(box.role, 0..<box.role.count, x: inside, y: y + 3)
                let free = height - 6 - box.role.height - box.at.height
                let above = max(0, (free - box.name.height) / 2)
                draw(box.name, 0..<box.name.count, x: inside, y: y + 3 + box.role.height + above)
                draw(box.at, 0..<box.at.count, x: inside, y: y + height - 3 - box.at.height)
            }
            rest = rest.dropFirst(Self.mostAbreast)
            y += height
        }
        y += 6
    }

    private func signatures(
        _ boxes: ArraySlice<Paper.Signature>, of count: Int
    ) throws(Setting.Failure) -> (boxes: [Box], height: Double) {
        let abreast = min(Self.mostAbreast, max(1, count))
        let width = sheet.inner / Double(abreast) - 2 * Self.padding
        var line: [Box] = []
        for box in boxes {
            line.append(
                Box(
                    role: try setting.set(box.role, size: 8.5, width: width),
                    name: try setting.set(box.name, size: 11, width: width, .centre),
                    at: try setting.set(box.at.isEmpty ? paper.words.date : box.at, size: 8, width: width, .right)))
        }
        let needed = line.map { $0.role.height + max(16.5, $0.name.height) + $0.at.height + 10 }.max() ?? 0
        return (line, max(62, needed))
    }
}

/// Rows and what they are made of.
extension Layout {
    private struct Cell {
        let text: Setting.Text
        let x: Double
        let width: Double
        let isGrounded: Bool
        let padding: Double
    }

    private func cell(
        _ text: String, x: Double, width: Double, isBold: Bool = false, isGrounded: Bool = false,
        isDense: Bool = false, _ align: Setting.Alignment = .left
    ) throws(Setting.Failure) -> Cell {
        let (size, padding) = isDense ? (Self.denseBody, Self.densePadding) : (Self.body, Self.padding)
        let set = try setting.set(text, size: size, isBold: isBold, width: width - 2 * padding, align)
        return Cell(text: set, x: x, width: width, isGrounded: isGrounded, padding: padding)
    }

    /// One row, in as many pieces as pages it takes.
    private mutating func placeRow(_ cells: [Cell], head: [Cell]?) {
        let count = cells.map(\.text.count).max() ?? 1
        var start = 0
        while start < count {
            let room = Int((sheet.bottom - y - 2 * air) / Self.leading)
            let left = count - start
            if room < left, room < 2 || (start == 0 && count <= Self.mostLinesMoved) {
                nextPage()
                if let head { placeRow(head, head: nil) }
                continue
            }
            let piece = start..<start + min(room, left)
            let height = Double(piece.count) * Self.leading + 2 * air
            for cell in cells {
                if cell.isGrounded {
                    pages[pages.count - 1].append(.ground(x: cell.x, y: y, width: cell.width, height: height))
                }
                // What the box is called stands beside it on every page.
                let isLabel = cell.isGrounded && start > 0
                let lines =
                    isLabel
                    ? 0..<min(cell.text.count, piece.count) : piece.clamped(to: 0..<cell.text.count)
                draw(cell.text, lines, x: cell.x + cell.padding, y: y + air)
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
