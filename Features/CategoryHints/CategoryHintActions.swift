import Database
import Handbook
import Kernel
import Mathematics

/// Hints while a case is written, and what a manager may do about them.
extension CategoryHints {
    /// Whether a department has hints now.
    func standing(of code: String, _ terms: CategoryHintTerms) throws -> CategoryHintStanding {
        CategoryHintStanding(
            try tx.categoryTrainings.latest(of: code), terms, switchedOff: try switchedOff(code))
    }

    /// What the department of a unit would call this text.
    func answer(_ text: CategoryText, in unit: Unit.ID) throws -> CategoryHintAnswer {
        let code = try tx.units.handbookCode(of: unit)
        guard let version = try tx.handbooks.inForce(code, at: tx.now) else { return .off(.untrained) }
        let handbook = try tx.handbooks.handbook(of: version)
        switch try standing(of: code, handbook.hintTerms) {
        case .off(let reason): return .off(reason)
        case .on(let training):
            let terms = text.terms
            guard terms.count >= CategoryText.leastTerms else { return .nothingYet }
            guard let classifier = try tx.categoryTrainings.model(of: training)?.classifier,
                let best = classifier.probabilities(terms).first,
                best.probability >= handbook.hintTerms.leastConfidence,
                // Learned under an earlier list of categories, it may know one that is no more.
                handbook.categories.isEmpty || handbook.categories.contains(best.label)
            else { return .unsure }
            return .hint(
                CategoryHint(
                    category: best.label, confidence: best.probability,
                    because: CategoryText.telling(
                        classifier.reasons(terms, for: best.label, limit: 12), limit: 3), training: training.id))
        }
    }

    /// What is suggested for a case that has no category.
    func answer(for record: Case) throws -> CategoryHintAnswer? {
        guard record.report.category.isEmpty else { return nil }
        let report = record.report
        return try answer(
            CategoryText(
                subject: report.subject, content: report.content, demand: report.demand, product: report.product),
            in: record.unit)
    }

    /// Writes down what became of a hint. One that was never given is not counted.
    func note(_ offered: OfferedHint?, _ place: OfferedHint.Place, on record: Case, by actor: Actor) throws {
        guard let offered, let training = try tx.categoryTrainings.find(offered.training),
            training.labels.contains(offered.category)
        else { return }
        try insert(offered, place, on: record, code: training.code, by: actor.staff.id)
    }

    /// 重新学习: at once, however few new cases there are.
    func retrain(_ code: String, by actor: Actor) throws {
        try requireManager(actor, of: code)
        guard try tx.categoryTrainings.open(of: code) == nil else { throw Refusal.trainingAlready }
        let training = try tx.categoryTrainings.ask(code, by: actor.staff.id)
        try record(.categoryTrainingAsked, code, by: actor.staff.id, ["number": String(training.number)])
    }

    func turn(_ isOn: Bool, _ code: String, by actor: Actor) throws {
        try requireManager(actor, of: code)
        guard try (switchedOff(code) == nil) != isOn else { return }
        try save(code, isOn: isOn, by: actor.staff.id)
        try record(.categoryHintsSwitched, code, by: actor.staff.id, ["on": isOn ? "yes" : "no"])
    }

    /// The departments whose handbook is within somebody's reach by a right.
    func codes(for actor: Actor, permitting permission: Permission) throws -> [String] {
        var codes: [String] = []
        for unit in try tx.units(for: actor, permitting: permission).prefix(Self.mostUnits) {
            let code = try tx.units.handbookCode(of: unit.id)
            if !codes.contains(code) { codes.append(code) }
        }
        return codes
    }

    /// Units asked for their handbook; those nearest to the person come first.
    private static let mostUnits = 100

    /// Whoever may draft the handbook looks after what it says about hints.
    func requireManager(_ actor: Actor, of code: String) throws {
        guard try codes(for: actor, permitting: .draftHandbook).contains(code) else {
            throw NotAllowed(permission: .draftHandbook, isElsewhere: actor.holds(.draftHandbook))
        }
    }

    func record(_ kind: EventKind, _ code: String, by actor: Staff.ID?, _ details: [String: String]) throws {
        guard let version = try tx.handbooks.inForce(code, at: tx.now) else { return }
        try tx.record(kind, about: version.subject, in: nil, by: actor, details: details)
    }

    enum Refusal: Error, Equatable {
        case trainingAlready
    }
}
