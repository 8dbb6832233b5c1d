import Kernel
import Mathematics

/// What a matter is about, as the classifier reads it: pairs of characters and words. The subject counts twice, since
/// who wrote it has summed up already.
struct CategoryText: Equatable, Sendable {
    var subject = ""
    var content = ""
    var demand = ""
    var product = ""

    /// Shorter texts say nothing of what they are about.
    static let leastTerms = 3

    /// Of the terms that spoke for a category, those that a reader recognises: no pair cut across a small word, and none
    /// that overlaps one already told.
    static func telling(_ terms: [String], limit: Int) -> [String] {
        var told: [String] = []
        for term in terms where told.count < limit {
            guard !term.contains(where: smallWords.contains),
                !told.contains(where: { $0.contains(where: term.contains) })
            else { continue }
            told.append(term)
        }
        return told
    }

    private static let smallWords = Set("的了就是在我你他她您们不没有也都和与及或把被给让到从对向又还再很太要会能可以个件次这那其上下后前中一二两三几")

    var terms: [String: Int] { LikenessTerms("\(subject)\n\(subject)\n\(content)\n\(demand)\n\(product)").counts }
}
