import Kernel

/// A cut with the newest texts that hold it: how far back they lie says how rare it is, which they are says whether it
/// tells anything that another cut does not.
struct TellingCut: Equatable, Sendable {
    let cut: String
    /// The newest first; fewer than `most` are all there are.
    let newest: [SearchNumber]

    /// Texts by which a cut is judged.
    static let most = 40
    /// What nearly every text has that holds the cuts chosen so far parts nothing.
    private static let redundant = 0.7
    /// From fewer texts nothing is concluded.
    private static let fewest = 4

    /// Those worth asking the index for, the rarest first. Of one word (羽绒, 绒服) a single pair is asked for; then a pair of
    /// another word, as long as that leaves fewer texts to read.
    static func chosen(of rated: [TellingCut], most: Int) -> [String] {
        var rest = rated.sorted(by: isRarer)
        guard !rest.isEmpty else { return [] }
        var chosen = [rest.removeFirst()]
        while chosen.count < most {
            let shares = rest.map { cut in chosen.map { cut.share(beside: $0) }.max() ?? 0 }
            guard let least = shares.min(), least <= redundant, let place = shares.firstIndex(of: least) else { break }
            chosen.append(rest.remove(at: place))
        }
        return chosen.map(\.cut)
    }

    static func isRarer(_ a: Self, _ b: Self) -> Bool {
        (min(a.newest.count, most), a.oldest, a.cut) < (min(b.newest.count, most), b.oldest, b.cut)
    }

    /// Down to where its newest texts are known.
    private var oldest: SearchNumber {
        newest.count < Self.most ? SearchNumber(value: 0) : newest.last ?? SearchNumber(value: 0)
    }

    /// How many of the texts with the other cut have this one too; none where too few are known of both.
    private func share(beside other: Self) -> Double {
        let start = max(oldest, other.oldest)
        let others = other.newest.prefix { $0 >= start }
        guard others.count >= Self.fewest else { return 0 }
        let ours = Set(newest)
        return Double(others.count { ours.contains($0) }) / Double(others.count)
    }
}
