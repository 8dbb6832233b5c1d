import CZip
import Foundation
import Testkit

/// Puts archives together for these tests, hostile ones among them.
enum Zip {
    static func archive(_ parts: [(name: String, content: [UInt8])]) throws -> [UInt8] {
        let path = FileManager.default.temporaryDirectory.appending(path: "zip-\(UUID().uuidString).xlsx").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        var error: Int32 = 0
        guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &error) else { throw ZipFailed(code: error) }
        var kept: [UnsafeMutableBufferPointer<UInt8>] = []
        defer { for content in kept { content.deallocate() } }
        for part in parts {
            let content = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, part.content.count))
            _ = content.initialize(from: part.content)
            kept.append(content)
            let source = zip_source_buffer(archive, content.baseAddress, zip_uint64_t(part.content.count), 0)
            guard zip_file_add(archive, part.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8)) >= 0 else {
                throw ZipFailed(code: -1)
            }
        }
        guard zip_close(archive) == 0 else { throw ZipFailed(code: -2) }
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// A workbook of one sheet with the rows given as XML.
    static func workbook(
        rows: String, after: String = "", styles: String = "", strings: String? = nil, book: String = "",
        prolog: String = ""
    ) throws -> [UInt8] {
        var parts: [(String, [UInt8])] = [
            (
                "xl/workbook.xml",
                Array(
                    """
                    <workbook xmlns:r="r">\(book)<sheets><sheet name="填写说明" r:id="r9"/>\
                    <sheet name="藏" state="hidden" r:id="r8"/><sheet name="数据" r:id="r1"/>\
                    <sheet name="其他" r:id="r2"/></sheets></workbook>
                    """.utf8)
            ),
            (
                "xl/_rels/workbook.xml.rels",
                Array(
                    """
                    <Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/>\
                    <Relationship Id="r2" Target="worksheets/sheet2.xml"/></Relationships>
                    """.utf8)
            ),
            ("xl/styles.xml", Array("<styleSheet>\(styles)</styleSheet>".utf8)),
            (
                "xl/worksheets/sheet1.xml",
                Array("\(prolog)<worksheet><sheetData>\(rows)</sheetData>\(after)</worksheet>".utf8)
            ),
        ]
        if let strings { parts.append(("xl/sharedStrings.xml", Array("<sst>\(strings)</sst>".utf8))) }
        return try archive(parts)
    }
}

struct ZipFailed: Error { let code: Int32 }
