import Foundation
import Kernel
import Mathematics
import Testing
import Testkit

@testable import Desk

/// Suggesting a category from texts that people have put into categories before.
@Suite struct ClassifierTests {
    private struct Example {
        let terms: [String: Int]
        let label: String
        let key: String
    }

    private static func examples(_ count: Int, seed: UInt64) -> [Example] {
        var dice = SeededDice(seed: seed)
        let topics = [
            "质量": ["开胶", "褪色", "变形", "破洞", "缩水"], "物流": ["延误", "丢件", "包裹", "快递", "派送"],
            "态度": ["冷淡", "推诿", "吵架", "不理", "傲慢"],
        ]
        return (0..<count).map { number in
            let label = ["质量", "物流", "态度"][number % 3]
            let words = (0..<4).map { _ in topics[label]?.randomElement(using: &dice) ?? "" }
            let noise = (0..<4).map { _ in ["顾客", "昨天", "要求", "电话", "处理"].randomElement(using: &dice) ?? "" }
            let text = (words + noise).shuffled(using: &dice).joined(separator: "，")
            return Example(terms: LikenessTerms(text).counts, label: label, key: "case-\(seed)-\(number)")
        }
    }

    private static func training(_ examples: [Example]) -> ClassifierTraining {
        var training = ClassifierTraining()
        for example in examples { training.add(example.terms, label: example.label, key: example.key) }
        return training
    }

    @Test func itLearnsTopicsAndIsTheSameForTheSameTexts() throws {
        var training = Self.training(Self.examples(120, seed: 1))
        for part in 0..<training.parts { training.judge(part) }
        let classifier = try #require(training.classifier)
        var again = Self.training(Self.examples(120, seed: 1))
        for part in 0..<again.parts { again.judge(part) }
        #expect(again.classifier == classifier && again.score == training.score)
        #expect(training.score.count == 120 && training.score.accuracy > 0.95)
        let held = Self.examples(60, seed: 2)
        let score = ClassifierScore(
            labels: classifier.labels,
            pairs: held.map { ($0.label, classifier.probabilities($0.terms)[0].label) })
        #expect(score.count == 60 && score.accuracy > 0.95 && score.macroF1 > 0.95, "\(score.matrix)")
        for example in held {
            let sum = classifier.probabilities(example.terms).map(\.probability).reduce(0, +)
            #expect(abs(sum - 1) < 1e-9)
        }
        let reasons = classifier.reasons(LikenessTerms("鞋底开胶，顾客昨天来电").counts, for: "质量", limit: 3)
        #expect(reasons.first == "开胶", "\(reasons)")
        let unsure = classifier.probabilities(LikenessTerms("zzz").counts)
        #expect(unsure.allSatisfy { abs($0.probability - 1.0 / 3) < 1e-9 })
    }

    @Test func itIsKeptInOneByteAWeightAndSaysTheSame() throws {
        let classifier = try #require(Self.training(Self.examples(120, seed: 1)).classifier)
        let bytes = classifier.bytes
        #expect(bytes.count == 4 * (classifier.width + 4))
        let kept = try #require(
            TextClassifier(
                labels: classifier.labels, width: classifier.width, sharpness: classifier.sharpness, bytes: bytes))
        for example in Self.examples(60, seed: 3) {
            let (own, other) = (classifier.probabilities(example.terms), kept.probabilities(example.terms))
            #expect(own[0].label == other[0].label && abs(own[0].probability - other[0].probability) < 0.05)
        }
        #expect(TextClassifier(labels: ["a", "b"], width: 4, sharpness: 1, bytes: [1, 2, 3]) == nil)
        #expect(Self.training([Example(terms: ["a": 1], label: "one", key: "1")]).classifier == nil)
    }

    @Test func aLabelWithHardlyAnyTextsIsLeftOut() throws {
        var training = Self.training(Self.examples(60, seed: 4))
        training.add(["孤例": 1], label: "其他", key: "one")
        training.leaveOut(below: 5)
        let classifier = try #require(training.classifier)
        #expect(classifier.labels == ["态度", "物流", "质量"].sorted())
        #expect(training.count == 60)
    }

    /// Checked by hand: 3 of 4 right; F1 of a: 2/3·… as the definition has it.
    @Test func aScoreIsWhatItsDefinitionSays() {
        let score = ClassifierScore(
            labels: ["a", "b"], pairs: [("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")])
        #expect(score.accuracy == 0.75)
        #expect(score.precision(of: 0) == 1 && score.recall(of: 0) == 0.5)
        #expect(abs(score.macroF1 - (2.0 / 3 + 0.8) / 2) < 1e-9)
        #expect(abs(score.weightedF1 - score.macroF1) < 1e-9 && score.baseline == 0.5)
        #expect(score.confusions(limit: 5).map { "\($0.truth) as \($0.said): \($0.count)" } == ["a as b: 1"])
        #expect(ClassifierScore(labels: ["a", "b"], matrix: score.matrix) == score)
        #expect(ClassifierScore(labels: ["a", "b"], matrix: [[1]]) == nil)
        #expect(ClassifierScore(labels: [], pairs: []).macroF1 == 0)
    }

    /// 241 messages of citizens with seven labels: a fifth is held out at a time, the rest is learned. Without the data:
    /// skipped. Always the commonest label would be right in 23 of 100; ours is in 77, with a macro F1 of 0.74. The
    /// classifier has the paper's own settings: nothing in it was chosen by what is held out here.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: Self.messages)))
    func sevenLabelsOfRealMessagesAreToldApart() throws {
        let text = try String(contentsOfFile: Self.messages, encoding: .utf8)
        let rows = Self.rows(text).dropFirst().filter { $0.count >= 6 }
        #expect(rows.count == 241)
        var pairs: [(String, String)] = []
        var labels: [String] = []
        let clock = ContinuousClock()
        var longest = Swift.Duration.zero
        let examples = rows.map { row in
            Example(terms: CategoryText(subject: row[2], content: row[4]).terms, label: row[5], key: row[0])
        }
        for fold in 0..<5 {
            let started = clock.now
            let training = Self.training(examples.enumerated().filter { $0.offset % 5 != fold }.map(\.element))
            let classifier = try #require(training.classifier)
            longest = max(longest, clock.now - started)
            labels = classifier.labels
            for example in examples.enumerated().filter({ $0.offset % 5 == fold }).map(\.element) {
                pairs.append((example.label, classifier.probabilities(example.terms)[0].label))
            }
        }
        let score = ClassifierScore(labels: labels, pairs: pairs)
        print(
            "classifier: \(score.count) held out in five parts, accuracy \(score.accuracy), macro F1 \(score.macroF1),")
        print("classifier: weighted F1 \(score.weightedF1), commonest label alone \(score.baseline)")
        print(
            "classifier: trained in \(longest) at most; \(labels.indices.map { "\(labels[$0]) \(score.f1(of: $0))" })")
        #expect(labels.count == 7 && score.accuracy > 0.72 && score.macroF1 > 0.67 && score.weightedF1 > 0.7)
    }

    private static let messages = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "shared/data/zhengwu-messages/附件2_留言_有一级标签.csv").path

    /// Fields between commas, quoted where they hold commas or line ends (RFC 4180).
    private static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = [[]]
        var field = ""
        var isQuoted = false
        for character in text {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                rows[rows.count - 1].append(field)
                field = ""
            } else if character.isNewline, !isQuoted {
                rows[rows.count - 1].append(field)
                field = ""
                rows.append([])
            } else {
                field.append(character)
            }
        }
        return rows
    }
}
