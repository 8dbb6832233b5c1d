import Handbook
import Kernel
import Testing

/// Items of a handover and the rules on it, as packs say them (X-29; GAME-50–53, SOFT-68, MART-26).
struct HandoverTermsTests {
    @Test func thePacksSayWhatTheirManualsSay() throws {
        func rule(_ pack: String, _ rule: Gate.Rule) throws -> String {
            guard let gate = try Shelf.handbook(pack).gates().first(where: { $0.1.rule == rule })?.1 else { return "–" }
            return switch gate {
            case .handoverSheet(let sections): sections.map { String($0.rawValue.prefix(2)) }.joined(separator: "+")
            case .handoverEarly(let notice): notice.span.description
            case .handoverWitness(let by): by.code
            case .swapRest(let hours): "\(hours)h"
            default: "on"
            }
        }
        let rules: [Gate.Rule] = [.handoverSheet, .handoverEarly, .handoverShift, .handoverWitness, .swapRest]
        let lines = try Shelf.names.map { pack in
            let handbook = try Shelf.handbook(pack)
            let days = handbook.deadlines(.leaveHandover, for: Circumstances()).first?.deadline.days ?? 0
            return "\(pack): \(try rules.map { try rule(pack, $0) }.joined(separator: " ")) \(days)d"
        }
        #expect(
            lines.joined(separator: "\n") == """
                base: eq+di+st 5m – post:supervisor 11h 3d
                chain-retail: eq+di+st+co 5m – post:supervisor 11h 3d
                game-support: eq+di+st+co+ch 10m on post:supervisor 11h 3d
                property: eq+di+st 5m – post:supervisor 11h 3d
                software-support: eq+di+st 5m – post:supervisor 11h 1d
                supermarket: eq+di+st+co+ch 15m – post:supervisor 11h 3d
                """)
    }

    /// A store counts its float, headquarters does not; a child changes a field and keeps the rest.
    @Test func aUnitsSheetHoldsWhatBelongsToItsKind() throws {
        let chain = try Shelf.handbook("chain-retail")
        let store = chain.handoverItems(leaving: false, at: .store).map(\.code)
        let headquarters = chain.handoverItems(leaving: false, at: .headquarters).map(\.code)
        #expect(store.contains("float") && store.contains("till") && !store.contains("samples"))
        #expect(headquarters.contains("samples") && !headquarters.contains("float"))
        #expect(chain.handoverItems(leaving: true, at: .store).map(\.code).contains("accounts"))
        let game = try Shelf.handbook("game-support").handoverItems(leaving: false, at: .department)
        #expect(game.first { $0.code == "cleaning" }?.name == "值日打扫完毕")
        #expect(game.first { $0.code == "headsets" }?.expected == 4)
    }

    private static let clause = """
          - {no: "1.1", text: 正文, strength: require, rule: handover.sheet, fields: [equipment]}
        """

    private func pack(_ items: String, _ clause: String = Self.clause) -> String {
        Trial.head + clause + "\nhandover:\n" + items + "\n"
    }

    @Test func whatMakesNoSenseIsRefused() throws {
        let phone = "  phones: {name: 电话, english: Phones, part: equipment}"
        #expect(try Trial.problems(pack(phone)) == [])
        func refused(_ items: String, _ sentence: String, _ clause: String = Self.clause) throws {
            let problems = try Trial.problems(pack(items, clause))
            #expect(problems.contains { $0.sentence.contains(sentence) }, "\(sentence): \(problems)")
        }
        try refused(phone.replacing("equipment}", with: "equipment, expected: 3}"), "只有 part: count 的项目")
        try refused("  keys: {name: 钥匙, english: Keys, part: count}\n" + phone, "缺少单位 measure")
        try refused("  keys: {name: 钥匙, english: Keys, part: thing}\n" + phone, "不认识")
        try refused("  keys: {name: 钥匙, english: Keys, part: count, measure: 把, at: [moon]}\n" + phone, "不认识")
        try refused("  钥匙: {name: 钥匙, english: Keys, part: check}\n" + phone, "字母或数字")
        try refused("  keys: {drop: true}\n" + phone, "不存在")
        try refused("  keys: {name: 钥匙, english: Keys, part: check}", "没有 part: equipment 的交接项目")
        try refused(phone, "缺少要写明的部分", "  - {no: \"1.1\", text: 正文, rule: handover.sheet}")
        try refused(
            phone, "handover.write 不写 within",
            "  - {no: \"1.1\", text: 正文, rule: handover.write, within: 2h, owed-by: handler}")
    }
}
