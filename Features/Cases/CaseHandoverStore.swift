import Database
import Foundation
import Kernel

extension Cases {
    /// Written once, with the transfer itself; never changed.
    func insert(_ handover: CaseHandover, of id: Case.ID) throws {
        let promises = String(decoding: try JSONEncoder().encode(handover.promises), as: UTF8.self)
        try tx.execute(
            """
            INSERT INTO case_handover (transfer_id, case_id, at, known, matter, wanted, promises)
            VALUES (\(handover.transfer), \(id), \(handover.at), \(handover.known), \(handover.matter),
                    \(handover.wanted), \(promises))
            """
        )
    }

    func handovers(of id: Case.ID) throws -> [CaseHandover] {
        try tx.execute(
            """
            SELECT transfer_id, at, known, matter, wanted, promises FROM case_handover WHERE case_id = \(id)
            ORDER BY at, transfer_id
            LIMIT 200
            """
        ).map { row in
            CaseHandover(
                transfer: try row.text("transfer_id"), at: try row.instant("at"), known: try row.text("known"),
                matter: try row.text("matter"), wanted: try row.text("wanted"),
                promises: try JSONDecoder().decode(
                    [CaseHandover.Pledge].self, from: Data(try row.text("promises").utf8)))
        }
    }
}
