import Database
import Handbook
import Kernel

extension CategoryHints {
    /// The page of a department; the first within reach where none is named, none beyond it.
    func view(_ code: String?, for actor: Actor, in zone: Zone) throws -> CategoryTrainingView {
        let codes = try codes(for: actor, permitting: .readAdherence)
        guard let first = codes.first else {
            throw NotAllowed(permission: .readAdherence, isElsewhere: actor.holds(.readAdherence))
        }
        let code = code ?? first
        guard codes.contains(code), let version = try tx.handbooks.inForce(code, at: tx.now) else { throw NotFound() }
        let terms = try tx.handbooks.handbook(of: version).hintTerms
        let history = try tx.categoryTrainings.history(of: code, limit: CategoryTrainingView.trainingsShown)
        let last = try tx.categoryTrainings.latest(of: code)
        let off = try switchedOff(code)
        var people = Set(history.compactMap(\.askedBy))
        if let off { people.insert(off.by) }
        let departments = try codes.map { code in
            (code: code, title: try tx.handbooks.inForce(code, at: tx.now)?.title ?? code)
        }
        return CategoryTrainingView(
            code: code, title: version.title, terms: terms, standing: try standing(of: code, terms),
            training: history.first { $0.digest != nil }, open: history.first(where: \.isOpen), history: history,
            weeks: try weeks(of: code, count: CategoryTrainingView.weeksShown, in: zone),
            fresh: try tx.categoryTrainings.countClosed(
                of: code, after: last?.throughAt ?? Instant(milliseconds: 0),
                upTo: last == nil ? terms.leastCases : terms.retrainAfter),
            names: try tx.names(of: people), departments: departments,
            mayManage: try self.codes(for: actor, permitting: .draftHandbook).contains(code),
            isSwitchedOff: off != nil)
    }
}
