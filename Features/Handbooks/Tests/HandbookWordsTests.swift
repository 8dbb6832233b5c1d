import Foundation
import Handbook
import Kernel
import Testing
import Testkit
import Web

@testable import Desk
@testable import Deskkit

@Suite struct HandbookWordsTests {
    static let shelf = PackShelf.ofTheHouse

    /// Every clause that bites, of every pack, in both languages.
    @Test(arguments: ["base", "chain-retail", "game-support", "property", "supermarket", "software-support"])
    func everyRuleIsToldInOnePlainSentence(of pack: String) throws {
        let handbook = try Self.shelf.handbook(pack)
        let lines = handbook.clauses.filter { $0.enforcement != .reference }.map { clause in
            let sentences = [Language.chinese, .english].map { handbook.sentence(of: clause.enforcement, in: $0) }
            return "§\(clause.number) \(sentences.joined(separator: "\n    "))"
        }
        golden(lines.joined(separator: "\n"), named: "rules-\(pack)")
    }

    @Test func theDifferenceOfTwoEditionsReadsAsAPersonWouldTellIt() throws {
        let old = try Handbook(texts: [TestHandbook.text(Edition())])
        let text =
            Edition(version: "2.0", effective: "2026-02-01", complete: "72h").yaml
            .replacing("投诉按时办结。", with: "投诉一律按时办结，不得拖延。").replacing("8h", with: "6h")
            .replacing("mon-fri: \"09:00-18:00\"", with: "mon-sat: \"09:00-18:00\"")
            .replacing("text: 及时判断。", with: "text: 及时判断。, strength: require")
            .split(separator: "\n").filter { !$0.contains("\"1.1\"") }.joined(separator: "\n")
            + "\n  - {no: \"2.4\", text: 不得说“<随便>”。, strength: forbid, rule: reply.banned-phrases, phrases: [随便你]}"
        let new = try Handbook(texts: [try PackText(file: "small.yaml", text: text)])
        let html = HandbookComparisonPages(old: old, new: new, language: .chinese).html.description
        golden(
            html.replacing("<div class=\"sentence\"", with: "\n<div class=\"sentence\"").replacing(
                "<h2>", with: "\n<h2>"), named: "comparison")
    }

    @Test func anEditionThatDiffersInNothingSaysSo() throws {
        let handbook = try Handbook(texts: [TestHandbook.text(Edition())])
        let html = HandbookComparisonPages(old: handbook, new: handbook, language: .chinese).html.description
        #expect(html.contains(Language.chinese(.compareNothing)))
    }

    @Test func whatIsStruckOutAndPutInMakesTheOldAndTheNewSentence() {
        var dice = SeededDice(seed: 7)
        let letters = Array("投诉自受理起内办结须48h 16bh，。ab")
        for _ in 0..<300 {
            let texts = (0..<2).map { _ in
                String(
                    (0..<Int.random(in: 0...20, using: &dice)).map { _ in letters.randomElement(using: &dice) ?? "。" })
            }
            let pieces = TextDifference(from: texts[0], to: texts[1]).pieces
            var (before, after) = ("", "")
            for piece in pieces {
                switch piece {
                case .same(let text):
                    before += text
                    after += text
                case .removed(let text): before += text
                case .added(let text): after += text
                }
            }
            #expect(before == texts[0])
            #expect(after == texts[1])
        }
    }

    @Test func aNumberIsExchangedAsAWhole() {
        let pieces = TextDifference(from: "在48小时内办结", to: "在40小时内办结").pieces
        #expect(pieces == [.same("在"), .removed("48"), .added("40"), .same("小时内办结")])
    }

    @Test func chaptersAreNumberedAsBooksNumberThem() {
        #expect([1, 10, 11, 20, 35, 100].map(chineseNumeral) == ["一", "十", "十一", "二十", "三十五", "100"])
    }

    @Test(arguments: [
        (Day(2026, 1, 31), 1, Day(2026, 2, 28)), (Day(2025, 12, 1), 6, Day(2026, 6, 1)),
        (Day(2026, 8, 31), 6, Day(2027, 2, 28)),
    ])
    func halfAYearLaterIsTheSameDayOrTheLastOfTheMonth(_ day: Day, _ months: Int, _ expected: Day) {
        #expect(day.adding(months: months) == expected)
    }
}
