import Handbook
import Kernel
import Testing

/// The numbers of each pack beside each other, to be read against the manuals. A star marks a default of ours where the
/// manual gives no number; `+` and `!` say that the clause is required or forbids, nothing that it advises.
struct PackNumbersTests {
    @Test func theNumbersOfThePacksAreThoseOfTheirManuals() throws {
        #expect(
            try PackNumbers.table() == """
                                      base     chain    game     property software market
                accept                4h*+     2h*+     30m*+    30m*+    30m*+    5m*+
                first reply, phone    24h*+    24h+     24h*+    8h*+     5m+      10m*+
                first reply, e-mail   24h*+    24h+     24h*+    24h*+    24h*+    24h*+
                first reply, store    24h*+    4h*+     24h*+    8h*+     5m+      10m*+
                complete, complaint   5wd*+    48h+     72h*+    3wd*+    24h*     12h*+
                complete, serious     5wd*+    48h+     72h*+    3wd*+    48h*+    12h*+
                complete, enquiry     5wd*+    5wd*+    5wd*+    5wd*+    5wd*+    5wd*+
                progress notice       48h*+    24h*+    24h*+    24h*+    –        –
                interim notice        80%*     80%*     80%*     80%*     80%*+    80%*
                inform, major         1h*+     1h*+     1h*+     1h*+     1h*+     1h*+
                judge                 24h*     12h*     24h*     24h*     2h*      –
                investigate           24h*     24h*     24h*+    24h*     12h*     –
                decide                4h*      4h*      4h*+     4h*      4h*      15m*
                sign transfer         4h*+     2h*+     30m*+    30m*+    30m*+    5m*+
                take escalation       4h*      2h*+     30m*+    30m*     30m*     5m*+
                return visit          7d*      3d*+     3d+      3d*+     1d*+     7d*
                summarise             5wd*     5wd*     5wd*     5wd*     5wd*     5wd*
                acknowledge handbook  7d*+     7d*+     7d*+     7d*+     7d*+     7d*+
                review handbook       15wd*    15wd*    15wd*    15wd*    15wd*    15wd*
                judgement             on*      on+      on+      on+      on+      –
                proposals             1*+      1*+      2+       1*+      1*+      1*+
                penalty lines         –        on*      on+      on*      –        on*
                customer acceptance   on+      on+      on+      on+      on+      on+
                refusals, to          3 mana*+ 3 mana*+ 3 mana*+ 3 mana*+ 3 mana*+ 3 mana*+
                transfers, to         2 mana*  2 mana*  2 mana*  2 mana*  2 mana*+ 2 mana*
                suspension            15d*+    15d*+    15d*+    15d*+    15d*+    15d*+
                promise horizon       7d*      7d*      7d*      7d*      7d*+     3d*
                promise first         on       on       on+      on       on+      –
                visit before archive  on       on+      on+      on+      on+      on
                visitor               either*  either+  either*  either*  first-r+ either*
                steps in order        on       on       on+      on       on       on
                handbook before work  on       on       on+      on       on       on
                own act               on!      on!      on!      on!      on!      on!
                """)
    }

    @Test func whoIsCalledWhenAComplaintIsLate() throws {
        #expect(try ladder("base") == ["客服主管 90%", "客服经理 after", "总经理 after 24h"])
        #expect(try ladder("chain-retail") == ["客诉服务专员 80%", "客服部经理 after", "运营中心总监 after 24h"])
        #expect(try ladder("game-support") == ["组长 90%", "执行经理 after", "总监 after 24h"])
        #expect(try ladder("property") == ["管理处副主任 90%", "管理处主任 after", "物业公司总经理 after 24h"])
        #expect(try ladder("software-support") == ["客服组长 90%", "客户服务部经理 after"])
        #expect(try ladder("supermarket") == ["当值主管 90%", "店长 after", "营运总监 after 24h"])
    }

    @Test func theChainIsWarnedAtHalfAndAtFourFifthsAndTheOthersLater() throws {
        for name in Shelf.names {
            let complete = try Shelf.handbook(name).deadlines(.complete, for: Circumstances())
            #expect(complete.first?.deadline.warnAt == (name == "chain-retail" ? [0.5, 0.8] : [0.7, 0.9]), "\(name)")
        }
    }

    @Test func whatTheRegisterMustHoldOnFirstSave() throws {
        let fields = try Shelf.names.map { name in
            let gates = try Shelf.handbook(name).gates().map(\.1)
            let fields = gates.compactMap { if case .registration(let fields) = $0 { fields } else { nil } }
            return "\(name): " + fields.joined().map(\.rawValue).joined(separator: " ")
        }
        #expect(
            fields == [
                "base: complainant channel content demand",
                "chain-retail: complainant contact channel product content demand",
                "game-support: complainant contact channel content",
                "property: complainant contact place channel content demand",
                "software-support: organisation complainant contact channel product content demand",
                "supermarket: complainant channel content",
            ])
    }

    private func ladder(_ name: String) throws -> [String] {
        let handbook = try Shelf.handbook(name)
        let (_, deadline) = try #require(handbook.deadlines(.complete, for: Circumstances()).first)
        return deadline.escalation.map { step in
            let post =
                switch step.to {
                case .post(let code): handbook.post(code)?.title ?? code
                case .dutySupervisor: handbook.posts.first(where: \.isDutySupervisor)?.title ?? ""
                case .firstReceiver, .handler, .decider, .investigator, .transferor, .everyone: step.to.code
                }
            let moment =
                switch step.at {
                case .share(let share): "\(Int(share * 100))%"
                case .afterBreach(let span): span.map { "after \($0)" } ?? "after"
                }
            return "\(post) \(moment)"
        }
    }
}
