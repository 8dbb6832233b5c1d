import Handbook
import Kernel

extension Line {
    /// Which cases it takes, in words, as pages and tables say it: 投诉 · 电话 · 商品质量, or everything.
    func takes(_ types: CaseTypeNames, joinedBy gap: String, in t: Language) -> String {
        let words =
            types.taken(of: condition.types).map { t(types.word($0)) }
            + Severity.allCases.filter(condition.severities.contains).map { t($0.word) }
            + CaseSource.allCases.filter(condition.sources.contains).map { t($0.word) }
            + Channel.allCases.filter(condition.channels.contains).map { t($0.word) }
            + CustomerGrade.allCases.filter(condition.grades.contains).map { t($0.word) } + categories.sorted()
        return words.isEmpty ? t(.lineEverything) : words.joined(separator: gap)
    }
}
