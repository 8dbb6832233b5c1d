import Database
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

    /// `isNew` is false for a correction: then only the report counts.
    func stage(
        _ prepared: PreparedCase, isNew: Bool, externalSource: String, externalNumber: String?, under importing: String,
        chunk: Int
    ) throws {
        let record = prepared.record
        let report = record.report
        let intake = prepared.intake
        try tx.execute(
            """
            INSERT INTO staged_case
                (import_id, chunk, id, is_new, number, unit_id, type, source, channel, severity, state, version_id,
                 reported_at, first_receiver_id, handler_id, subject, content, demand, category, product, place,
                 organisation, special_needs, solution, completed_at, archive_number, evaluation, lesson, complainant,
                 phone, member_number, external_source, external_number)
            VALUES (\(importing), \(chunk), \(record.id), \(isNew), \(record.number), \(record.unit),
                    \(record.type.rawValue), \(record.source.rawValue), \(record.channel.rawValue),
                    \(record.severity.rawValue), \(record.state.rawValue), \(record.version), \(record.reportedAt),
                    \(record.firstReceiver), \(record.handler), \(report.subject), \(report.content), \(report.demand),
                    \(report.category), \(report.product), \(report.place), \(report.organisation),
                    \(report.specialNeeds), \(record.solution), \(record.completedAt), \(record.archive?.number),
                    \(record.archive?.evaluation), \(record.archive?.lesson), \(intake.complainant), \(intake.phone),
                    \(intake.memberNumber), \(externalNumber == nil ? nil : externalSource), \(externalNumber))
            """
        )
    }

    /// Everything that waits under an import appears at one instant: one statement for the new, one for the corrected.
    func publish(_ importing: String) throws {
        try tx.execute(
            """
            INSERT INTO service_case
                (id, number, unit_id, type, source, channel, severity, state, round, version_id, reported_at,
                 first_receiver_id, handler_id, subject, content, demand, category, product, place, organisation,
                 special_needs, refusals, transfers, solution, completed_at, archive_number, evaluation, lesson,
                 archived_at, archived_by, changed_at)
            SELECT id, number, unit_id, type, source, channel, severity, state, 1, version_id, reported_at,
                   first_receiver_id, handler_id, subject, content, demand, category, product, place, organisation,
                   special_needs, 0, 0, solution, completed_at, archive_number, evaluation, lesson,
                   completed_at, CASE WHEN completed_at IS NULL THEN NULL ELSE first_receiver_id END, \(tx.now)
            FROM staged_case WHERE import_id = \(importing) AND is_new = 1
            """
        )
        try tx.execute(
            """
            UPDATE service_case SET subject = staged.subject, content = staged.content, demand = staged.demand,
                category = staged.category, product = staged.product, place = staged.place,
                organisation = staged.organisation, special_needs = staged.special_needs, changed_at = \(tx.now)
            FROM staged_case AS staged
            WHERE staged.import_id = \(importing) AND staged.is_new = 0 AND service_case.id = staged.id
            """
        )
        tx.announce("cases")
    }

    func staged(under importing: String, chunk: Int) throws -> [StagedCase] {
        try tx.execute(
            """
            SELECT id, is_new, complainant, phone, member_number FROM staged_case
            WHERE import_id = \(importing) AND chunk = \(chunk)
            ORDER BY id
            LIMIT 1000
            """
        ).map { row in
            StagedCase(
                id: try row.id("id"), isNew: try row.bool("is_new"), complainant: try row.text("complainant"),
                phone: try row.text(ifPresent: "phone").map { PhoneNumber(stored: $0) },
                memberNumber: try row.text("member_number"))
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
            ORDER BY staged.import_id, staged.chunk
            LIMIT 1
            """
        ).first.map { (try $0.text("import_id"), try $0.int("chunk")) }
    }
}
