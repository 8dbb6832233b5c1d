import Database
import Handbook
import Kernel

/// Bringing the rows in: one chunk, one transaction, and the counters with it.
extension Imports {
    /// The next step of the import that has waited longest. Answers whether there is more to do.
    func runNext() throws -> Work {
        guard let record = try waiting(.running) else { return .nothing }
        return try step(of: record) { record in
            let bringing = try Bringing(record, in: tx)
            switch record.nextStep {
            case .bring(let chunk): try bring(chunk, &record, bringing)
            case .stage(let chunk): try stage(chunk, &record, bringing)
            case .publish: try publish(&record, bringing)
            case .finish(let chunk): try finishPublished(chunk, &record, bringing)
            case .end:
                try record.finish(at: tx.now)
                try end(record)
            }
        }
    }

    /// What a step came to: a step that went wrong is undone, told to the log, and tried again in its turn.
    enum Work: Equatable { case nothing, some, stumbled(String) }

    /// One step and its counters, or neither. What goes wrong by no fault of the rows stands in nobody's way: others
    /// have their turn, and after some tries the import has failed, with a sentence. The house being busy, full or out
    /// of reach of its database is no failure of an import.
    func step(of waiting: Import, _ work: (inout Import) throws -> Void) throws -> Work {
        var record = waiting
        do {
            try tx.savepoint {
                try work(&record)
                record.goOn()
                try save(record)
            }
            tell(record)
            return .some
        } catch let stopped as Stopped {
            try fail(record.id, because: stopped.reason)
            return .some
        } catch {
            record = waiting
            if try record.stumble(Self.faulty(waiting), at: tx.now), record.startedAt != nil { try end(record) }
            try save(record)
            tell(record)
            return .stumbled("\(record.id.rawValue): \(error)")
        }
    }

    /// Where it stood, for whoever reads it and for whoever they tell.
    private static func faulty(_ record: Import) -> Sentence {
        let number = "E-\(record.number)"
        if record.publishedAt != nil { return Sentence(.importFaultyPublished, number) }
        let chunk = record.startedAt == nil ? record.progress.checkedChunks : record.progress.runChunks
        return Sentence(.importFaulty, number, String(chunk * Import.chunkRows + 1))
    }

    /// Good rows only: a row that is refused leaves its neighbours alone.
    private func bring(_ chunk: Int, _ record: inout Import, _ bringing: Bringing) throws {
        let store = tx.importRows(record.id)
        let bad = try store.badRows(ofChunk: chunk)
        let rows = try store.chunk(chunk).filter { !bad.contains($0.number) }
        let known = try bringing.known(among: rows)
        var refused: [(row: Int, problems: [RowProblem])] = []
        let outcomes = try bringing.bring(rows, known: known) { row, error in
            refused.append((row.number, try bringing.said(by: error)))
        }
        for outcome in outcomes { record.progress.note(outcome) }
        record.progress.refused += refused.count
        try store.note(refused, chunk: chunk, stage: "run", mapping: record.mapping)
        record.progress.runChunks += 1
    }

    /// All or nothing: one refusal, and nothing will be published.
    private func stage(_ chunk: Int, _ record: inout Import, _ bringing: Bringing) throws {
        let store = tx.importRows(record.id)
        let rows = try store.chunk(chunk)
        let known = try bringing.known(among: rows)
        var refused: [(row: Int, problems: [RowProblem])] = []
        let outcomes = try bringing.stage(rows, known: known, chunk: chunk) { row, error in
            refused.append((row.number, try bringing.said(by: error)))
        }
        guard let first = refused.first else {
            for outcome in outcomes { record.progress.note(outcome) }
            record.progress.runChunks += 1
            return
        }
        try store.note(refused, chunk: chunk, stage: "run", mapping: record.mapping)
        try giveUp(&record, row: first.row)
    }

    private func publish(_ record: inout Import, _ bringing: Bringing) throws {
        do {
            try tx.savepoint {
                switch record.kind {
                case .cases: try tx.cases.publish(record.id.rawValue)
                case .customers: try tx.customers.publish(record.id.rawValue)
                }
                try tx.externalNumbers.addStaged(record.kind, under: record.id)
            }
        } catch let error as DatabaseError where error.kind == .unique {
            // Another import has brought one of these numbers in since they were looked through.
            try giveUp(&record, row: nil)
            return
        }
        record.notePublished(at: tx.now)
        try tx.record(
            .importPublished, about: record.subject, in: record.unit, by: record.runsAs,
            details: [
                "number": String(record.number), "brought": String(record.progress.brought),
                "updated": String(record.progress.updated),
            ])
    }

    /// After the publication: customers, clocks, search, events. It cannot be refused any more.
    private func finishPublished(_ chunk: Int, _ record: inout Import, _ bringing: Bringing) throws {
        switch record.kind {
        case .cases:
            try tx.cases.finishPublished(
                try tx.cases.staged(under: record.id.rawValue, chunk: chunk), by: bringing.actor,
                details: bringing.details)
            try tx.cases.unstage(under: record.id.rawValue, chunk: chunk)
        case .customers:
            let refused = try bringing.finishPublished(customers: chunk)
            record.progress.refused += refused
            record.progress.updated -= refused
        }
        record.progress.finishedChunks += 1
    }

    private func giveUp(_ record: inout Import, row: Int?) throws {
        let reason = row.map { Sentence(.importNothingRow, String($0)) } ?? Sentence(.importNothingNumbers)
        record.progress.brought = 0
        record.progress.updated = 0
        record.progress.refused += 1
        try record.fail(reason, at: tx.now)
        try end(record)
    }
}

/// What is left to do when an import is over, or nobody reads on.
extension Imports {
    /// Nobody waits longer for rows than this: the reader is gone, or the person.
    static let readingPatience = Duration.minutes(10)
    /// Rows are kept so long after the end, for the failure file; then only the counts stay.
    static let keeping = Duration.days(30)
    static let keepingUnstarted = Duration.days(2)

    func giveUpAbandoned() throws {
        for record in try abandoned(before: tx.now - Self.readingPatience) {
            try fail(record.id, because: Sentence(.importAbandoned))
        }
        for record in try untouched(since: tx.now - Import.patience) {
            try fail(record.id, because: Sentence(.importLapsed))
        }
    }

    /// One piece of clearing away. Answers whether there is more.
    func clearNext() throws -> Bool {
        if let importing = try tx.cases.strayStaged() {
            try tx.cases.unstage(under: importing.id, chunk: importing.chunk)
            return true
        }
        if let importing = try tx.customers.strayStaged() {
            try tx.customers.unstage(under: importing.id, chunk: importing.chunk)
            return true
        }
        guard let record = try toClear(before: tx.now - Self.keeping, unstarted: tx.now - Self.keepingUnstarted) else {
            return false
        }
        if try !tx.importRows(record.id).clear(atMost: 20) { try noteCleared(record.id) }
        return true
    }
}

extension Bringing {
    func bring(
        _ rows: [SheetRow], known: [String: String], refused: (SheetRow, any Error) throws -> Void
    ) throws -> [Outcome] {
        switch record.kind {
        case .cases: try bring(cases: rows, known: known, refused: refused)
        case .customers: try bring(customers: rows, known: known, refused: refused)
        }
    }
}

extension Bringing {
    func stage(
        _ rows: [SheetRow], known: [String: String], chunk: Int, refused: (SheetRow, any Error) throws -> Void
    ) throws -> [Outcome] {
        switch record.kind {
        case .cases: try stage(cases: rows, known: known, chunk: chunk, refused: refused)
        case .customers: try stage(customers: rows, known: known, chunk: chunk, refused: refused)
        }
    }
}

extension Import.Progress {
    fileprivate mutating func note(_ outcome: Bringing.Outcome) {
        switch outcome {
        case .brought: brought += 1
        case .updated: updated += 1
        case .skipped: skipped += 1
        }
    }
}
