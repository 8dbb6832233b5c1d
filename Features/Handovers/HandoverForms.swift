import Handbook
import Kernel
import Web

/// A sheet as it is typed: an item of the handbook has the fields `standing-CODE`, `actual-CODE` and `remark-CODE`.
struct HandoverForms {
    let typed: FormData
    let t: Language

    /// Every problem of every item at once. Kept as a draft, a sheet may leave items open; to hand over, the clause asks,
    /// and whoever leaves names who takes over (SOFT-68).
    func statement(_ items: [HandoverItem], isLeaving: Bool, isOffer: Bool = false) throws(Invalid)
        -> HandoverStatement
    {
        var statement = HandoverStatement()
        var problems: [String: String] = [:]
        for item in items {
            do { if let line = try line(item) { statement.lines.append(line) } } catch {
                problems.merge(error.problems) { first, _ in first }
            }
        }
        do {
            let (matter, number, other, taker) = try form(
                typed.optional("matter", max: 500), typed.optional("matter-case", max: 40),
                typed.optional("other", max: 1000), typed.optionalIdentifier("taker", of: Staff.self))
            if matter == nil, number != nil { problems["matter"] = t(.handoverMatterMissing) }
            if let matter { statement.matters = [HandoverStatement.Matter(text: matter, caseNumber: number ?? "")] }
            statement.other = other ?? ""
            statement.taker = isLeaving ? taker : nil
            if isLeaving, isOffer, taker == nil { problems["taker"] = t(.handoverPickTaker) }
        } catch { problems.merge(error.problems) { first, _ in first } }
        for section in [HandoverSection.difficulties, .staffing] where !typed.text("none-\(section.rawValue)").isEmpty {
            statement.none.insert(section)
        }
        guard problems.isEmpty else { throw Invalid(problems) }
        return statement
    }

    private func line(_ item: HandoverItem) throws(Invalid) -> HandoverSheet.Line? {
        let remark: String? = try form(typed.optional("remark-\(item.code)", max: 200))
        guard let (standing, actual) = try stated(item) else {
            guard remark != nil else { return nil }
            // What was written of it stands beside what is chosen or counted: it is not dropped without a word (GAME-53).
            let (field, asks): (String, Word) =
                item.part == .count ? ("actual", .handoverAsksActual) : ("standing", .handoverAsksStanding)
            throw Invalid(["\(field)-\(item.code)": t(asks, item.name(in: t))])
        }
        let line = HandoverSheet.Line(
            code: item.code, name: item.name, part: item.part, standing: standing, expected: item.expected,
            actual: actual, measure: item.measure, remark: remark ?? "")
        if line.isAmiss, line.remark.isEmpty {
            throw Invalid(["remark-\(item.code)": t(line.asks, item.name(in: t))])
        }
        return line
    }

    /// Nothing where nothing was said of it.
    private func stated(_ item: HandoverItem) throws(Invalid) -> (HandoverSheet.Line.Standing, Int?)? {
        if item.part == .count {
            let actual: Int? = try form(typed.optionalInteger("actual-\(item.code)", in: 0...100_000_000))
            return actual.map { (.counted, $0) }
        }
        let chosen = typed.text("standing-\(item.code)")
        guard !chosen.isEmpty else { return nil }
        guard let standing = item.standings.first(where: { $0.rawValue == chosen }) else {
            throw Invalid(["standing-\(item.code)": t(.handoverItemMissing)])
        }
        return (standing, nil)
    }
}

extension HandoverItem {
    /// What may be said of it.
    var standings: [HandoverSheet.Line.Standing] {
        switch part {
        case .equipment: [.fine, .fault]
        case .count: []
        case .check: [.done, .undone]
        case .leaving: [.told, .undone]
        }
    }
}

extension HandoverSheet.Line {
    /// What is to be written of it, as it is amiss.
    fileprivate var asks: Word {
        switch standing {
        case .fault: .handoverAsksFault
        case .undone, .done, .told, .fine: .handoverAsksUndone
        case .counted: .handoverAsksDifference
        }
    }
}
