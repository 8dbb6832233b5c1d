import Database
import Foundation
import Kernel
import Press
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// The forms filled as people fill them on a bad day: two thousand characters in every box, long names, twenty lines of
/// everything. `QINGTING_PAPERS=folder` keeps the PDFs to look at.
struct LongPaperTests {
    private static let hasPoppler = FileManager.default.isExecutableFile(atPath: "/usr/bin/pdftotext")
    private static let end = "〔完〕"

    private static func long(_ count: Int) -> String {
        let said = "客户说到货三天袖口就开线，店员不肯换，也没有道歉；要求退一赔三，并由店长当面说明。"
        return String(String(repeating: said, count: count / said.count + 1).prefix(count)) + end
    }

    private static let name = "阿卜杜勒·麦麦提·艾合买提江（南京路旗舰店值班经理兼客服主管）"

    /// The same form with so much in it.
    private static func filled(_ paper: Paper) -> Paper {
        var paper = paper
        paper.blocks = paper.blocks.map { block in
            switch block {
            case .heading, .note: block
            case .fields(let fields):
                .fields(fields.map { Paper.Field($0.label, $0.isWide ? long(2000) : name, wide: $0.isWide) })
            case .table(let table):
                .table(
                    Paper.Table(
                        table.columns,
                        (1...20).map { number in
                            table.columns.map {
                                $0.isNumber ? "1,234.50 元" : $0.share > 3 ? long(number * 9) : "第 \(number) 行"
                            }
                        }, totals: table.totals, empty: table.empty))
            case .signatures(let boxes):
                .signatures(boxes.map { Paper.Signature($0.role, name, at: "2026-01-05 09:00") })
            }
        }
        return paper
    }

    private static func text(of paper: Paper, named name: String) async throws -> [String] {
        let bytes = try await PaperPress().pdf(of: paper, created: "2026-01-05T09:00:00+08:00")
        let kept = ProcessInfo.processInfo.environment["QINGTING_PAPERS"]
        let path =
            "\(kept ?? NSTemporaryDirectory())/\(name)-\(kept == nil ? String(UInt64.random(in: 0 ... .max)) : "long").pdf"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { if kept == nil { try? FileManager.default.removeItem(atPath: path) } }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/pdftotext")
        process.arguments = ["-raw", path, "-"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self).split(separator: "\u{c}").map { page in
            page.filter { !$0.isWhitespace }
        }
    }

    /// Nothing is cut off, and every page says which it is.
    private static func expectWhole(_ paper: Paper) async throws {
        let pages = try await text(of: paper, named: paper.form)
        for (number, page) in pages.enumerated() {
            #expect(page.contains("第\(number + 1)页/共\(pages.count)页"), "\(paper.form), page \(number + 1)")
        }
        var (ends, names) = (0, 0)
        for block in paper.blocks {
            switch block {
            case .heading, .note: break
            case .fields(let fields):
                ends += fields.count { $0.value.hasSuffix(end) }
                names += fields.count { $0.value == name }
            case .table(let table): ends += table.rows.joined().count { $0.hasSuffix(end) }
            case .signatures(let boxes): names += boxes.count { $0.name == name }
            }
        }
        let said = pages.joined()
        #expect(ends > 0 && said.count { $0 == "完" } >= ends, "\(paper.form): \(ends)")
        #expect(said.count { $0 == "兼" } >= names, "\(paper.form): \(names) long names")
    }

    @Test(.enabled(if: hasPoppler, "poppler-utils is not installed"), arguments: CaseForm.allCases)
    func aFormHoldsWhateverWasWritten(form: CaseForm) async throws {
        try await TestPapers.open(.sqlite) { house in
            try await house.workOn()
            try await house.disputeAndUrge()
            try await Self.expectWhole(Self.filled(try await house.paper(form)))
        }
    }

    @Test(.enabled(if: hasPoppler, "poppler-utils is not installed"))
    func theTrackingSheetHoldsThemToo() async throws {
        try await TestPapers.open(.sqlite) { house in
            let sheet = try await house.database.read { tx in
                try tx.papers.tracking(for: tx.actor(TestPapers.manager), in: .shanghai, .chinese)
            }
            try await Self.expectWhole(Self.filled(sheet.paper))
        }
    }
}
