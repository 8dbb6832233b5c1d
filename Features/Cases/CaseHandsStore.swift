import Database
import Foundation
import Handbook
import Kernel

/// The slips of transfers.
extension CaseParts {
    func transfers() throws -> [TransferSlip] {
        try tx.execute(
            """
            SELECT id, from_id, to_id, reason, known, mood, wanted, matter, promises, at, signed_by, signed_at,
                   returned_reason, returned_at, settled_at, result, reported_by, reported_at
            FROM case_transfer WHERE case_id = \(id) ORDER BY at, id LIMIT \(Self.bound)
            """
        ).map(TransferSlip.init(row:))
    }

    func save(_ slip: TransferSlip) throws {
        // The same slip is the same text, whichever node writes it.
        let promises = try textOfJSON(slip.promises)
        try tx.execute(
            """
            INSERT INTO case_transfer
                (id, case_id, from_id, to_id, reason, known, mood, wanted, matter, promises, at, signed_by, signed_at,
                 returned_reason, returned_at, settled_at, result, reported_by, reported_at)
            VALUES (\(slip.id), \(id), \(slip.from), \(slip.to), \(slip.reason), \(slip.known), \(slip.mood?.rawValue),
                    \(slip.wanted), \(slip.matter), \(promises), \(slip.at), \(slip.signature?.by), \(slip.signature?.at),
                    \(slip.rejection?.reason), \(slip.rejection?.at), \(slip.settledAt), \(slip.report?.result),
                    \(slip.report?.by), \(slip.report?.at))
            ON CONFLICT (id) DO UPDATE SET
                signed_by = excluded.signed_by, signed_at = excluded.signed_at,
                returned_reason = excluded.returned_reason, returned_at = excluded.returned_at,
                settled_at = excluded.settled_at, result = excluded.result, reported_by = excluded.reported_by,
                reported_at = excluded.reported_at
            """
        )
    }
}

extension TransferSlip {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), from: try row.id(ifPresent: "from_id"), to: try row.id("to_id"),
            reason: try row.text("reason"), known: try row.text("known"), mood: try row.choice(ifPresent: "mood"),
            wanted: try row.text("wanted"), matter: try row.text("matter"),
            promises: try JSONDecoder().decode([Pledge].self, from: Data(try row.text("promises").utf8)),
            at: try row.instant("at"),
            signature: try row.instant(ifPresent: "signed_at").map { Signature(by: try row.id("signed_by"), at: $0) },
            rejection: try row.instant(ifPresent: "returned_at").map {
                Rejection(reason: try row.text("returned_reason"), at: $0)
            }, settledAt: try row.instant(ifPresent: "settled_at"),
            report: try row.instant(ifPresent: "reported_at").map {
                Report(result: try row.text("result"), by: try row.id("reported_by"), at: $0)
            })
    }
}
