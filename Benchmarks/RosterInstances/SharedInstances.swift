public import Foundation
public import Rostering

/// The public instances beside the checkout, with the best cost that is published for each.
public enum SharedInstances {
    public static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../shared/data").standardizedFileURL
    public static let areHere = FileManager.default.fileExists(
        atPath: folder.appendingPathComponent("nrp-curtois24").path)

    public struct Instance: Sendable {
        public let name: String
        /// Best known cost; nothing where nobody published one.
        public let best: Int?
        public let plan: @Sendable () throws -> RosterPlan
    }

    /// schedulingbenchmarks.org; INRC 2010 by the competition's pages.
    private static let curtois: [(Int, Int)] = [
        (1, 607), (2, 828), (3, 1001), (4, 1716), (5, 1143), (8, 1300), (10, 4631), (16, 3225), (18, 4459),
    ]
    private static let sprints: [(String, Int?)] = [
        ("toy1", nil), ("toy2", nil), ("sprint01", 56), ("sprint02", 58), ("sprint03", 51), ("sprint04", 59),
        ("sprint05", 58), ("sprint_hint01", nil), ("medium01", 240),
    ]

    public static var all: [Instance] {
        curtois.map { number, best in
            Instance(name: "Instance\(number)", best: best) {
                try CurtoisInstance.read(text("nrp-curtois24/Instance\(number).txt"))
            }
        }
            + sprints.map { name, best in
                Instance(name: name, best: best) { try NurseCompetition1.read(data("nrp-inrc1/\(name).xml")) }
            }
            + [("n005w4", [1, 2, 3, 3]), ("n030w4", [6, 2, 9, 1]), ("n040w4", [6, 1, 7, 8])].map { name, weeks in
                Instance(name: name, best: nil) { try competition2(name, history: 0, weeks: weeks).plan }
            }
            + [Instance(name: "generated-40x28x4", best: nil) { GeneratedPlan.make(members: 40, days: 28, seed: 7) }]
    }

    public static func competition2(_ name: String, history: Int, weeks: [Int]) throws -> NurseCompetition2 {
        try NurseCompetition2(
            scenario: data("nrp-inrc2/\(name)/Sc-\(name).json"),
            history: data("nrp-inrc2/\(name)/H0-\(name)-\(history).json"),
            weeks: try weeks.map { try data("nrp-inrc2/\(name)/WD-\(name)-\($0).json") })
    }

    public static func data(_ path: String) throws -> Data { try Data(contentsOf: folder.appendingPathComponent(path)) }
    public static func text(_ path: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
    }
}
