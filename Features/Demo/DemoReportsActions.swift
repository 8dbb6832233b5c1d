import Database
import Handbook
import Kernel

/// What was commanded today in the game centre, and the reports of today at the chain's headquarters (GAME-28, CHAIN-82).
struct DemoReports {
    let tx: Transaction
    let pack: DemoPack

    func open() throws {
        switch pack.code {
        case "game-support": try command()
        case "chain-retail": try report()
        default: return
        }
    }

    /// One is done, one is under way, one waits to be acknowledged.
    private func command() throws {
        guard let leader = try people().first(where: { $0.holds(.giveDispatch) && $0.holds(.workCase) }) else { return }
        let here = try tx.dispatches.choices(for: leader).people.filter(\.isHere)
        for (place, (person, text)) in zip(here, DemoPhrases.commands).enumerated() {
            let plan = Dispatch.Plan(text: text, wantedBy: tx.now + .minutes(30 + 15 * place))
            guard let dispatch = try tx.dispatches.give(plan, to: .person(person.id), by: leader).first else {
                continue
            }
            let actor = try tx.actor(person.id)
            if place < 2 { try tx.dispatches.acknowledge(dispatch.id, by: actor) }
            if place == 0 { try tx.dispatches.report(dispatch.id, saying: DemoPhrases.commandDone, by: actor) }
        }
    }

    /// One is handed in and read, one has been begun.
    private func report() throws {
        let specialists = try people().filter { $0.mainHolding?.post.code == "agent" }
        guard let manager = try people().first(where: { $0.mainHolding?.post.code == "manager" }) else { return }
        for (place, person) in specialists.prefix(2).enumerated() {
            let report = try tx.dailyReports.begin(by: person)
            guard place == 0 else {
                let words = DailyReport.Words(results: DemoPhrases.reportResults, plan: [DemoPhrases.reportPlans[0]])
                try tx.dailyReports.write(report.id, words, by: person)
                continue
            }
            let words = DailyReport.Words(
                results: DemoPhrases.reportResults, problems: DemoPhrases.reportProblems, plan: DemoPhrases.reportPlans)
            try tx.dailyReports.handIn(report.id, words, by: person)
            try tx.dailyReports.read(report.id, saying: DemoPhrases.reportComment, by: manager)
        }
    }

    private func people() throws -> [Actor] {
        try pack.people.compactMap { person in
            try Account(typed: person.account).flatMap { try tx.staff.find(account: $0) }.map { try tx.actor($0.id) }
        }
    }
}
