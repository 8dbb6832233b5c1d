import Testing

@testable import Desk

struct FileNameTests {
    private func name(_ sent: String, _ mime: String = "image/jpeg") throws -> String {
        FileName(sent: sent, as: try #require(FileType(mime: mime))).description
    }

    @Test(arguments: [
        ("现场 照片.jpg", "现场 照片.jpg"), ("../../etc/passwd", "passwd.jpg"), (#"C:\Users\a\1.JPEG"#, "1.JPEG"),
        ("/", "file.jpg"), ("", "file.jpg"), ("...", "file.jpg"), (".htaccess", "htaccess.jpg"),
        ("a\0b\r\nc\u{7}.jpg", "ab c.jpg"), ("\u{202E}gpj.exe", "gpj.exe.jpg"), ("a\u{200F}\u{2066}b.jpg", "ab.jpg"),
        ("<script>alert(1)</script>.jpg", "script_.jpg"), ("😀𠮷䶮.jpg", "😀𠮷䶮.jpg"), ("a.jpg.", "a.jpg"),
        ("a .jpg", "a .jpg"),
        ("photo.html", "photo.html.jpg"),
    ])
    func aNameIsMadeHarmlessAndFitsWhatTheFileIs(_ sent: String, _ expected: String) throws {
        #expect(try name(sent) == expected)
    }

    @Test func aLongNameKeepsItsEnding() throws {
        let long = try name(String(repeating: "长", count: 500) + ".jpg")
        #expect(long.count == FileName.longest)
        #expect(long.hasSuffix("长.jpg"))
    }

    @Test(arguments: [
        "image/svg+xml", "text/html", "application/x-dosexec", "application/zip", "application/octet-stream",
    ])
    func whatCanActIsNotTaken(_ mime: String) {
        #expect(FileType(mime: mime) == nil)
    }
}

struct ByteRangeTests {
    @Test(arguments: [
        (nil, ByteRange.all), ("bytes=0-9", .part(0...9)), ("bytes=90-", .part(90...99)), ("bytes=-10", .part(90...99)),
        ("bytes=50-500", .part(50...99)), ("bytes=-500", .part(0...99)), ("bytes=100-", .unsatisfiable),
        ("bytes=-0", .unsatisfiable), ("bytes=9-3", .all), ("bytes=0-1,5-6", .all), ("lines=1-2", .all),
        ("bytes=", .all), ("bytes=a-b", .all), ("bytes=--5", .all), ("bytes=99999999999999999999-", .all),
    ])
    func aRangeIsReadAsTheStandardHasIt(_ header: String?, _ expected: ByteRange) {
        #expect(ByteRange(header: header, size: 100) == expected)
    }
}
