import Database
import Handbook
import Kernel

struct CaseTabs {
    let tx: Transaction

    /// In the order in which they were opened; what a person may no longer read is not among them.
    func of(_ actor: Actor) throws -> [CaseTab] {
        try tx.execute(
            """
            SELECT case_tab.case_id, service_case.number, service_case.subject, service_case.unit_id,
                   service_case.first_receiver_id, service_case.handler_id, service_case.transfer_to,
                   CASE WHEN service_case.next_due_at < \(tx.now)
                        AND service_case.state NOT IN ('archived', 'referred', 'withdrawn', 'merged')
                       THEN 1 ELSE 0 END AS is_late,
                   CASE WHEN case_draft.body IS NULL THEN 0 ELSE 1 END AS has_draft,
                   CASE WHEN service_case.changed_at > case_tab.seen_at THEN 1 ELSE 0 END AS has_news
            FROM case_tab
            JOIN service_case ON service_case.id = case_tab.case_id
            LEFT JOIN case_draft ON case_draft.case_id = case_tab.case_id AND case_draft.staff_id = case_tab.staff_id
            WHERE case_tab.staff_id = \(actor.staff.id)
            ORDER BY case_tab.opened_at, case_tab.case_id
            LIMIT \(CaseTab.most)
            """
        ).compactMap { row in
            let part: [Staff.ID?] = [
                try row.id("first_receiver_id"), try row.id(ifPresent: "handler_id"),
                try row.id(ifPresent: "transfer_to"),
            ]
            guard actor.may(.readCase, in: try row.id("unit_id"), isOwn: part.contains(actor.staff.id)) else {
                return nil
            }
            return CaseTab(
                id: try row.id("case_id"), number: try row.text("number"),
                subject: Cover.numbersOnly(try row.text("subject")),
                isLate: try row.bool("is_late"), hasDraft: try row.bool("has_draft"), hasNews: try row.bool("has_news"))
        }
    }

    func put(_ id: Case.ID, _ staff: Staff.ID) throws {
        try tx.execute(
            """
            INSERT INTO case_tab (staff_id, case_id, opened_at, seen_at)
            VALUES (\(staff), \(id), \(tx.now), \(tx.now))
            ON CONFLICT (staff_id, case_id) DO UPDATE SET seen_at = excluded.seen_at
            """
        )
    }

    /// Every tab, readable or not, with whether a draft lies behind it; the oldest first.
    func ids(of staff: Staff.ID) throws -> [(id: Case.ID, hasDraft: Bool)] {
        try tx.execute(
            """
            SELECT case_tab.case_id, CASE WHEN case_draft.body IS NULL THEN 0 ELSE 1 END AS has_draft
            FROM case_tab
            LEFT JOIN case_draft ON case_draft.case_id = case_tab.case_id AND case_draft.staff_id = case_tab.staff_id
            WHERE case_tab.staff_id = \(staff)
            ORDER BY case_tab.opened_at, case_tab.case_id
            LIMIT 100
            """
        ).map { (try $0.id("case_id"), try $0.bool("has_draft")) }
    }

    func remove(_ ids: [Case.ID], of staff: Staff.ID) throws {
        guard !ids.isEmpty else { return }
        try tx.execute("DELETE FROM case_tab WHERE staff_id = \(staff) AND case_id IN \(list: ids)")
    }
}

extension Transaction {
    var caseTabs: CaseTabs { CaseTabs(tx: self) }
}
