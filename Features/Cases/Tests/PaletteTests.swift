import Database
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk

/// Ctrl K: everything that can be done, and which clause forbids the rest.
@Suite struct PaletteTests {
    @Test func aTextIsFoundByCharactersPinyinAndFirstLetters() {
        #expect(Match.rank("工单", in: "工单") == 0)
        #expect(Match.rank("gd", in: "工单") == 1)
        #expect(Match.rank("gong d", in: "工单") == 2)
        #expect(Match.rank("dan", in: "工单") == 3)
        #expect(Match.rank("zrgb", in: "转热线归并") == 4, "letters may be skipped")
        #expect(Match.rank("cxdk", in: "重新打开") == 1 || Match.rank("cxdk", in: "重新打开") == 3, "重 is chong here")
        #expect(Match.rank("zxdk", in: "重新打开") == 1, "and zhong elsewhere")
        #expect(Match.rank("归档", in: "工单") == nil)
        #expect(Match.rank("xyz", in: "工单") == nil)
        #expect(Match.rank("  ", in: "工单") == Match.worst)
        #expect(Match.rank("\u{202e}\0", in: "工单") == nil, "stray characters match nothing")
    }

    @Test func whatWasUsedLastStandsFirstAmongEquals() {
        let entries = ["改派", "更改", "归档"].map {
            PaletteEntry(key: $0, text: $0, deed: .open("/"), group: .paletteGroupPage)
        }
        #expect(PaletteEntry.chosen(entries, for: "", used: ["归档"]).map(\.text) == ["归档", "改派", "更改"])
        #expect(PaletteEntry.chosen(entries, for: "g", used: ["更改"]).first?.text == "更改")
        #expect(PaletteEntry.chosen(entries, for: "gd", used: ["更改"]).map(\.text) == ["归档"])
    }

    /// The answer of the palette is the answer of the act: for every step, in every state of a complaint's way.
    @Test(arguments: TestDatabase.engines)
    func thePaletteSaysWhatTheActItselfWouldSay(engine: Engine) async throws {
        try await TestDesk.open("game-support", on: engine) { desk in
            let id = try await desk.registered(.complaint)
            let boss = desk.people["manager"] ?? "nobody"
            let order = desk.handbook.gates().first { $0.1 == .stepsInOrder }?.0.number
            for stage in 0..<6 {
                for trial in Trial.all {
                    let real = try await desk.act(as: boss) { tx, actor in
                        try tx.refusal { try trial.act(tx, id, actor) }
                    }
                    let said = try await desk.database.read { tx in
                        let entries = try tx.paletteUses.acts(on: id, for: tx.actor(boss), in: .chinese)
                        return entries.first { $0.key == "act:\(trial.address)" }?.forbidden
                    }
                    #expect(
                        (said == nil) == (real == nil),
                        "\(trial.address) at stage \(stage): \(String(describing: real))")
                    // Whose turn has not come is told so; the act itself would name a clause of its own first.
                    if let real = real as? GateRefusal, said?.clause != order {
                        #expect(said?.clause == real.objections.first?.clause, "\(trial.address) at stage \(stage)")
                    }
                }
                try await desk.act(as: boss) { tx, actor in try Trial.go(on: stage, tx, id, actor) }
            }
        }
    }

    /// Whatever a case's page can do, the palette can; what is about one part is offered for each part there is.
    @Test func everyActOfAPageIsThere() async throws {
        try await TestDesk.open("chain-retail", on: .sqlite) { desk in
            let acts = CaseActRoutes(desk: Workplace(database: desk.database, idleMinutes: 0)).acts
            let known = Set(CasePossible.all.map(\.address))
            #expect(acts.filter { !$0.takesPart && !known.contains($0.address) }.map(\.address).isEmpty)

            let id = try await desk.registered(.complaint)
            let agent = desk.agent
            try await desk.act(as: agent) { tx, actor in
                _ = try tx.cases.accept(id, as: .ordinary, by: actor)
                _ = try tx.cases.promise("查库存", due: tx.now + .minutes(30), isAgreed: true, on: id, by: actor)
                _ = try tx.cases.take(
                    correction: "漏检", measure: "加一道检验", owner: actor.staff.id, due: tx.now + .days(2), on: id,
                    by: actor)
            }
            let entries = try await desk.act(as: agent) { tx, actor in
                try tx.paletteUses.acts(on: id, for: actor, in: .chinese)
            }
            #expect(entries.contains { $0.text == "已兑现：查库存" && $0.forbidden == nil })
            #expect(entries.contains { $0.text == "告知进度并改期：查库存" })
            #expect(entries.contains { $0.text == "已完成：加一道检验" && $0.key.hasSuffix("/result") })
        }
    }

    @Test(arguments: TestDatabase.engines)
    func itOffersTheCaseAtHandTheTickedRowsAndThePages(engine: Engine) async throws {
        try await CaseHouse.open("game-support", on: engine) { house, desk in
            let id = try await desk.registered(.complaint)
            let manager = desk.who(.workCase, .summariseCase, .reassignCase)
            let page = try await house.get("/palette?case=\(id)", as: manager).text
            #expect(page.contains("data-act=\"/cases/\(id)/acceptance\""))
            #expect(page.contains("data-act=\"/cases/\(id)/entries/note\""))
            #expect(!page.contains("enquiry-answer"), "steps of other types are in the way")
            let archive = try await house.get("/palette?case=\(id)&q=guidang", as: manager).text
            #expect(archive.contains("aria-disabled=true") && archive.contains("<b>§"), "greyed, with its clause")
            #expect(archive.contains("/search?q=guidang"))

            let rows = try await house.get("/palette?selected=\(id)&q=gd", as: manager).text
            #expect(rows.contains("data-batch=\"archive\"") && rows.contains("所选 1 件"))
            #expect(rows.contains("aria-disabled=true"))
            #expect(try await house.get("/palette?q=%3Cb%3E", as: manager).text.contains("&lt;b&gt;"))

            _ = try await house.post("/palette/uses", [("key", "act:escalation")], as: manager)
            let again = try await house.get("/palette?case=\(id)", as: manager).text
            #expect(again.contains("id=\"palette-0\" role=\"option\" data-key=\"act:escalation\""), "recent ones first")
            for number in 0..<60 {
                desk.clock.advance(by: .seconds(1))
                try await desk.act(as: manager) { tx, actor in
                    try tx.paletteUses.note("page:\(number)", of: actor.staff.id)
                }
            }
            let kept = try await desk.database.read { tx in
                try tx.execute("SELECT COUNT(*) AS n FROM palette_use").first?.int("n")
            }
            #expect(kept == PaletteEntry.mostRecent)
        }
    }
}

/// Some acts with a form filled in as well as can be, and the way of a complaint.
private struct Trial: Sendable {
    let address: String
    let act: @Sendable (Transaction, Case.ID, Actor) throws -> Void

    static let judgement = Case.Judgement(
        groundsSufficient: true, demandReasonable: true, isFounded: true, reason: "有小票", department: "运营",
        nature: .service)
    static let finding = Case.Finding(cause: "外部原因", rootCause: "批次", responsiblePerson: "甲", statement: "照常")

    static var all: [Trial] {
        [
            Trial(address: "acceptance") { tx, id, actor in try tx.cases.accept(id, as: .ordinary, by: actor) },
            Trial(address: "judgement") { tx, id, actor in
                try tx.cases.judge(
                    id, judgement, pledge: Intake.Pledge(text: "今天回电", due: tx.now + .minutes(30), isAgreed: true),
                    by: actor)
            },
            Trial(address: "findings") { tx, id, actor in try tx.cases.investigate(id, finding, by: actor) },
            Trial(address: "submission") { tx, id, actor in try tx.cases.submitProposals(id, by: actor) },
            Trial(address: "implementation") { tx, id, actor in
                try tx.cases.implement(id, solution: "退货", by: actor)
            },
            Trial(address: "archive") { tx, id, actor in
                try tx.cases.archive(id, evaluation: "好", lesson: "无", category: "其他", by: actor)
            },
            Trial(address: "reopening") { tx, id, actor in try tx.cases.reopen(id, because: "又来", by: actor) },
            Trial(address: "withdrawal") { tx, id, actor in try tx.cases.withdraw(id, because: "误报", by: actor) },
            Trial(address: "resumption") { tx, id, actor in try tx.cases.resume(id, by: actor) },
            Trial(address: "suspension") { tx, id, actor in
                try tx.cases.suspend(
                    id, because: .awaitingCustomer, until: tx.now + .minutes(1), telling: "等您寄回", by: actor)
            },
            Trial(address: "escalation") { tx, id, actor in try tx.cases.escalate(id, because: "难", by: actor) },
        ]
    }

    static func go(on stage: Int, _ tx: Transaction, _ id: Case.ID, _ actor: Actor) throws {
        switch stage {
        case 0: try tx.cases.accept(id, as: .ordinary, by: actor)
        case 1: try all[1].act(tx, id, actor)
        case 2: try tx.cases.investigate(id, finding, by: actor)
        case 3:
            for text in ["退货", "换货"] {
                let draft = ProposalDraft(text: text, cost: .zero, effect: "好", benefit: "好", isOffered: true)
                try tx.cases.propose(id, draft, by: actor)
            }
        case 4: try all[9].act(tx, id, actor)
        default: try tx.cases.resume(id, by: actor)
        }
    }
}

extension Transaction {
    /// What an act would be refused with; it leaves no trace.
    fileprivate func refusal(_ act: () throws -> Void) throws -> (any Error & Sendable)? {
        struct Undone: Error {}
        do {
            try savepoint { () throws -> Void in
                try act()
                throw Undone()
            }
        } catch is Undone {
            return nil
        } catch let error as DatabaseError {
            throw error
        } catch {
            return error
        }
        return nil
    }
}
