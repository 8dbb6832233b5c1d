import Database
import Handbook
import Kernel
import Testkit
import Testing

@testable import Desk

/// The tree that is kept in memory answers as the table would.
@Suite struct UnitTreeTests {
    private static func unit(_ id: Unit.ID, under parent: Unit.ID?, code: String? = nil) -> Unit {
        Unit(
            id: id, code: code ?? id.rawValue, name: "", kind: .department, parent: parent,
            handbook: parent == nil ? "base" : nil)
    }

    @Test func whatLiesAboveAndBelowIsToldNearestFirst() {
        let tree = UnitTree([
            Self.unit("leaf", under: "east"), Self.unit("hq", under: nil), Self.unit("west", under: "hq"),
            Self.unit("east", under: "hq"), Self.unit("bud", under: "leaf"),
        ])
        #expect(tree.all.map(\.id) == ["hq", "east", "west", "leaf", "bud"])
        #expect(tree.chain(from: "bud").map(\.id) == ["bud", "leaf", "east", "hq"])
        #expect(tree.descendants(of: "hq") == ["east", "west", "leaf", "bud"])
        #expect(tree.descendants(of: "bud") == [])
        #expect(tree.chain(from: "nowhere").isEmpty)
        #expect(tree.unit(code: "west")?.id == "west")
    }

    /// A tree from a table in which somebody wrote by hand: a ring hangs from nothing, and is not walked for ever.
    @Test func aRingHangsFromNothing() {
        let tree = UnitTree([
            Self.unit("hq", under: nil), Self.unit("a", under: "b"), Self.unit("b", under: "a"),
        ])
        #expect(tree.all.map(\.id) == ["hq"])
        #expect(tree.chain(from: "a").isEmpty)
        #expect(tree.descendants(of: "a").count <= Unit.deepest)
    }
}
