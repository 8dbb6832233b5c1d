import Database
import Handbook
import Kernel

extension Customers {
    /// Lines of one kind that a file card prints; older ones are in the records themselves.
    static let mostFileLines = 30

    /// F-02, as far as the reader may see the customer.
    func file(of id: Customer.ID, for actor: Actor, in zone: Zone, _ language: Language) throws -> CustomerFile {
        let view = try view(of: id, for: actor)
        let chain = try tx.units.chain(from: view.customer.unit)
        let handbook = try tx.handbooks.inForce(in: view.customer.unit)
        let reach = actor.units(permitting: .readCase)
        let mine = view.cases.map(\.id)
        return CustomerFile(
            view: view, contacts: try contactLines(of: id, reach, for: actor.staff.id, language),
            visits: try visitLines(of: mine, language),
            company: (chain.first { $0.parent == nil } ?? chain.last)?.name ?? view.unit,
            document: handbook.map { ($0.document.number, $0.document.version) }, printedBy: actor.staff.name,
            printedAt: tx.now, zone: zone, language: language)
    }

    private func contactLines(
        of id: Customer.ID, _ reach: UnitReach, for staff: Staff.ID, _ language: Language
    ) throws -> [CustomerFile.Line] {
        try tx.execute(
            """
            SELECT started_at, number, subject, ending, unit_id, receiver_id FROM contact
            WHERE customer_id = \(id)
            ORDER BY started_at DESC, id DESC
            LIMIT \(Self.mostFileLines)
            """
        ).filter { row in try reach.contains(row.id("unit_id")) || row.id("receiver_id") == staff }.map { row in
            let ending = try row.text(ifPresent: "ending").flatMap(Contact.Ending.init(rawValue:))
            return CustomerFile.Line(
                at: try row.instant("started_at"), number: try row.text("number"), text: try row.text("subject"),
                result: ending.map { language($0.word) } ?? "")
        }
    }

    private func visitLines(of cases: [Case.ID], _ language: Language) throws -> [CustomerFile.Line] {
        guard !cases.isEmpty else { return [] }
        return try tx.execute(
            """
            SELECT return_visit.at, service_case.number, service_case.subject, return_visit.result,
                   return_visit.satisfaction
            FROM return_visit JOIN service_case ON service_case.id = return_visit.case_id
            WHERE return_visit.case_id IN \(list: cases)
            ORDER BY return_visit.at DESC, return_visit.id DESC
            LIMIT \(Self.mostFileLines)
            """
        ).map { row in
            let result: ReturnVisit.Result = try row.choice("result")
            let score = try row.int(ifPresent: "satisfaction").map { " \(language(.fileSatisfaction)) \($0)" } ?? ""
            return CustomerFile.Line(
                at: try row.instant("at"), number: try row.text("number"), text: try row.text("subject"),
                result: language(result.word) + score)
        }
    }
}
