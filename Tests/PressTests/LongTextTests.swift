import Testing

@testable import Press

/// Whatever people wrote, all of it stands on the paper, in its place (GAME-86, CHAIN-101).
struct LongTextTests {
    private static let words = Paper.Words(number: "编号", page: "第 {0} 页 / 共 {1} 页", signature: "签字", date: "年 月 日")

    private static func long(_ count: Int) -> String {
        String(String(repeating: "客户说到货三天就开线，店员不肯换，也没有道歉。", count: count / 22 + 1).prefix(count)) + "末"
    }

    private static func paper(_ organisation: String, _ edition: String, isLandscape: Bool, before lines: Int) -> Paper
    {
        let name = "阿卜杜勒·麦麦提·艾合买提江·穆罕默德·买买提依明（南京路旗舰店值班经理）"
        return Paper(
            title: "顾客投诉登记表", form: "F-10", number: "T-10001", organisation: organisation, edition: edition,
            printed: "打印：\(name.prefix(12)) 2026-01-05 09:00",
            blocks: [
                .fields(
                    [Paper.Field("投诉人", name), Paper.Field("联系电话", "138****8000")]
                        + (0..<lines).map { Paper.Field("第 \($0) 项", "一行") }),
                .heading("处罚"),
                .table(
                    Paper.Table(
                        [Paper.Column("姓名", 1), Paper.Column("依据", 4), Paper.Column("分", 1, number: true)],
                        (1...20).map { ["\(name) \($0)", long($0 * 15), "\($0)"] }, empty: "无")),
                .heading("经过"), .fields([Paper.Field("投诉内容", long(2000), wide: true)]),
                .note(long(600)), .heading("签字"),
                .signatures(
                    (1...5).map { Paper.Signature("责任部门负责人意见与签字 \($0)", name, at: "2026-01-05 09:00") }
                        + [Paper.Signature("客户")]),
            ], words: words, isLandscape: isLandscape)
    }

    private struct Drawn: Hashable {
        let text: ObjectIdentifier
        let line: Int
    }

    /// Every line of every text is drawn, within the sheet; nothing lies over anything else; no heading and no head of a
    /// table stands alone at the foot of a page.
    @Test(arguments: [0, 1, 2, 5, 9, 14, 20, 27, 33, 40, 47, 53], [false, true])
    func everythingStandsInItsPlace(lines: Int, isLandscape: Bool) throws {
        let organisation = lines.isMultiple(of: 2) ? "倾听商贸有限公司" : Self.long(70)
        let edition = lines.isMultiple(of: 3) ? "QT-CR-01 1.0 版" : "《" + Self.long(60) + "》 QT-CR-01 1.0 版"
        let paper = Self.paper(organisation, edition, isLandscape: isLandscape, before: lines)
        let sheet = Sheet(isLandscape: isLandscape)
        let setting = try Setting(sheet, title: "", author: "", created: "2026-01-05T09:00:00+08:00")
        for air in [Layout.comfortable, Layout.tight] {
            let layout = try Layout(paper, setting, air: air)
            var drawn: Set<Drawn> = []
            var whole: [ObjectIdentifier: Int] = [:]
            for (number, page) in layout.pages.enumerated() {
                var tops: [(x: Double, baseline: Double, size: Double, width: Double)] = []
                for mark in page {
                    switch mark {
                    case .line(let text, let line, let x, let baseline):
                        drawn.insert(Drawn(text: ObjectIdentifier(text), line: line))
                        whole[ObjectIdentifier(text)] = text.count
                        #expect(x >= sheet.left && x <= sheet.right && baseline > 20 && baseline < sheet.height - 14)
                        if text.align == .left {
                            tops.append((x, baseline, text.size, text.width))
                            #expect(x + text.width <= sheet.right + 1, "page \(number + 1)")
                        }
                    case .rule(_, _, _, let y2, _): #expect(y2 <= sheet.height - 44 + 0.1)
                    case .ground(_, let y, _, let height): #expect(y + height <= sheet.bottom + 0.1)
                    }
                }
                for (place, one) in tops.enumerated() {
                    for other in tops.dropFirst(place + 1) where abs(one.baseline - other.baseline) < one.size - 1 {
                        let (left, right) = one.x <= other.x ? (one, other) : (other, one)
                        #expect(left.x + left.width <= right.x + 1, "page \(number + 1): two texts lie over each other")
                    }
                }
                #expect(!Self.endsInAHead(page, sheet), "page \(number + 1) of \(layout.pages.count)")
            }
            for (text, count) in whole {
                for line in 0..<count { #expect(drawn.contains(Drawn(text: text, line: line)), "a line is not drawn") }
            }
        }
    }

    /// The last row of a page is the head of a table: grounds from its left to its right, and nothing below them.
    private static func endsInAHead(_ page: [Mark], _ sheet: Sheet) -> Bool {
        var lowest = 0.0
        var grounds: [(y: Double, width: Double)] = []
        for mark in page {
            switch mark {
            case .rule(_, let y1, _, let y2, _): if y2 < sheet.height - 50 { lowest = max(lowest, y1, y2) }
            case .ground(_, let y, let width, let height): grounds.append((y + height, width))
            case .line: break
            }
        }
        let last = grounds.filter { abs($0.y - lowest) < 0.5 }.map(\.width).reduce(0, +)
        return last > sheet.inner - 1
    }
}
