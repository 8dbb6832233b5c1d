import Database
import Handbook
import Kernel

/// The parts that belong to a way of its own: repair order, parties and sessions of a dispute, its agreement.
extension CaseParts {
    func repair() throws -> RepairOrder? {
        try tx.execute(
            """
            SELECT kind, appointment_at, repairer_id, dispatched_at, taken_at, arrived_at, work, material,
                   labour_minutes, cost_fen, fixed_at, signed_by, signed_at
            FROM repair_order WHERE case_id = \(id)
            """
        ).first.map { row in
            var order = RepairOrder(
                kind: try row.choice("kind"), appointment: try row.instant(ifPresent: "appointment_at"),
                repairer: try row.id(ifPresent: "repairer_id"),
                dispatchedAt: try row.instant(ifPresent: "dispatched_at"),
                takenAt: try row.instant(ifPresent: "taken_at"), arrivedAt: try row.instant(ifPresent: "arrived_at"))
            if let fixed = try row.instant(ifPresent: "fixed_at") {
                order.record = RepairOrder.Record(
                    work: try row.text("work"), material: try row.text("material"),
                    labourMinutes: try row.int("labour_minutes"), cost: Money(fen: try row.integer("cost_fen")),
                    at: fixed)
            }
            if let signed = try row.instant(ifPresent: "signed_at") {
                order.signature = RepairOrder.Signature(name: try row.text("signed_by"), at: signed)
            }
            return order
        }
    }

    func save(_ order: RepairOrder) throws {
        let record = order.record
        let signature = order.signature
        try tx.execute(
            """
            INSERT INTO repair_order
                (case_id, kind, appointment_at, repairer_id, dispatched_at, taken_at, arrived_at, work, material,
                 labour_minutes, cost_fen, fixed_at, signed_by, signed_at)
            VALUES (\(id), \(order.kind.rawValue), \(order.appointment), \(order.repairer), \(order.dispatchedAt),
                    \(order.takenAt), \(order.arrivedAt), \(record?.work), \(record?.material),
                    \(record?.labourMinutes), \(record?.cost), \(record?.at), \(signature?.name), \(signature?.at))
            ON CONFLICT (case_id) DO UPDATE SET
                kind = excluded.kind, appointment_at = excluded.appointment_at, repairer_id = excluded.repairer_id,
                dispatched_at = excluded.dispatched_at, taken_at = excluded.taken_at, arrived_at = excluded.arrived_at,
                work = excluded.work, material = excluded.material, labour_minutes = excluded.labour_minutes,
                cost_fen = excluded.cost_fen, fixed_at = excluded.fixed_at, signed_by = excluded.signed_by,
                signed_at = excluded.signed_at
            """
        )
    }

    func parties() throws -> [DisputeParty] {
        try tx.execute(
            """
            SELECT id, name, phone, role, claim FROM dispute_party WHERE case_id = \(id) ORDER BY id LIMIT \(Self.bound)
            """
        ).map { row in
            DisputeParty(
                id: try row.id("id"), name: PersonName(try row.text("name")),
                phone: try row.text(ifPresent: "phone").flatMap { PhoneNumber(typed: $0) },
                role: try row.choice("role"), claim: try row.text("claim"))
        }
    }

    func insert(_ party: DisputeParty) throws {
        try tx.execute(
            """
            INSERT INTO dispute_party (id, case_id, name, phone, role, claim)
            VALUES (\(party.id), \(id), \(party.name), \(party.phone?.revealed), \(party.role.rawValue), \(party.claim))
            """
        )
    }

    func sessions() throws -> [MediationSession] {
        try tx.execute(
            """
            SELECT id, number, at, place, attendees, body, mediator_id, attempt FROM mediation_session
            WHERE case_id = \(id) ORDER BY number LIMIT \(Self.bound)
            """
        ).map { row in
            MediationSession(
                id: try row.id("id"), number: try row.int("number"), at: try row.instant("at"),
                place: try row.text("place"), attendees: try row.text("attendees"), record: try row.text("body"),
                mediator: try row.id("mediator_id"), attempt: try row.int("attempt"))
        }
    }

    func insert(_ session: MediationSession) throws {
        try tx.execute(
            """
            INSERT INTO mediation_session (id, case_id, number, at, place, attendees, body, mediator_id, attempt)
            VALUES (\(session.id), \(id), \(session.number), \(session.at), \(session.place), \(session.attendees),
                    \(session.record), \(session.mediator), \(session.attempt))
            """
        )
    }

    func agreement() throws -> DisputeAgreement? {
        try tx.execute(
            "SELECT body, signatories, signed_at, recorded_by FROM dispute_agreement WHERE case_id = \(id)"
        ).first.map { row in
            DisputeAgreement(
                text: try row.text("body"), signatories: try row.text("signatories"),
                signedAt: try row.instant("signed_at"), recordedBy: try row.id("recorded_by"))
        }
    }

    func save(_ agreement: DisputeAgreement) throws {
        try tx.execute(
            """
            INSERT INTO dispute_agreement (case_id, body, signatories, signed_at, recorded_by)
            VALUES (\(id), \(agreement.text), \(agreement.signatories), \(agreement.signedAt),
                    \(agreement.recordedBy))
            ON CONFLICT (case_id) DO UPDATE SET
                body = excluded.body, signatories = excluded.signatories, signed_at = excluded.signed_at,
                recorded_by = excluded.recorded_by
            """
        )
    }
}
