import Database
import Handbook
import Kernel

extension Cases {
    /// Everything on one case's page: about a dozen short questions, all by key, all bounded.
    func view(of id: Case.ID, for actor: Actor) throws -> CaseView {
        let work = try work(on: id, by: actor, needing: .readCase)
        let file = work.file
        let record = file.record
        let obligations = try tx.obligations.all(of: record.subject)
        let entries = try work.parts.entries()
        let events = try tx.events.about(record.subject, limit: 200)
        let exceptions = try file.contents.of(.exception) { try tx.exceptions.about(record.subject) }
        let attachments = try file.contents.of(.attachment) { try tx.attachments.of(id) }
        let colleagues = try tx.colleagues(of: record.unit).map { CaseView.Colleague(id: $0.id, name: $0.name) }
        var people: Set<Staff.ID> = [record.firstReceiver]
        people.formUnion(
            [record.handler, record.transfer?.to, record.decision?.by, record.archive?.by].compactMap(\.self))
        people.formUnion(entries.compactMap(\.author) + events.compactMap(\.actor) + file.proposals.map(\.author))
        // Whoever was asked, named or given it: those that are no ids of people are looked up in vain.
        people.formUnion(events.compactMap { $0.details["to"].map { Staff.ID($0) } })
        people.formUnion(file.proposals.flatMap(\.readings).map(\.by) + obligations.compactMap(\.owedByStaff))
        people.formUnion(file.correctives.map(\.owner) + file.extraServices.map(\.by))
        people.formUnion([file.repair?.repairer].compactMap(\.self))
        people.formUnion(
            file.compensations.compactMap(\.refusal?.by) + file.compensations.map(\.applicant) + file.visits.map(\.by)
                + exceptions.map(\.requestedBy))
        people.formUnion(attachments.map(\.by))
        people.formUnion(file.transfers.map(\.to) + file.transfers.compactMap(\.from))
        people.formUnion([record.investigator].compactMap(\.self))
        let studies = try file.contents.of(.study) { try tx.caseLibrary.studies(of: id) }
        people.formUnion(studies.map(\.author) + studies.compactMap(\.approvedBy))
        let isOwn = file.concerns(actor.staff.id)
        let customer = try record.customer.flatMap { try tx.customers.find($0) }
        return CaseView(
            file: file, handbook: work.handbook, calendar: work.calendar,
            customer: customer,
            unitName: try tx.units.require(record.unit).name, names: try tx.names(of: people),
            obligations: obligations, exceptions: exceptions, entries: entries, events: events,
            attachments: attachments,
            draft: try work.parts.draft(of: actor.staff.id), colleagues: colleagues,
            permissions: Set(Permission.allCases.filter { actor.may($0, in: record.unit, isOwn: isOwn) }),
            viewer: actor.staff.id, limit: actor.compensationLimit(in: record.unit),
            kin: try relatives(of: record, for: actor), repairers: try repairers(work),
            slips: try file.contents.of(.slip) { try tx.slips.of(id) },
            studies: studies, issues: try file.contents.of(.qualityIssue) { try tx.caseLibrary.issues(of: id) },
            others: try record.customer.map { try tx.contacts.openCases(of: $0, for: actor).filter { $0.id != id } }
                ?? [],
            mailReach: try tx.mailAnswers.reach(of: record, customer),
            externalNumbers: try tx.externalNumbers.of(id.rawValue).map { "\($0.source) \($0.number)" },
            contacts: try contacts(of: customer))
    }

    private func repairers(_ work: CaseWork) throws -> [CaseView.Colleague]? {
        guard work.file.record.state == .dispatching else { return nil }
        let people = try work.repairers()
        guard !people.isEmpty else { return nil }
        let names = try tx.names(of: Set(people))
        return people.map { CaseView.Colleague(id: $0, name: names[$0] ?? "") }
    }

    /// Those that the reader may know of.
    private func relatives(of record: Case, for actor: Actor) throws -> [Case] {
        let above = try [record.kinship.parent, record.kinship.mergedInto, record.kinship.splitFrom]
            .compactMap { try $0.flatMap { try find($0) } }
        var seen: Set<Case.ID> = [record.id]
        return try (above + kin(of: record.id)).filter { other in
            seen.insert(other.id).inserted
                && actor.may(.readCase, in: other.unit, isOwn: other.concerns(actor.staff.id))
        }
    }
}
