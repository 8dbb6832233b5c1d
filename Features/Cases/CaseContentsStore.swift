import Database
import Kernel

/// The tables in which something of a case may lie. Most cases have something in two or three of them.
enum CaseContents: String, CaseIterable, Sendable {
    case proposal, promise, compensation, referral, slip, attachment, exception
    case penaltyLine = "penalty_line"
    case visit = "return_visit"
    case repair = "repair_order"
    case party = "dispute_party"
    case session = "mediation_session"
    case agreement = "dispute_agreement"
    case paidService = "paid_service"
    case corrective = "corrective_action"
    case extraService = "extra_service"
    case detail = "case_detail"
    case transfer = "case_transfer"
    case study = "case_study"
    case qualityIssue = "quality_issue"
    case child
}

extension CaseParts {
    /// Which parts this case has: one question, so that those it has not are not asked for one by one.
    func contents() throws -> Set<CaseContents> {
        let row = try tx.execute(
            """
            SELECT
                CASE WHEN EXISTS (SELECT 1 FROM proposal WHERE case_id = \(id)) THEN 1 ELSE 0 END AS proposal,
                CASE WHEN EXISTS (SELECT 1 FROM promise WHERE case_id = \(id)) THEN 1 ELSE 0 END AS promise,
                CASE WHEN EXISTS (SELECT 1 FROM compensation WHERE case_id = \(id)) THEN 1 ELSE 0 END AS compensation,
                CASE WHEN EXISTS (SELECT 1 FROM referral WHERE case_id = \(id)) THEN 1 ELSE 0 END AS referral,
                CASE WHEN EXISTS (SELECT 1 FROM slip WHERE case_id = \(id)) THEN 1 ELSE 0 END AS slip,
                CASE WHEN EXISTS (SELECT 1 FROM attachment WHERE case_id = \(id)) THEN 1 ELSE 0 END AS attachment,
                CASE WHEN EXISTS (
                    SELECT 1 FROM exception WHERE subject_kind = 'case' AND subject_id = \(id)
                ) THEN 1 ELSE 0 END AS exception,
                CASE WHEN EXISTS (SELECT 1 FROM penalty_line WHERE case_id = \(id)) THEN 1 ELSE 0 END AS penalty_line,
                CASE WHEN EXISTS (SELECT 1 FROM return_visit WHERE case_id = \(id)) THEN 1 ELSE 0 END AS return_visit,
                CASE WHEN EXISTS (SELECT 1 FROM repair_order WHERE case_id = \(id)) THEN 1 ELSE 0 END AS repair_order,
                CASE WHEN EXISTS (SELECT 1 FROM dispute_party WHERE case_id = \(id)) THEN 1 ELSE 0 END AS dispute_party,
                CASE WHEN EXISTS (
                    SELECT 1 FROM mediation_session WHERE case_id = \(id)
                ) THEN 1 ELSE 0 END AS mediation_session,
                CASE WHEN EXISTS (
                    SELECT 1 FROM dispute_agreement WHERE case_id = \(id)
                ) THEN 1 ELSE 0 END AS dispute_agreement,
                CASE WHEN EXISTS (SELECT 1 FROM paid_service WHERE case_id = \(id)) THEN 1 ELSE 0 END AS paid_service,
                CASE WHEN EXISTS (
                    SELECT 1 FROM corrective_action WHERE case_id = \(id)
                ) THEN 1 ELSE 0 END AS corrective_action,
                CASE WHEN EXISTS (SELECT 1 FROM extra_service WHERE case_id = \(id)) THEN 1 ELSE 0 END AS extra_service,
                CASE WHEN EXISTS (SELECT 1 FROM case_detail WHERE case_id = \(id)) THEN 1 ELSE 0 END AS case_detail,
                CASE WHEN EXISTS (SELECT 1 FROM case_transfer WHERE case_id = \(id)) THEN 1 ELSE 0 END AS case_transfer,
                CASE WHEN EXISTS (SELECT 1 FROM case_study WHERE case_id = \(id)) THEN 1 ELSE 0 END AS case_study,
                CASE WHEN EXISTS (SELECT 1 FROM quality_issue WHERE case_id = \(id)) THEN 1 ELSE 0 END AS quality_issue,
                CASE WHEN EXISTS (SELECT 1 FROM service_case WHERE parent_id = \(id)) THEN 1 ELSE 0 END AS child
            """
        ).first
        guard let row else { return [] }
        return try Set(CaseContents.allCases.filter { try row.bool($0.rawValue) })
    }
}

extension Set<CaseContents> {
    /// What is read of a part, and nothing where the case has none.
    func of<Value>(_ part: CaseContents, _ reading: () throws -> [Value]) rethrows -> [Value] {
        contains(part) ? try reading() : []
    }
}
