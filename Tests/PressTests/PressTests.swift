import Foundation
import Kernel
import Testing
import Testkit

@testable import Press

/// PDFs as another program reads them: poppler's pdftotext and pdfinfo, where they are installed.
struct PressTests {
    private let words = Paper.Words(number: "编号", page: "第 {0} 页 / 共 {1} 页", signature: "签字", date: "年 月 日")

    private func paper(_ blocks: [Paper.Block]) -> Paper {
        Paper(
            title: "顾客投诉登记表", form: "F-10", number: "T-10001", organisation: "倾听商贸有限公司", edition: "QT-CR-01 1.0 版",
            printed: "打印：王芳 2026-01-05 09:00", blocks: blocks, words: words)
    }

    private func read(_ paper: Paper, _ program: String, _ arguments: String...) async throws -> String {
        let bytes = try await PaperPress().pdf(of: paper, created: "2026-01-05T09:00:00+08:00")
        #expect(bytes.starts(with: "%PDF-".utf8))
        let path = NSTemporaryDirectory() + "/press-\(UInt64.random(in: 0 ... .max)).pdf"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/\(program)")
        process.arguments = arguments.map { $0 == "IN" ? path : $0 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    private static let hasPoppler = FileManager.default.isExecutableFile(atPath: "/usr/bin/pdftotext")

    /// A square for each day of a month says at length what it means, where it is read on a page.
    @Test func aDenseTableSaysItsHints() {
        let table = Paper.Table(
            [Paper.Column("姓名", 5), Paper.Column("1", 2)], [["张三", "迟加"]], empty: "无", isDense: true,
            hints: [["", "迟到 12 分钟、加班 2 小时"]])
        let page = "\(paper([.table(table)]).html)"
        #expect(page.contains("class=\"lines dense\""))
        #expect(page.contains(">张三</td>") && page.contains("title=\"迟到 12 分钟、加班 2 小时\">迟加</td>"))
        let plain = "\(paper([.table(Paper.Table([Paper.Column("姓名")], [["张三"]], empty: "无"))]).html)"
        #expect(plain.contains("class=\"lines\"") && !plain.contains("title="))
    }

    /// Two Chinese marks and a number of three digits stand on one line in the thirty-first part of a sheet on its side.
    @Test func aSquareOfAMonthIsOneLine() throws {
        let sheet = Sheet(isLandscape: true)
        let setting = try Setting(sheet, title: "", author: "", created: "2026-01-05T09:00:00+08:00")
        let width = sheet.inner * 2 / 67 - 3
        for text in ["迟加", "年½", "迟+2", "迟120", "+10.5", "旷+10"] {
            #expect(try setting.set(text, size: 7, width: width).count == 1, "\(text)")
        }
    }

    @Test(.enabled(if: hasPoppler, "poppler-utils is not installed"))
    func whatStandsOnAFormCanBeReadOutOfIt() async throws {
        let form = paper([
            .fields([
                Paper.Field("投诉人", "李**"), Paper.Field("联系电话", "138****8000"),
                Paper.Field("投诉内容", "羽绒服洗后变形，𠮷字与䶮字、emoji 😀 都在。", wide: true),
            ]), .signatures([Paper.Signature("受理人", "张三", at: "2026-01-05 09:00"), Paper.Signature("部门经理")]),
        ])
        let text = try await read(form, "pdftotext", "-layout", "IN", "-")
        for said in [
            "顾客投诉登记表", "F-10", "编号 T-10001", "李**", "138****8000", "羽绒服洗后变形", "𠮷字与䶮字", "张三", "QT-CR-01 1.0 版",
            "第 1 页 / 共 1 页",
        ] {
            // Poppler drops the space between Han and Latin where it is narrow.
            #expect(text.filter { $0 != " " }.contains(said.filter { $0 != " " }), "\(said)")
        }
        let info = try await read(form, "pdfinfo", "IN")
        #expect(info.contains("A4"))
        #expect(info.contains("Title:           F-10 顾客投诉登记表 T-10001"))
        let fonts = try await read(form, "pdffonts", "IN")
        #expect(fonts.contains("NotoSansCJK") && !fonts.contains(" no  no "), "embedded, as subsets")
    }

    @Test(.enabled(if: hasPoppler, "poppler-utils is not installed"))
    func aLongTableGoesOverPagesAndRepeatsItsHead() async throws {
        let rows = (1...120).map {
            ["\($0)", "第 \($0) 件：\(String(repeating: "等待客户答复，", count: $0 % 5 + 1))", "\($0 * 3)"]
        }
        let form = paper([
            .table(
                Paper.Table(
                    [Paper.Column("序号表头", 1), Paper.Column("事项表头", 6), Paper.Column("天数表头", 2, number: true)], rows,
                    totals: ["合计", "", "21780"], empty: "无"))
        ])
        let pages = try await read(form, "pdftotext", "-layout", "IN", "-").split(separator: "\u{c}").map(String.init)
        #expect(pages.count > 2)
        for (number, page) in pages.enumerated() where page.contains("第 ") {
            #expect(page.contains("事项表头"), "page \(number + 1)")
            #expect(page.filter { $0 != " " }.contains("第\(number + 1)页/共\(pages.count)页"))
        }
        let all = pages.joined()
        for number in 1...120 { #expect(all.contains("第 \(number) 件"), "\(number)") }
        #expect(all.contains("21780"))
    }

    @Test(.enabled(if: hasPoppler, "poppler-utils is not installed"), arguments: [false, true])
    func oneBoxLongerThanAPageLosesNothing(isLandscape: Bool) async throws {
        let sentences = (1...400).map { "这是第\($0)句话，客户说了很多。" }
        var form = paper([.fields([Paper.Field("投诉内容", sentences.joined(), wide: true)])])
        form.isLandscape = isLandscape
        let info = try await read(form, "pdfinfo", "IN")
        #expect(info.contains(isLandscape ? "841.89 x 595.28" : "595.28 x 841.89"))
        let pages = try await read(form, "pdftotext", "-raw", "IN", "-").split(separator: "\u{c}").map { page in
            page.filter { !$0.isWhitespace }
        }
        #expect(pages.count > 2)
        // A sentence may be cut by the foot of a page: what stands on every page is taken away, and every word is there.
        var said = ""
        for (number, page) in pages.enumerated() {
            var text = String(page)
            for furniture in [
                "QT-CR-011.0版", "打印：王芳2026-01-0509:00", "第\(number + 1)页/共\(pages.count)页",
                "倾听商贸有限公司·F-10顾客投诉登记表·T-10001", "投诉内容",
            ] { text = text.replacing(furniture, with: "") }
            said += text
        }
        #expect(said.contains(sentences.joined()), "\(said.prefix(300))")
    }

    /// No line begins with a full stop or a comma (GB/T 15834, 5.1.1).
    @Test(.enabled(if: hasPoppler, "poppler-utils is not installed"))
    func noLineBeginsWithAClosingMark() async throws {
        let text = String(repeating: "客户说，店员没有道歉。经理来了，看了看，又走了。", count: 60)
        let form = paper([.fields([Paper.Field("经过", text, wide: true)])])
        for line in try await read(form, "pdftotext", "IN", "-").split(separator: "\n") {
            #expect(
                !["，", "。", "、", "）", "”"].contains(
                    line.trimmingCharacters(in: .whitespaces).first.map(String.init) ?? ""))
        }
    }

    /// S2 (peers §4.2): what people wrote names files and addresses in every way that makers of documents have been known to
    /// follow; it stands on the paper as it was written, nothing is read, nobody is called, and the paper does nothing.
    @Test(.enabled(if: hasPoppler, "poppler-utils is not installed"))
    func aPaperOpensNoFileAndCallsNobody() async throws {
        let secret = "机密-\(UInt64.random(in: 0 ... .max))"
        let file = NSTemporaryDirectory() + "press-secret-\(UInt64.random(in: 0 ... .max)).txt"
        try secret.write(toFile: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: file) }
        try await withReceiver({ _ in .answers(200) }) { receiver in
            let here = "http://127.0.0.1:\(receiver.port)"
            let hostile = [
                "<img src=\"\(file)\">", "<img src=\"file://\(file)\">", "<iframe src=\"\(here)/a\"></iframe>",
                "<link rel=stylesheet href=\(here)/b>",
                "<img src=\"php://filter/read=convert.base64-encode/resource=\(file)\">",
                "<svg><image xlink:href=\"\(here)/c\"/></svg>", "url(\(here)/d)", "@import '\(here)/e';",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file://\(file)\">]>&e;", "data:text/html,<script>x</script>",
                "<a href=\"\(here)/f\">甲</a>", "<span font='\(file)' background='red'>乙</span>", "\\input{\(file)}",
                "<</Type/Action/S/URI/URI(\(here)/g)>>", "javascript:app.launchURL('\(here)/h')",
                "<b>丙</b>&lt;&#60;%s%n",
            ]
            var form = paper(
                [
                    .heading(hostile[0]), .fields(hostile.map { Paper.Field($0, $0, wide: true) }),
                    .table(
                        Paper.Table(
                            [Paper.Column(hostile[1], 1)], hostile.map { [$0] }, totals: [hostile[2]], empty: hostile[3]
                        )),
                    .signatures([Paper.Signature(hostile[4], hostile[5], at: hostile[6])]),
                ] + hostile.map { .note($0) })
            form.title = hostile[0]
            form.organisation = hostile[10]
            form.printed = hostile[9]
            let said = try await read(form, "pdftotext", "-layout", "IN", "-").filter { !$0.isWhitespace }
            for text in hostile {
                // A long text goes over several lines; its beginning stands in one.
                let beginning = text.filter { !$0.isWhitespace }.prefix(20)
                #expect(said.contains(beginning), "\(text)")
            }
            #expect(said.contains("<b>丙</b>&lt;&#60;%s%n"))
            #expect(!said.contains(secret))
            #expect(receiver.heard.isEmpty, "\(receiver.heard.map(\.line))")
            let script = try await read(form, "pdfinfo", "-js", "IN")
            #expect(!script.contains("launchURL"))
            let addresses = try await read(form, "pdfinfo", "-url", "IN")
            #expect(!addresses.contains("http://"), "\(addresses)")
            #expect(try await read(form, "pdfdetach", "-list", "IN").contains("0 embedded files"))
            #expect(try await read(form, "pdfimages", "-list", "IN").split(separator: "\n").count <= 2, "no picture")
        }
    }

    @Test func theSamePaperAsAPageEscapesWhatPeopleWrote() {
        let form = paper([
            .fields([Paper.Field("内容", "<script>alert(1)</script>", wide: true)]),
            .table(Paper.Table([Paper.Column("甲")], [], empty: "无")), .note("a & b"),
        ])
        let html = form.html.description
        #expect(html.contains("&lt;script&gt;"))
        #expect(html.contains("<td colspan=\"1\">无</td>"))
        #expect(html.contains("a &amp; b"))
    }
}
