import Kernel

/// Stands in for what the nouns that the fuzzers build know of others.
enum Search {
    static let mostCuts = 6
    static let pageSize = 20
}

extension Word {
    static let listGap = Word("、", ", ")
    static let receptionEveryDay = Word("每天", "every day")
    static let receptionDayRange = Word("{0}至{1}", "{0}–{1}")
}
