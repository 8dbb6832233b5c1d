import Database
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// Files over real HTTP, from the form to the page and back.
struct AttachmentRouteTests {
    @Test(arguments: TestDatabase.engines)
    func whatACustomerSentStandsBesideWhatWasSaid(engine: Engine) async throws {
        try await TestArchive.open(engine) { house in
            let sent = try await house.upload([
                ("现场照片.png", FilesAtHand.png), ("合同.pdf", FilesAtHand.pdf), ("记录.txt", FilesAtHand.text),
            ])
            #expect(sent.status == .seeOther)
            #expect(sent.headers[.location] == "\(house.base)#attachments")
            try await house.care()

            let page = try await house.get(house.base).text
            #expect(page.contains("现场照片.png") && page.contains("合同.pdf") && page.contains("记录.txt"))
            let files = try await house.attachments()
            let picture = try #require(files.first { $0.type?.kind == .image })
            #expect(page.contains("<img src=\"\(house.address(picture, "thumbnail"))\""))
            #expect(page.contains("<li class=\"customer\"><p class=\"who\"><b>李**</b>"))

            let thumbnail = try await house.get(house.address(picture, "thumbnail"))
            #expect(thumbnail.headers[.contentType] == "image/jpeg")
            #expect(Array(thumbnail.body.readableBytesView.prefix(2)) == [0xFF, 0xD8], "drawn anew")
            #expect(try await house.get(house.address(picture, "picture")).status == .ok)

            let original = try await house.get(house.address(picture, "file"))
            #expect(Array(original.body.readableBytesView) == FilesAtHand.png)
            #expect(
                original.headers[.contentDisposition]
                    == "attachment; filename*=UTF-8''%E7%8E%B0%E5%9C%BA%E7%85%A7%E7%89%87.png")
            #expect(original.headers[.xContentTypeOptions] == "nosniff")
            #expect(original.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
            #expect(original.headers[.cacheControl] == "no-store")

            let events = try await house.database.read { tx in
                try tx.events.about(Subject(.serviceCase, house.record.rawValue))
            }
            let added = events.filter { $0.kind == .attachmentAdded }
            #expect(added.count == 1, "one event for what came together")
            #expect(added.first?.details["count"] == "3")
            #expect(added.first?.details.values.contains { $0.contains("照片") } == false, "names stay out of the chain")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatIsNotTakenIsSaidFileByFileAndTheRestIsKept(engine: Engine) async throws {
        try await TestArchive.open(engine) { house in
            let answer = try await house.upload([
                ("好.png", FilesAtHand.png), ("照片.jpg", FilesAtHand.html), ("logo.svg", FilesAtHand.svg),
                ("发票.pdf", FilesAtHand.program), ("空.txt", []),
            ])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("照片.jpg：内容是“网页”"))
            #expect(answer.text.contains("logo.svg：内容是“可含脚本的矢量图”"))
            #expect(answer.text.contains("发票.pdf：内容是“程序”"))
            #expect(answer.text.contains("空.txt：文件是空的。"))
            #expect(try await house.attachments().map(\.name.description) == ["好.png"])
            #expect(!answer.text.contains("<script>alert"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func namesAreDataAndPathsAreOurs(engine: Engine) async throws {
        try await TestArchive.open(engine) { house in
            _ = try await house.upload([
                ("../../../etc/cron.d/evil", FilesAtHand.png), ("\u{202E}gnp.exe", FilesAtHand.png),
                (#"<img src=x onerror=alert(1)>.png"#, FilesAtHand.png),
            ])
            let names = try await house.attachments().map(\.name.description)
            #expect(Set(names) == ["evil.png", "gnp.exe.png", "_img src=x onerror=alert(1)_.png"])
            let contents = try await house.database.read { tx in
                try tx.execute("SELECT digest FROM stored_content ORDER BY digest").map { try $0.text("digest") }
            }
            #expect(contents == [Secrets.hex(Secrets.sha256(FilesAtHand.png))], "the same bytes are kept once")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aPictureThatCannotBeDrawnIsAnIconAndCostsLittle(engine: Engine) async throws {
        try await TestArchive.open(engine) { house in
            _ = try await house.upload([("bomb.png", FilesAtHand.bomb), ("poly.gif", FilesAtHand.polyglot)])
            try await house.care()
            let files = try await house.attachments()
            #expect(files.map(\.content.preview) == [.failed, .failed])
            let page = try await house.get(house.base).text
            #expect(page.contains("无法预览"))
            #expect(!page.contains("/thumbnail\""))
            for file in files {
                #expect(try await house.get(house.address(file, "thumbnail")).status == .notFound)
                let saved = try await house.get(house.address(file, "file"))
                #expect(saved.headers[.contentDisposition]?.hasPrefix("attachment;") == true)
                #expect(saved.headers[.xContentTypeOptions] == "nosniff")
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aRecordingIsPlayedByRanges(engine: Engine) async throws {
        try await TestArchive.open(engine) { house in
            let wav = FilesAtHand.wav
            _ = try await house.upload([("通话.wav", wav)], provider: "ours")
            let file = try #require(try await house.attachments().first)
            #expect(try await house.get(house.base).text.contains("<audio controls"))
            let source = house.address(file, "recording")

            let all = try await house.get(source)
            #expect(all.status == .ok)
            #expect(all.headers[.acceptRanges] == "bytes")
            #expect(Array(all.body.readableBytesView) == wav)
            let edge = StoredContent.pieceLength
            for range in [0...0, edge - 2...edge + 1, 2 * edge - 1...2 * edge, wav.count - 5...wav.count - 1] {
                let part = try await house.get(source, [.range: "bytes=\(range.lowerBound)-\(range.upperBound)"])
                #expect(part.status == .partialContent)
                #expect(part.headers[.contentRange] == "bytes \(range.lowerBound)-\(range.upperBound)/\(wav.count)")
                #expect(Array(part.body.readableBytesView) == Array(wav[range]))
            }
            let beyond = try await house.get(source, [.range: "bytes=\(wav.count)-"])
            #expect(beyond.status == .rangeNotSatisfiable)
            #expect(beyond.headers[.contentRange] == "bytes */\(wav.count)")
            #expect(beyond.body.readableBytes == 0)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func othersHearThatThereIsNoSuchFile(engine: Engine) async throws {
        try await TestArchive.open(engine) { house in
            _ = try await house.upload([("a.png", FilesAtHand.png)])
            try await house.care()
            let file = try #require(try await house.attachments().first)
            for part in ["file", "recording", "thumbnail", "picture"] {
                #expect(try await house.get(house.address(file, part), as: TestArchive.stranger).status == .notFound)
            }
            let voiding = try await house.post(house.address(file, "voiding"), "reason=x", as: TestArchive.stranger)
            #expect(voiding.status == .notFound)
            #expect(try await house.upload([("b.png", FilesAtHand.png)], as: TestArchive.stranger).status == .notFound)
            #expect(try await house.attachments().count == 1)
            // Under another case of one's own the id of a stranger's file opens nothing.
            let own = try await house.database.write { tx in
                var intake = TestArchive.intake
                intake.unit = "east"
                return try tx.cases.register(intake, by: tx.actor(TestArchive.stranger)).id
            }
            let around = "/cases/\(own)/attachments/\(file.id)/file"
            #expect(try await house.get(around, as: TestArchive.stranger).status == .notFound)
        }
    }

    /// 0.3.5: nothing is deleted; what was wrong is declared void, with a reason.
    @Test(arguments: TestDatabase.engines)
    func aFileIsDeclaredVoidByWhoBroughtItOrASupervisor(engine: Engine) async throws {
        try await TestArchive.open(engine) { house in
            _ = try await house.upload([("a.png", FilesAtHand.png)], as: TestArchive.manager)
            let file = try #require(try await house.attachments().first)
            let address = house.address(file, "voiding")
            #expect(try await house.post(address, "reason=", as: TestArchive.manager).status == .unprocessableContent)
            #expect(try await house.post(address, "reason=x").status == .forbidden)
            #expect(
                try await house.post(address, "reason=%E4%BC%A0%E9%94%99%E4%BA%86", as: TestArchive.manager).status
                    == .seeOther)
            #expect(try await house.post(address, "reason=y", as: TestArchive.manager).status == .conflict)
            #expect(try await house.get(house.address(file, "file")).status == .gone)
            let page = try await house.get(house.base).text
            #expect(page.contains("已作废：传错了"))
            #expect(page.contains("附件作废"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func limitsHoldAndAFinishedCaseTakesNothing(engine: Engine) async throws {
        try await TestArchive.open(engine) { house in
            #expect(try await house.upload([]).text.contains("请先选择文件。"))
            for start in stride(from: 0, to: 60, by: 20) {
                let files = (start..<start + 20).map { ("\($0).txt", Array("第 \($0) 份\n".utf8)) }
                #expect(try await house.upload(files).status == .seeOther)
            }
            let over = try await house.upload([("61.txt", FilesAtHand.text)])
            #expect(over.status == .conflict)
            #expect(over.text.contains("一件工单最多 60 个附件。"))
            _ = try await house.post("\(house.base)/withdrawal", "reason=x", as: TestArchive.manager)
            #expect(try await house.upload([("62.txt", FilesAtHand.text)], as: TestArchive.manager).status == .conflict)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func withTheCustomersDataTheirFilesGo(engine: Engine) async throws {
        try await TestArchive.open(engine) { house in
            _ = try await house.upload([("李秀英的身份证.png", FilesAtHand.png)])
            try await house.care()
            let file = try #require(try await house.attachments().first)
            let count = try await house.database.write { tx in
                let customer = try tx.cases.find(house.record)?.customer
                return try tx.attachments.erase(of: #require(customer), by: tx.actor(TestArchive.manager))
            }
            #expect(count == 1)
            #expect(try await house.get(house.address(file, "file")).status == .gone)
            let left = try await house.database.read { tx in
                try ["content_piece", "content_preview", "stored_content"].map { table in
                    switch table {
                    case "content_piece": try tx.execute("SELECT 1 AS x FROM content_piece").count
                    case "content_preview": try tx.execute("SELECT 1 AS x FROM content_preview").count
                    default: try tx.execute("SELECT 1 AS x FROM stored_content").count
                    }
                }
            }
            #expect(left == [0, 0, 0])
            let page = try await house.get(house.base).text
            #expect(page.contains("已随客户资料清除"))
            #expect(!page.contains("身份证"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func bytesThatNobodyHoldsAreForgottenAfterADay(engine: Engine) async throws {
        try await TestArchive.open(engine) { house in
            _ = try await house.upload([("a.png", FilesAtHand.png)])
            let orphan = ExaminedFile(sent: "x", size: 3, mime: "text/plain", digest: "feed")
            _ = try await house.database.write { tx in try tx.contents.begin(orphan, preview: .none, isScanning: false)
            }
            func forget() async throws {
                _ = try await house.database.write { tx in try Chore.contentForgetting.work(tx) }
            }
            func digests() async throws -> Int {
                try await house.database.read { tx in try tx.execute("SELECT 1 AS x FROM stored_content").count }
            }
            try await forget()
            #expect(try await digests() == 2)
            house.clock.advance(by: .hours(25))
            try await forget()
            #expect(try await digests() == 1)
        }
    }
}
