import Database
import Handbook
import Kernel

/// The house draws, headquarters visits, the verdict is counted (CHAIN-93).
extension CaseSamples {
    /// Draws the samples of the periods that have just ended; answers how many draws were made. Safe to run as often as
    /// one likes.
    func drawDue() throws -> Int {
        var made = 0
        for (code, units) in try tx.obligations.unitsByHandbook().sorted(by: { $0.key < $1.key }) {
            guard let version = try tx.handbooks.inForce(code, at: tx.now) else { continue }
            let handbook = try tx.handbooks.handbook(of: version)
            for clause in handbook.clauses {
                guard case .deadline(let deadline) = clause.enforcement, let sampling = deadline.sampling else {
                    continue
                }
                // A store is not asked to check stores.
                let offices = units.filter { $0.kind != .store }
                let drawing = try tx.obligations.units(offices, owing: deadline.owedBy, under: handbook)
                for unit in drawing {
                    made += try draw(clause, deadline, sampling, in: unit, beside: drawing, version, handbook) ? 1 : 0
                }
            }
        }
        return made
    }

    private func draw(
        _ clause: Clause, _ deadline: Deadline, _ sampling: Deadline.Sampling, in unit: Unit.ID,
        beside others: [Unit.ID],
        _ version: HandbookVersion, _ handbook: Handbook
    ) throws -> Bool {
        let zone = try tx.calendars.calendar(of: unit, under: handbook).zone
        guard let now = sampling.every.period(at: tx.now, in: zone),
            let last = sampling.every.period(at: now.during.lowerBound - .milliseconds(1), in: zone),
            version.effectiveAt < last.during.upperBound, try !isDrawn(unit, clause.number, last.name)
        else { return false }
        // Each case is drawn by the nearest office above it.
        let below = try Set(others.filter { $0 != unit }.flatMap { try [$0] + tx.units.descendants(of: $0) })
        let units = try [unit] + tx.units.descendants(of: unit).filter { !below.contains($0) }
        let population = try population(
            units, of: Self.condition(deadline.condition), from: last.during.lowerBound,
            until: last.during.upperBound)
        // The seed is made when the period is over: nobody can know before which case will be looked at.
        let id: CaseSample.Draw.ID = tx.ids.make()
        let seed = "\(id.rawValue)"
        let size = CaseSample.size(of: population.count, share: sampling.share, minimum: sampling.minimum)
        let chosen = CaseSample.order(population, by: seed).prefix(size)
        try insert(
            CaseSample.Draw(
                id: id, unit: unit, clause: clause.number, version: version.id, period: last.name,
                from: last.during.lowerBound, until: last.during.upperBound, seed: seed, population: population.count,
                drawn: chosen.count, at: tx.now))
        let event = try tx.record(
            .sampleDrawn, about: Subject(.unit, unit.rawValue), in: unit, by: nil,
            details: [
                "clause": clause.number, "period": last.name, "seed": seed, "population": String(population.count),
                "drawn": String(chosen.count),
            ])
        for record in chosen { try ask(record, id) }
        guard !chosen.isEmpty, case .post(let post) = deadline.owedBy else { return true }
        try tx.notify(try tx.appointments.holders(of: post, in: unit, at: tx.now), of: event)
        return true
    }

    private func ask(_ id: Case.ID, _ draw: CaseSample.Draw.ID) throws {
        guard let record = try tx.cases.find(id) else { return }
        let sample = CaseSample(id: tx.ids.make(), draw: draw, record: id, unit: record.unit, drawnAt: tx.now)
        try insert(sample)
        try self.record(.caseSampled, sample, by: nil, details: [:])
    }

    /// What the customer said. Somebody of the post that the handbook names, of the office where it was drawn, who had
    /// no hand in the case.
    func verify(_ id: CaseSample.ID, _ verdict: CaseSample.Verdict, note: String, by actor: Actor) throws {
        var (sample, draw) = try require(id, by: actor)
        guard try isVerifier(actor.staff.id, of: draw) else { throw CaseSample.Refusal.notOfHeadquarters }
        guard try !hasHand(actor.staff.id, in: sample.record) else { throw CaseSample.Refusal.ownHand }
        try sample.visit(verdict, note: note, by: actor.staff.id, at: tx.now)
        try save(sample)
        var details = ["verdict": verdict.rawValue, "note": note, "attempt": String(sample.attempts)]
        guard sample.verification != nil else {
            try record(.sampleTried, sample, by: actor.staff.id, details: details)
            return
        }
        details["draw"] = draw.id.rawValue
        let event = try record(.sampleVerified, sample, by: actor.staff.id, details: details)
        guard verdict == .disputed else { return }
        // What is not true goes to whoever answers for the store and to whoever answers for the draw.
        let above = try tx.appointments.superiors(of: actor.staff.id, at: tx.now, under: PostsInForce(tx: tx))
        let handler = try tx.cases.find(sample.record)?.handler
        let atStore = try handler.map {
            try tx.appointments.superiors(of: $0, at: tx.now, under: PostsInForce(tx: tx)) + [$0]
        }
        try tx.notify((above + (atStore ?? [])).uniqued(), of: event)
    }

    /// Beyond what one may read, nothing was drawn.
    func require(_ id: CaseSample.ID, by actor: Actor) throws -> (CaseSample, CaseSample.Draw) {
        guard let sample = try find(id), let draw = try draw(sample.draw),
            actor.units(permitting: .readCase).contains(sample.unit)
        else { throw NotFound() }
        return (sample, draw)
    }

    /// Whether somebody holds the post that the clause of the draw names, in the office where it was made.
    func isVerifier(_ staff: Staff.ID, of draw: CaseSample.Draw) throws -> Bool {
        guard let clause = try tx.handbooks.handbook(draw.version).clause(draw.clause),
            case .deadline(let deadline) = clause.enforcement, case .post(let post) = deadline.owedBy
        else { return false }
        return try tx.appointments.holders(of: post, in: draw.unit, at: tx.now).contains(staff)
    }

    /// The case's own ledger: drawn it owes a check, whatever its own edition says, by the edition that drew it.
    @discardableResult
    private func record(
        _ kind: EventKind, _ sample: CaseSample, by staff: Staff.ID?, details: [String: String]
    ) throws -> Event {
        guard let record = try tx.cases.find(sample.record), let draw = try draw(sample.draw) else { throw NotFound() }
        let event = try tx.record(kind, about: record.subject, in: record.unit, by: staff, details: details)
        let handbook = try tx.handbooks.handbook(draw.version)
        let owing = Owing(
            subject: record.subject, unit: record.unit, circumstances: record.circumstances, round: record.round,
            version: draw.version, handbook: handbook,
            calendar: try tx.calendars.calendar(of: record.unit, under: handbook), holder: { _ in nil })
        try tx.obligations.follow(
            event, Happening(kind, at: tx.now, item: sample.id.rawValue, round: record.round), of: owing)
        return event
    }

    /// The condition of the clause, on the table of cases.
    private static func condition(_ condition: Condition) -> SQL {
        var parts: [SQL] = ["1 = 1"]
        func ask(_ column: SQL, _ values: [String]) {
            if !values.isEmpty { parts.append("\(column) IN \(list: values.sorted())") }
        }
        ask("type", condition.types.map(\.rawValue))
        ask("severity", condition.severities.map(\.rawValue))
        ask("source", condition.sources.map(\.rawValue))
        ask("channel", condition.channels.map(\.rawValue))
        return SQL(parts, joinedBy: " AND ")
    }
}
