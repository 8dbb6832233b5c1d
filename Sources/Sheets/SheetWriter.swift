import CXlsxWriter
import Foundation
public import Kernel

/// The workbook could not be written: the disk is full, or there is no place for temporary files.
public struct SheetNotWritten: Error, Equatable, CustomStringConvertible {
    public let reason: String
    public var description: String { "the workbook could not be written: \(reason)" }
}

/// Writes a workbook row by row through libxlsxwriter in its mode of constant memory. Texts are always texts: nothing that
/// is written here can be calculated by whoever opens it.
///
///     let writer = try SheetWriter(at: path, watermark: mark)
///     try writer.begin("工单", columns)
///     try writer.write([.text("20260105-10001"), .money(.yuan(12))])
///     try writer.close()
public final class SheetWriter {
    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private var sheet: UnsafeMutablePointer<lxw_worksheet>?
    private let watermark: Watermark?
    private let formats: Formats
    private var row: UInt32 = 0
    private var isOpen = true

    /// Excel keeps so many characters in a cell (counted as UTF-16); what is longer is cut with a remark.
    public static let longestCell = 32_767
    /// Rows of a sheet in Excel, the heading included.
    public static let mostRows = 1_048_576

    public init(at path: String, watermark: Watermark? = nil) throws(SheetNotWritten) {
        let directory = (path as NSString).deletingLastPathComponent
        let made = directory.withCString { directory -> UnsafeMutablePointer<lxw_workbook>? in
            var options = lxw_workbook_options()
            options.constant_memory = 1
            options.tmpdir = UnsafeMutablePointer(mutating: directory)
            return workbook_new_opt(path, &options)
        }
        guard let made else { throw SheetNotWritten(reason: "no place for \(path)") }
        workbook = made
        formats = Formats(made)
        self.watermark = watermark
        if let watermark { setProperties(watermark) }
    }

    deinit { if isOpen { _ = workbook_close(workbook) } }

    /// A sheet with its row of headings, which stays in sight and stands on every printed page.
    public func begin(_ name: String, _ columns: [SheetColumn], hasFilter: Bool = true) throws(SheetNotWritten) {
        guard let sheet = workbook_add_worksheet(workbook, Self.sheetName(name)) else {
            throw SheetNotWritten(reason: "no sheet \(name)")
        }
        self.sheet = sheet
        row = 0
        for (index, column) in columns.enumerated() {
            let place = UInt16(index)
            worksheet_set_column(sheet, place, place, column.width, nil)
            worksheet_write_string(
                sheet, 0, place, column.title, column.isRequired ? formats.needed : formats.heading)
            setChoices(of: column, at: place, on: sheet)
        }
        row = 1
        worksheet_freeze_panes(sheet, 1, 0)
        worksheet_repeat_rows(sheet, 0, 0)
        worksheet_set_landscape(sheet)
        worksheet_set_paper(sheet, 9)
        worksheet_fit_to_pages(sheet, 1, 0)
        if hasFilter, !columns.isEmpty { worksheet_autofilter(sheet, 0, 0, 0, UInt16(columns.count - 1)) }
        if let watermark {
            // An ampersand is a command in headers; 255 characters is all a header holds.
            let line = String(watermark.line.replacing("&", with: "＆").prefix(120))
            worksheet_set_header(sheet, "&L\(String(watermark.title.replacing("&", with: "＆").prefix(60)))&R\(line)")
            worksheet_set_footer(sheet, "&L\(line)&R&P / &N")
        }
    }

    public func write(_ cells: [SheetCell]) throws(SheetNotWritten) {
        guard let sheet, row < Self.mostRows else { throw SheetNotWritten(reason: "more rows than a sheet has") }
        for (index, cell) in cells.enumerated() {
            let status = write(cell, on: sheet, UInt16(index))
            guard status == LXW_NO_ERROR else { throw SheetNotWritten(reason: String(cString: lxw_strerror(status))) }
        }
        row += 1
    }

    /// Puts the file together. After that nothing more can be written.
    public func close() throws(SheetNotWritten) {
        isOpen = false
        let status = workbook_close(workbook)
        guard status == LXW_NO_ERROR else { throw SheetNotWritten(reason: String(cString: lxw_strerror(status))) }
    }

    private func write(_ cell: SheetCell, on sheet: UnsafeMutablePointer<lxw_worksheet>, _ column: UInt16) -> lxw_error
    {
        switch cell {
        case .empty: return LXW_NO_ERROR
        case .text(let text):
            if text.isEmpty { return LXW_NO_ERROR }
            let calculates = text.unicodeScalars.first.map(CommaText.calculates) ?? false
            return worksheet_write_string(
                sheet, row, column, text.fitForSheet, calculates ? formats.text : formats.plain)
        case .number(let number): return worksheet_write_number(sheet, row, column, number, formats.plain)
        case .money(let money):
            return worksheet_write_number(sheet, row, column, Double(money.fen) / 100, formats.money)
        case .day(let day): return worksheet_write_number(sheet, row, column, day.serial, formats.day)
        case .time(let instant, let zone):
            let day = zone.day(of: instant)
            let since = instant - zone.instant(day, .midnight)
            return worksheet_write_number(
                sheet, row, column, day.serial + Double(since.milliseconds / 1000) / 86_400, formats.time)
        }
    }

    private func setChoices(
        of column: SheetColumn, at place: UInt16, on sheet: UnsafeMutablePointer<lxw_worksheet>
    ) {
        let isListed = !column.choices.isEmpty && column.choices.joined(separator: ",").count <= 255
        guard isListed || !column.note.isEmpty else { return }
        var list: [UnsafeMutablePointer<CChar>?] = column.choices.map { choice in choice.withCString { strdup($0) } }
        list.append(nil)
        let texts: [UnsafeMutablePointer<CChar>?] = [String(column.title.prefix(32)), String(column.note.prefix(255))]
            .map { text in text.withCString { strdup($0) } }
        defer { for text in list + texts { free(text) } }
        list.withUnsafeMutableBufferPointer { list in
            var validation = lxw_data_validation()
            validation.validate = UInt8(
                isListed ? LXW_VALIDATION_TYPE_LIST.rawValue : LXW_VALIDATION_TYPE_ANY.rawValue)
            if isListed { validation.value_list = list.baseAddress }
            // A suggestion: whoever pastes something else is told when the file is looked through.
            validation.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_INFORMATION.rawValue)
            validation.input_title = texts[0]
            validation.input_message = column.note.isEmpty ? nil : texts[1]
            worksheet_data_validation_range(sheet, 1, place, 100_000, place, &validation)
        }
    }

    private func setProperties(_ watermark: Watermark) {
        let texts: [UnsafeMutablePointer<CChar>?] = [watermark.title, watermark.author, watermark.line].map {
            $0.withCString { strdup($0) }
        }
        defer { for text in texts { free(text) } }
        var properties = lxw_doc_properties()
        properties.title = texts[0]
        properties.author = texts[1]
        properties.comments = texts[2]
        properties.keywords = texts[2]
        workbook_set_properties(workbook, &properties)
        workbook_set_custom_property_string(workbook, "Qingting", String(watermark.line.prefix(250)))
    }

    /// Excel refuses some characters and more than 31 of them.
    private static func sheetName(_ name: String) -> String {
        String(name.filter { !"[]:*?/\\'".contains($0) }.prefix(31))
    }
}

extension SheetWriter {
    /// A workbook in a directory of its own for as long as it is written, and its bytes: libxlsxwriter knows no other way.
    public nonisolated(nonsending) static func bytes(
        watermark: Watermark? = nil, _ write: (SheetWriter) async throws -> Void
    ) async throws -> [UInt8] {
        let file = try await file(watermark: watermark, write)
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: file.path)))
    }

    /// The same as a file, which is gone as soon as nobody holds it any more: however large the list, nobody holds it
    /// whole.
    public nonisolated(nonsending) static func file(
        watermark: Watermark? = nil, _ write: (SheetWriter) async throws -> Void
    ) async throws -> WrittenSheet {
        var pattern = (FileManager.default.temporaryDirectory.path + "/qingting-sheet-XXXXXX").utf8CString.map(\.self)
        guard mkdtemp(&pattern) != nil else { throw SheetNotWritten(reason: "no temporary directory") }
        let directory = String(decoding: pattern.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let file = WrittenSheet(directory: directory)
        let writer = try SheetWriter(at: file.path, watermark: watermark)
        try await write(writer)
        try writer.close()
        return file
    }
}

/// A workbook that was written, in a directory of its own that goes with it.
public final class WrittenSheet: Sendable {
    private let directory: String
    let path: String

    init(directory: String) {
        self.directory = directory
        path = directory + "/sheet.xlsx"
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    /// In bytes.
    public var size: Int {
        get throws { try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0 }
    }

    /// Piece after piece, in order.
    public nonisolated(nonsending) func read(
        pieces length: Int = 64 << 10, _ body: ([UInt8]) async throws -> Void
    ) async throws {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? handle.close() }
        while let piece = try handle.read(upToCount: length), !piece.isEmpty { try await body([UInt8](piece)) }
    }
}

/// How cells look.
private struct Formats {
    let heading, needed, plain, text, money, day, time: UnsafeMutablePointer<lxw_format>?

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
        func format(_ change: (UnsafeMutablePointer<lxw_format>) -> Void) -> UnsafeMutablePointer<lxw_format>? {
            guard let format = workbook_add_format(workbook) else { return nil }
            change(format)
            return format
        }
        heading = format {
            format_set_bold($0)
            format_set_bg_color($0, 0xE3E5E1)
        }
        needed = format {
            format_set_bold($0)
            format_set_bg_color($0, 0xE3E5E1)
            format_set_font_color($0, 0xB3261E)
        }
        plain = nil
        text = format { format_set_num_format($0, "@") }
        money = format { format_set_num_format($0, "#,##0.00") }
        day = format { format_set_num_format($0, "yyyy-mm-dd") }
        time = format { format_set_num_format($0, "yyyy-mm-dd hh:mm") }
    }
}

extension Day {
    /// Days since 1899-12-30, as Excel counts.
    fileprivate var serial: Double { Double(number - Day(1899, 12, 30).number) }
}

extension String {
    /// Without what XML or C cannot hold, and no longer than a cell of Excel.
    var fitForSheet: String {
        var text = self
        if unicodeScalars.contains(where: { $0.value == 0 || $0.value == 0xFFFE || $0.value == 0xFFFF }) {
            text = String(
                String.UnicodeScalarView(
                    unicodeScalars.map { [0xFFFE, 0xFFFF].contains($0.value) ? "\u{FFFD}" : $0.value == 0 ? "␀" : $0 }))
        }
        guard text.utf16.count > SheetWriter.longestCell else { return text }
        let remark = "…(\(text.count))"
        var cut = text.prefix(SheetWriter.longestCell - 40)
        while cut.utf16.count > SheetWriter.longestCell - 40 { cut = cut.dropLast(cut.utf16.count / 100 + 1) }
        return cut + remark
    }
}
