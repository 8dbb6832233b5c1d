import Database
import Handbook
import Kernel
import Mathematics

extension Chore {
    /// Asks for a training where enough cases have been closed since the last one.
    static let categoryTraining = Chore(
        name: "category_training.ask", rhythm: .every(.minutes(30)),
        work: { tx in
            try tx.categoryHints.askWhereDue()
            return .done
        })
}

extension CategoryHints {
    func askWhereDue() throws {
        for code in try tx.handbooks.codes() {
            guard let version = try tx.handbooks.inForce(code, at: tx.now), try switchedOff(code) == nil,
                try tx.categoryTrainings.open(of: code) == nil
            else { continue }
            let terms = try tx.handbooks.handbook(of: version).hintTerms
            let last = try tx.categoryTrainings.latest(of: code)
            let needed = last == nil ? terms.leastCases : terms.retrainAfter
            let fresh = try tx.categoryTrainings.countClosed(
                of: code, after: last?.throughAt ?? Instant(milliseconds: 0), upTo: needed)
            if fresh >= needed { _ = try tx.categoryTrainings.ask(code, by: nil) }
        }
    }
}

/// Trains what was asked for, beside the answers: it reads a page of cases at a time and lets others in between, learns
/// outside of any transaction, and writes the weights in one short one. Several nodes share the work by leases: what a
/// node that died has begun, another does again.
package struct CategoryTrainingCare: Sendable {
    let database: any Database

    /// One training, if one waits. Answers whether there was one.
    @discardableResult
    package func round() async throws -> Bool {
        guard try await database.read({ tx in try tx.categoryTrainings.isAnyWaiting() }),
            let training = try await database.write({ tx in try tx.categoryTrainings.claim() })
        else { return false }
        try await train(training)
        return true
    }

    private func train(_ claimed: CategoryTraining) async throws {
        let code = claimed.code
        let (versions, categories, terms) = try await database.read { tx in
            let versions = Set(try tx.handbooks.editions(of: code).map(\.id))
            let handbook = try tx.handbooks.inForce(code, at: tx.now).map(tx.handbooks.handbook(of:))
            return (versions, Set(handbook?.categories ?? []), handbook?.hintTerms ?? CategoryHintTerms())
        }
        var settings = ClassifierTraining.Settings()
        settings.seed = CategoryTraining.seed
        var learned = ClassifierTraining(settings)
        var through = Instant(milliseconds: 0)
        var place: (at: Instant, id: Case.ID)?
        var looked = 0
        while looked < CategoryTraining.mostLooked, learned.count < CategoryTraining.mostCases,
            learned.size < CategoryTraining.mostTerms
        {
            let from = place
            let page = try await database.read { tx in
                try tx.categoryTrainings.closed(before: from, limit: CategoryTraining.page)
            }
            for record in page where versions.contains(record.version) && !record.category.isEmpty {
                guard categories.isEmpty || categories.contains(record.category) else { continue }
                through = max(through, record.archivedAt)
                learned.add(record.text.terms, label: record.category, key: record.id.rawValue)
            }
            looked += page.count
            guard page.count == CategoryTraining.page, let last = page.last else { break }
            place = (last.archivedAt, last.id)
            await Task.yield()
        }
        learned.leaveOut(below: CategoryTraining.leastOfALabel)
        var done = claimed
        done.cases = learned.count
        done.throughAt = through
        var classifier: TextClassifier?
        if learned.count >= terms.leastCases, (2...CategoryTraining.mostLabels).contains(learned.support.count) {
            for part in 0..<learned.parts {
                learned.judge(part)
                await Task.yield()
            }
            classifier = learned.classifier
            done.score = learned.score
        }
        try await finish(done, classifier)
    }

    private func finish(_ training: CategoryTraining, _ classifier: TextClassifier?) async throws {
        try await database.write { tx in
            guard try tx.categoryTrainings.finish(training, classifier.map { CategoryModel($0) }) else { return }
            try tx.categoryHints.record(
                .categoryTrained, training.code, by: nil,
                [
                    "number": String(training.number), "cases": String(training.cases),
                    "accuracy": training.score.map { String(Int(($0.accuracy * 100).rounded())) } ?? "",
                ])
        }
    }
}
