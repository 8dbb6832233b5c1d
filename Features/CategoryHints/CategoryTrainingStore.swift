import Database
import Foundation
import Handbook
import Kernel
import Synchronization

/// The trainings of the departments, with the weights of the latest.
struct CategoryTrainings {
    let tx: Transaction

    func find(_ id: CategoryTraining.ID) throws -> CategoryTraining? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(CategoryTraining.init(row:))
    }

    /// The latest that has ended.
    func latest(of code: String) throws -> CategoryTraining? {
        try tx.execute(
            """
            \(Self.select)
            WHERE code = \(code) AND state IN ('done', 'idle')
            ORDER BY number DESC
            LIMIT 1
            """
        ).first.map(CategoryTraining.init(row:))
    }

    func open(of code: String) throws -> CategoryTraining? {
        try tx.execute("\(Self.select) WHERE code = \(code) AND state IN ('asked', 'running') LIMIT 1").first
            .map(CategoryTraining.init(row:))
    }

    /// The newest first.
    func history(of code: String, limit: Int) throws -> [CategoryTraining] {
        try tx.execute("\(Self.select) WHERE code = \(code) ORDER BY number DESC LIMIT \(limit)")
            .map(CategoryTraining.init(row:))
    }

    func ask(_ code: String, by actor: Staff.ID?) throws -> CategoryTraining {
        let last = try tx.execute("SELECT MAX(number) AS n FROM category_training WHERE code = \(code)").first?
            .int(ifPresent: "n")
        let training = CategoryTraining(
            id: tx.ids.make(), code: code, number: (last ?? 0) + 1, askedBy: actor, askedAt: tx.now, state: .asked,
            finishedAt: nil, cases: 0, throughAt: Instant(milliseconds: 0), score: nil, digest: nil)
        try tx.execute(
            """
            INSERT INTO category_training
                (id, code, number, state, asked_by, asked_at, care_at, cases, through_at, labels, matrix, width,
                 sharpness)
            VALUES (\(training.id), \(code), \(training.number), 'asked', \(actor), \(tx.now), \(tx.now), 0, 0, '[]',
                    '[]', 0, 1)
            """
        )
        return training
    }

    func isAnyWaiting() throws -> Bool {
        try !tx.execute("SELECT id FROM category_training WHERE care_at <= \(tx.now) LIMIT 1").isEmpty
    }

    /// The one that has waited longest, leased to this node; nothing where another node was quicker.
    func claim() throws -> CategoryTraining? {
        let row = try tx.execute(
            "SELECT id FROM category_training WHERE care_at <= \(tx.now) ORDER BY care_at, id LIMIT 1"
        ).first
        guard let id: CategoryTraining.ID = try row?.id("id") else { return nil }
        let until = tx.now + CategoryTraining.lease
        let mine = try tx.execute(
            """
            UPDATE category_training SET state = 'running', care_at = \(until)
            WHERE id = \(id) AND care_at <= \(tx.now)
            RETURNING id
            """
        )
        return mine.isEmpty ? nil : try find(id)
    }

    /// Closed cases before a place, the latest first; cases of every department.
    func closed(before place: (at: Instant, id: Case.ID)?, limit: Int) throws -> [ClosedCase] {
        let before: SQL = place.map { "AND (archived_at, id) < (\($0.at), \($0.id))" } ?? ""
        return try tx.execute(
            """
            SELECT id, archived_at, version_id, state, category, subject, content, demand, product
            FROM service_case
            WHERE archived_at IS NOT NULL \(before)
            ORDER BY archived_at DESC, id DESC
            LIMIT \(limit)
            """
        ).map { row in
            // Reopened: not closed now, so its category is not settled.
            let isClosed = try row.text("state") == Case.State.archived.rawValue
            return ClosedCase(
                id: try row.id("id"), archivedAt: try row.instant("archived_at"), version: try row.id("version_id"),
                category: isClosed ? try row.text("category") : "",
                text: CategoryText(
                    subject: try row.text("subject"), content: try row.text("content"), demand: try row.text("demand"),
                    product: try row.text("product")))
        }
    }

    /// How many cases of a department were closed after an instant, counted as far as `most`, among the latest of all.
    func countClosed(of code: String, after instant: Instant, upTo most: Int) throws -> Int {
        try tx.execute(
            """
            SELECT COUNT(*) AS n FROM (
                SELECT latest.version_id
                FROM (
                    SELECT version_id, category, state FROM service_case
                    WHERE archived_at IS NOT NULL AND archived_at > \(instant)
                    ORDER BY archived_at DESC, id DESC
                    LIMIT \(CategoryTraining.mostLooked)
                ) AS latest JOIN handbook_version ON handbook_version.id = latest.version_id
                WHERE handbook_version.code = \(code) AND latest.category <> '' AND latest.state = 'archived'
                LIMIT \(most)
            ) AS counted
            """
        ).first?.int("n") ?? 0
    }

    /// Writes down what was learned, if the lease still holds. Weights of older trainings are let go.
    func finish(_ training: CategoryTraining, _ model: CategoryModel?) throws -> Bool {
        let bytes = model?.bytes
        let labels = try Self.json(training.labels)
        let digest = bytes.map { bytes in
            Secrets.sha256(ofText: "\(training.code)\n\(labels)\n\(Secrets.hex(Secrets.sha256(bytes)))")
        }
        let rows = try tx.execute(
            """
            UPDATE category_training
            SET state = \(model == nil ? "idle" : "done"), care_at = NULL, finished_at = \(tx.now),
                cases = \(training.cases), through_at = \(training.throughAt),
                labels = \(labels), matrix = \(try Self.json(training.matrix)),
                width = \(model?.width ?? 0), sharpness = \(model?.sharpness ?? 1), digest = \(digest),
                weights = \(bytes)
            WHERE id = \(training.id) AND state = 'running'
            RETURNING id
            """
        )
        guard !rows.isEmpty else { return false }
        try tx.execute(
            """
            UPDATE category_training SET weights = NULL
            WHERE code = \(training.code) AND number <= \(training.number - CategoryTraining.weightsKept)
                AND weights IS NOT NULL
            """
        )
        return true
    }

    /// What a training has learned. What is kept under a digest never changes, so each node reads it once.
    func model(of training: CategoryTraining) throws -> CategoryModel? {
        guard let digest = training.digest else { return nil }
        if let known = Self.known.withLock({ $0[digest] }) { return known }
        let row = try tx.execute("SELECT width, sharpness, weights FROM category_training WHERE id = \(training.id)")
            .first
        guard let row, let bytes = try row.bytes(ifPresent: "weights") else { return nil }
        let model = CategoryModel(
            labels: training.labels, width: try row.int("width"), sharpness: try row.real("sharpness"), bytes: bytes)
        guard let model else { throw Corrupt(column: "weights", value: .null) }
        Self.known.withLock { memory in
            if memory.count >= Self.mostKnown { memory.removeAll() }
            memory[digest] = model
        }
        return model
    }

    private static let known = Mutex<[String: CategoryModel]>([:])
    /// Each is some megabytes: as many departments as one house has, and the one before.
    private static let mostKnown = 6

    private static func json(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }

    private static let select: SQL = """
        SELECT id, code, number, state, asked_by, asked_at, finished_at, cases, through_at, labels, matrix, digest
        FROM category_training
        """
}

extension Transaction {
    var categoryTrainings: CategoryTrainings { CategoryTrainings(tx: self) }
}

extension CategoryTraining {
    fileprivate init(row: Row) throws {
        let labels = try JSONDecoder().decode([String].self, from: Data(try row.text("labels").utf8))
        let matrix = try JSONDecoder().decode([[Int]].self, from: Data(try row.text("matrix").utf8))
        let digest = try row.text(ifPresent: "digest")
        self.init(
            id: try row.id("id"), code: try row.text("code"), number: try row.int("number"),
            askedBy: try row.id(ifPresent: "asked_by"), askedAt: try row.instant("asked_at"),
            state: try row.choice("state"), finishedAt: try row.instant(ifPresent: "finished_at"),
            cases: try row.int("cases"), throughAt: try row.instant("through_at"),
            score: CategoryTraining.score(labels: labels, matrix: matrix), digest: digest)
    }
}
