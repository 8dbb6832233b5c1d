import Kernel

@testable import Web

extension Door {
    /// The body of a form, and every reader of a field.
    static let forms = Door(
        name: "forms", longest: 2048,
        words: ["a=", "&a=", "%E4%BD%A0", "%00", "%0D%0A", "+", "2026-01-04", "2026-01-04T09:30", "12.50", "%EF%BC%91"]
    ) { bytes in
        do {
            let form = try FormData(form: bytes, language: .english, zone: .shanghai)
            try readFields(of: form)
            try again(form)
        } catch is FormUnreadable {}
    }

    /// The query of an address: lists, pages, links on.
    static let queries = Door(
        name: "queries", longest: 1024, words: ["page=", "q=", "&", "%E4%BD%A0", "sort=", "before=", "after="]
    ) { bytes in
        do {
            let query = try FormData(urlEncoded: bytes)
            try again(query)
            let paging = Paging(query)
            try hold((1...Paging.lastPage).contains(paging.page), "a page is one of those there are")
            try hold((0...Paging.lastPage * Paging.largestSize).contains(paging.offset), "an offset is bounded")
            let next = try FormData(urlEncoded: query.replacing("page", with: "7").utf8)
            try hold(Paging(next).page == 7, "the way on leads to its page")
            try hold(
                next.values.filter { $0.key != "page" } == query.values.filter { $0.key != "page" },
                "the way on keeps the filters")
            let html = paging.html(total: 10_000, path: "/cases", query: query, in: .chinese).description
            try hold(!html.contains("<script"), "a query does not become markup")
        } catch is FormUnreadable {}
    }

    /// What was read is written and read as the same.
    private static func again(_ form: FormData) throws {
        let written = form.replacing("", with: "")
        try hold(
            try FormData(urlEncoded: written.utf8).values == form.values, "a form is read from what we write of it")
        try hold(
            form.values.allSatisfy { !$0.key.utf8.contains(0) && !$0.value.contains { $0.utf8.contains(0) } },
            "no NUL comes in")
    }

    static func readFields(of form: FormData) throws {
        for name in form.names.prefix(6) {
            for limit in [10, 200] {
                guard case .good(let text) = form.required(name, max: limit) else { continue }
                try hold((1...limit).contains(text.count), "a text is no longer than may be")
                let bad = text.unicodeScalars.filter {
                    $0.properties.generalCategory == .control && !"\n\r\t".unicodeScalars.contains($0)
                }
                try hold(bad.isEmpty, "a text has no control characters")
            }
            if case .good(let number) = form.integer(name, in: -5...12) {
                try hold((-5...12).contains(number), "a number lies within its bounds")
            }
            if case .good(let day) = form.day(name) {
                try hold(Day(iso: day.description) == day, "a day is written as it is read")
            }
            if case .good(let instant) = form.localTime(name) {
                let typed = form.text(name)
                try hold(
                    typed.unicodeScalars.count <= 16 || Instant(iso: typed.halfWidth, zone: .shanghai) != nil,
                    "nothing stands behind a time: «\(typed)»")
                let text = instant.iso(in: .shanghai)
                try hold(Instant(iso: text, zone: .shanghai) == instant, "a time is written as it is read: \(text)")
            }
            if case .good(let time) = form.timeOfDay(name) {
                try hold(time >= .midnight && time <= .latest, "a time of day is one")
            }
            if case .good(let money) = form.money(name) {
                try hold(Money(typed: money.description) == money, "an amount is written as it is read")
                try hold(!money.capital.isEmpty, "an amount has figures")
            }
            if case .good(let phone) = form.phone(name) {
                try hold(PhoneNumber(typed: phone.revealed) == phone, "a number is written as it is read")
                try hold(!phone.description.contains(phone.revealed), "a number is masked")
            }
            _ = form.ticked(name)
        }
    }

    /// The body of a form with files: the type of its content in the first line.
    static let multipart = Door(
        name: "multipart", longest: 4096,
        words: [
            "boundary=b", "\r\n--b\r\n", "\r\n--b--", "--b", "\r\n\r\n", "Content-Disposition: form-data; name=\"a\"",
            "; filename=\"a.txt\"", "filename*=UTF-8''%E5%9B%BE", "filename*=gbk''%CD%BC", "\\\"", "%22", "%0D",
        ]
    ) { bytes in
        let pieces = bytes.pieces(2)
        let type = pieces[0].text
        let body = pieces.count > 1 ? pieces[1] : []
        let boundary = MultipartParser.boundary(in: type)
        guard let whole = try? parts(body, boundary, by: max(1, body.count)) else {
            try hold((try? parts(body, boundary, by: 1)) == nil, "the cuts of the network change nothing")
            return
        }
        for size in [1, 7, 64] {
            try hold(try parts(body, boundary, by: size) == whole, "the cuts of the network change nothing")
        }
        for part in whole {
            guard let head = PartHead(part.head) else { continue }
            try hold(!head.name.utf8.contains(0), "the name of a field holds no NUL")
        }
    }

    private struct Part: Equatable {
        var head: [UInt8]
        var content: [UInt8] = []
        var isEnded = false
    }

    private static func parts(_ body: [UInt8], _ boundary: String, by size: Int) throws -> [Part] {
        var parser = try MultipartParser(boundary: boundary)
        var parts: [Part] = []
        var place = 0
        while place < body.count {
            let end = min(place + size, body.count)
            for event in try parser.feed(Array(body[place..<end])) {
                switch event {
                case .begins(let head): parts.append(Part(head: head))
                case .content(let bytes): parts[parts.count - 1].content += bytes
                case .ends: parts[parts.count - 1].isEnded = true
                }
            }
            place = end
        }
        try parser.finish()
        try hold(parts.allSatisfy(\.isEnded), "every part ends")
        return parts
    }
}
