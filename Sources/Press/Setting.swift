import CPaper

/// What a page consists of in the end: lines of text at their places, rules, grey grounds.
enum Mark {
    case line(Setting.Text, Int, x: Double, baseline: Double)
    case rule(x1: Double, y1: Double, x2: Double, y2: Double, width: Double)
    case ground(x: Double, y: Double, width: Double, height: Double)
}

/// Texts set in lines by the library, for one document.
final class Setting {
    enum Alignment: Int32 { case left, centre, right }

    /// A text set to a width; lives as long as somebody draws it.
    final class Text {
        let handle: OpaquePointer
        let size: Double
        let align: Alignment
        let count: Int

        fileprivate init(_ handle: OpaquePointer, size: Double, _ align: Alignment) {
            self.handle = handle
            self.size = size
            self.align = align
            count = Int(paper_text_lines(handle))
        }

        /// Chinese wants air between its lines.
        var leading: Double { size * 1.5 }
        var height: Double { Double(count) * leading }
        var width: Double { paper_text_width(handle) }

        deinit { paper_text_free(handle) }
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let press: OpaquePointer

    init(_ sheet: Sheet, title: String, author: String, created: String) throws(Failure) {
        guard let press = paper_press_new(sheet.width, sheet.height, title, author, created) else {
            throw Failure(description: "no fonts, or no memory, for a PDF")
        }
        self.press = press
    }

    func set(_ text: String, size: Double, isBold: Bool = false, width: Double, _ align: Alignment = .left)
        throws(Failure) -> Text
    {
        // The library ends at a NUL; no text of ours has one.
        guard let handle = paper_text_new(press, text, size, isBold ? 1 : 0, width, align.rawValue) else {
            throw Failure(description: "no memory for a text")
        }
        return Text(handle, size: size, align)
    }

    func draw(_ pages: [[Mark]]) throws(Failure) -> [UInt8] {
        for (number, page) in pages.enumerated() {
            if number > 0 { paper_next_page(press) }
            for mark in page {
                switch mark {
                case .line(let text, let line, let x, let baseline):
                    paper_draw_line(press, text.handle, Int32(line), x, baseline)
                case .rule(let x1, let y1, let x2, let y2, let width): paper_draw_rule(press, x1, y1, x2, y2, width)
                case .ground(let x, let y, let width, let height): paper_fill(press, x, y, width, height, 0.93)
                }
            }
        }
        var length = 0
        guard let bytes = paper_press_finish(press, &length) else {
            throw Failure(description: String(cString: paper_press_problem(press)))
        }
        return Array(UnsafeBufferPointer(start: bytes, count: length))
    }

    deinit { paper_press_free(press) }
}

/// A4, in points, with the margins of the house; upright, or on its side for tables of many columns.
struct Sheet {
    let width: Double
    let height: Double
    let left = 48.0
    let top = 48.0

    init(isLandscape: Bool) {
        width = isLandscape ? 841.89 : 595.28
        height = isLandscape ? 595.28 : 841.89
    }

    var right: Double { width - 48 }
    var bottom: Double { height - 62 }
    var inner: Double { right - left }
}
