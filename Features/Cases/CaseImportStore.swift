import Database
import Foundation
import Handbook
import Kernel

/// A case that was published with its import and is still to be finished.
struct StagedCase: Equatable, Sendable {
    let id: Case.ID
    /// A case of its own; otherwise a correction of one that is here.
    let isNew: Bool
    let complainant: String
    let phone: PhoneNumber?
    let memberNumber: String
    let isHandlerSaid: Bool
    let details: [String: String]
    /// With the system it came from.
    let externalNumber: String?
}

/// A row that is to wait under an import until all of them are published.
struct StagedRow {
    let prepared: PreparedCase
    /// False for a correction: then only the report counts.
    let isNew: Bool
    let externalNumber: String?
}

extension Cases {
    func saveReport(of record: Case) throws {
        let report = record.report
        try tx.execute(
            """
            UPDATE service_case SET subject = \(report.subject), content = \(report.content),
                demand = \(report.demand), product = \(report.product), place = \(report.place),
                organisation = \(report.organisation), special_needs = \(report.specialNeeds)
            WHERE id = \(record.id)
            """
        )
        try index(record)
    }

    /// New cases with what they owe next.
    func insert(_ entered: [Entered]) throws {
        try tx.insert(
            """
            INSERT INTO service_case
                (id, number, unit_id, type, source, channel, severity, state, round, version_id, customer_id,
                 reported_at, first_receiver_id, handler_id, subject, content, demand, category, product, place,
                 organisation, special_needs, refusals, transfers, changed_at, opinion, expectation, grade, solution,
                 completed_at, archive_number, evaluation, lesson, archived_at, archived_by, next_due_at, next_clause)
            """,
            rows: entered.map { entry in
                let record = entry.record
                let report = record.report
                let archive = record.archive
                let who: [Cell] = [
                    record.id.cell, record.number.cell, record.unit.cell, record.type.rawValue.cell,
                    record.source.rawValue.cell, record.channel.rawValue.cell, record.severity.rawValue.cell,
                    record.state.rawValue.cell, record.round.cell, record.version.cell,
                    record.customer?.cell ?? .null, record.reportedAt.cell, record.firstReceiver.cell,
                    record.handler?.cell ?? .null,
                ]
                let what: [Cell] = [
                    report.subject.cell, report.content.cell, report.demand.cell, report.category.cell,
                    report.product.cell, report.place.cell, report.organisation.cell, report.specialNeeds.cell,
                    record.refusals.cell, record.transfers.cell, tx.now.cell, report.opinion.cell,
                    report.expectation.cell, record.grade.rawValue.cell,
                ]
                let end: [Cell] = [
                    record.solution?.cell ?? .null, record.completedAt?.cell ?? .null,
                    archive?.number.cell ?? .null, archive?.evaluation.cell ?? .null, archive?.lesson.cell ?? .null,
                    archive?.at.cell ?? .null, archive?.by.cell ?? .null, entry.next?.dueAt.cell ?? .null,
                    entry.next?.clause.cell ?? .null,
                ]
                return who + what + end
            })
    }

    /// What a published case still lacks.
    func complete(_ entered: [Entered]) throws {
        for entry in entered {
            try tx.execute(
                """
                UPDATE service_case SET customer_id = \(entry.record.customer), grade = \(entry.record.grade.rawValue),
                    next_due_at = \(entry.next?.dueAt), next_clause = \(entry.next?.clause), changed_at = \(tx.now)
                WHERE id = \(entry.record.id)
                """
            )
        }
    }

    func insertDetails(_ details: [(id: Case.ID, details: [String: String])]) throws {
        try tx.insert(
            "INSERT INTO case_detail (case_id, name, value)",
            rows: details.flatMap { id, details in
                details.sorted { $0.key < $1.key }.map { [id.cell, $0.key.cell, $0.value.cell] }
            })
    }

    func require(_ ids: [Case.ID]) throws -> [Case.ID: Case] {
        var records: [Case.ID: Case] = [:]
        for piece in ids.map(\.rawValue).pieces() {
            for row in try tx.execute("\(Self.select) WHERE id IN \(list: piece) ORDER BY id LIMIT 50") {
                let record = try Case(row: row)
                records[record.id] = record
            }
        }
        return records
    }

    func stage(_ rows: [StagedRow], from source: String, under importing: String, chunk: Int) throws {
        try tx.insert(
            """
            INSERT INTO staged_case
                (import_id, chunk, id, is_new, number, unit_id, type, source, channel, severity, state, version_id,
                 reported_at, first_receiver_id, handler_id, subject, content, demand, category, product, place,
                 organisation, special_needs, solution, completed_at, archive_number, evaluation, lesson, complainant,
                 phone, member_number, external_source, external_number, opinion, expectation, grade, details,
                 is_handler_said)
            """,
            rows: try rows.map { row in
                let record = row.prepared.record
                let report = record.report
                let intake = row.prepared.intake
                let who: [Cell] = [
                    importing.cell, chunk.cell, record.id.cell, row.isNew.cell, record.number.cell, record.unit.cell,
                    record.type.rawValue.cell, record.source.rawValue.cell, record.channel.rawValue.cell,
                    record.severity.rawValue.cell, record.state.rawValue.cell, record.version.cell,
                    record.reportedAt.cell, record.firstReceiver.cell, record.handler?.cell ?? .null,
                ]
                let what: [Cell] = [
                    report.subject.cell, report.content.cell, report.demand.cell, report.category.cell,
                    report.product.cell, report.place.cell, report.organisation.cell, report.specialNeeds.cell,
                    record.solution?.cell ?? .null, record.completedAt?.cell ?? .null,
                    record.archive?.number.cell ?? .null, record.archive?.evaluation.cell ?? .null,
                    record.archive?.lesson.cell ?? .null,
                ]
                let whose: [Cell] = [
                    intake.complainant.cell, intake.phone?.cell ?? .null, intake.memberNumber.cell,
                    row.externalNumber == nil ? .null : source.cell, row.externalNumber?.cell ?? .null,
                    report.opinion.cell, report.expectation.cell, record.grade.rawValue.cell,
                    try DetailsText.text(intake.details).cell, row.prepared.isHandlerSaid.cell,
                ]
                return who + what + whose
            })
    }

    /// Everything that waits under an import appears at one instant: one statement for the new, one for the corrected.
    func publish(_ importing: String) throws {
        try tx.execute(
            """
            INSERT INTO service_case
                (id, number, unit_id, type, source, channel, severity, state, round, version_id, reported_at,
                 first_receiver_id, handler_id, subject, content, demand, category, product, place, organisation,
                 special_needs, opinion, expectation, grade, refusals, transfers, solution, completed_at,
                 archive_number, evaluation, lesson, archived_at, archived_by, changed_at)
            SELECT id, number, unit_id, type, source, channel, severity, state, 1, version_id, reported_at,
                   first_receiver_id, handler_id, subject, content, demand, category, product, place, organisation,
                   special_needs, opinion, expectation, grade, 0, 0, solution, completed_at, archive_number,
                   evaluation, lesson, completed_at, CASE WHEN completed_at IS NULL THEN NULL ELSE first_receiver_id END, \(tx.now)
            FROM staged_case WHERE import_id = \(importing) AND is_new = 1
            """
        )
        try tx.execute(
            """
            UPDATE service_case SET subject = staged.subject, content = staged.content, demand = staged.demand,
                category = staged.category, product = staged.product, place = staged.place,
                organisation = staged.organisation, special_needs = staged.special_needs, opinion = staged.opinion,
                expectation = staged.expectation, changed_at = \(tx.now)
            FROM staged_case AS staged
            WHERE staged.import_id = \(importing) AND staged.is_new = 0 AND service_case.id = staged.id
            """
        )
        tx.announce("cases")
    }

    func staged(under importing: String, chunk: Int) throws -> [StagedCase] {
        try tx.execute(
            """
            SELECT id, is_new, complainant, phone, member_number, is_handler_said, details, external_source,
                   external_number
            FROM staged_case
            WHERE import_id = \(importing) AND chunk = \(chunk)
            ORDER BY id
            LIMIT 1000
            """
        ).map { row in
            StagedCase(
                id: try row.id("id"), isNew: try row.bool("is_new"), complainant: try row.text("complainant"),
                phone: try row.text(ifPresent: "phone").map { PhoneNumber(stored: $0) },
                memberNumber: try row.text("member_number"), isHandlerSaid: try row.bool("is_handler_said"),
                details: try DetailsText.details(row.text("details")),
                externalNumber: try row.text(ifPresent: "external_number").map { number in
                    "\(try row.text("external_source")) \(number)"
                })
        }
    }

    /// Takes a chunk out of the waiting room, finished or given up. Answers how many there were.
    @discardableResult
    func unstage(under importing: String, chunk: Int) throws -> Int {
        try tx.execute(
            "DELETE FROM staged_case WHERE import_id = \(importing) AND chunk = \(chunk) RETURNING id"
        ).count
    }
}

extension Cases {
    /// A chunk that waits under an import that has been given up.
    func strayStaged() throws -> (id: String, chunk: Int)? {
        try tx.execute(
            """
            SELECT staged.import_id, staged.chunk FROM staged_case AS staged
            JOIN data_import ON data_import.id = staged.import_id
            WHERE data_import.state IN ('cancelled', 'failed')
              AND (data_import.stumbles < \(Import.mostStumbles) OR data_import.rows_cleared = 1)
            ORDER BY staged.import_id, staged.chunk
            LIMIT 1
            """
        ).first.map { (try $0.text("import_id"), try $0.int("chunk")) }
    }
}

/// The details of a staged case, as JSON with its keys in order.
private enum DetailsText {
    static func text(_ details: [String: String]) throws -> String {
        guard !details.isEmpty else { return "{}" }
        return try textOfJSON(details)
    }

    static func details(_ text: String) throws -> [String: String] {
        text == "{}" ? [:] : try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
    }
}
