import Handbook
import Testing

/// Which demands of the manuals on complaints and on the handbook itself a pack carries: none may get lost when a
/// clause is rewritten. What waits for a later feature is listed in docs/handbook-packs.md.
struct PackCoverageTests {
    @Test func theBaseCarriesTheGenericManualsAndTheTruthsOfTheEngine() throws {
        try expect(
            "base", toCarry: "GEN1", [1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 18])
        try expect("base", toCarry: "GEN2", [4, 6, 9, 10, 11, 12, 13, 15, 16, 17, 18, 19, 20])
        try expect("base", toCarry: "GEN3", [1, 2, 4, 5, 6, 8])
        try expect("base", toCarry: "GEN4", [2, 3, 7, 8, 10])
        try expect("base", toCarry: "T", [1, 2, 3, 4, 5])
    }

    @Test func theGamePackCarriesItsManual() throws {
        try expect(
            "game-support", toCarry: "GAME",
            [1, 3, 5, 11, 18, 26, 28, 29, 30, 43, 44, 46, 47, 48, 49, 54, 68] + [Int](50...53) + [Int](55...67)
                + [Int](85...103))
    }

    @Test func theChainPackCarriesItsManual() throws {
        try expect(
            "chain-retail", toCarry: "CHAIN",
            [1, 2, 3, 6, 7, 9, 10, 11, 14, 20, 31, 36, 54, 56, 57, 58, 59, 61, 63, 73, 77, 80, 82, 83, 92, 93, 101])
    }

    @Test func thePropertyPackCarriesBothItsManuals() throws {
        try expect("property", toCarry: "PROPA", [4, 5, 15])
        try expect("property", toCarry: "PROPB", [3, 4, 12, 16, 27])
    }

    @Test func theSupermarketPackCarriesItsManual() throws {
        try expect("supermarket", toCarry: "MART", [1, 4, 9, 10, 11, 13, 26, 27])
    }

    @Test func theSoftwarePackCarriesItsManual() throws {
        try expect(
            "software-support", toCarry: "SOFT",
            [
                1, 2, 3, 5, 7, 9, 10, 13, 16, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 42, 43, 44, 45,
                46,
                47, 48, 49, 51, 52, 53, 54, 55, 57, 58, 60, 61, 63, 64, 70, 71, 75, 76, 78, 79,
            ])
    }

    private func expect(_ pack: String, toCarry manual: String, _ numbers: [Int]) throws {
        let carried = Set(try Shelf.handbook(pack).clauses.flatMap(\.sources))
        let missing = numbers.map { "\(manual)-\($0 < 10 && manual != "T" ? "0" : "")\($0)" }.filter {
            !carried.contains($0)
        }
        #expect(missing == [], "\(pack)")
    }
}
